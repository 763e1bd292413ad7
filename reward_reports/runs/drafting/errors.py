"""What can go wrong while a source is read."""

from __future__ import annotations

from reward_reports.base.errors import InputError


class DraftError(InputError):
    """A source cannot be read; the message names it and says why."""


def first_line(error: Exception) -> str:
    """Return the beginning of what an error of a library says."""
    return (str(error).splitlines() or [type(error).__name__])[0][:300]

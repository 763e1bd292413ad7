"""What can go wrong while a source is read."""

from __future__ import annotations

from reward_reports.base.errors import InputError


class DraftError(InputError):
    """A source cannot be read; the message names it and says why."""

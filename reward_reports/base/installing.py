"""How to install the package and its extras, said once for every message; a test holds the documentation to it.

There is no release on the package index yet. When there is one, COMMAND becomes `pip install "reward-reports{extra}"` and
WHERE becomes empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from reward_reports.base.errors import MissingToolError

COMMAND = 'pip install ".{extra}"'
WHERE = " in a checkout of reward-reports, or with the path of a wheel in place of the dot"


def how_to_install(extra: str) -> str:
    """Return what installs one of the extras, such as `pdf`: a command, and where to run it."""
    return COMMAND.format(extra=f"[{extra}]") + WHERE


@contextmanager
def needed(what: str, install: str) -> Iterator[None]:
    """Import what is not always installed, in the block below it.

    Args:
        what: what needs it, such as `PDF needs Typst`.
        install: the command that installs it.

    Raises:
        MissingToolError: if it is missing, or the program behind it is; with both sentences.
    """
    try:
        yield
    except (ImportError, OSError) as error:
        raise MissingToolError(f"{what}: {install}") from error

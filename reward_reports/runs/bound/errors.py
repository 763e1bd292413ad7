"""What stops a bound file from being read: said to the author of the report, with what to do."""

from __future__ import annotations


class UnreadableError(Exception):
    """The file cannot be read as what it is.

    Attributes:
        advice: what to do about it.
    """

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.advice = advice


class NotFoundError(UnreadableError):
    """The file does not hold what is looked for, or not once."""

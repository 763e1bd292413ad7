"""Colours of the terminal: whether to use them, and which.

https://no-color.org and https://force-color.org say what the two variables mean; where both are set, `NO_COLOR` wins, as
in Python's own interpreter.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import IO, Any, Literal, TypeAlias

Choice: TypeAlias = Literal["auto", "always", "never"]
Style: TypeAlias = Literal["error", "warning", "info", "name", "faint", "help"]
Paint: TypeAlias = Callable[[str, Style], str]

_CODES: dict[Style, str] = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "name": "1",
    "faint": "34",
    "help": "32",
}


def wants_colour(choice: Choice, stream: IO[Any] | None, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether text for a stream is to be coloured.

    Args:
        choice: what the user asked for; only `auto` looks further.
        stream: where the text goes.
        environ: the environment; `NO_COLOR`, `FORCE_COLOR` and `TERM` count.
    """
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return environ.get("TERM") != "dumb" and stream is not None and stream.isatty()


def painter(colour: bool) -> Paint:
    """Return the function that colours a text, or one that leaves it as it is."""
    return _paint if colour else _leave


def _paint(text: str, style: Style) -> str:
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if text else text


def _leave(text: str, style: Style) -> str:
    return text

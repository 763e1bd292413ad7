"""How the same formula is spelled for different readers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def _same(text: str) -> str:
    return text


@dataclass(frozen=True)
class Dialect:
    """What one reader of LaTeX wants spelled otherwise than amsmath does.

    Attributes:
        words: spells the words of `\\text{…}`, so that nothing in them is a command.
        name: spells the name of an operator.
        letter: spells a letter beyond ASCII; None if the reader has none.
        bracket: spells a square bracket, which must not begin an option.
        row_end: ends a row.
        commands: other spellings of commands and environments, by their names.
        capitals: alphabets of which the reader has the capital letters alone.
        stacked: whether limits of `\\mathop` are spelled as `\\underset` and `\\overset`.
        display: whether the formula stands on a line of its own.
    """

    words: Callable[[str], str] = _same
    name: Callable[[str], str] = _same
    letter: Callable[[str], str | None] = _same
    bracket: Callable[[str], str] = _same
    row_end: str = r"\\"
    commands: Mapping[str, str] = field(default_factory=dict)
    capitals: frozenset[str] = frozenset()
    stacked: bool = False
    display: bool = False

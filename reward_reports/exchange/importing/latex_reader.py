"""LaTeX as TeX takes it in: token by token, from the source and from what macros stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

_REST = r"|\\(?s:.)|\\\Z|%[^\n]*\n?|[{}]|[^\\%{}]+"
_TOKEN = re.compile(r"\\[A-Za-z]+" + _REST)
_INTERNAL_TOKEN = re.compile(r"\\[A-Za-z@]+" + _REST)
"""Between `\\makeatletter` and `\\makeatother` the sign @ is a letter."""
_BLANKS = re.compile(r"(?:[ \t]|\n(?![ \t]*(?:\n|\Z))|%[^\n]*\n?)*")
_ALL_BLANKS = re.compile(r"(?:\s|%[^\n]*\n?)*")
_GROUP_PART = re.compile(r"\\(?s:.)|%[^\n]*|[{}\]]")
_STAR = re.compile(r"\*")
_DEEPEST = 200
"""Macros within macros."""
_MOST, _MOST_OF_ONE = 2_000_000, 200_000
"""Characters that the commands of a text, and a single one, may ask for."""


class TooMuchError(Exception):
    """The macros of a text stand for more than is read."""


@dataclass(slots=True)
class _Frame:
    """A text that is being read; `called_at` is where the macro stands in the source that the text came of."""

    text: str
    pos: int
    called_at: int | None


Mark: TypeAlias = list[tuple[_Frame, int]]


class Reader:
    """Reads a source, and the texts that are put before the rest of it.

    Attributes:
        internal: whether @ is a letter.
    """

    def __init__(self, text: str) -> None:
        self.internal = False
        self._frames = [_Frame(text, 0, None)]
        self._left = _MOST + 2 * len(text)
        self._left_of_one = 0

    @property
    def place(self) -> int:
        """Where the next token stands in the source, or the macro that it came of."""
        top = self._top()
        return top.pos if top.called_at is None else top.called_at

    @property
    def in_source(self) -> bool:
        """Whether the next token stands in the source itself."""
        return self._top().called_at is None

    def take(self) -> str:
        """Return the next token; an empty text at the end."""
        top = self._top()
        match = (_INTERNAL_TOKEN if self.internal else _TOKEN).match(top.text, top.pos)
        if match is None:
            return ""
        top.pos = match.end()
        return match[0]

    def push(self, text: str) -> None:
        """Put a text before the rest.

        Raises:
            TooMuchError: if that is too much, or too deep.
        """
        self.spend(len(text) + 1)
        if len(self._frames) > _DEEPEST:
            raise TooMuchError
        if text:
            self._frames.append(_Frame(text, 0, self.place))

    def begin_command(self) -> None:
        """Count again how much one command of the source asks for."""
        self._left_of_one = _MOST_OF_ONE

    def spend(self, characters: int) -> None:
        """Count characters that were searched, or that a macro stands for.

        Raises:
            TooMuchError: if one command, or all of them together, ask for too many.
        """
        self._left -= characters
        self._left_of_one -= characters
        if self._left < 0 or self._left_of_one < 0:
            raise TooMuchError

    def mark(self) -> Mark:
        """Return what `reset` needs to come back to this place."""
        return [(frame, frame.pos) for frame in self._frames]

    def reset(self, mark: Mark) -> None:
        """Come back to a place, whatever was read or pushed since."""
        self._frames = [frame for frame, _ in mark]
        for frame, pos in mark:
            frame.pos = pos

    def rest(self) -> str:
        """Return all that is left, and go to the end."""
        text = "".join(frame.text[frame.pos :] for frame in reversed(self._frames))
        self._frames = [_Frame("", 0, self._frames[0].pos)]
        return text

    def peek(self) -> str:
        """Return the next character; an empty text at the end."""
        top = self._top()
        return top.text[top.pos : top.pos + 1]

    def skip_blanks(self, *, paragraphs: bool = False) -> None:
        """Pass over blanks and comments; over blank lines only if that is said."""
        while True:
            top = self._top()
            match = (_ALL_BLANKS if paragraphs else _BLANKS).match(top.text, top.pos)
            top.pos = match.end() if match else top.pos
            if top.pos < len(top.text) or len(self._frames) == 1:
                return

    def looks_at(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern matches at this place."""
        top = self._top()
        return pattern.match(top.text, top.pos) is not None

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the match of a pattern at this place, and pass over it."""
        top = self._top()
        match = pattern.match(top.text, top.pos)
        if match:
            top.pos = match.end()
        return match

    def until(self, end: str) -> str | None:
        """Return what stands before an end, and pass over both; None if it never comes."""
        top = self._top()
        at = top.text.find(end, top.pos)
        if at < 0:
            self.spend(len(top.text) - top.pos)
            return None
        text = top.text[top.pos : at]
        top.pos = at + len(end)
        return text

    def argument(self) -> str | None:
        """Return the next argument without its braces, or the one token that it is; None if there is none.

        A blank line before it is passed over: TeX would stop there, but authors leave one and mean the argument.
        """
        self.skip_blanks(paragraphs=True)
        match self.peek():
            case "" | "}":
                return None
            case "{":
                return self._group("{", "}")
            case "\\":
                return self.take()
            case character:
                self._top().pos += 1
                return character

    def option(self) -> str | None:
        """Return the next argument in square brackets without them; None if there is none."""
        self.skip_blanks()
        return self._group("[", "]") if self.peek() == "[" else None

    def star(self) -> bool:
        """Pass over a star, and say whether there was one."""
        self.skip_blanks()
        return self.match(_STAR) is not None

    def _group(self, opening: str, closing: str) -> str | None:
        top = self._top()
        start, depth = top.pos + len(opening), 0
        for part in _GROUP_PART.finditer(top.text, start):
            sign = part[0]
            if sign == closing and depth == 0:
                self.spend(part.end() - start)
                top.pos = part.end()
                return top.text[start : part.start()]
            depth += (sign == "{") - (sign == "}")
            if depth < 0:
                break
        self.spend(len(top.text) - start)
        return None

    def _top(self) -> _Frame:
        while len(self._frames) > 1 and self._frames[-1].pos >= len(self._frames[-1].text):
            self._frames.pop()
        return self._frames[-1]

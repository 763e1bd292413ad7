"""A formula as signs: commands and single characters, each with its place."""

from __future__ import annotations

import re

from reward_reports.report.formulas.errors import FormulaError

_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|[^\\]", re.DOTALL)
_LENGTH = re.compile(r"[ \t\n]*(-?[0-9]{0,3}(?:\.[0-9]{0,4})?)[ \t]*(?:em|ex|mu|pt|mm|cm|in|pc|bp)\b[ \t]?")


class Tokens:
    """Gives signs from left to right."""

    def __init__(self, tex: str) -> None:
        self._tex = tex
        self._tokens = _TOKEN.findall(tex)
        self._starts: list[int] = []
        start = 0
        for token in self._tokens:
            self._starts.append(start)
            start += len(token)
        self._at = 0
        if start != len(tex):
            raise FormulaError("a `\\` stands at the end", len(tex) - 1, len(tex))

    def fail(self, what: str) -> FormulaError:
        """Return an error about the sign that was read last."""
        at = min(max(self._at - 1, 0), len(self._tokens) - 1)
        start = self._starts[at] if self._tokens else 0
        return FormulaError(what, start, start + len(self._tokens[at]) if self._tokens else 0)

    def any(self) -> str:
        """Return the next sign, blank or not, and pass it; nothing at the end."""
        self._at += 1
        return self._tokens[self._at - 1] if self._at <= len(self._tokens) else ""

    def peek(self) -> str:
        """Return the next sign that is not a blank, or nothing at the end."""
        while self._at < len(self._tokens) and self._tokens[self._at].isspace():
            self._at += 1
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def next(self) -> str:
        """Return the next sign that is not a blank, and pass it."""
        sign = self.peek()
        if not sign:
            raise self.fail("the formula ends too early")
        self._at += 1
        return sign

    def take(self, sign: str) -> bool:
        """Pass a sign if it is the next one."""
        is_next = self.peek() == sign
        self._at += is_next
        return is_next

    def expect(self, sign: str) -> None:
        """Pass a sign that has to be there."""
        if not self.take(sign):
            self._at += bool(self.peek())
            raise self.fail(f"a `{sign}` is missing")

    def raw(self) -> str:
        """Return the characters between braces that hold no command and no braces."""
        self.expect("{")
        raw = ""
        while (sign := self.any()) != "}":
            if not sign or sign in "{$" or sign[0] == "\\":
                raise self.fail("a name is expected here")
            raw += sign
        return raw

    def length(self) -> float | None:
        """Pass a length such as `1.5em` and return its number, or None if there is none."""
        start = self._starts[self._at] if self._at < len(self._tokens) else len(self._tex)
        match = _LENGTH.match(self._tex, start)
        if match is None or not any(char.isdigit() for char in match[1]):
            return None
        while self._at < len(self._tokens) and self._starts[self._at] < match.end():
            self._at += 1
        return float(match[1])

    def gap(self) -> None:
        """Pass what may follow the end of a row: `*`, and a length in square brackets."""
        if self._at < len(self._tokens) and self._tokens[self._at] == "*":
            self._at += 1
        start = self._at
        if self._at < len(self._tokens) and self._tokens[self._at] == "[":
            self._at += 1
            if self.length() is None or not self.take("]"):
                self._at = start

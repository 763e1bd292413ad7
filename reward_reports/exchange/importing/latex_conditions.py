r"""The conditions of TeX: which of `\iffalse … \else … \fi` is printed."""

from __future__ import annotations

import re

from reward_reports.exchange.importing.latex_reader import Reader

_PRIMITIVE = frozenset(
    "if ifcat ifx ifnum ifdim ifodd ifvmode ifhmode ifmmode ifinner ifvoid ifhbox ifvbox ifeof iftrue iffalse ifcase "
    "ifdefined ifcsname iffontchar ifincsname ifpdf ifxetex ifluatex ifPDFTeX ifXeTeX ifLuaTeX".split()
)
_NO_CONDITIONS = frozenset("iff ifthenelse".split())
_CHARACTERS = re.compile(r"[ \t\n]*([^\\{}%\s])([^\\{}%])")
_NUMBERS = re.compile(r"[ \t\n]*(-?\d{1,9})[ \t]*([<=>])[ \t]*(-?\d{1,9})[ \t]?")
_ARGUMENT_FOLLOWS = re.compile(r"[ \t\n]*\{")
_NAME = re.compile(r"[ \t\n]*\\if([A-Za-z@]+)")


class Conditions:
    """Which conditions stand open, and what an author's own ones say."""

    def __init__(self) -> None:
        self._own = {"true": True, "false": False}
        self._open: list[bool] = []
        """For each open condition, whether it was judged."""

    def declare(self, reader: Reader) -> bool:
        r"""Read what follows `\newif`; such a condition is false to begin with."""
        match = reader.match(_NAME)
        if match:
            self._own[match[1]] = False
        return match is not None

    def settle(self, name: str) -> bool:
        r"""Take `\drafttrue` or `\draftfalse` for what it says of `\ifdraft`; False if it is no such command."""
        stem, end = (name[:-4], True) if name.endswith("true") else (name.removesuffix("false"), False)
        if stem == name or stem not in self._own or not stem or stem in ("true", "false"):
            return False
        self._own[stem] = end
        return True

    def begins(self, name: str, reader: Reader) -> bool:
        """Whether a command is a condition, by its name and by what follows."""
        if not name.startswith("if") or name in _NO_CONDITIONS:
            return False
        known = name in _PRIMITIVE or name[2:] in self._own
        return known or not reader.looks_at(_ARGUMENT_FOLLOWS)

    def judge(self, name: str, reader: Reader) -> bool | None:
        """Return what a condition says; None if that is not known."""
        if name == "if" and (match := reader.match(_CHARACTERS)):
            return match[1] == match[2]
        if name == "ifnum" and (match := reader.match(_NUMBERS)):
            low, high = int(match[1]), int(match[3])
            return {"<": low < high, "=": low == high, ">": low > high}[match[2]]
        return self._own.get(name[2:])

    def open(self, *, judged: bool) -> None:
        """Go into a condition."""
        self._open.append(judged)

    def close(self) -> bool:
        r"""Take a `\fi`; False if nothing stands open."""
        return bool(self._open) and self._open.pop() is not None

    def turn(self, reader: Reader) -> tuple[str, bool] | None:
        r"""Take an `\else`: pass over what follows a branch that was printed, as `skip` does; None if nothing stands open."""
        if not self._open:
            return None
        return self.skip(reader, to_else=False) if self._open.pop() else self._keep()

    def _keep(self) -> tuple[str, bool]:
        self.open(judged=False)
        return "", True

    def skip(self, reader: Reader, *, to_else: bool) -> tuple[str, bool]:
        r"""Pass over a branch that is not printed, up to its `\fi`, or to its `\else` where that is asked for.

        Returns:
            What was passed over, and whether it ended; an `\else` that ended it opens the other branch.
        """
        hidden: list[str] = []
        depth = 0
        while token := reader.take():
            name = token[1:] if token[0] == "\\" else ""
            if name == "fi" and depth == 0:
                return "".join(hidden), True
            if name == "else" and depth == 0 and to_else:
                self.open(judged=True)
                return "".join(hidden), True
            depth += self.begins(name, reader) - (name == "fi")
            hidden.append(token)
        return "".join(hidden), False

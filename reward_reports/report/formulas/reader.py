"""Reads a formula by a grammar and rewrites it, in the spelling of a dialect."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from reward_reports.report.formulas import commands as known
from reward_reports.report.formulas.dialect import Dialect
from reward_reports.report.formulas.errors import FormulaError
from reward_reports.report.formulas.grids import read_grid, read_stack
from reward_reports.report.formulas.tokens import Tokens
from reward_reports.report.formulas.words import read_name, read_words

MAX_LENGTH = 2000
"""Characters of the longest formula that is read."""
MAX_DEPTH = 20
"""How many parts may lie inside each other."""

_PLAIN = re.compile(r"[A-Za-z0-9+\-*/=<>()|.,:;!?@]")
_CHARACTERS = {char: f"\\{name} " for name, char in reversed(known.SYMBOLS.items())} | known.CHARACTERS
_SMALL = re.compile(r"\\[A-Za-z]+|([a-z0-9])")
_MISPLACED = {
    "&": "`&` is outside rows",
    "%": "`%` begins a comment in LaTeX; the sign itself is `\\%`",
    "#": "`#` is a command in LaTeX; the sign itself is `\\#`",
    "$": "`$` is inside a formula",
    "}": "a `}` has no `{`",
    "\\\\": "`\\\\` is outside rows, such as those of `\\begin{aligned}`",
}


def rewrite(tex: str, dialect: Dialect) -> str:
    """Return a formula in the spelling of a dialect.

    Args:
        tex: LaTeX for math mode, without dollar signs.
        dialect: for whom it is written.

    Raises:
        FormulaError: if it holds anything that the grammar, or the dialect, does not know.
    """
    if len(tex) > MAX_LENGTH:
        raise FormulaError(f"it is longer than {MAX_LENGTH:,} characters", 0, len(tex))
    rewritten = FormulaReader(tex, dialect).row(lambda sign: False)
    if not rewritten:
        raise FormulaError("it is empty", 0, len(tex))
    return rewritten


class FormulaReader:
    """Reads signs from left to right; every method returns the LaTeX of what it read."""

    def __init__(self, tex: str, dialect: Dialect) -> None:
        self.tokens = Tokens(tex)
        self.dialect = dialect
        self._depth = 0

    @contextmanager
    def deeper(self, levels: int = 1) -> Iterator[None]:
        """Count what lies inside something else."""
        self._depth += levels
        if self._depth > MAX_DEPTH:
            raise self.tokens.fail(f"more than {MAX_DEPTH} parts lie inside each other")
        yield
        self._depth -= levels

    def row(self, ends: Callable[[str], bool]) -> str:
        """Read parts up to a sign that ends them, which is left."""
        latex = ""
        while (sign := self.tokens.peek()) and not ends(sign):
            name = sign[1:]
            if name in known.INFIX:
                self.tokens.next()
                return f"\\{known.INFIX[name]}{{{latex}}}{{{self._rest(ends)}}}"
            if name in known.SWITCHES:
                self.tokens.next()
                return latex + self._alphabet(name, self._rest(ends))
            latex += self._part()
        return latex

    def _rest(self, ends: Callable[[str], bool]) -> str:
        with self.deeper():
            return self.row(ends)

    def argument(self) -> str:
        """Read one thing, without the braces around it."""
        return self._thing()[1:-1] if self.tokens.peek() == "{" else self._thing()

    def spelled(self, name: str) -> str:
        """Return a command as the dialect spells it."""
        return self.dialect.commands.get(name, f"\\{name} ")

    def _part(self) -> str:
        """Read one thing with what hangs on it."""
        sign = self.tokens.peek()
        if sign in ("\\nonumber", "\\notag", "\\relax", "\\allowbreak", "\\nobreak", "\\mathstrut"):
            self.tokens.next()
            return ""
        if self.tokens.take("\\label"):
            self.tokens.raw()
            return ""
        hanging = sign in "^_'" or sign in known.SUPERSCRIPTS or sign in known.SUBSCRIPTS
        return self._with_scripts("{}" if hanging else self._thing(), sign[1:])

    def _with_scripts(self, base: str, name: str) -> str:
        """Read what hangs on a thing: one index, one exponent, and where they stand."""
        scripts: dict[str, str] = {}
        limits = ""
        while (sign := self.tokens.peek()) and (place := _place(sign)):
            self.tokens.next()
            if place in scripts or (place == "limits" and not _has_limits(name)):
                raise self.tokens.fail(f"`{sign}` has nothing it could belong to")
            if place == "limits":
                limits = sign
            else:
                scripts[place] = self._script(sign)
        if name == "mathop" and self.dialect.stacked:
            return self._stacked(base, scripts, limits)
        return base + (limits if scripts else "") + "".join(f"{place}{{{script}}}" for place, script in scripts.items())

    def _stacked(self, base: str, scripts: dict[str, str], limits: str) -> str:
        if limits == "\\limits" or (self.dialect.display and not limits):
            for place, command in (("_", "underset"), ("^", "overset")):
                base = f"\\{command}{{{scripts[place]}}}{{{base}}}" if place in scripts else base
            return base
        return base + "".join(f"{place}{{{script}}}" for place, script in scripts.items())

    def _script(self, sign: str) -> str:
        if sign == "'":
            return self._primes()
        for table in (known.SUPERSCRIPTS, known.SUBSCRIPTS):
            if sign in table:
                script = table[sign]
                while (sign := self.tokens.peek()) in table:
                    script += table[self.tokens.next()]
                return script
        return self.argument()

    def _primes(self) -> str:
        primes = r"\prime "
        while self.tokens.take("'"):
            primes += r"\prime "
        return primes + self.argument() if self.tokens.take("^") else primes

    def _thing(self) -> str:
        with self.deeper():
            if not self.tokens.take("{"):
                return self._one(self.tokens.next())
            latex = self.row(lambda sign: sign == "}")
            self.tokens.expect("}")
            return f"{{{latex}}}"

    def _one(self, sign: str) -> str:
        if sign in _MISPLACED:
            raise self.tokens.fail(_MISPLACED[sign])
        if len(sign) == 1:
            return self._character(sign)
        name = sign[1:]
        return known.MARKS.get(name) or known.SPACES.get(name) or known.SHORT.get(name) or self._command(name)

    def _character(self, char: str) -> str:
        if char in "[]":
            return self.dialect.bracket(char)
        if _PLAIN.match(char):
            return char
        if char == "~":
            return r"\ "
        latex = _CHARACTERS.get(char)
        if latex is None and char.isalpha() and not char.isascii():
            latex = self.dialect.letter(char)
        if latex is None:
            raise self.tokens.fail(f"`{char}` is not a sign that formulas can hold")
        return latex

    def _command(self, name: str) -> str:
        if name in known.SYMBOLS or name in known.FUNCTIONS or name in known.DOTS or name in known.STYLES:
            return self.spelled(name)
        if name in known.ALPHABETS:
            return self._alphabet(name, self.argument())
        if name in known.ONE:
            return f"\\{name}{{{self.argument()}}}"
        if name in known.TWO:
            first = self.argument()
            return f"\\{name}{{{first}}}{{{self.argument()}}}"
        if name in known.OPTIONAL:
            option = self._option()
            return f"\\{name}{option}{{{self.argument()}}}"
        if name in known.WORDS:
            return read_words(self, known.WORDS[name])
        if name in known.SIZES:
            fence = self._fence()
            return "" if fence == "." else f"\\{name}{fence}"
        return self._special(name)

    def _special(self, name: str) -> str:
        readers: dict[str, Callable[[], str]] = {
            "left": self._fenced,
            "begin": lambda: read_grid(self),
            "operatorname": lambda: read_name(self, "*" if self.tokens.take("*") else ""),
            "operatornamewithlimits": lambda: read_name(self, "*"),
            "mathop": self._mathop,
            "not": self._negated,
            "substack": lambda: read_stack(self),
        } | dict.fromkeys(known.TRANSPARENT, self._transparent)
        if name in readers:
            return readers[name]()
        if name in known.LENGTHS:
            return self._space()
        raise self.tokens.fail(f"`\\{name}` is not a command that formulas can hold")

    def _alphabet(self, name: str, letters: str) -> str:
        command = known.ALPHABETS[name]
        if command in self.dialect.capitals and any(match[1] for match in _SMALL.finditer(letters)):
            raise self.tokens.fail(f"`\\{name}` has capital letters alone")
        return f"\\{command}{{{letters}}}" if command else f"{{{letters}}}"

    def _option(self) -> str:
        if not self.tokens.take("["):
            return ""
        latex = self.row(lambda sign: sign == "]")
        self.tokens.expect("]")
        return f"[{{{latex}}}]"

    def _transparent(self) -> str:
        self._option()
        return f"{{{self.argument()}}}"

    def _mathop(self) -> str:
        latex = self.argument()
        return f"{{{latex}}}" if self.dialect.stacked else f"\\mathop{{{latex}}}"

    def _negated(self) -> str:
        sign = self.tokens.next()
        if sign.removeprefix("\\") not in known.NEGATED:
            raise self.tokens.fail("`\\not` stands before something it cannot strike out")
        return f"\\not{sign} "

    def _space(self) -> str:
        """Read a length; how wide a space is says nothing, but one to the left prints things over each other."""
        self.tokens.take("*")
        braced = self.tokens.take("{")
        length = self.tokens.length()
        if length is None or length < 0:
            self.tokens.any()
            raise self.tokens.fail("a length of 0 or more is expected here")
        if braced:
            self.tokens.expect("}")
        return r"\;"

    def _fence(self) -> str:
        sign = self.tokens.next()
        name = sign[1:]
        if sign in known.FENCES or sign in known.OTHER_FENCES:
            return known.OTHER_FENCES.get(sign, sign)
        if name in known.NAMED_FENCES:
            return f"{sign} "
        raise self.tokens.fail(f"`{sign}` is not a bracket")

    def _fenced(self) -> str:
        with self.deeper():
            latex = f"\\left{self._fence()}"
            while True:
                latex += self.row(lambda sign: sign in ("\\right", "\\middle"))
                if not self.tokens.take("\\middle"):
                    break
                fence = self._fence()
                latex += "" if fence == "." else f"\\middle{fence}"
            self.tokens.expect("\\right")
            return f"{latex}\\right{self._fence()}"


def _place(sign: str) -> str:
    """Return where a sign hangs what follows: `^` above, `_` below, `limits`, or nowhere."""
    if sign in ("\\limits", "\\nolimits"):
        return "limits"
    if sign in known.SUBSCRIPTS:
        return "_"
    return "^" if sign == "'" or sign in known.SUPERSCRIPTS else sign if sign in ("^", "_") else ""


def _has_limits(name: str) -> bool:
    return name in known.LIMITS or name in (
        "mathop",
        "operatorname",
        "operatornamewithlimits",
        "argmax",
        "argmin",
        "plim",
    )

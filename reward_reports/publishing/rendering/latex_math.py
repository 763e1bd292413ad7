r"""A formula of the author's to LaTeX that cannot fail or do harm: read by a grammar, and written anew from what was read.

TeX is a programming language: `\input` reads files, `\write` writes them, `\def` changes what follows. So a formula is
taken only if it is made of known commands with the arguments they need; the rest is shown as its source.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from reward_reports.publishing.rendering.latex_text import in_formula, words

MAX_LENGTH = 2000
MAX_DEPTH = 30

_SYMBOLS = frozenset(
    """alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho sigma
    varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
    sum prod coprod int iint iiint oint bigcup bigcap bigoplus bigotimes bigvee bigwedge
    arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min Pr sec
    sin sinh sup tan tanh argmax argmin
    leq le geq ge neq ne approx equiv sim simeq cong propto ll gg prec succ preceq succeq asymp doteq models vdash dashv mid
    in notin ni subset subseteq supset supseteq cup cap setminus emptyset varnothing forall exists nexists neg lnot wedge land
    vee lor oplus ominus otimes odot perp parallel angle top bot
    leftarrow rightarrow uparrow downarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow mapsto to gets implies iff
    longrightarrow longleftarrow Longrightarrow hookrightarrow rightharpoonup leadsto
    times div pm mp cdot circ ast star bullet dagger partial nabla infty prime ell hbar Re Im aleph surd triangle triangleq
    ldots cdots vdots ddots dots dotsc dotsb langle rangle lfloor rfloor lceil rceil vert Vert lvert rvert lVert rVert
    quad qquad square blacksquare checkmark lbrace rbrace backslash colon displaystyle textstyle scriptstyle""".split()
)
_OWN = {
    "argmax": r"\operatorname*{arg\,max}",
    "argmin": r"\operatorname*{arg\,min}",
    "land": r"\wedge ",
    "lor": r"\vee ",
}
_MARKS = {"{": r"\{", "}": r"\}", "_": r"\_", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "|": r"\|"}
_SPACES = {",": r"\,", ";": r"\;", ":": r"\:", "!": r"\!", " ": r"\ ", ">": r"\:"}
_ONE = frozenset(
    """sqrt hat widehat tilde widetilde bar overline underline vec dot ddot check breve acute grave mathring overbrace
    underbrace overrightarrow overleftarrow mathrm mathbf mathit mathsf mathtt mathcal mathbb mathfrak boldsymbol
    mathop mathbin mathrel mathord boxed phantom""".split()
)
_TWO = frozenset("frac dfrac tfrac cfrac binom dbinom tbinom overset underset stackrel".split())
_WORDS = {
    "text": "text",
    "textrm": "text",
    "textit": "textit",
    "textbf": "textbf",
    "mbox": "text",
    "textnormal": "text",
}
_SIZES = frozenset("big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm".split())
_GRIDS = {"cases": 2, "gathered": 1} | dict.fromkeys(
    "matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix aligned".split(), 10
)
"""What sets things in rows, with how many columns it takes."""
_FENCES = {"(", ")", "[", "]", "|", ".", "/", "<", ">"}
_NAMED_FENCES = frozenset("langle rangle lfloor rfloor lceil rceil vert Vert lvert rvert lVert rVert lbrace rbrace { } |".split())  # fmt: skip
_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|[^\\]", re.DOTALL)
_PLAIN = re.compile(r"[A-Za-z0-9+\-*/=<>()\[\]|.,:;!?@]")
_NAME = re.compile(r"[A-Za-z*\- ]+\Z")


class _NotKnownError(Exception):
    """The formula holds what this grammar does not."""


def safe_formula(tex: str) -> str | None:
    """Return a formula for math mode, or None if it holds anything that is not known to be harmless."""
    if len(tex) > MAX_LENGTH:
        return None
    try:
        reader = _Reader(tex)
        made = reader.row(lambda sign: False)
    except _NotKnownError:
        return None
    return made or None


class _Reader:
    """Reads tokens from left to right; every method returns the LaTeX of what it read."""

    def __init__(self, tex: str) -> None:
        self._tokens = _TOKEN.findall(tex)
        if "".join(self._tokens) != tex:
            raise _NotKnownError
        self._at = 0
        self._depth = 0

    def _peek(self) -> str:
        """Return the next sign that is no blank, or nothing at the end."""
        while self._at < len(self._tokens) and self._tokens[self._at].isspace():
            self._at += 1
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        sign = self._peek()
        self._at += 1
        if not sign:
            raise _NotKnownError
        return sign

    def _expect(self, sign: str) -> None:
        if self._next() != sign:
            raise _NotKnownError

    def row(self, ends: Callable[[str], bool]) -> str:
        """Read parts up to a sign that ends them, which is left."""
        made = []
        while (sign := self._peek()) and not ends(sign):
            made.append(self._part())
        return "".join(made)

    def _part(self) -> str:
        """Read one thing with what hangs on it; each at most once, for TeX takes no second."""
        base = "{}" if self._peek() in ("^", "_") else self._thing()
        below = above = ""
        while (sign := self._peek()) in ("^", "_", "'", "\\limits", "\\nolimits") and sign:
            self._at += 1
            if sign == "_" and not below:
                below = f"_{{{self._argument()}}}"
            elif sign == "^" and not above:
                above = f"^{{{self._argument()}}}"
            elif sign == "'" and not above:
                above = f"^{{{self._primes()}}}"
            elif not sign.startswith("\\"):
                raise _NotKnownError
        return base + below + above

    def _primes(self) -> str:
        made = r"\prime "
        while self._peek() == "'":
            self._at += 1
            made += r"\prime "
        if self._peek() == "^":
            self._at += 1
            made += self._argument()
        return made

    def _argument(self) -> str:
        return self._thing()[1:-1] if self._peek() == "{" else self._thing()

    def _group(self) -> str:
        self._expect("{")
        made = self.row(lambda sign: sign == "}")
        self._expect("}")
        return made

    def _thing(self) -> str:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _NotKnownError
        made = f"{{{self._group()}}}" if self._peek() == "{" else self._one(self._next())
        self._depth -= 1
        return made

    def _one(self, sign: str) -> str:
        if len(sign) == 1:
            return self._character(sign)
        name = sign[1:]
        if name in _MARKS or name in _SPACES:
            return _MARKS.get(name) or _SPACES[name]
        return self._command(name)

    def _character(self, char: str) -> str:
        if char == "~":
            return r"\ "
        made = f"{{{char}}}" if char in "[]" else char if _PLAIN.match(char) else in_formula(char)
        if made is None:
            raise _NotKnownError
        return made

    def _command(self, name: str) -> str:
        if name in _SYMBOLS:
            return _OWN.get(name, f"\\{name} ")
        if name in _ONE:
            return f"\\{name}{self._option() if name == 'sqrt' else ''}{{{self._argument()}}}"
        if name in _TWO:
            first = self._argument()
            return f"\\{name}{{{first}}}{{{self._argument()}}}"
        readers = {"left": self._fenced, "begin": self._grid, "operatorname": self._operator}
        if name in readers:
            return readers[name]()
        if name in _WORDS:
            return f"\\{_WORDS[name]}{{{words(self._raw())}}}"
        if name in _SIZES:
            return f"\\{name}{self._fence()}"
        raise _NotKnownError

    def _option(self) -> str:
        if self._peek() != "[":
            return ""
        self._at += 1
        made = self.row(lambda sign: sign == "]")
        self._expect("]")
        return f"[{{{made}}}]"

    def _fence(self) -> str:
        sign = self._next()
        if sign in _FENCES:
            return sign
        if sign[0] == "\\" and sign[1:] in _NAMED_FENCES:
            return f"{sign} "
        raise _NotKnownError

    def _fenced(self) -> str:
        opening = self._fence()
        inside = self.row(lambda sign: sign == "\\right")
        self._expect("\\right")
        return f"\\left{opening}{inside}\\right{self._fence()}"

    def _raw(self) -> str:
        """Read the words between braces, which hold no command."""
        self._expect("{")
        start = self._at
        while self._at < len(self._tokens) and self._tokens[self._at] != "}":
            if self._tokens[self._at][0] in "\\{$":
                raise _NotKnownError
            self._at += 1
        made = "".join(self._tokens[start : self._at])
        self._expect("}")
        return made

    def _operator(self) -> str:
        star = "*" if self._peek() == "*" else ""
        self._at += len(star)
        name = self._raw()
        if not _NAME.match(name):
            raise _NotKnownError
        return f"\\operatorname{star}{{{name}}}"

    def _grid(self) -> str:
        name = self._raw()
        if name not in _GRIDS:
            raise _NotKnownError
        rows = [self._cells()]
        while self._peek() == "\\\\":
            self._at += 1
            rows.append(self._cells())
        self._expect("\\end")
        if self._raw() != name or max(map(len, rows)) > _GRIDS[name]:
            raise _NotKnownError
        lines = r"\\{}".join("&".join(cells) for cells in rows)
        return f"\\begin{{{name}}}{lines}\\end{{{name}}}"

    def _cells(self) -> list[str]:
        def ends(sign: str) -> bool:
            return sign in ("&", "\\\\", "\\end")

        cells = [self.row(ends)]
        while self._peek() == "&":
            self._at += 1
            cells.append(self.row(ends))
        return cells

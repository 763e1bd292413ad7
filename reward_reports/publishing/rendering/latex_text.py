"""Words to LaTeX: every character is printed as itself, or as its number where the usual fonts do not have it."""

from __future__ import annotations

import re
import unicodedata

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "^": r"\textasciicircum{}",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "%": r"\%",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "[": "{[}",  # after \item or \\ a bracket would begin an option
    "]": "{]}",
    "\xa0": "~",
    "\xad": r"\-",
    "\u2026": r"\ldots{}",
    "\u2122": r"\textsuperscript{TM}",
    "\u2010": "-",
    "\u2011": "-",
    "\u2212": r"\ensuremath{-}",
    "\u202f": r"\,",
    "\u2009": r"\,",
    "\u200b": r"\hspace{0pt}",
}
_MATH = {
    **dict(zip("αβγδεζηθικλμνξπρσςτυφχψω", "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma varsigma tau upsilon varphi chi psi omega".split(), strict=True)),
    **dict(zip("ΓΔΘΛΞΠΣΥΦΨΩ", "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split(), strict=True)),
    **dict(zip("ϵϑϕϱϖ", "epsilon vartheta phi varrho varpi".split(), strict=True)),
    **dict(zip("≤≥≠≈≡∼≃≅∝≪≫", "leq geq neq approx equiv sim simeq cong propto ll gg".split(), strict=True)),
    **dict(zip("∑∏∫∂∇√∞∅∈∉∋⊂⊆⊃⊇∪∩", "sum prod int partial nabla surd infty emptyset in notin ni subset subseteq supset supseteq cup cap".split(), strict=True)),
    **dict(zip("∀∃¬∧∨⊕⊗⊥∥∠", "forall exists neg wedge vee oplus otimes perp parallel angle".split(), strict=True)),
    **dict(zip("←→↑↓↔⇐⇒⇔↦", "leftarrow rightarrow uparrow downarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow mapsto".split(), strict=True)),
    **dict(zip("×÷±∓·∘∗⋅⋯′″", [*"times div pm mp cdot circ ast cdot cdots prime".split(), "prime\\prime"], strict=True)),
    **dict(zip("⌊⌋⌈⌉⟨⟩ℓℜℑℵ", "lfloor rfloor lceil rceil langle rangle ell Re Im aleph".split(), strict=True)),
    **dict(zip("ℝℕℤℚℂ𝔼ℙ", [rf"mathbb{{{letter}}}" for letter in "RNZQCEP"], strict=True)),
    **dict(zip("✓✗☐□■▪●○★", "checkmark times square square blacksquare blacksquare bullet circ bigstar".split(), strict=True)),
}  # fmt: skip
"""Characters that the fonts for formulas have, with the names of their commands."""
_AS_IT_IS = re.compile(
    "[\x20-\x7e\u00a1-\u00ac\u00ae-\u0113\u0116-\u0125\u0128-\u0131\u0134-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0155"
    "\u0158-\u0165\u0168-\u017e\u0218-\u021b\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2030\u2039\u203a\u20ac]"
)
"""What T1 fonts print, spelt as it is."""
_ACCENTS = dict(zip("\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0323\u0327\u0331", "`'^~=u.\"rHvdcb", strict=True))  # fmt: skip
_MARKED = re.compile(f"([A-Za-z][{''.join(_ACCENTS)}]+)")
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_BEHIND_A_MARK = re.compile(r"(?<=[/.:,=])(?=[A-Za-z0-9])")
"""Where a long name may break; nothing else lets it."""
_LIGATURE = re.compile(r"([-',])(?=\1)")
"""Two marks that the fonts would make one of."""


def words(text: str) -> str:
    """Return words as LaTeX on one line; nothing in them is a command."""
    parts = _MARKED.split(_BLANKS.sub(" ", unicodedata.normalize("NFC", text)))
    plain = "".join(_accented(part) or part.translate(_TABLE) for part in parts)
    return _LIGATURE.sub(r"\1{}", plain)


def typed(text: str) -> str:
    """Return what is typed into a computer as LaTeX in the letters of a typewriter, on one line."""
    plain = r"\textquotesingle{}".join(map(words, text.split("'"))).replace(" ", r"\ ")
    breaking = _BEHIND_A_MARK.sub(r"\\hspace{0pt}", plain)
    return rf"\texttt{{{breaking}}}"


class _Table(dict[int, str]):
    """Knows for every character what stands for it."""

    def __missing__(self, number: int) -> str:
        replacement = self[number] = _character(chr(number))
        return replacement


_TABLE = _Table()


def _character(char: str) -> str:
    if char in _SPECIAL:
        return _SPECIAL[char]
    if char in _MATH and not _AS_IT_IS.match(char):
        return rf"\ensuremath{{\{_MATH[char]}}}"
    return char if _AS_IT_IS.match(char) else _accented(char) or rf"\unknownchar{{{ord(char):04X}}}"


def _accented(char: str) -> str | None:
    """Return a letter with marks above or below as the commands for them, or None."""
    decomposed = unicodedata.normalize("NFD", char)
    base, marks = decomposed[:1], decomposed[1:]
    if not marks or not base.isascii() or not base.isalpha() or not all(mark in _ACCENTS for mark in marks):
        return None
    for mark in marks:
        base = rf"\{_ACCENTS[mark]}{{{base}}}"
    return base

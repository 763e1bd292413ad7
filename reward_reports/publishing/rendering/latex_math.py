r"""A formula of the author's to LaTeX that cannot fail or do harm: what a grammar read, written anew.

TeX is a programming language: `\input` reads files, `\write` writes them, `\def` changes what follows. So only commands
that are known are ever written; a formula with any other is shown as its source.
"""

from __future__ import annotations

from reward_reports.publishing.rendering.latex_text import words
from reward_reports.report.formulas import Dialect, FormulaError, rewrite


def _letter(letter: str) -> str | None:
    """Return a letter as the fonts for words have it."""
    printed = words(letter)
    return None if "unknownchar" in printed else rf"\text{{{printed}}}"


_LATEX = Dialect(
    words=words,
    letter=_letter,
    bracket=lambda bracket: f"{{{bracket}}}",
    row_end=r"\\{}",  # what follows is never an option
    capitals=frozenset({"mathbb", "mathcal"}),
)


def safe_formula(tex: str) -> str | None:
    """Return a formula for math mode, or None if it holds anything that is not known to be harmless."""
    try:
        return rewrite(tex, _LATEX)
    except FormulaError:
        return None

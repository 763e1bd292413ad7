"""Measures how the time of reading BibTeX, of writing LaTeX and of reading formulas grows with the text, and prints the exponents.

An exponent of 1 means that a text of twice the length takes twice the time, 2 that it takes four times as long. What counts
is the processor's time, the least of some runs, at each doubling from 8k characters to 512k.
"""

from __future__ import annotations

import argparse
import gc
import math
import sys
import time
from collections.abc import Callable
from math import isqrt
from typing import TypeAlias

from growth_importing import LIMIT, PATIENCE, SIZES, exponent, numbered, repeated, rising

from reward_reports.linting.extract.bibtex import find_keys
from reward_reports.publishing.rendering import render_bytes
from reward_reports.publishing.rendering.bibtex import _references
from reward_reports.publishing.rendering.latex_math import safe_formula
from reward_reports.publishing.rendering.mathml import mathml
from reward_reports.report.formulas import MAX_LENGTH
from reward_reports.report.model import Report

_FORMULAS = SIZES[-1] // MAX_LENGTH + 8
"""Formulas that together have as many characters as a text."""
Make: TypeAlias = Callable[[int], str]


def nested(opening: str, closing: str, before: str = "", behind: str = "") -> Make:
    """Return what makes groups inside groups."""
    return lambda length: (
        before + opening * (length // len(opening + closing)) + closing * (length // len(opening + closing)) + behind
    )


def units(names: str, before: str = "", behind: str = "") -> dict[str, Make]:
    """Return a kind for each of some words: it over and over."""
    return {f"{name!r} again and again": repeated(name.replace("_", " "), before, behind) for name in names.split()}


def _bibtex(text: str) -> None:
    find_keys(text)
    list(_references(text, ["a", "a0", "a1", "z"]))


def _latex(text: str) -> None:
    data = {
        "schema_version": "1.0",
        "report": {"id": "a", "title": "A", "version": "1.0"},
        "implementation": {"limitations": {"text": text, "disclosure": "partial", "reason": text}},
    }
    render_bytes(Report.model_validate(data), "latex")


def _formula(text: str) -> None:
    """Read a formula often: a longer one than `MAX_LENGTH` is refused, which takes no time to measure."""
    for number in range(_FORMULAS):  # none like another, since what was converted is kept
        formula = f"{number}{text}"
        mathml(formula)
        safe_formula(formula)


ENTRY = "@misc{z, title={T}}\n"
BIBTEX: dict[str, Make] = {
    **units("@ { } \" % , = # ~ \\ ( ) a @a{ @a{a, @a{a} @a( @comment{ @comment @string{ @preamble{ {} {a \\url{ $ $a$ \"a", "", ENTRY),
    **{f"in a title: {name}": make for name, make in units("{ {} \\\" \\url{ \\url{a} \\href{a}{ https://a. $ ~ -- \\'e and \\textbf{ % \\%", "@misc{a, title={", "}}\n").items()},
    **{f"in an author: {name}": make for name, make in units("a_and_ a,_ {a}_ and_ \\'e_ von_ -", "@misc{a, title={T}, author={", "}}\n").items()},
    **{f"in an address: {name}": make for name, make in units("\\_ { ~ % <a", "@misc{a, title={T}, url={", "}}\n").items()},
    "entries": numbered("@misc{{a{}, title={{T}}, year=2000}}\n", ""),
    "entries of one key": repeated("@misc{a, title={T}}\n", ""),
    "entries in each other's": numbered("@misc{{a{}, crossref={{a1}}}}\n", ""),
    "fields": numbered("f{} = {{b}},\n", "@misc{a,", "}\n"),
    "fields of one name": repeated("f = {b},\n", "@misc{a,", "}\n"),
    "parts of a value": repeated(' # "b"', '@misc{a, title="a"', "}\n"),
    "strings": numbered('@string{{s{} = "t"}}\n', ""),
    "a string used often": repeated(" # s", f'@string{{s = "{"t" * 99}"}}\n@misc{{a, title=s', "}\n"),
    "strings of strings": numbered("@string{{s = s # s}}\n", '@string{s = "t"}\n', "@misc{a, title=s}"),
    "names that nothing defines": numbered("@misc{{a{0}, title=b{0}}}\n", ""),
    "braces inside braces": nested("{", "}", "@misc{a, title={", "}}"),
    "brackets inside brackets": nested("(", ")", "@misc(a, title={", "})"),
    "commands inside commands": nested("\\emph{", "}", "@misc{a, title={", "}}"),
}  # fmt: skip
LATEX: dict[str, Make] = {
    **units("\\ { } $ & # ^ _ ~ % < > ` * [ ] | \" ' - -- $a$_ $$a$$ `a`_ \\a \\\\ [a](b)_ [@a]_ **a**_ é 漢 😀 a_ ^^5c \\end{verbatim}", ""),
    **{f"{sign!r}, rows that rise": rising(sign, "") for sign in "`$*_~\\"},
    "lines of code": repeated("\\end{verbatim}\n", "```\n", "\n```\n"),
    "items": repeated("- a\n", ""),
    "tables": repeated("|a|b|\n|-|-|\n|c|d|\n\n", ""),
    "lists in lists": lambda length: "".join("  " * n + "- a\n" for n in range(isqrt(length))),
    "one formula": lambda length: f"${'a+' * (length // 2)}a$",
}  # fmt: skip
FORMULA: dict[str, Make] = {
    **units("a a+ { {} } ^ _ a^ a_b ' \\ \\\\ & \\alpha \\frac \\frac{a}{ \\left( \\left(a\\right) \\sqrt \\sqrt{ \\text{ \\text{a} \\begin{matrix} \\end{matrix} \\mathbb{E} \\operatorname{a} | < \\not \\middle| \\limits % ~ \\, \\color{red} \\hat \\sum_ $ é \\substack{ a&b\\\\", ""),
    **{f"{left} inside itself": nested(left, right) for left, right in (("{", "}"), ("\\frac{a}{", "}"), ("\\sqrt{", "}"), ("\\left(", "\\right)"), ("\\text{", "}"), ("a^{", "}"), ("\\begin{matrix}", "\\end{matrix}"))},
    "rows of a matrix": repeated("a&b\\\\", "\\begin{matrix}", "\\end{matrix}"),
    "a wide matrix": repeated("a&", "\\begin{matrix}", "\\end{matrix}"),
    "lines of an alignment": repeated("a&=b\\\\", "\\begin{aligned}", "\\end{aligned}"),
    "words": repeated("a ", "\\text{", "}"),
}  # fmt: skip
SUBJECTS = {"bibtex": (_bibtex, BIBTEX), "latex": (_latex, LATEX), "formula": (_formula, FORMULA)}


def seconds(work: Callable[[str], None], text: str, runs: int) -> float:
    """Return the least processor's time of some runs; infinity for one that takes too long."""
    taken = []
    for _ in range(runs):
        gc.collect()
        start = time.process_time()
        work(text)
        taken.append(time.process_time() - start)
        if taken[-1] > PATIENCE:
            return math.inf
    return min(taken)


def times_of(work: Callable[[str], None], make: Make, sizes: list[int], runs: int) -> list[float]:
    """Return the times at all sizes; it ends with infinity at the first that takes too long."""
    times: list[float] = []
    for size in sizes:
        times.append(seconds(work, make(size), runs))
        if times[-1] == math.inf:
            break
    return times


def main() -> int:
    """Print the exponents, those above the limit marked, and return 1 if there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subjects", nargs="+", choices=list(SUBJECTS), default=list(SUBJECTS))
    parser.add_argument("--kinds", metavar="WORDS", default="", help="measure the kinds whose names hold these words")
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    parser.add_argument("--runs", type=int, default=1)
    arguments = parser.parse_args()
    sizes = [size for size in SIZES if size <= arguments.largest]
    above = measured = 0
    for subject in arguments.subjects:
        work, kinds = SUBJECTS[subject]
        shared = _FORMULAS if subject == "formula" else 1
        work("a")  # the first also loads what all need
        for kind, make in kinds.items():
            if arguments.kinds not in kind:
                continue
            times = times_of(work, make, [size // shared for size in sizes], arguments.runs)
            slope = exponent(sizes, times)
            if slope > LIMIT:  # a busy machine disturbs a measurement now and then
                times = times_of(work, make, [size // shared for size in sizes], arguments.runs + 1)
                slope = exponent(sizes, times)
            bad = slope > LIMIT
            above += bad
            measured += 1
            mark = "  <- above the limit" * bad
            print(f"{subject:8} {kind:45} exponent {slope:5.2f}, {times[-1]:7.3f} s{mark}", flush=True)
    print(f"{above} of {measured} are above {LIMIT}")
    return 1 if above else 0


if __name__ == "__main__":
    sys.exit(main())

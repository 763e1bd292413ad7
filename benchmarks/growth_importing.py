"""Measures how the time of an import grows with the text, for texts that readers have choked on, and prints the exponents.

An exponent of 1 means that a text of twice the length takes twice the time, 2 that it takes four times as long. What counts
is the processor's time, the least of some runs, at each doubling from 8k characters to 512k.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import math
import sys
import time
from collections.abc import Callable
from math import isqrt
from typing import TypeAlias

from reward_reports.exchange.importing import SourceError, convert
from reward_reports.exchange.importing.reading import read_source

Make: TypeAlias = Callable[[int], str]
SIZES = [8192 * 2**step for step in range(7)]
LIMIT = 1.2
LEAST = 0.01
"""Seconds below which a time says nothing about growth."""
PATIENCE = 60
REPORT = "# System Owner\n\n"
CARD = "---\nlicense: mit\n---\n# T\n\n"


def repeated(unit: str, before: str = REPORT, behind: str = "") -> Make:
    """Return what makes a text of a unit over and over."""
    return lambda length: before + (unit * (length // len(unit) + 1))[:length] + behind


def rising(sign: str, before: str = REPORT) -> Make:
    """Return what makes longer and longer rows of a sign."""
    return lambda length: before + " ".join(sign * row for row in range(1, isqrt(2 * length)))


def numbered(line: str, before: str = REPORT, behind: str = "") -> Make:
    """Return what makes lines that differ by a number."""
    return lambda length: before + "".join(line.format(n) for n in range(length // len(line))) + behind


def front(unit: str, before: str = "", behind: str = "\n") -> Make:
    """Return what makes front matter of a unit over and over."""
    return repeated(unit, f"---\nlicense: mit\n{before}", f"{behind}---\n# T\n\na\n")


SIGNS = "`>~*_[]$<&\\#!|({=-+: \t\n"
PROSE: dict[str, str] = {
    "quotations, `> `": "> ", "citations, `[@a;`": "[@a;", "pictures that never end": "![", "links that never end": "[](",
    "links": "[a](b) ", "emphasis": "**a* ", "words": "The agent learns. ", "one sentence": "The agent learns ",
    "addresses": "http://a.b ", "entities": "&amp;", "tags": "<a ", "comments": "<!-- a -->", "comments that never end": "a <!-- \n",
    "lines of comments": "<!--\n", "fences": "```\na\n```\n", "lists": "- a\n", "lines of quotations": "> a\n", "tables": "|a|b|\n|-|-|\n",
    "code in lists": "- a\n\n  ```\n  b\n  ```\n", "headings": "## a\n\nb\n\n", "headings without text": "### a\n", "fields": "## Dates\n\na\n\n",
    "underlined headings": "a\n---\n", "headings of HTML": "<h2>a</h2>\n", "HTML": "<div>\n", "questions": "What is it? ", "bold lines": "**a:**\n\n",
    "Windows lines": "a\r\n", "other line ends": "\u0085\u2028", "how to install": "install ", "how to use": "to use please ",
    "code in sentences": "`a` ", "blanks": "[More Information Needed]\n", "templates": "{{ a }}\n", "open templates": "{{", "labels": "- **a:** b\n",
    "open labels": "**a ", "the template's question": "The known or intended timespan over which this reward function & optimization is active. ",
    "the card's sentence": "Users (both direct and downstream) should be made aware of the risks, biases and limitations of the model. ",
    "results": "It achieves the following results:\n\n- a: 1\n\n", "usage": "## Usage\n\n```\na\n```\n\n", "uses": "## Uses\n\nb\n\n",
}  # fmt: skip
OTHER: dict[str, Make] = {
    "blanks in a line": repeated(" ", REPORT + "a", "b"),
    "blanks in a heading": repeated(" ", "## a", "b"),
    "signs in a heading": repeated("#", "## a ", " b"),
    "brackets in a heading": repeated("[", "## "),
    "a long heading": repeated("a", "## "),
    "different headings": numbered("## heading {}\n\na\n\n"),
    "different headings of a card": numbered("## heading {}\n\na\n\n", CARD),
    "definitions of links": numbered("[a{}]: b\n"),
    "a wide table": lambda length: f"{REPORT}{'|a' * (length // 4)}\n{'|-' * (length // 4)}\n",
    "a list within a list": lambda length: REPORT + "".join("  " * n + "- a\n" for n in range(isqrt(length))),
    "a changelog": numbered("- v0.{} (2020) System Owner section was updated\n", "# Changelog\n\n"),
    "an open changelog": repeated("(", "# Changelog\n\n- v0.1 "),
    "comments of the web builder": repeated("<!-- Author: a -->", "", "\n# Dates\n\na"),
    "a state": repeated("a", "# Dates\n\n**We do not know.** "),
    "keys": numbered("k{}: v\n", "---\nlicense: mit\n", "---\n# T\n"),
    "lists of front matter": front("- a\n", "tags:\n"),
    "flow lists": front("a, ", "tags: [", "]\n"),
    "a long value": front("a", "tags: "),
    "results of front matter": front(
        "  - dataset: {name: d}\n    metrics: [{type: a, value: 1}]\n", "model-index:\n- name: a\n  results:\n", ""
    ),
    "comments of front matter": front("# a\n"),
    "blanks before a comment": front(" #", "tags: b"),
    "lines that nearly close it": front("--- a\n", "tags: |\n"),
    "quotes": front("''", "tags: '", "'\n"),
    "text blocks": front("  b\n", "tags: |\n"),
    "aliases": front("*a, ", "tags: &a [b]\nc: [", "]\n"),
    "front matter that never ends": repeated("a: b\n", "---\n"),
    "blank front matter": repeated("\n", "---\n"),
}
KINDS: dict[str, Make] = {
    **{f"{sign!r} in a row": repeated(sign) for sign in SIGNS},
    **{f"{sign!r}, rows that rise": rising(sign) for sign in "`~*_$[#>"},
    **{f"report: {kind}": repeated(unit) for kind, unit in PROSE.items()},
    **{f"card: {kind}": repeated(unit, CARD) for kind, unit in PROSE.items()},
    **OTHER,
}


def seconds(make: Make, length: int, runs: int) -> float:
    """Return the least processor's time of some imports of a text; one that is refused counts too."""
    raw = make(length).encode()
    taken = []
    for _ in range(runs):
        gc.collect()
        start = time.process_time()
        with contextlib.suppress(SourceError):
            convert([read_source(raw, "README.md")])
        taken.append(time.process_time() - start)
        if taken[-1] > PATIENCE:
            return math.inf
    return min(taken)


def times_of(make: Make, sizes: list[int], runs: int) -> list[float]:
    """Return the times at all sizes; it ends with infinity at the first that takes too long."""
    times: list[float] = []
    for size in sizes:
        times.append(seconds(make, size, runs))
        if times[-1] == math.inf:
            break
    return times


def exponent(sizes: list[int], times: list[float]) -> float:
    """Return the slope of the line through the points on doubly logarithmic paper, of those that took long enough."""
    if math.inf in times:
        return math.inf
    points = [(math.log(size), math.log(taken)) for size, taken in zip(sizes, times, strict=True) if taken >= LEAST]
    if len(points) < 3:
        return 0.0
    x_mean, y_mean = (sum(values) / len(points) for values in zip(*points, strict=True))
    return sum((x - x_mean) * (y - y_mean) for x, y in points) / sum((x - x_mean) ** 2 for x, _ in points)


def main() -> int:
    """Print the exponents, those above the limit marked, and return 1 if there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kinds", metavar="WORDS", default="", help="measure the kinds whose names hold these words")
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    parser.add_argument("--runs", type=int, default=2)
    arguments = parser.parse_args()
    sizes = [size for size in SIZES if size <= arguments.largest]
    seconds(repeated("a"), 100, 1)  # the first import also loads what all need
    above = 0
    kinds = {kind: make for kind, make in KINDS.items() if arguments.kinds in kind}
    for kind, make in kinds.items():
        times = times_of(make, sizes, arguments.runs)
        slope = exponent(sizes, times)
        bad = slope > LIMIT
        above += bad
        print(f"{kind:45} exponent {slope:5.2f}, {times[-1]:7.3f} s{'  <- above the limit' * bad}", flush=True)
    print(f"{above} of {len(kinds)} are above {LIMIT}")
    return 1 if above else 0


if __name__ == "__main__":
    sys.exit(main())

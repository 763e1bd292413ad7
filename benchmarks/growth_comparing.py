"""How the time of comparing grows with a text: for each kind of text and each format the exponent of the growth, printed.

    .venv/bin/python benchmarks/growth_comparing.py [--largest 524288] [--kind backticks] [--format text]

Each kind is doubled from 8k characters on. The exponent is the slope of the time over the size, both as logarithms, of the larger
half of the sizes; 1 means that the time doubles with the text, 2 that it quadruples. Above 1.2 something is wrong.
"""

from __future__ import annotations

import argparse
import gc
import math
import random
import sys
import time
from collections.abc import Callable
from datetime import date

from reward_reports.changes.comparing.comparison import compare_for
from reward_reports.changes.comparing.formats import as_json, markdown, side_text, text
from reward_reports.changes.comparing.side_by_side import side_by_side
from reward_reports.changes.comparing.words import word_changes
from reward_reports.linting.engine import lint_document
from reward_reports.linting.settings import Settings
from reward_reports.publishing.rendering import changes, matrix
from reward_reports.report.loading import load_text
from reward_reports.report.model import Report

SMALLEST, LARGEST, MOST = 8 * 1024, 512 * 1024, 1.2
_RUNS, _ENOUGH = 5, 2.0
_WORDS = "reward agent policy state action value loss model data people goal limit test user time".split()


def _drawn(number: int, pick: Callable[[random.Random], str]) -> str:
    draw = random.Random(number)
    return "".join(pick(draw) for _ in range(number))


KINDS: dict[str, Callable[[int], str]] = {
    "backticks": lambda size: "`" * size,
    "rising backticks": lambda size: " ".join("`" * n for n in range(1, math.isqrt(2 * size)))[:size],
    "quotes": lambda size: ">" * size,
    "spaced quotes": lambda size: "> " * (size // 2),
    "open citations": lambda size: "[@a;" * (size // 4),
    "tildes": lambda size: "~" * size,
    "brackets": lambda size: "[" * size,
    "formulas": lambda size: "$$" * (size // 2),
    "asterisks": lambda size: "*a " * (size // 3),
    "spaces": lambda size: "a" + " " * size + "b",
    "blank lines": lambda size: "a" + "\n \n" * (size // 3) + "b",
    "links": lambda size: "[a](http://b.c) " * (size // 16),
    "comments": lambda size: "<!-- a -->" * (size // 10),
    "tables": lambda size: "| a | 1.5 |\n" * (size // 12),
    "nested lists": lambda size: "".join("  " * (n % 30) + "- a\n" for n in range(size // 34)),
    "one line without spaces": lambda size: "abcdefgh" * (size // 8),
    "digits": lambda size: "0123456789" * (size // 10),
    "few words": lambda size: _drawn(size // 7, lambda draw: draw.choice(_WORDS) + " "),
    "many words": lambda size: _drawn(size // 7, lambda draw: f"w{draw.randrange(size):x} "),
    "equal lines": lambda size: "The same line again and again.\n" * (size // 31),
    "few lines": lambda size: _drawn(
        size // 40, lambda draw: f"{draw.choice(_WORDS)} is the word of this line, that is.\n"
    ),
    "numbered lines": lambda size: "".join(f"Line {n} of a long text that was kept.\n" for n in range(size // 38)),
    "Chinese": lambda size: _drawn(size, lambda draw: chr(0x4E00 + draw.randrange(500))),
    "combining": lambda size: "é" * (size // 2),
}
"""What is doubled, by name."""


def _pairs(whole: str) -> dict[str, tuple[str, str]]:
    """Return a text with what becomes of it: a number in the middle, changes all over, another order, nothing of it."""
    middle, lines = len(whole) // 2, whole.split("\n")
    marked = lambda number: f"{whole[:middle]} 4{number}.7 {whole[middle:]}"  # noqa: E731
    step = max(len(whole) // 40, 1)
    dotted = " 9 ".join(whole[at : at + step] for at in range(0, len(whole), step))
    turned = "\n".join(reversed(lines)) if len(lines) > 2 else " ".join(reversed(whole.split(" ")))
    return {
        "one number": (marked(1), marked(6)),
        "all over": (whole, dotted),
        "turned": (whole, turned),
        "other": (whole, "b " + whole[::-1]),
    }


def _report(words: str, version: str) -> Report:
    return Report.model_validate({
        "schema_version": "1.0",
        "report": {"id": "a", "title": "A", "version": version, "kind": "first_party"},
        "system_details": {"system_owner": words},
        "x-imported": {"results": [words]},
    })  # fmt: skip


def _shown(render: Callable[..., str]) -> Callable[[str, str], object]:
    return lambda old, new: render(compare_for(("old", _report(old, "1.0")), ("new", _report(new, "1.1"))))


def _beside(render: Callable[..., str]) -> Callable[[str, str], object]:
    return lambda old, new: render(side_by_side([("old", _report(old, "1.0")), ("new", _report(new, "1.1"))]))


def _linted(old: str, new: str) -> object:
    frame = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0"}\nsystem_details:\n  system_owner: |2\n'
    before, after = (load_text(frame + "".join(f"    {line}\n" for line in words.split("\n"))) for words in (old, new))
    return lint_document(after, Settings(select=("LIV",)), date(2026, 6, 1), before)


FORMATS: dict[str, Callable[[str, str], object]] = {
    "words": word_changes,
    "text": _shown(text.render),
    "markdown": _shown(markdown.render),
    "json": _shown(as_json.render),
    "html": _shown(changes.render),
    "beside-text": _beside(side_text.as_text),
    "beside-markdown": _beside(side_text.as_markdown),
    "beside-html": _beside(matrix.render),
    "lint-since": _linted,
}
"""What is timed, by name."""


def seconds(call: Callable[[str, str], object], old: str, new: str) -> float:
    """Return the shortest of a few times of the processor, each without what an earlier one kept."""
    taken: list[float] = []
    while len(taken) < _RUNS and sum(taken) < _ENOUGH:
        word_changes.cache_clear()
        gc.collect()
        gc.disable()
        start = time.process_time()
        call(old, new)
        taken.append(time.process_time() - start)
        gc.enable()
    return min(taken)


def exponent(sizes: list[int], times: list[float]) -> float:
    """Return the slope of the times over the sizes, both as logarithms, of the larger half."""
    half = len(sizes) // 2
    x, y = [math.log(size) for size in sizes[half:]], [math.log(taken) for taken in times[half:]]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    return sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True)) / sum((a - mean_x) ** 2 for a in x)


def main() -> int:
    """Print a line for each kind and format; return 1 if one grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--largest", type=int, default=LARGEST, help="characters of the largest text")
    parser.add_argument("--kind", choices=KINDS, action="append", help="only this kind; can be given several times")
    parser.add_argument(
        "--format", choices=FORMATS, action="append", help="only this format; can be given several times"
    )
    given = parser.parse_args()
    sizes = [SMALLEST * 2**n for n in range(int(math.log2(given.largest / SMALLEST)) + 1)]
    worst, bad = 0.0, 0
    print(f"{'kind':<24} {'changed':<11} {'format':<16} exponent  at {sizes[-1]:,} characters")
    for kind in given.kind or KINDS:
        for changed in _pairs("a b"):
            for form in given.format or FORMATS:
                times = [seconds(FORMATS[form], *_pairs(KINDS[kind](size))[changed]) for size in sizes]
                grown = exponent(sizes, times)
                worst, bad = max(worst, grown), bad + (grown > MOST)
                print(
                    f"{kind:<24} {changed:<11} {form:<16} {grown:8.2f}  {times[-1]:.3f} s{'  !' if grown > MOST else ''}",
                    flush=True,
                )
    print(f"the largest exponent is {worst:.2f}; {bad} are above {MOST}")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())

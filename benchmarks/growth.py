"""Measures how the time of rendering grows with a text, for texts that parsers have choked on, and prints the exponents.

An exponent of 1 means that a text of twice the length takes twice the time, 2 that it takes four times as long. Each
text stands in an answer, a reason, a cell of a table, a title and a caption at once. What counts is the processor's time of a process of its own.
"""

from __future__ import annotations

import argparse
import gc
import math
import multiprocessing
import os
import sys
from multiprocessing.connection import Connection

from nasty_texts import NASTY

SIZES = [8192 * 2**step for step in range(7)]
WRITERS = ["html", "markdown", "latex", "pdf", "docx"]
LIMIT = 1.2
PATIENCE = 120
LEAST = 0.02
"""Seconds below which a time says nothing about growth: the rest of the page takes as long."""


def _report(text: str) -> dict[str, object]:
    person = {"id": "a", "name": text, "interest": text}
    return {
        "schema_version": "1.0",
        "report": {"id": "a", "title": "A", "version": "1.0"},
        "implementation": {"limitations": {"text": text, "disclosure": "partial", "reason": text}},
        "institutional_interface": {"stakeholders": [person, {"id": "b", "name": "B"}]},
        "figures": [{"id": "f", "path": "f.png", "alt": text, "caption": text}],
    }


def _measure(writer: str, kind: str, sizes: list[int], to: Connection) -> None:
    from reward_reports.publishing.rendering import render_bytes
    from reward_reports.report.model import Report

    for size in (100, *sizes):  # the first page also loads and compiles what all need
        report = Report.model_validate(_report(NASTY[kind](size)))
        gc.collect()
        start = _spent()
        render_bytes(report, writer)
        to.send(_spent() - start)


def _spent() -> float:
    """Return the processor's time of this process and of the programs it ran."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def seconds(writer: str, kind: str, sizes: list[int]) -> list[float]:
    """Return the processor's time for each page; infinity for one that takes too long or ends the process."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=_measure, args=(writer, kind, sizes, theirs))
    process.start()
    theirs.close()
    times: list[float] = []
    try:
        while len(times) <= len(sizes):
            times.append(float(ours.recv()) if ours.poll(PATIENCE) else math.inf)
            if times[-1] == math.inf:
                break
    except EOFError:
        times.append(math.inf)
    process.kill()
    process.join()
    return times[1:]


def exponent(times: list[float]) -> float:
    """Return the slope of the line through the points on doubly logarithmic paper, of those that took long enough."""
    if math.inf in times:
        return math.inf
    points = [(math.log(size), math.log(taken)) for size, taken in zip(SIZES, times, strict=False) if taken >= LEAST][
        -4:
    ]
    if len(points) < 2:
        return 0.0
    x_mean, y_mean = (sum(values) / len(points) for values in zip(*points, strict=True))
    return sum((x - x_mean) * (y - y_mean) for x, y in points) / sum((x - x_mean) ** 2 for x, _ in points)


def main() -> int:
    """Print the exponents, the worst ones marked, and return 1 if one is above the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writers", nargs="+", choices=WRITERS, default=WRITERS)
    parser.add_argument(
        "--kinds", nargs="+", metavar="WORDS", default=[""], help="measure the kinds whose names hold these words"
    )
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    arguments = parser.parse_args()
    kinds = [kind for kind in NASTY if any(words in kind for words in arguments.kinds)]
    sizes = [size for size in SIZES if size <= arguments.largest]
    above = 0
    for writer in arguments.writers:
        for kind in kinds:
            times = seconds(writer, kind, sizes)
            slope = exponent(times)
            if not slope <= LIMIT:  # a busy machine disturbs a measurement now and then
                slope = min(slope, exponent(seconds(writer, kind, sizes)))
            bad = not slope <= LIMIT
            above += bad
            print(
                f"{writer:9} {kind:50} exponent {slope:5.2f}, {times[-1]:6.2f} s{'  <- above the limit' * bad}",
                flush=True,
            )
    print(f"{above} of {len(arguments.writers) * len(kinds)} are above {LIMIT}")
    return 1 if above else 0


if __name__ == "__main__":
    sys.exit(main())

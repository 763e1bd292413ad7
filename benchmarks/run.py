"""Measures this tool beside others on the same reports, and prints a table. `make bench` runs it.

Whole processes are timed, the tools in turn, so that a machine that slows down slows all of them. What counts is the ratio
within one run; the seconds belong to the machine.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import earlier
import generate
import sites
from table import BIN, OTHERS, compile_ours, row, seconds

SCHEMA = Path(__file__).resolve().parent.parent / "schemas" / "reward-report.draft-07.schema.json"
YAMLLINT_CONFIG = "{extends: default, rules: {line-length: disable}}"


def medians(runs: int, **calls: Callable[[], float]) -> dict[str, float]:
    """Run all commands in turn, several times, and return the median time of each."""
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(runs):
        for name, call in calls.items():
            taken[name].append(call())
    return {name: statistics.median(values) for name, values in taken.items()}


def lint(folder: Path, *more: str) -> list[str | Path]:
    """Return the command that lints a folder; every rule runs, and findings do not matter."""
    return [BIN / "reward-reports", "lint", folder, "--format", "concise", "--today", "2026-06-01", *more]


def forget(folder: Path) -> None:
    """Remove the cache, so that a run is cold."""
    shutil.rmtree(folder / ".reward-reports-cache", ignore_errors=True)


def linting(work: Path, runs: int) -> None:
    """Time 1,000 files and one file, cold and warm, beside yamllint and check-jsonschema."""
    for number, cold_wanted, warm_wanted in ((1000, ">= 10 x", ">= 100 x"), (1, ">= 2 x", ">= 5 x")):
        folder = work / f"lint-{number}"
        files = generate.write(folder, number)

        def cold(folder: Path = folder) -> float:
            forget(folder)
            return seconds(lint(folder), folder)

        taken = medians(
            runs,
            cold=cold,
            warm=lambda folder=folder: seconds(lint(folder), folder),
            yamllint=lambda folder=folder: seconds([OTHERS / "yamllint", "-d", YAMLLINT_CONFIG, folder], folder),
            check=lambda folder=folder, files=files: seconds(
                [OTHERS / "check-jsonschema", "--schemafile", SCHEMA, *files], folder
            ),
        )
        noun = "files" if number > 1 else "file"
        for state, wanted in (("cold", cold_wanted), ("warm", warm_wanted)):
            row(f"lint {number} {noun}, {state}", taken[state], "check-jsonschema", taken["check"], wanted)
            row(
                f"lint {number} {noun}, {state}",
                taken[state],
                "yamllint",
                taken["yamllint"],
                wanted if number > 1 else "",
            )


def start(work: Path, runs: int) -> None:
    """Time `--version` beside a Python that does nothing."""
    taken = medians(
        runs * 5,
        version=lambda: seconds([BIN / "reward-reports", "--version"], work),
        nothing=lambda: seconds([sys.executable, "-c", "pass"], work),
    )
    print(
        f"{'--version':<42} {taken['version']:9.3f} s   {taken['version'] / taken['nothing']:.1f} x `python -c pass`{'':<22} <= 4 x"
    )


def rules() -> None:
    """Time all rules on one file, within the process."""
    from reward_reports.linting.engine import lint_document
    from reward_reports.linting.settings import Settings
    from reward_reports.report.loading import load_text

    documents = [load_text(generate.report(n), f"{n}.yaml") for n in range(50)]
    settings, today = Settings(strictness="publishable"), date(2026, 6, 1)
    best = float("inf")
    for _ in range(20):
        begin = time.perf_counter()
        for document in documents:
            lint_document(document, settings, today)
        best = min(best, (time.perf_counter() - begin) / len(documents))
    print(f"{'all rules on one file':<42} {best * 1e6:9.0f} µs{'':<51} <= 100 µs")


def diff() -> None:
    """Time the comparison of two made-up reports that differ in nearly everything, within the process, beside loading one."""
    from reward_reports.changes.comparing import compare
    from reward_reports.report.loading import load_text

    texts = [generate.report(n) for n in range(50)]
    reports = [load_text(text).report for text in texts]
    pairs = [(old, new) for old, new in pairwise(reports) if old and new]
    compared, loaded = float("inf"), float("inf")
    for _ in range(10):
        begin = time.perf_counter()
        changes = sum(len(compare(old, new)) for old, new in pairs)
        compared = min(compared, (time.perf_counter() - begin) / len(pairs))
        begin = time.perf_counter()
        for text in texts:
            load_text(text)
        loaded = min(loaded, (time.perf_counter() - begin) / len(texts))
    what = f"compare a pair ({changes / len(pairs):.0f} changes)"
    print(f"{what:<42} {1e-3 / compared:9.2f} pairs a ms; loading a report takes {loaded / compared:.1f} x as long")


def log(work: Path, runs: int, base: Path | None) -> None:
    """Time the history of a report with 200 revisions beside git's own word on the same file."""
    folder = work / "log"
    folder.mkdir()
    file = folder / "reward-report.yaml"

    def git(*words: str) -> None:
        identity = ["-c", "user.name=Bench", "-c", "user.email=bench@example.org"]
        subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)

    git("init", "-q")
    for n in range(200):
        lines = generate.report(7).splitlines()
        file.write_text(
            "\n".join(line.replace("0.", f"0.{n}", 1) if n % 20 == at % 20 else line for at, line in enumerate(lines))
        )
        git("add", "-A")
        git("commit", "-qm", f"change {n}", "--allow-empty")
    taken = medians(
        runs,
        ours=lambda: seconds([BIN / "reward-reports", "log", file, "--format", "json"], folder),
        last=lambda: seconds([BIN / "reward-reports", "log", file, "-n", "1"], folder),
        git=lambda: seconds(["git", "--no-pager", "log", "--follow", "-p", "--", file.name], folder),
    )
    row("log of 200 revisions", taken["ours"], "git log --follow -p", taken["git"])
    row("log of the newest of them", taken["last"], "git log --follow -p", taken["git"])
    beside("log of 200 revisions", runs, base, folder, "log", file, "--format", "json")


def beside(what: str, runs: int, base: Path | None, folder: Path, *words: str | Path) -> None:
    """Time a command beside the same one of an earlier revision, if one is named."""
    if base is None:
        return
    taken = medians(
        runs,
        ours=lambda: seconds(earlier.command(None, *words), folder),
        base=lambda: seconds(earlier.command(base, *words), folder),
    )
    row(what, taken["ours"], "the base", taken["base"], ">= 2 x")


def tensorboard(work: Path) -> None:
    """Time 100,000 scalars of an event file beside TensorBoard's own reader, and compare the values."""
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
    from tensorboard.compat.proto.event_pb2 import Event
    from tensorboard.summary.writer.event_file_writer import EventFileWriter

    from reward_reports.runs.logs import read_log

    folder = work / "tensorboard"
    writer = EventFileWriter(str(folder))
    for n in range(100_000):
        event = Event(wall_time=1.7e9 + n, step=n // 10)
        event.summary.value.add(tag=f"train/tag_{n % 10}", simple_value=n / 7)
        writer.add_event(event)
    writer.close()
    ours = theirs = float("inf")
    for _ in range(5):
        begin = time.perf_counter()
        log = read_log(folder)
        between = time.perf_counter()
        read = EventAccumulator(str(folder), size_guidance={"scalars": 0}).Reload()
        ours, theirs = min(ours, between - begin), min(theirs, time.perf_counter() - between)
    for tag in read.Tags()["scalars"]:
        assert log[tag] == [(point.step, point.wall_time, point.value) for point in read.Scalars(tag)]
    row("100,000 scalars of TensorBoard", ours, "EventAccumulator", theirs, ">= 4 x")


def checking(work: Path, runs: int, base: Path | None) -> None:
    """Time 50 triggers on 100,000 points of an event file, the whole process, beside one that reads the file and no more."""
    folder = work / "check"
    (folder / "run").mkdir(parents=True)
    (folder / "run" / "events.out.tfevents.1").write_bytes(
        b"".join(event("reward", 1.767e9 + 60 * n, n, 10 + n % 7 / 10) for n in range(100_000))
    )
    asked = (
        "op: '<', value: 5",
        "op: '<', value: 9, window: P1D",
        "op: '>', value: 12, window: P1W, sustained_for: P1D",
    )
    triggers = "".join(
        f"    - {{id: t{n}, kind: metric, condition: {{metric: reward, {asked[n % len(asked)]}}}}}\n" for n in range(50)
    )
    (folder / "reward-report.yaml").write_text(
        'schema_version: "1.0"\nreport: {id: b, title: B, version: "1"}\noptimization_intent:\n'
        "  performance_metrics: [{id: reward, name: Reward, observations_from: {path: run}}]\n"
        f"system_maintenance:\n  update_triggers:\n{triggers}",
        "utf-8",
    )
    read = "from reward_reports.runs.logs import read_log; from pathlib import Path; read_log(Path('run'))"
    taken = medians(
        runs,
        check=lambda: seconds([BIN / "reward-reports", "check", "--today", "2026-03-09"], folder),
        read=lambda: seconds([sys.executable, "-c", read], folder),
    )
    print(f"{'check 50 triggers on 100,000 points':<42} {taken['check']:9.3f} s   reading alone {taken['read']:.3f} s")
    beside("check 50 triggers on 100,000 points", runs, base, folder, "check", "--today", "2026-03-09")


def event(tag: str, wall_time: float, step: int, value: float) -> bytes:
    """Return a record of an event file of TensorBoard with one scalar; `step` is below 2 ** 63."""
    from reward_reports.runs.logs.event_records import masked

    def field(number: int, kind: int, payload: bytes) -> bytes:
        return bytes([number << 3 | kind]) + (bytes([len(payload)]) if kind == 2 else b"") + payload

    digits = bytearray()
    while step > 0x7F:
        digits.append(step & 0x7F | 0x80)
        step >>= 7
    scalar = field(1, 2, tag.encode()) + field(2, 5, struct.pack("<f", value))
    made = (
        field(1, 1, struct.pack("<d", wall_time))
        + field(2, 0, bytes([*digits, step]))
        + field(5, 2, field(1, 2, scalar))
    )
    length = struct.pack("<Q", len(made))
    return length + struct.pack("<I", masked(length)) + made + struct.pack("<I", masked(made))


def main() -> None:
    """Run everything, or a part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "parts",
        nargs="*",
        default=["start", "rules", "diff", "log", "check", "lint", "build", "grow"],
        help="start, rules, diff, log, check, lint, build, since, grow, tensorboard",
    )
    parser.add_argument("--runs", type=int, default=3, help="how often each command runs; the median counts")
    parser.add_argument("--reports", type=int, default=1000, help="how many reports the site has")
    parser.add_argument(
        "--base", metavar="REVISION", help="an earlier revision to measure log, check and since against"
    )
    given = parser.parse_args()
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}; medians of {given.runs} runs\n")
    compile_ours()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        base = earlier.unpack(given.base, work) if given.base else None
        parts: dict[str, Callable[[], None]] = {
            "start": lambda: start(work, given.runs),
            "rules": rules,
            "diff": diff,
            "log": lambda: log(work, given.runs, base),
            "check": lambda: checking(work, given.runs, base),
            "lint": lambda: linting(work, given.runs),
            "build": lambda: sites.compare(work, given.reports),
            "since": lambda: sites.since(work, given.reports, base, given.runs),
            "grow": lambda: sites.grow(work, given.reports),
            "tensorboard": lambda: tensorboard(work),
        }
        for part in given.parts:
            parts[part]()


if __name__ == "__main__":
    main()

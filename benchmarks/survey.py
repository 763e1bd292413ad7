"""Measures `reward-reports survey` on generated documents, and proves that a run that is stopped twice ends like one that is not.

    python benchmarks/survey.py                     # speed with 1 and 2 processes, local and Ray; memory; what a hub would cost
    python benchmarks/survey.py --documents 200000 --proof

The processor's time counts, not the clock, so that a busy machine gives nearly the same figures; documents a second are those of
one processor that does nothing else.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "survey"))

from hub import hub  # noqa: E402

from reward_reports.survey.document import survey_document  # noqa: E402
from reward_reports.survey.options import Given, Options  # noqa: E402

DAY = "2026-06-01"
PRICE = 0.04
"""Dollars for an hour of one virtual processor, an assumption: about what clouds ask without a contract."""
COLUMNS = ("id", "text", "format", "revision", "date")
GROUP = 2_000


@dataclass(frozen=True)
class Run:
    """What a command took: the clock, the processor's time of all its processes, and the most memory of one of them."""

    clock: float
    processor: float
    memory: int


def write(file: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Write documents as Parquet, a row group at a time."""
    schema = pa.schema([(name, pa.string()) for name in COLUMNS])
    left = iter(rows)
    with pq.ParquetWriter(file, schema) as out:
        while some := list(islice(left, GROUP)):
            out.write_table(pa.Table.from_pylist([{name: row[name] for name in COLUMNS} for row in some], schema))


def write_apart(file: Path, number: int) -> None:
    """Write a hub in a process of its own: on Linux, a process that is started counts the memory of the one that started it."""
    subprocess.run([sys.executable, __file__, "--documents", str(number), "--write", str(file)], check=True)


def call(source: Path, output: Path, *more: str) -> list[str]:
    """Return the command."""
    return [
        sys.executable,
        "-m",
        "reward_reports",
        "survey",
        str(source),
        "-o",
        str(output),
        "--today",
        DAY,
        "--quiet",
        *more,
    ]


def run(command: list[str]) -> Run:
    """Run a command and measure it."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    return Run(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def ours(rows: list[dict[str, Any]]) -> float:
    """Return the processor's time that reading, checking and counting the documents takes by itself."""
    options = Options(today=date.fromisoformat(DAY))
    given = [Given(row["text"].encode(), row["format"], row["date"]) for row in rows]
    for one in given[:20]:
        survey_document(one, options)
    start = time.process_time()
    for one in given:
        survey_document(one, options)
    return time.process_time() - start


def speed(work: Path, number: int, engines: list[str], measured: list[str]) -> float:
    """Print how fast reports and cards are surveyed, and return the processor's seconds for a document of the last kind."""
    kinds = {
        "reports": lambda: (row for row in hub(10**9) if row["format"] == "report"),
        "cards": lambda: (row for row in hub(10**9) if row["format"] == "model-card"),
        "hub": lambda: hub(10**9),
    }
    each = 0.0
    for kind in measured:
        chosen = list(islice(kinds[kind](), number))
        source = work / f"{kind}.parquet"
        write(source, chosen)
        one = run(call(source, work / f"{kind}-none", "--jobs", "1"))
        write(work / "first.parquet", chosen[:1])
        start = run(call(work / "first.parquet", work / f"{kind}-first", "--jobs", "1"))
        each = max(one.processor - start.processor, 0.001) / (number - 1)
        summary = f"{kind}: {number:,} documents, {each * 1000:.2f} ms of the processor each, {1 / each:,.0f} a second"
        print(f"{summary}; {ours(chosen) / number / each:.0%} of it reads, checks and counts them")
        for engine, jobs in [(engine, jobs) for engine in engines for jobs in ("1", "2")]:
            taken = run(call(source, work / f"{kind}-{engine}-{jobs}", "--jobs", jobs, "--engine", engine))
            print(
                f"  {engine}, {jobs} processes: {number / taken.clock:,.0f} documents a second by the clock, with the start"
            )
    return each


def memory(work: Path, numbers: list[int]) -> None:
    """Print the most memory of one process for hubs of some sizes."""
    for number in numbers:
        source = work / f"memory-{number}.parquet"
        write_apart(source, number)
        taken = run(call(source, work / f"memory-{number}", "--jobs", "2"))
        print(
            f"memory with {number:,} documents: {taken.memory:,} MiB in the largest process, {taken.processor:,.0f} s of the processor"
        )


def on_paper(each: float) -> None:
    """Print what a hub would take."""
    for number in (10**6, 10**7):
        hours = number * each / 3600
        print(f"{number:,} documents: {hours:,.1f} core hours, ${hours * PRICE:,.2f} at ${PRICE} an hour")


def proof(work: Path, number: int) -> None:
    """Stop a run twice, continue it, and compare its rows and its summary with those of a run in one go."""
    source = work / "proof.parquet"
    write_apart(source, number)
    stopped, whole = work / "stopped", work / "whole"
    for share, how in ((0.3, signal.SIGTERM), (0.7, signal.SIGKILL)):
        running = subprocess.Popen(call(source, stopped, "--jobs", "2"), stdout=subprocess.DEVNULL)
        while running.poll() is None and finished(stopped) < share * number / GROUP:
            time.sleep(0.05)
        running.send_signal(how)
        print(f"stopped with {how.name} (exit code {running.wait()}) after {finished(stopped)} parts", flush=True)
    for how, output in (("the rest, continued", stopped), ("in one go", whole)):
        taken = run(call(source, output, "--jobs", "2"))
        print(
            f"{how}: {taken.memory:,} MiB in the largest process, {taken.processor:,.0f} s of the processor", flush=True
        )
    names = [sorted(file.relative_to(folder) for file in folder.rglob("*.parquet")) for folder in (stopped, whole)]
    same = names[0] == names[1] and all(
        pq.read_table(stopped / name).equals(pq.read_table(whole / name)) for name in names[0]
    )
    same = same and (stopped / "summary.md").read_bytes() == (whole / "summary.md").read_bytes()
    print(f"{number:,} documents, stopped twice and continued: {'the same' if same else 'NOT THE SAME'} as in one go")
    if not same:
        raise SystemExit(1)


def finished(folder: Path) -> int:
    """Return how many parts are finished."""
    return len(list((folder / "findings").glob("*.parquet"))) if (folder / "findings").is_dir() else 0


def main() -> None:
    """Measure, or prove."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=2_000, help="how many documents")
    options.add_argument(
        "--memory", type=int, nargs="*", default=[], help="hubs whose memory is measured, such as 10000 200000"
    )
    options.add_argument("--kinds", nargs="*", default=["reports", "cards", "hub"])
    options.add_argument("--engines", nargs="*", default=["local", "ray"])
    options.add_argument(
        "--proof", action="store_true", help="stop a run twice and compare it with one that was not stopped"
    )
    options.add_argument("--write", type=Path, help="only write the documents, as Parquet")
    given = options.parse_args()
    if given.write:
        write(given.write, hub(given.documents))
        return
    with tempfile.TemporaryDirectory() as folder:
        if given.proof:
            proof(Path(folder), given.documents)
            return
        on_paper(speed(Path(folder), given.documents, given.engines, given.kinds))
        memory(Path(folder), given.memory)


if __name__ == "__main__":
    main()

"""What all benchmarks share: a command is timed as a whole, and a line of the table is printed."""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent
OTHERS = Path(__file__).resolve().parent / ".venv" / BIN.name
"""The other tools, in an environment of their own: what our tests install slows some of them down."""


def compile_ours() -> None:
    """Compile this checkout, as pip does with what it installs: not every environment lets Python do so at the first start."""
    compileall.compile_dir(Path(__file__).resolve().parent.parent / "reward_reports", quiet=1)


def seconds(call: list[str | Path], cwd: Path) -> float:
    """Return how long a command takes, whatever its exit code."""
    start = time.perf_counter()
    subprocess.run(call, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def spent() -> float:
    """Return the seconds that the processors have worked for the processes that this one has started and that have ended."""
    now = os.times()
    return now.children_user + now.children_system


def worked(call: list[str | Path], cwd: Path) -> float:
    """Return how long the processors worked for a command, which hardly depends on what else the machine does."""
    begin = spent()
    subprocess.run(call, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return spent() - begin


def row(what: str, seconds_taken: float, against: str = "", other: float = 0.0, wanted: str = "") -> None:
    """Print a line of the table."""
    ratio = f"{other / seconds_taken:8.1f} x faster" if other else ""
    versus = f"{against} {other:.3f} s" if other else ""
    print(f"{what:<42} {seconds_taken:9.3f} s   {versus:<28} {ratio:<20} {wanted}")

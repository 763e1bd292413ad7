"""Times every command of this checkout beside the same command of another revision, on that revision's examples.

    python benchmarks/commands.py --base 2a91936

The two run in turn, several times. What counts is the processor's time of the whole process and of those that it starts; the
ratio is the median of the pairs, and beside it stand the smallest and the largest. A ratio above 1 is slower than the base.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
REPORT = "examples/project-flow/reward-report.yaml"
OLDER = "examples/project-flow/history/0.4.yaml"
DAY = ("--today", "2026-06-01")
COMMANDS: dict[str, tuple[str, ...]] = {
    "version": ("--version",),
    "help": ("--help",),
    "new": ("new", "{out}/new.yaml"),
    "fmt": ("fmt", "--check", "examples"),
    "explain RULE": ("explain", "REF001"),
    "explain FIELD": ("explain", "optimization_intent.oversight_metrics"),
    "schema": ("schema",),
    "lint, no cache": ("lint", "examples", *DAY, "--no-cache"),
    "lint, cached": ("lint", "examples", *DAY),
    "lint one, no cache": ("lint", REPORT, *DAY, "--no-cache"),
    "check": ("check", "examples", *DAY),
    "status": ("status", "examples", *DAY),
    "outcomes": ("outcomes", "examples", *DAY),
    "due": ("due", "examples", *DAY),
    "diff": ("diff", OLDER, REPORT),
    "compare": ("compare", "examples/movielens", "examples/instructgpt"),
    "log": ("log", "examples/project-flow/history"),
    "render html": ("render", REPORT, "-o", "{out}/a.html"),
    "render markdown": ("render", REPORT, "-o", "{out}/a.md"),
    "render json": ("render", REPORT, "-o", "{out}/a.json"),
    "render latex": ("render", REPORT, "-o", "{out}/a.tex"),
    "export model-card": ("export", REPORT, "--to", "model-card"),
    "export cyclonedx": ("export", REPORT, "--to", "cyclonedx"),
    "export eu-ai-act": ("export", REPORT, "--to", "eu-ai-act"),
    "import": ("import", "{out}/old.md", "-o", "{out}/old.yaml"),
    "build": ("build", "examples", "-o", "{out}/site", *DAY),
    "completion": ("completion", "bash"),
}
"""What is run, in a folder that holds `examples`; `{out}` is a folder for each side, which is emptied before each run."""


class Side:
    """One revision: where its package lies, and a folder to work in."""

    def __init__(self, package: Path, work: Path, examples: Path) -> None:
        self.package, self.work = package, work
        shutil.copytree(examples, work / "examples")
        compileall.compile_dir(package / "reward_reports", quiet=1)

    def run(self, words: tuple[str, ...]) -> tuple[float, int]:
        """Return the processor's time of a command in seconds, and its exit code."""
        out = self.work / "out"
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        (out / "old.md").write_text("# System Owner\n\nThe town\n", "utf-8")
        call = [sys.executable, "-c", "from reward_reports.__main__ import main; main()"]
        call += [word.replace("{out}", str(out)) for word in words]
        before = os.times()
        done = subprocess.run(call, cwd=self.work, env={**os.environ, "PYTHONPATH": str(self.package)}, capture_output=True, check=False)  # fmt: skip
        after = os.times()
        taken = after.children_user + after.children_system - before.children_user - before.children_system
        return taken, done.returncode


def unpacked(revision: str, to: Path) -> Path:
    """Return a folder with a revision of this repository."""
    archive = subprocess.run(["git", "archive", revision], cwd=HERE, capture_output=True, check=True).stdout
    to.mkdir()
    (to / "all.tar").write_bytes(archive)
    with tarfile.open(to / "all.tar") as tar:
        tar.extractall(to, filter="data")
    return to


def compare(name: str, base: Side, now: Side, runs: int) -> None:
    """Print the line of a command: the base, this checkout, the ratio and its range."""
    words = COMMANDS[name]
    codes = base.run(words)[1], now.run(words)[1]  # also fills the caches
    if 2 in codes:
        which = "the base" if codes[0] == 2 else "this checkout"
        print(f"{name:<20} not timed: fails in {which}")
        return
    pairs = [(base.run(words)[0], now.run(words)[0]) for _ in range(runs)]
    ratios = sorted(after / before for before, after in pairs)
    before, after = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(
        f"{name:<20} {before:8.3f} s {after:8.3f} s   {statistics.median(ratios):5.2f}   ({ratios[0]:.2f} to {ratios[-1]:.2f})",
        flush=True,
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", required=True, help="the revision to compare with")
    parser.add_argument("--runs", type=int, default=5, help="how often each pair runs (default 5)")
    parser.add_argument(
        "names", nargs="*", metavar="COMMAND", help=f"which to time (default: all): {', '.join(COMMANDS)}"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        package = unpacked(options.base, work / "revision")
        (work / "before").mkdir()
        (work / "now").mkdir()
        base = Side(package, work / "before", package / "examples")
        now = Side(HERE, work / "now", package / "examples")
        print(f"{'command':<20} {options.base[:8]:>10} {'now':>10}   ratio")
        for name in options.names or COMMANDS:
            compare(name, base, now, options.runs)


if __name__ == "__main__":
    main()

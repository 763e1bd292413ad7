"""Changes random lines of the package, one at a time in a copy, and says which changes no test notices.

    python tools/mutation_check.py --seed 1 --number 40

A condition is turned round, a comparison or an `and` swapped, a number raised by one, a returned value or a call dropped.
For each, the tests that name the module run first, then those of its folder, until one fails. A failure counts only if that
test passes without the change. Survivors are for a person to judge: some changes make no difference, others need a test.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "reward_reports"
COPIED = (PACKAGE, "tests", "templates", "schemas", "examples", "docs", "benchmarks", "tools")
"""What is copied of the checkout, beside the files at its top."""
SWAPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip


def _turn(node: ast.If | ast.IfExp | ast.While) -> None:
    node.test = ast.UnaryOp(ast.Not(), node.test)


def _drop(node: ast.Return | ast.Expr) -> None:
    node.value = ast.Constant(None)


def _swap(node: ast.Compare) -> None:
    node.ops[0] = SWAPPED[type(node.ops[0])]()


def _other(node: ast.BoolOp) -> None:
    node.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()


def _minus(node: ast.BinOp) -> None:
    node.op = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()


def _raise(node: ast.Constant) -> None:
    node.value += 1  # type: ignore[operator]


def change_of(node: ast.AST) -> Callable[[], None] | None:
    """Return what changes a node, or None if nothing does."""
    match node:
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return None
        case ast.If() | ast.IfExp() | ast.While():
            return lambda: _turn(node)
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            return lambda: _drop(node)
        case ast.Expr(value=ast.Call()):
            return lambda: _drop(node)
        case ast.Compare(ops=[_]):
            return lambda: _swap(node)
        case ast.BoolOp():
            return lambda: _other(node)
        case ast.BinOp(op=ast.Add() | ast.Sub()):
            return lambda: _minus(node)
        case ast.Constant(value=int() as number) if not isinstance(number, bool):
            return lambda: _raise(node)
    return None


def changes(tree: ast.AST) -> Iterator[tuple[int, Callable[[], None]]]:
    """Give every change there could be, with its line; annotations are left alone."""
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns"):
            continue
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, ast.AST):
                if change := change_of(node):
                    yield node.lineno, change  # type: ignore[attr-defined]
                yield from changes(node)


def tests_for(copy: Path, file: Path) -> list[Path]:
    """Return the tests that could notice a change of a module, the likeliest first: those of its folder, and all that import it."""
    module = ".".join((PACKAGE, *file.with_suffix("").parts))
    stem = re.match(r"[a-z]{3}\d{3}(?=_)|\w+?(?=s?\Z)", file.stem)
    word = stem[0].lower() if stem else file.stem
    mirrored = copy / "tests" / file.parent
    while not mirrored.is_dir():
        mirrored = mirrored.parent
    likely = {}
    for test in sorted((copy / "tests").rglob("test_*.py")):
        text = test.read_text("utf-8").lower()
        imports = module in text or f"from {module.rpartition('.')[0]} import {file.stem}" in text
        if imports or mirrored in test.parents or word in test.stem:
            likely[test] = 1000 * (word in test.stem) + 100 * imports + min(text.count(word), 99)
    return sorted(likely, key=lambda test: -likely[test])


def failing(copy: Path, tests: Sequence[Path | str], seconds: int) -> str | None:
    """Return the first test that fails, "" if none does, None if the time is over."""
    call = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "--no-header",
        "-m",
        "not once",
    ]
    with tempfile.TemporaryFile("w+") as output:
        place = {**os.environ, "PYTHONPATH": str(copy)}
        process = subprocess.Popen(
            [*call, *map(str, tests)], cwd=copy, env=place, stdout=output, stderr=output, start_new_session=True
        )
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # also what the tests have started
            process.wait()
            return None
        output.seek(0)
        found = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", output.read(), re.MULTILINE)
    if found:
        return found[1]
    return "" if code in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED) else "the tests as a whole"


def verdict(copy: Path, file: Path, text: str, changed: str, most: int, seconds: int) -> str:
    """Return what the tests say about a change."""
    path = copy / PACKAGE / file
    path.write_text(changed, "utf-8")
    try:
        failed = failing(copy, tests_for(copy, file)[:most], seconds)
    finally:
        path.write_text(text, "utf-8")
    if not failed:
        return "undecided: out of time" if failed is None else "SURVIVED"
    fails_anyway = failed.startswith("tests/") and failing(copy, [failed], seconds)
    return f"undecided: {failed} fails without it" if fails_anyway else f"noticed by {failed}"


def copy_checkout(to: Path) -> None:
    """Copy what the tests need."""
    to.mkdir()
    for name in COPIED:
        shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__", ".venv"), symlinks=True)
    for file in ROOT.iterdir():
        if file.is_file() and file.name != ".git":
            shutil.copy2(file, to)


def main() -> None:
    """Change so many lines, and print what became of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, help="which lines are chosen (default 1)")
    parser.add_argument("--number", type=int, default=40, help="how many (default 40)")
    parser.add_argument("--skip", type=int, default=0, help="pass over so many of them, to do the rest of a run")
    parser.add_argument("--files", type=int, default=30, help="run so many files of tests at most for one (default 30)")
    parser.add_argument("--seconds", type=int, default=600, help="the longest time for one (default 600)")
    options = parser.parse_args()
    choose = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy")
        copy_checkout(copy)
        files = [path.relative_to(copy / PACKAGE) for path in sorted((copy / PACKAGE).rglob("*.py"))]
        lines = [
            (file, line)
            for file in files
            for line in sorted({at for at, _ in changes(ast.parse((copy / PACKAGE / file).read_text("utf-8")))})
        ]
        for number, (file, line) in enumerate(choose.sample(lines, options.number), 1):
            text = (copy / PACKAGE / file).read_text("utf-8")
            tree = ast.parse(text)
            choose.choice([change for at, change in changes(tree) if at == line])()
            if number <= options.skip:
                continue
            start = time.monotonic()
            said = verdict(
                copy, file, text, ast.unparse(ast.fix_missing_locations(tree)), options.files, options.seconds
            )
            print(f"{number:3} {file}:{line} {text.splitlines()[line - 1].strip()[:90]}", flush=True)
            print(f"    {said} ({time.monotonic() - start:.0f} s)", flush=True)


if __name__ == "__main__":
    main()

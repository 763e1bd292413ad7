"""The tutorials that change a report step by step: their commands are run in order, and what is shown is what they print.

With --update-golden the output in the pages is rewritten.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
_BLOCK = re.compile(r"```(console|yaml|python|markdown)\n(.*?)```", re.DOTALL)
_FIRST_ITEM = re.compile(r"# (\S+), first of (\w+)\n(.*)", re.DOTALL)
_NEW_LINE = re.compile(r"# (\S+), new line\n(.*\n)")
_EXCERPT = re.compile(r"# (\S+), in part\n(.*)", re.DOTALL)
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.tool("git")
@pytest.mark.parametrize(("name", "at_least"), [("living-report.md", 12), ("tutorial-bound.md", 9)])
def test_every_command_prints_what_is_shown(run, tmp_path, request, name, at_least):
    page = DOCS / name
    shown = page.read_text("utf-8")
    real = _BLOCK.sub(lambda found: f"```{found[1]}\n{_done(found[1], found[2], run, tmp_path)}```", shown)
    if request.config.getoption("--update-golden"):
        page.write_text(real, "utf-8", newline="\n")
    assert page.read_text("utf-8") == real, "the page shows other output; if the new is right, use --update-golden"
    assert shown.count("\n$ reward-reports ") >= at_least


def _done(kind: str, block: str, run: Run, folder: Path) -> str:
    """Do what a block says, and return it as it should be."""
    if kind == "console":
        return "".join(_called(line[2:], run) for line in block.splitlines() if line.startswith("$ "))
    if item := _FIRST_ITEM.fullmatch(block):
        _put_first(folder / item[1], item[2], item[3])
    elif line := _NEW_LINE.fullmatch(block):
        _replace_last(folder / line[1], line[2])
    elif excerpt := _EXCERPT.fullmatch(block):
        assert excerpt[2] in (folder / excerpt[1]).read_text("utf-8")
    else:
        pytest.fail(f"neither an edit nor an excerpt: {block}")
    return block


def _called(line: str, run: Run) -> str:
    program, *arguments = shlex.split(line)
    assert program == "reward-reports"
    done = run(*arguments)
    assert done.returncode in (0, 1), done.stderr
    return f"$ {line}\n{done.stdout}{done.stderr}"


def _put_first(file: Path, register: str, item: str) -> None:
    before, field, after = file.read_text("utf-8").partition(f"\n  {register}:\n")
    head, items, rest = after.partition("    items:\n")
    assert items
    file.write_text(before + field + head + items + item + rest, "utf-8", newline="\n")


def _replace_last(file: Path, line: str) -> None:
    """Put a line in the place of the last one that begins with the same word."""
    lines = file.read_text("utf-8").splitlines(keepends=True)
    word = line.split(maxsplit=1)[0]
    at = max(number for number, one in enumerate(lines) if one.split()[:1] == [word])
    file.write_text("".join([*lines[:at], line, *lines[at + 1 :]]), "utf-8", newline="\n")

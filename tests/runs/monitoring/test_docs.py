"""The guide shows what the commands print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "how-to" / "watch.md").read_text("utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
LINES = [(line, block) for block in BLOCKS for line in block.splitlines() if line.startswith("$ ")]


@pytest.mark.parametrize(("line", "block"), LINES, ids=[line for line, _ in LINES])
def test_the_guide_shows_what_is_printed(run, tmp_path, line, block):
    for kind, name in (("yaml", "reward-report.yaml"), ("csv", "letters.csv")):
        (tmp_path / name).write_text(re.search(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)[1], "utf-8")
    done = run(*shlex.split(line)[2:])
    assert done.returncode in (0, 1), done.stderr
    shown = block.removeprefix(f"{line}\n")
    if shown and "$ " not in shown:
        assert done.stdout == shown

"""The file of the first tutorial, after each step, is what the page says it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
_SNIPPET = re.compile(r'^--8<-- "(?P<file>[^":]+)(?::(?P<part>\w+))?"$', re.MULTILINE)
_MARK = re.compile(r"^# --8<-- .*\n", re.MULTILINE)


def _snippet(match: re.Match[str]) -> str:
    text = (ROOT / match["file"]).read_text("utf-8")
    if match["part"]:
        start, end = (f"# --8<-- [{side}:{match['part']}]\n" for side in ("start", "end"))
        text = text.split(start)[1].split(end)[0]
    return _MARK.sub("", text).removesuffix("\n")


def steps() -> dict[int, str]:
    """Return the whole file after each step that shows it."""
    found = {}
    for step, body in re.findall(r"^## (\d)\. (.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL):
        folded = body.partition("\n??? ")[2]
        for block in re.findall(r"    ```yaml[^\n]*\n(.*?)    ```", folded, re.DOTALL):
            found[int(step)] = _SNIPPET.sub(_snippet, re.sub(r"^    ", "", block, flags=re.MULTILINE))
    return found


def test_the_page_shows_the_whole_file_after_each_step_that_changes_it():
    assert sorted(steps()) == [2, 3, 4, 6]


@pytest.mark.parametrize("step", [2, 3, 4])
def test_the_command_prints_what_is_shown(run, tmp_path, step, golden):
    (tmp_path / "reward-report.yaml").write_text(steps()[step])
    done = run("lint", "reward-report.yaml", "--strictness", "minimal", "--today", "2026-03-02")
    assert done.returncode == (0 if step == 4 else 1)
    golden(done.stdout, f"tutorial-{step}.txt")
    assert f'--8<-- "tests/readme/golden/tutorial-{step}.txt"' in PAGE


def test_each_step_leaves_fewer_findings_and_the_last_none(run, tmp_path):
    left = []
    for text in steps().values():
        (tmp_path / "reward-report.yaml").write_text(text)
        done = run("lint", "reward-report.yaml", "--strictness", "minimal", "--format", "json", "--today", "2026-03-02")
        left.append(done.stdout.count('"code"'))
    assert left[0] > left[1] > left[2] == left[3] == 0


def test_the_annotated_head_is_that_of_the_file():
    block = re.search(r"```yaml[^\n]*\n(schema_version.*?)```", PAGE, re.DOTALL)[1]
    head = (ROOT / "docs" / "shelf" / "head.yaml").read_text("utf-8")
    assert re.sub(r"  # \(\d\)!$", "", block, flags=re.MULTILINE) == head

"""The pages that put two examples side by side: `make` writes them, and the documentation links to them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMPARED = re.findall(
    r"compare examples/(\S+) examples/(\S+) --output \$\(1\)/(\S+)", (ROOT / "Makefile").read_text("utf-8")
)


def test_the_makefile_compares_open_with_closed() -> None:
    assert {pair[:2] for pair in COMPARED} == {("x-for-you", "movielens"), ("deepseek-r1", "gpt-4o-sycophancy")}


@pytest.mark.parametrize(("left", "right", "page"), COMPARED)
def test_a_comparison_is_linked_from_the_first_page_and_the_readme(left: str, right: str, page: str) -> None:
    assert f'href="examples/{page}"' in (ROOT / "docs/index.md").read_text("utf-8")
    assert f"site/{page}" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize(("left", "right", "page"), COMPARED)
def test_a_comparison_names_both_systems(run, tmp_path, left: str, right: str, page: str) -> None:
    output = tmp_path / page
    found = run("compare", str(ROOT / "examples" / left), str(ROOT / "examples" / right), "--output", str(output))
    assert found.returncode == 0
    text = output.read_text("utf-8")
    titles = [(ROOT / "examples" / name / "reward-report.yaml").read_text("utf-8") for name in (left, right)]
    assert all(
        re.search(r"^  title: (.+)$", title, re.MULTILINE)[1].split(",")[0].strip("\"'") in text for title in titles
    )

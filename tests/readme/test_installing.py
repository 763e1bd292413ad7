"""Every page says what installs the package today, as the messages do."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import reward_reports
from reward_reports.base.installing import COMMAND, WHERE, how_to_install

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
OURS = {COMMAND.format(extra=extra) for extra in ("", *(f"[{name}]" for name in EXTRAS))}
OF_OTHERS = {
    "pip install",
    "pip install .",  # the reader's own package, in the guide to own rules
    "pip install properdocs",
    "pip install pypandoc",
    "pip install sigstore",
    f"pip install tools/reward_reports-{reward_reports.__version__}-py3-none-any.whl",
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_tells_to_install_can_be_installed(page):
    commands = re.findall(r"pip install(?: +[^`\n]+)?", page.read_text("utf-8"))
    assert {line.strip() for line in commands} <= OURS | OF_OTHERS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_with_a_command_says_where_to_run_it(page):
    text = " ".join(page.read_text("utf-8").split())
    if any(command in text for command in OURS) and WHERE:
        assert "checkout" in text


def test_no_message_says_it_in_its_own_words():
    named = {
        file.relative_to(ROOT).as_posix(): found
        for file in sorted((ROOT / "reward_reports").rglob("*.py"))
        if (found := re.findall(r"pip install[^\n]*reward-reports", file.read_text("utf-8")))
    }
    assert set(named) == {"reward_reports/base/installing.py"}
    used = {
        name
        for file in (ROOT / "reward_reports").rglob("*.py")
        for name in re.findall(r"how_to_install\(['\"](\w+)['\"]\)", file.read_text("utf-8"))
    }
    assert used == EXTRAS.keys() - {"mkdocs"}
    assert (
        how_to_install("pdf")
        == 'pip install ".[pdf]" in a checkout of reward-reports, or with the path of a wheel in place of the dot'
    )

"""The lists of formats in the documentation are those of the registries."""

from __future__ import annotations

import re
from pathlib import Path

from reward_reports.cli import compare, diff, lint
from reward_reports.publishing.formats import BINARY, FORMATS

ROOT = Path(__file__).resolve().parents[2]
NAMES_IN_PROSE = {
    "html": "HTML",
    "markdown": "Markdown",
    "latex": "LaTeX",
    "pdf": "PDF",
    "docx": "Word",
    "json": "JSON",
}


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def listed(text: str) -> list[str]:
    return re.findall(r"`([a-z-]+)`", text)


def test_the_formats_of_lint():
    sentence = re.search(r"Findings in nine formats: (.*?)\.", page("README.md"), re.DOTALL)[1]
    assert listed(sentence) == list(lint.FORMATS)
    assert len(lint.FORMATS) == 9
    table = page("docs/reference/formats.md").partition("| --- |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `([a-z]+)`", table, re.MULTILINE) == list(lint.FORMATS)


def test_the_formats_of_diff_and_compare():
    text = page("docs/reference/formats.md")
    for command, formats in (("diff", diff.FORMATS), ("compare", compare.FORMATS)):
        sentence = re.search(rf"`reward-reports {command}` has (.*?)[:.;]", text)[1]
        assert listed(sentence) == list(formats)


def test_the_formats_of_pages():
    sentence = re.search(r"Pages as (.*?), also with", page("README.md"))[1]
    named = sentence.replace(" or ", ", ").split(", ")
    assert sorted(named) == sorted(NAMES_IN_PROSE[name] for name in FORMATS | BINARY)

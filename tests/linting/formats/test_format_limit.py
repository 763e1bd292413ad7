"""Of many findings of one rule on one file, each format shows some and counts the rest; each is tried by its own schema too."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from reward_reports.linting.formats import FORMATS
from reward_reports.linting.formats.summary import counts

SHOWN = {
    "text": lambda text: text.count("help:"),
    "concise": lambda text: text.count("Say what is known") or text.count(": error ") + text.count(": info "),
    "json": lambda text: len(json.loads(text)["findings"]),
    "sarif": lambda text: len(json.loads(text)["runs"][0]["results"]),
    "github": lambda text: text.count("\n::") + text.startswith("::"),
    "gitlab": lambda text: len(json.loads(text)) - text.count(" more "),
    "junit": lambda text: text.count("<testcase ") - text.count("and more"),
    "rdjson": lambda text: len(json.loads(text)["diagnostics"]) - text.count(" more "),
    "markdown": lambda text: text.count(" line "),
}
"""How many findings a text of each format shows."""


def test_every_format_is_tried():
    assert set(SHOWN) == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_the_first_of_a_rule_and_file_are_shown_and_the_rest_counted(name, many):
    text = FORMATS[name](many)
    assert SHOWN[name](text) == 15
    for number, code in ((65, "CMP003"), (55, "SUB001"), (7, "CMP003")):
        if name == "json":
            assert (number, code) in [(one["count"], one["code"]) for one in json.loads(text)["omitted"]]
        else:
            assert f"and {number} more {code}" in text


@pytest.mark.parametrize("name", FORMATS)
def test_without_a_limit_all_are_shown(name, many):
    text = FORMATS[name](replace(many, max_per_rule=0))
    assert SHOWN[name](text) == 142
    assert "omitted" not in text


def test_the_counts_are_those_of_all(many):
    assert counts(many) == "82 errors, 60 info"
    assert [one.count for one in many.omitted] == [65, 55, 7]
    assert json.loads(FORMATS["json"](many))["counts"]["error"] == 82
    assert "82 errors, 60 info" in FORMATS["markdown"](many)
    assert "82 errors, 60 info" in FORMATS["text"](many)


def test_github_shows_one_of_each_rule_and_file_first(many):
    lines = FORMATS["github"](many).splitlines()
    titles = [line.split("title=")[1].split(":")[0] for line in lines if line.startswith("::")]
    files = [line.split("file=")[1][:6] for line in lines if line.startswith("::error")]
    assert files[:4] == ["a.yaml", "%3A%3A", "a.yaml", "%3A%3A"]
    assert titles[-5:] == ["SUB001 too-short"] * 5

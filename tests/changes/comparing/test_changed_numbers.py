"""A number that changed is shown in every format, however long the text around it and however many the other changes."""

from __future__ import annotations

import json
import re

import pytest

from reward_reports.changes.comparing.comparison import compare_for
from reward_reports.changes.comparing.formats import as_json, markdown, text
from reward_reports.publishing.rendering import changes
from reward_reports.report.model import Report

PROSE = "".join(f"Line {n} of a long text that was kept aside.\n" for n in range(300))
TABLE = "| Benchmark | Score |\n| --- | --- |\n| ARC | {} |\n| MMLU | 60.1 |\n"
LONG = PROSE + TABLE + PROSE.replace("Line", "Row")
SOLID = "a=1;b=2;" * 300 + "rate={};" + "c=3;d=4;" * 300
PLACES = {
    "free text": lambda words: {"x-imported": words},
    "free mapping": lambda words: {"x-imported": {"results": words, "other": PROSE}},
    "free list": lambda words: {"x-imported": [{"heading": "A", "text": PROSE}, {"heading": "B", "text": words}]},
    "deep inside": lambda words: {"x-a": {"b": [{"c": {"d": [PROSE, words]}}]}},
    "an answer": lambda words: {"system_details": {"system_owner": words}},
    "settings": lambda words: {"implementation": {"algorithmic_details": {"hyperparameters": {"notes": words}}}},
    "a list": lambda words: {"optimization_intent": {"goal_of_reinforcement": {"alternatives": ["None.", words]}}},
    "an entry": lambda words: {"evaluation": {"performance_standards": [{"id": "a", "requirement": words}]}},
    "the changelog": lambda words: {
        "system_maintenance": {"changelog": [{"id": "a", "version": "1", "date": "2026-01-01", "summary": words}]}
    },
}
FORMATS = {"text": text.render, "markdown": markdown.render, "json": as_json.render, "html": changes.render}


def shown(place, old, new, form):
    reports = [
        Report.model_validate(
            {"schema_version": "1.0", "report": {"id": "a", "title": "A", "version": "1"}, **PLACES[place](words)}
        )
        for words in (old, new)
    ]
    made = FORMATS[form](compare_for(("old", reports[0]), ("new", reports[1]), "internal"))
    return re.sub(r"\\(?=[^n])", "", made) if form == "markdown" else made


def marks(made, form):
    """Return the stretches that are marked as gone or come."""
    if form == "json":
        words = [word for change in json.loads(made)["changes"] for word in change["words"]]
        return {word["text"].strip() for word in words if word["op"] != "same"}
    pattern = {"text": r"\[-(.*?)-\]|\{\+(.*?)\+\}"}.get(form, r"<del>(.*?)</del>|<ins>(.*?)</ins>")
    return {(old or new).strip() for old, new in re.findall(pattern, made)}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("words", [LONG, SOLID], ids=["lines", "no spaces"])
def test_a_number_that_changed_is_marked_and_nothing_else(place, words, form):
    made = shown(place, words.format("41.7"), words.format("46.7"), form)
    assert {"41.7", "46.7"} == {mark.rstrip(";") for mark in marks(made, form)}
    if form in ("text", "markdown"):
        assert len(made) < 3_000


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("place", ["free mapping", "an answer"])
def test_it_is_named_behind_hundreds_of_other_changes(place, form):
    old = LONG.format("41.7")
    new = LONG.format("46.7").replace("long", "lengthy").replace("kept aside", "put away")
    made = shown(place, old, new, form)
    assert "46.7" in made
    assert "41.7" in made


def test_numbers_are_paired_and_only_so_many_named():
    from reward_reports.changes.comparing.formats.values import numbers_changed
    from reward_reports.changes.comparing.words import word_changes

    old, new = ("".join(f"Test {n}: {n + more}.5 %\n" for n in range(30)) for more in (0, 1))
    text = numbers_changed(word_changes(old, new))
    assert text.startswith("numbers: 0.5 -> 1.5, 1.5 -> 2.5, ")
    assert text.endswith(" and 18 more")
    assert numbers_changed(word_changes("a b", "a c")) == ""
    assert numbers_changed(word_changes("a 1 b", "a b")) == ""

"""Sentences end once."""

from __future__ import annotations

import json

import pytest

from reward_reports.base.sentences import answered, id_as_title, sentence, unit_for
from reward_reports.linting.formats import FORMATS


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Write it flatter", "Write it flatter."),
        ("Write it flatter.", "Write it flatter."),
        ("Write it flatter. ", "Write it flatter."),
        ("Did you mean title?", "Did you mean title?"),
        ("Did you mean “title?”", "Did you mean “title?”"),
        ("Stop!", "Stop!"),
        ("and so on…", "and so on…"),
        ("Add `key: …`", "Add `key: …`."),
        ("the answer is “x”", "the answer is “x”."),
        ("什么？", "什么？"),
    ],
)
def test_a_full_stop_stands_behind_what_has_no_end(text, made):
    assert sentence(text) == made


def test_the_fields_are_counted_in_a_sentence():
    assert answered({}) == answered({"answered": 0}) == ""
    assert answered({"answered": 3, "not known": 0}) == "All 3 questions are answered in full."
    assert answered({"answered": 1, "not known": 0}) == "The one question is answered in full."
    assert (
        answered({"answered": 1, "withheld": 0, "not known": 2}) == "1 of 3 questions is answered in full; 2 not known."
    )
    assert answered({"answered": 0, "not known": 2}) == "0 of 2 questions are answered in full; 2 not known."


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_puts_a_full_stop_behind_a_question(run, tmp_path, form):
    text = 'schema_version: "1.0"\nreport: {id: a, titel: A, version: "1.0", kind: hypothetical}\n'
    (tmp_path / "reward-report.yaml").write_text(text)
    said = run("lint", "--select", "SCH001", "--no-cache", "-f", form, cwd=tmp_path).stdout
    assert ("Did you mean title?" in said) is (form != "concise")
    assert "title?." not in said
    if form == "sarif":
        (result,) = (one for one in json.loads(said)["runs"][0]["results"] if one["ruleId"] == "SCH001")
        assert result["message"]["text"] == "the key titel is unknown here. Did you mean title?"


def test_no_error_does_either(run, tmp_path):
    (tmp_path / "reward-report.yaml").write_text(
        'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0"}\nx: 1\n'
    )
    (tmp_path / "b.yaml").write_text('schema_version: "1.0"\nreport: {id: a, titel: A, title: B, version: "1.0"}\n')
    for name in ("reward-report.yaml", "b.yaml"):
        done = run("render", name, cwd=tmp_path)
        assert done.returncode == 2
        assert "?." not in done.stderr


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (1, "days", "day"),
        (1.0, "day", "day"),
        (-1, "days", "day"),
        (2, "day", "days"),
        (0, "day", "days"),
        (0.5, "hours", "hours"),
        (1, "percentage points", "percentage point"),
        (1, "days late", "day late"),
        (3, "day late", "days late"),
        (1, "minutes/trip", "minutes/trip"),
        (1, "m/s", "m/s"),
        (1, "ms", "ms"),
        (2, "share", "share"),
        (1, "km/h", "km/h"),
        (1, "Tage", "Tage"),
        (1, "%", "%"),
        (2, "dayparts", "dayparts"),
        (1, "", ""),
    ],
)
def test_a_unit_is_in_the_number_of_its_value(value, unit, said):
    assert unit_for(value, unit) == said


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("speed-sensing", "Speed sensing"),
        ("v3-pairs", "V3 pairs"),
        ("v0-5", "V0-5"),
        ("red-2024", "Red-2024"),
        ("by_ab", "By ab"),
        ("-", "-"),
    ],
)
def test_an_id_is_read_as_a_title(id_, said):
    assert id_as_title(id_) == said

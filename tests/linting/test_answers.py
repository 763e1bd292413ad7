"""The answers of a report, read once, are sorted as they say of themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from reward_reports.linting.documentation import complete
from reward_reports.linting.extract.answers import answers_inside, fields_of, sort_answers
from reward_reports.report.loading import load_text
from reward_reports.report.model import LAYOUTS
from reward_reports.report.model.base import FRAME
from reward_reports.report.model.report import PROFILE_SECTIONS

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/reward-report.yaml"))
FRAGMENTS = [
    "x-nothing: here",
    "implementation: {limitations: '  ', data_flow: [], reward_details: {formula: r = f}}",
    "implementation: {limitations: {text: ''}, data_flow: {disclosure: unknown}, reward_details: {formula: ''}}",
    "implementation: {limitations: {audience: auditor}, data_flow: {reason: Why}, engineering_tricks: [{id: a, what: B}]}",
    "implementation: {limitations: {text: A, disclosure: answered}, engineering_tricks: {text: T, items: [{id: a, what: B}]}}",
    "rlhf: {base_model: {family: F}, preference_data: [{id: p, headcount: 3}]}",
]
TEXTS = [complete(fragment) for fragment in FRAGMENTS] + [file.read_text("utf-8") for file in EXAMPLES]


@pytest.mark.parametrize(
    "text", TEXTS, ids=[*map(str, range(len(FRAGMENTS))), *(file.parent.name for file in EXAMPLES)]
)
def test_each_list_holds_the_answers_that_it_says(text):
    report = load_text(text).report
    assert report is not None
    fields = fields_of(report)
    expected = [path for _, paths in LAYOUTS["paper"] for path in paths]
    sections = {name: part for name in PROFILE_SECTIONS if (part := getattr(report, name)) is not None}
    expected += [(name, field) for name, part in sections.items() for field in type(part).model_fields]
    assert [path for path, _ in fields] == expected
    answers = [*fields, *answers_inside(report)] if sections else fields
    made = sort_answers(answers)
    assert made.blank == [path for path, answer in answers if answer.blank]
    assert made.texts == [(path, answer.text, answer) for path, answer in answers if answer.text]
    assert made.registers == [(path, items) for path, answer in answers if (items := getattr(answer, "items", ()))]
    assert made.framed == [(path, answer) for path, answer in answers if answer.model_fields_set & FRAME]

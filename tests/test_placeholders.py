"""A placeholder is not an answer anywhere: whatever counts, shows or exports a report goes by the same list as CMP003."""

from __future__ import annotations

import json
from datetime import date

import pytest

from reward_reports.changes.comparing.side_by_side import side_by_side
from reward_reports.exchange.exporting import FORMATS, export
from reward_reports.linting.documentation import complete
from reward_reports.linting.engine import lint_document
from reward_reports.linting.settings import Settings
from reward_reports.publishing.rendering import render
from reward_reports.report.loading import load_text
from reward_reports.report.model import LAYOUTS, OPTIONAL
from reward_reports.report.model.evidence import evidence_of
from reward_reports.report.model.states import known_by_field
from reward_reports.runs.monitoring.badge import badge_of
from reward_reports.runs.monitoring.status import standing

TODAY = date(2026, 6, 1)
FIELDS = [path for _, paths in LAYOUTS["paper"] for path in paths]
TEXTS = [
    "n/a",
    "TBD",
    '"[More Information Needed]"',
    "'—'",
    "Unknown at this time.",
    "|\n      **License:** TBD\n      **Dates:** n/a\n",
]


def filled(answer):
    sections = {}
    for section, name in FIELDS:
        sections.setdefault(section, []).append(f"  {name}: {answer}\n")
    return load_text(complete("".join(f"{section}:\n{''.join(lines)}" for section, lines in sections.items())))


@pytest.mark.parametrize("text", TEXTS)
def test_a_report_of_placeholders_answers_nothing(text):
    document = filled(text)
    report = document.report
    assert set(known_by_field(report, "public").values()) == {"not_answered"}
    assert evidence_of(report, "public").states() == {"not_answered": len(set(FIELDS) - OPTIONAL)}
    assert "0 of 26 answered" in badge_of(standing(report, "a.yaml", TODAY)).message
    assert side_by_side([("a", report)]).evidence[0].tally("core").known == 0
    assert "0 of 26 questions answered" in render(report, "markdown")
    assert render(report, "html").count('class="state missing"') == len(FIELDS)
    found = lint_document(document, Settings(select=("CMP001", "CMP003")), TODAY)[0]
    assert [(one.code, one.path) for one in found] == [("CMP003", f"{section}.{name}.text") for section, name in FIELDS]


@pytest.mark.parametrize("form", [name for name in FORMATS if name not in ("croissant", "eval-results")])
def test_no_export_takes_a_placeholder_for_an_answer(form):
    text = export(filled("To be determined.").report, form)
    assert "determined" not in text
    if form.endswith("-json"):
        asked = (
            one for one in json.loads(text)["items"] if not any(name.startswith("report.") for name in one["fields"])
        )
        assert {one["state"] for one in asked} <= {"open", "no_field"}


PEOPLE = """\
rlhf:
  preference_data:
    - {id: p, size: TBD, vendor: n/a, license: TBD, task: "—", labels_per_item: to be added, personal_data: n/a, quality_control: TBD,
       headcount: {text: n/a}, pay: TBD, selection: unknown, instructions: "[More Information Needed]"}
  release: {license: TBD, text: All weights are out.}
optimization_intent:
  known_failure_modes: [{id: f, name: Loops, mitigation: TBD}]
implementation: {algorithmic_details: {algorithm: TBD, text: A bandit.}, reward_details: {formula: TBD, text: Loans.}}
"""


@pytest.mark.parametrize("form", [name for name in FORMATS if name != "eval-results"])  # it holds no words of answers
def test_no_export_passes_on_a_placeholder_inside_an_answer(form):
    text = export(load_text(complete(PEOPLE)).report, form)
    assert [word for word in ("TBD", "n/a", "to be added", "unknown", "More Information") if word in text] == []


def test_a_placeholder_stays_to_be_seen_where_it_was_written():
    report = load_text(complete("system_details: {system_owner: To be determined}")).report
    assert "**Not answered.**\n\nTo be determined" in render(report, "markdown")
    assert side_by_side([("a", report)]).questions[0].answers[0].lines == ("To be determined",)


@pytest.mark.parametrize(
    ("fragment", "paths"),
    [
        ("rlhf: {release: {system_prompt: TBD, text: By API.}}", ["rlhf.release.system_prompt.text"]),
        ("implementation: {reward_details: {formula: TBD}}", ["implementation.reward_details.formula"]),
        ("system_maintenance: {reporting_cadence: {on_event: n/a}}", ["system_maintenance.reporting_cadence.on_event"]),
        ("optimization_intent: {known_failure_modes: [{id: a, name: TBD}]}", ["optimization_intent.known_failure_modes.items[0].name"]),
        ("evaluation: {performance_standards: [{id: a, requirement: TBD}]}", ["evaluation.performance_standards.items[0].requirement"]),
    ],
)  # fmt: skip
def test_what_counts_as_missing_for_its_placeholders_is_found(fragment, paths):
    found = lint_document(load_text(complete(fragment)), Settings(select=("CMP003",)), TODAY)[0]
    assert [one.path for one in found] == paths


@pytest.mark.parametrize("reason", ["TBD", "n/a", "'-'", "To be added"])
def test_a_placeholder_is_no_reason(reason):
    fragment = f"system_details: {{system_owner: {{disclosure: unknown, reason: {reason}}}}}"
    (found,) = lint_document(load_text(complete(fragment)), Settings(select=("HON003",)), TODAY)[0]
    assert "has no reason" in found.message

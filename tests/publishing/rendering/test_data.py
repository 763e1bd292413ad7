"""A report as JSON: the keys of the file, and nothing that the audience may not read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reward_reports import load
from reward_reports.publishing.rendering import render
from reward_reports.report.model import Report
from reward_reports.report.model.redaction import redact

ROOT = Path(__file__).resolve().parents[3]
SHAPES = Path(__file__).with_name("shapes") / "reward-report.yaml"
REPORTS = [SHAPES, *sorted(ROOT.glob("examples/*/reward-report.yaml"))]


@pytest.mark.parametrize("file", REPORTS, ids=lambda file: file.parent.name)
@pytest.mark.parametrize("audience", ["public", "internal"])
def test_the_document_is_a_report_again(file, audience):
    report = load(file)
    made = json.loads(render(report, to="json", audience=audience))
    assert Report.model_validate(made["document"]) == redact(report, audience).model_copy(update={"extensions": {}})


def test_what_is_held_back_is_named_and_nowhere_else():
    public, all_of_it = (render(load(SHAPES), to="json", audience=one) for one in ("public", "auditor"))
    assert "For auditors alone" in all_of_it
    assert "For auditors alone" not in public
    made = json.loads(public)
    assert made["held_back"] == ["evaluation.evaluation_environment"]
    assert made["document"]["evaluation"]["evaluation_environment"] == {
        "audience": "auditor",
        "reason": "It would help to game the shelf.",
    }
    assert json.loads(all_of_it)["held_back"] == []


def test_keys_and_values_stand_as_in_the_file():
    made = json.loads(render(load(SHAPES), to="json"))
    assert list(made) == ["schema_version", "audience", "held_back", "document"]
    intent = made["document"]["optimization_intent"]
    assert intent["performance_metrics"]["items"][0]["thresholds"] == [
        {"op": "<", "value": 0.3, "severity": "critical"}
    ]
    assert intent["goal_of_reinforcement"]["horizon"]["wall_clock"] == "PT1H"
    assert made["document"]["report"]["last_reviewed"] == "2026-03"


def test_it_is_the_same_in_every_layout_and_holds_no_free_keys():
    report = load(SHAPES).model_copy(update={"extensions": {"x-note": "for ourselves"}})
    text = render(report, to="json")
    assert text == render(report, to="json", layout="builder")
    assert text.isascii()
    assert "for ourselves" not in text

"""Project Flow's six versions are complete reports, each clean on its day, and each names what it changed."""

from __future__ import annotations

import shutil
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from reward_reports.linting.engine import lint_document
from reward_reports.linting.settings import Settings
from reward_reports.report.loading import load_file
from reward_reports.report.model import Report

STORY = Path(__file__).parents[2] / "examples" / "project-flow"
FILES = [*sorted((STORY / "history").glob("*.yaml")), STORY / "reward-report.yaml"]
SECTIONS = [
    "system_details",
    "optimization_intent",
    "institutional_interface",
    "implementation",
    "evaluation",
    "system_maintenance",
]


def report_in(file: Path) -> Report:
    report = load_file(file).report
    assert report is not None, file
    return report


REPORTS = [report_in(file) for file in FILES]
STEPS = [pytest.param(old, new, id=new.report.version) for old, new in pairwise(REPORTS)]


def test_the_versions_are_complete_and_named_by_their_files():
    assert [report.report.version for report in REPORTS] == ["0.1", "0.2", "0.3", "0.4", "0.5", "0.6"]
    assert [file.stem for file in FILES[:-1]] == ["0.1", "0.2", "0.3", "0.4", "0.5"]


@pytest.mark.parametrize("file", FILES, ids=[report.report.version for report in REPORTS])
def test_a_version_is_clean_on_its_day(file, tmp_path):
    shutil.copytree(STORY / "made-up", tmp_path / "made-up")
    shutil.copy(file, tmp_path / "reward-report.yaml")
    document = load_file(tmp_path / "reward-report.yaml")
    day = document.report.report.date.end
    findings, _ = lint_document(document, Settings(strictness="publishable"), day)
    assert {found.code for found in findings if found.severity != "info"} == set()


@pytest.mark.parametrize(("old", "new"), STEPS)
def test_a_version_adds_one_entry_and_leaves_the_old_ones_alone(old, new):
    before, after = old.system_maintenance.changelog.items, new.system_maintenance.changelog.items
    assert after[:-1] == before
    assert after[-1].version == new.report.version
    assert after[-1].date == new.report.date


@pytest.mark.parametrize(("old", "new"), STEPS)
def test_a_version_names_every_field_it_changed_and_no_other(old, new):
    changed = {
        f"{section}.{name}"
        for section in SECTIONS
        for name in type(getattr(new, section)).model_fields
        if getattr(getattr(old, section), name) != getattr(getattr(new, section), name)
    }
    if old.report.summary != new.report.summary:
        changed.add("report.summary")
    named = new.system_maintenance.changelog.items[-1].fields_changed
    assert changed - {"system_maintenance.changelog"} == set(named)


@pytest.mark.parametrize("report", REPORTS, ids=[report.report.version for report in REPORTS])
def test_every_version_says_that_it_is_made_up(report):
    assert report.report.kind == "hypothetical"
    assert "hypothetical" in report.report.title
    logs = {
        metric.observations_from.path
        for metric in report.optimization_intent.oversight_metrics.items
        if metric.observations_from
    }
    assert all(path.startswith("made-up/") for path in logs)


def test_the_gap_passes_its_threshold_in_the_week_that_the_report_says():
    rows = [line.split(",") for line in (STORY / "made-up" / "weekly.csv").read_text("utf-8").splitlines()[1:]]
    gaps = [(date.fromisoformat(day), float(gap)) for day, _, gap, _ in rows if gap]
    trigger = next(item for item in REPORTS[2].system_maintenance.update_triggers.items if item.id == "road-differs")
    first = next(
        day
        for nth, (day, _) in enumerate(gaps)
        if nth >= 3 and sum(gap for _, gap in gaps[nth - 3 : nth + 1]) / 4 > trigger.condition.value
    )
    assert first == trigger.fired[0].date.start


def test_the_harm_becomes_a_failure_mode_when_citizens_show_it():
    known = [
        {mode.id: mode.status for mode in report.optimization_intent.known_failure_modes.items} for report in REPORTS
    ]
    assert [modes.get("diesel-throttling") for modes in known] == [None] * 5 + ["observed"]
    assert [modes.get("sim-to-real") for modes in known] == [
        None,
        None,
        "observed",
        "observed",
        "observed",
        "mitigated",
    ]

"""What `compare` sees between two reports, and what it passes over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reward_reports.comparing import compare
from reward_reports.loading import load_file, load_text
from reward_reports.model import Report

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/reward-report.yaml"))


@pytest.fixture(params=EXAMPLES, ids=lambda file: file.parent.name)
def report(request: pytest.FixtureRequest) -> Report:
    loaded = load_file(request.param).report
    assert loaded is not None
    return loaded


def test_a_report_does_not_differ_from_itself_however_it_is_laid_out(report: Report) -> None:
    written = json.dumps(report.model_dump(mode="json", by_alias=True), sort_keys=True)
    assert compare(report, load_text(written).report or pytest.fail()) == ()

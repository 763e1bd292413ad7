"""The head of a page says when the next review is due, and nothing where none is due any more."""

from __future__ import annotations

import re
from datetime import date

import pytest

from reward_reports.linting.documentation import complete
from reward_reports.publishing.rendering import render
from reward_reports.report.loading import load_text

CADENCE = "system_maintenance: {reporting_cadence: {every: P6M, tolerance: P1M}}\n"
REVIEW = (
    "system_maintenance: {reporting_cadence: {every: P6M}, "
    'changelog: [{id: a, version: "1.0", date: 2026-02-01, summary: S, kind: review_no_change}]}\n'
)


def head(more):
    return f'report: {{id: a, title: A, version: "1.0", kind: first_party, {more}}}\n'


@pytest.mark.parametrize(
    ("fragment", "due"),
    [
        (head("last_reviewed: 2026-01-15") + CADENCE, "2026-07-15"),
        (head("date: 2026-01-15") + CADENCE, "2026-07-15"),
        (head("last_reviewed: 2026-01-15") + REVIEW, "2026-08-01"),
        (head("last_reviewed: 2026-01-15"), None),
        (CADENCE, None),
        (head("last_reviewed: 2026-01-15, status: archived") + CADENCE, None),
        (head("last_reviewed: 2026-01-15, status: superseded") + CADENCE, None),
        (head("last_reviewed: 2026-01-15") + CADENCE + "system_details: {dates: {lifecycle: retired}}\n", None),
        (head("last_reviewed: 2026-01-15") + CADENCE + "system_details: {dates: {active_to: 2026-02}}\n", None),
    ],
    ids=["reviewed", "dated", "reviewed-later", "no-cadence", "no-date", "archived", "superseded", "retired", "ended"],
)
@pytest.mark.parametrize("to", ["html", "markdown"])
def test_the_next_review(fragment, due, to):
    report = load_text(complete(fragment)).report
    assert report is not None
    head_of_page = render(report, to, today=date(2026, 6, 1)).partition("Next review due")[2][:100]
    found = re.search(r"\d{4}-\d\d-\d\d", head_of_page)
    assert (found[0] if found else None) == due


def test_whether_a_system_has_ended_is_not_asked_where_no_day_counts_as_today():
    fragment = head("last_reviewed: 2026-01-15") + CADENCE + "system_details: {dates: {active_to: 2026-02}}\n"
    report = load_text(complete(fragment)).report
    assert report is not None
    assert "2026-07-15" in render(report, "markdown")

"""Cases at the edge of exact rules: what must be found, and what must stay silent."""

from __future__ import annotations

from datetime import date

import pytest

from reward_reports.linting.documentation import complete
from reward_reports.linting.engine import lint_document
from reward_reports.linting.settings import Settings
from reward_reports.report.loading import load_text

METRIC = "optimization_intent: {oversight_metrics: [{id: m, name: M}]}\n"
REPORT = 'report: {{id: a, title: A, version: "{version}", kind: {kind}, last_reviewed: {reviewed}, authors: [{{name: A, relationship: owner}}]}}\n'


def report(version="1.0", kind="hypothetical", reviewed="2026-01-01"):
    return REPORT.format(version=version, kind=kind, reviewed=reviewed)


def fired(entry_date, *, within="respond_within: P2W, "):
    trigger = f"{{id: t, kind: event, owner: us, {within}state: fired, fired: [{{date: 2026-02-01}}]}}"
    entry = f'{{id: e, version: "1.0", date: {entry_date}, summary: S, triggered_by: [t]}}'
    return f"system_maintenance: {{update_triggers: [{trigger}], changelog: [{entry}]}}\n"


CASES = [
    ("REF001", METRIC + "evaluation: {offline_evaluations: [{id: e, metric: n}]}\n", 1),
    ("REF001", METRIC + "evaluation: {offline_evaluations: [{id: e, metric: m}]}\n", 0),
    ("REF002", "institutional_interface: {stakeholders: [{id: x, name: X}, {id: x, name: Y}]}\n", 1),
    ("REF002", "institutional_interface: {stakeholders: [{id: m, name: X}]}\n" + METRIC, 0),
    ("LIV001", report() + "system_maintenance: {reporting_cadence: {every: P3M}}\n", 1),
    ("LIV001", report() + "system_maintenance: {reporting_cadence: {every: P3M, tolerance: P3M}}\n", 0),
    ("LIV001", report(reviewed="2026") + "system_maintenance: {reporting_cadence: {every: P3M}}\n", 0),
    ("LIV001", report() + "system_details: {dates: {lifecycle: retired}}\nsystem_maintenance: {reporting_cadence: {every: P3M}}\n", 0),
    ("LIV001", report() + "system_maintenance: {reporting_cadence: {on_event: a new version}}\n", 0),
    ("LIV006", fired("2026-02-10"), 0),
    ("LIV006", fired("2026-03-10"), 1),
    ("LIV006", fired("2026-01-10"), 1),
    ("LIV006", fired("2026-03-10", within=""), 0),
    ("EVD003", "references: [{id: r, title: R, url: 'https://https://a.org'}]\n", 1),
    ("EVD003", "references: [{id: r, title: R, url: 'https://a.org/x_(y)?z=1#w'}]\n", 0),
    ("SAF002", "evaluation: {evaluation_validity: 'see [x](javascript:alert(1))'}\n", 1),
    ("SAF002", "evaluation: {evaluation_validity: 'x <script>alert(1)</script>'}\n", 1),
    ("SAF002", "evaluation: {evaluation_validity: 'ratings as `<user_id, movie_id>` and 3 < 4'}\n", 0),
    ("CON001", report("1.1") + 'system_maintenance: {changelog: [{id: e, version: "1.0", date: 2026-01-01, summary: S}]}\n', 1),
    ("CON001", report("0.10") + 'system_maintenance: {changelog: [{id: e, version: "0.9", date: 2026-01-01, summary: S}, {id: f, version: "0.10", date: 2026-02-01, summary: T}]}\n', 0),
    ("CON011", "system_details: {dates: {active_from: 2020, active_to: 2021, lifecycle: deployed}}\n", 1),
    ("CON011", "system_details: {dates: {active_from: 2020, active_to: 2021, lifecycle: retired}}\n", 0),
    ("HON008", "x-key: AKIAIOSFODNN7EXAMPLQ\n", 1),
    ("HON008", "x-key: an ordinary word\n", 0),
    ("HON009", "x-a: 1  # reward-reports: ignore[SCH001] nothing to silence here\n", 1),
    ("HON009", "x-a: 1  # reward-reports: ignore[RLF001] this report has no section rlhf\n", 1),
    ("HON009", "one: 1  # reward-reports: ignore[SCH001]\n", 1),
    ("HON009", "one: 1  # reward-reports: ignore[SCH001] ours, until the next version\n", 0),
    ("SUB005", "system_details: {system_owner: the city's traffic office}\n", 0),
]  # fmt: skip


@pytest.mark.parametrize(("code", "fragment", "number"), CASES)
def test_edge(code, fragment, number):
    more = ("SCH", "RLF") if code == "HON009" else ()
    settings = Settings(select=(code, *more), strictness="publishable", preview=True)
    findings, _ = lint_document(load_text(complete(fragment)), settings, date(2026, 6, 1))
    assert sum(finding.code == code for finding in findings) == number, [finding.message for finding in findings]


@pytest.mark.parametrize("select", ["CMP", "HON001", "LIV"])
def test_a_file_that_does_not_load_never_passes_in_silence(select):
    findings, _ = lint_document(load_text("a: ["), Settings(select=(select,)), date(2026, 6, 1))
    assert [finding.code for finding in findings] == ["SYN001"]

"""Where reports stand: what is counted, a table that fits a terminal, a badge that is honest and harmless."""

from __future__ import annotations

import json
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reward_reports._version import __version__
from reward_reports.base.escaping.cells import cells_of
from reward_reports.linting.documentation import complete
from reward_reports.report.loading import load_text
from reward_reports.runs.monitoring.badge import as_endpoint, as_svg, badge_of
from reward_reports.runs.monitoring.status import Standing, standing

REPORT = """\
report: {id: shop, title: Shop, version: "1.0", kind: first_party, status: published, date: 2026-03-02}
system_details:
  system_owner: {disclosure: withheld, reason: Not yet told.}
optimization_intent:
  goal_of_reinforcement: To sell.
  known_failure_modes:
    - {id: a, name: A, status: observed}
    - {id: b, name: B, status: accepted}
    - {id: c, name: C, status: mitigated}
    - {id: d, name: D}
implementation:
  limitations: {disclosure: unknown, reason: Nobody looked.}
  data_flow: {disclosure: not_measured, reason: Nobody looked.}
system_maintenance:
  reporting_cadence: {every: P2M, text: The range changes.}
  update_triggers:
    - {id: rush, owner: x, respond_within: P2W, state: fired, fired: [{date: 2026-05-20}, {date: 2026-01-20}]}
    - {id: law}
    - {id: old, state: retired}
  changelog:
    - {id: first, version: "0.9", date: 2026-02-01, summary: It began., triggered_by: [rush]}
    - {id: look, version: "1.0", date: 2026-03-20, kind: review_no_change, summary: It stands.}
"""


def test_what_is_counted(report_of, today):
    one = standing(report_of(REPORT), "a.yaml", today)
    assert (one.reviewed.isoformat(), one.age) == ("2026-03-20", 73)
    assert one.evidence.states() == {"whole": 5, "declined": 1, "owner_does_not_know": 2, "not_answered": 18}
    assert (one.failures, one.armed, one.fired) == (3, 1, 1)
    assert (one.overdue, one.next.kind, one.next.days) == (1, "review", -12)


def test_an_answer_that_is_held_back_counts_as_that(report_of, today):
    made = report_of(REPORT.replace("reinforcement: To sell.", "reinforcement: {text: To sell., audience: internal}"))
    assert standing(made, "a.yaml", today, "auditor").evidence.states()["held_back"] == 1
    assert "held_back" not in standing(made, "a.yaml", today, "internal").evidence.states()


def test_of_a_register_that_is_held_back_nothing_is_counted(report_of, today):
    made = report_of(
        REPORT.replace("known_failure_modes:\n", "known_failure_modes:\n    audience: auditor\n    items:\n")
    )
    assert (standing(made, "a", today, "public").failures, standing(made, "a", today, "auditor").failures) == (0, 3)


@pytest.mark.parametrize(
    ("changes", "message", "colour"),
    [
        ({}, "reviewed 2026-03 · 1 overdue · 5 of 26 answered, 0 anybody can check", "#c0392b"),
        ({"overdue": 0}, "reviewed 2026-03 · 5 of 26 answered, 0 anybody can check", "#0b6bb5"),
        (
            {"overdue": 0, "reviewed": None, "age": None},
            "never reviewed · 5 of 26 answered, 0 anybody can check",
            "#0b6bb5",
        ),
        (
            {"overdue": 0, "status": "draft"},
            "draft · reviewed 2026-03 · 5 of 26 answered, 0 anybody can check",
            "#6b6b6b",
        ),
        (
            {"overdue": 0, "hypothetical": True},
            "hypothetical · reviewed 2026-03 · 5 of 26 answered, 0 anybody can check",
            "#6b6b6b",
        ),
        (
            {"overdue": 2, "status": "archived"},
            "archived · reviewed 2026-03 · 2 overdue · 5 of 26 answered, 0 anybody can check",
            "#c0392b",
        ),
    ],
)
def test_a_badge_says_when_it_was_reviewed_and_how_much_is_told(report_of, today, changes, message, colour):
    one = standing(report_of(REPORT), "a.yaml", today)
    one = Standing(**{name: getattr(one, name) for name in Standing.__slots__} | changes)
    assert (badge_of(one).message, badge_of(one).colour) == (message, colour)
    made = json.loads(as_endpoint(one))
    assert made == {"schemaVersion": 1, "label": "reward report", "message": message, "color": colour}


SVG = "{http://www.w3.org/2000/svg}"


@given(st.text(min_size=1, max_size=60))
def test_a_badge_is_a_picture_with_a_title_whatever_a_report_is_called(title):
    quoted = json.dumps(title.encode("utf-8", "replace").decode())
    document = load_text(complete(REPORT.replace("title: Shop", f"title: {quoted}")))
    assume(document.report is not None)  # not every character may stand in YAML
    root = ET.fromstring(as_svg(standing(document.report, "a", date(2026, 6, 1))))
    assert {part.tag.removeprefix(SVG) for part in root.iter()} == {"svg", "title", "clipPath", "rect", "g", "text"}
    assert root.find(f"{SVG}title").text.startswith("Reward report of ")
    assert not [name for part in root.iter() for name in part.attrib if name.startswith("on") or "href" in name]


def test_the_parts_of_a_badge_fit_each_other(report_of, today):
    root = ET.fromstring(as_svg(standing(report_of(REPORT), "a", today)))
    boxes = [part.attrib for part in root.find(f"{SVG}g") if part.tag == f"{SVG}rect"]
    assert sum(int(box["width"]) for box in boxes) == int(root.get("width"))
    for box, text in zip(boxes, root.iter(f"{SVG}text"), strict=True):
        start = int(box.get("x", 0))
        assert start < int(text.get("x")) < int(text.get("x")) + int(text.get("textLength")) < start + int(box["width"])


@pytest.mark.parametrize(("form", "name"), [("text", "status.txt"), ("json", "status.json"), ("markdown", "status.md")])
def test_formats(run, write, golden, form, name):
    write(REPORT, "b/reward-report.yaml")
    write("report: {id: empty, title: Empty, version: '0', kind: first_party}", "a/reward-report.yaml")
    hostile = f"a-{'long' * 20}"
    write(f"report: {{id: {hostile}, title: A, version: '|<b>*x*\\\\e[1m', kind: first_party}}", "c/reward-report.yaml")
    done = run("status", "--format", form, "--today", "2026-06-01")
    assert (done.returncode, done.stderr) == (0, "")
    golden(done.stdout.replace(__version__, "9.9.9"), name)


def test_a_line_fits_a_terminal_of_100_cells(run, write):
    report = f'report: {{id: a{"x" * 99}, title: A, version: "{"日" * 50}", kind: first_party, date: "1900"}}\n'
    write(report + "system_maintenance: {reporting_cadence: {every: P1D, text: Daily.}}\n")
    done = run("status", "--today", "2026-06-01")
    assert max(cells_of(line) for line in done.stdout.splitlines()) <= 100
    assert "d late" in done.stdout


def test_colour_marks_what_is_late(run, write):
    write(REPORT)
    done = run("status", "--today", "2026-06-01", "--color", "always")
    assert "\x1b[1;31m12 d late" in done.stdout
    assert "\x1b" not in run("status", "--today", "2026-06-01").stdout


def test_badges_are_written_for_the_public(run, write, tmp_path):
    write(REPORT.replace("reinforcement: To sell.", "reinforcement: {text: To sell., audience: internal}"))
    done = run("status", "--badge", "a.svg", "--badge-json", "a.json", "--today", "2026-06-01")
    assert done.returncode == 0
    assert "5/26" in done.stdout
    assert "4 of 26 answered" in (tmp_path / "a.svg").read_text("utf-8")
    assert json.loads((tmp_path / "a.json").read_text())["message"].endswith("4 of 26 answered, 0 anybody can check")


def test_a_badge_is_of_one_report(run, write):
    write(REPORT, "a/reward-report.yaml")
    write(REPORT, "b/reward-report.yaml")
    done = run("status", "--badge", "a.svg")
    assert (done.returncode, "2 were found" in done.stderr) == (2, True)


def test_a_report_that_does_not_load_is_said_and_the_others_are_shown(run, write, tmp_path):
    write(REPORT, "a/reward-report.yaml")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "reward-report.yaml").write_text("report: 1\n")
    done = run("status", "-f", "markdown", "--today", "2026-06-01")
    assert done.returncode == 2
    assert "shop" in done.stdout
    assert "b/reward-report.yaml" in done.stdout
    assert "error: b/reward-report.yaml:1:1" in done.stderr

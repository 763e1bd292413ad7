"""What is due: the same days as the linter's, sorted, readable by calendars."""

from __future__ import annotations

import json
from datetime import date

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports._version import __version__
from reward_reports.linting.documentation import complete
from reward_reports.linting.engine import lint_document
from reward_reports.linting.settings import Settings
from reward_reports.report.loading import load_text
from reward_reports.runs.monitoring.calendar import calendar
from reward_reports.runs.monitoring.due import Due, due_in, in_order

FULL = """\
report: {id: shop, title: Shop, version: "1.0", kind: first_party, last_reviewed: 2026-01-15}
optimization_intent:
  oversight_metrics:
    - {id: complaints, name: Complaints a week, observations: [{date: 2026-02-10, value: 12}, {date: 2026-01-10, value: 9}]}
    - {id: calls, name: Calls, observations: [{date: 2025-01-10, value: 9}]}
system_maintenance:
  reporting_cadence: {every: P3M, tolerance: P1M, text: The range changes with the season., owner: shop team}
  update_triggers:
    - {id: rush, kind: metric, owner: ombudsman, respond_within: P2W, condition: {metric: complaints, op: ">", value: 20}, fired: [{date: 2026-05-20, evidence: 31 letters}, {date: 2026-04, evidence: 22 letters}]}
    - {id: law, kind: regulatory, state: fired}
    - {id: old, kind: metric, state: retired, condition: {metric: calls, op: ">", value: 20}}
  recommendations:
    - {id: publish, what: Publish the share of small brands., to: shop team, due: 2026-07, state: accepted}
    - {id: count, what: Count returns., due: 2026-05-31}
    - {id: gone, what: Stop., due: 2020-01-01, state: declined}
  changelog:
    - id: explore
      version: "1.0"
      date: 2026-03-02
      summary: One slot in three explores.
      expectations:
        - {id: share-recovers, metric: complaints, direction: down, magnitude: by half, check_by: 2026-06-10}
        - {id: judged, metric: complaints, direction: down, check_by: 2026-04-10}
        - {id: some-day, metric: complaints, direction: down}
    - {id: looked, version: "1.1", date: 2026-05-02, summary: Read., outcomes: [{expectation: judged, result: partly}]}
"""


def listed(report, today, **more):
    return [
        (one.kind, one.item, str(one.date), one.days, one.overdue)
        for one in in_order(due_in(report, "a.yaml", today, **more))
    ]


def test_everything_with_a_day_is_listed_and_what_is_late_stands_first(report_of, today):
    assert listed(report_of(FULL), today) == [
        ("answer", "rush", "2026-05-14", -18, True),  # April is over on its last day
        ("review", "", "2026-05-15", -17, True),
        ("decide", "count", "2026-05-31", -1, True),
        ("answer", "law", "None", None, True),
        ("answer", "rush", "2026-06-03", 2, False),
        ("judge", "share-recovers", "2026-06-10", 9, False),
        ("measure", "complaints", "2026-06-10", 9, False),
        ("do", "publish", "2026-07-31", 60, False),
    ]


@pytest.mark.parametrize("status", ["archived", "superseded"])
def test_of_a_shelved_report_only_triggers_are_asked(report_of, today, status):
    kinds = {
        kind
        for kind, *_ in listed(
            report_of(FULL.replace("kind: first_party", f"kind: first_party, status: {status}")), today
        )
    }
    assert kinds == {"answer"}


def test_a_system_that_has_ended_needs_no_review_and_no_measurement(report_of, today):
    kinds = {kind for kind, *_ in listed(report_of(FULL + "system_details: {dates: {lifecycle: retired}}"), today)}
    assert kinds == {"answer", "judge", "decide", "do"}


@pytest.mark.parametrize(
    ("section", "gone"),
    [
        ("update_triggers", "answer"),
        ("changelog", "judge"),
        ("recommendations", "decide"),
        ("reporting_cadence", "review"),
    ],
)
def test_what_an_audience_may_not_read_is_left_out(report_of, today, section, gone):
    fragment = (
        FULL.replace("cadence: {", "cadence: {audience: auditor, ")
        if section == "reporting_cadence"
        else FULL.replace(f"  {section}:\n    - ", f"  {section}:\n    audience: auditor\n    items:\n    - ")
    )
    made = report_of(fragment)
    assert gone in {kind for kind, *_ in listed(made, today, audience="auditor")}
    assert gone not in {kind for kind, *_ in listed(made, today, audience="public")}


def test_what_is_late_is_what_the_linter_finds(report_of):
    """On every day of a year: as many late reviews, answers, judgements and decisions as findings."""
    document = load_text(complete(FULL))
    rules = {"review": "LIV001", "answer": "LIV006", "judge": "LIV009", "decide": "LIV009"}
    for ordinal in range(date(2026, 1, 15).toordinal(), date(2026, 12, 31).toordinal(), 3):
        day = date.fromordinal(ordinal)
        found = lint_document(document, Settings(select=tuple(rules.values()), strictness="publishable"), day)[0]
        late = [rules[one.kind] for one in due_in(document.report, "a", day) if one.overdue and one.kind in rules]
        assert sorted(late) == sorted(one.code for one in found), day


HOSTILE = "\x1b[31m\u202e;,\\\r\nBEGIN:VALARM\r\n😀é\x00\x85\u2028"


def due(**more):
    values = {"file": "a.yaml", "report": "shop", "kind": "review", "item": "", "date": date(2026, 6, 3), "days": 2}
    return Due(**values | {"overdue": False, "about": "last on 2026-01-01"} | more)


def test_a_calendar_is_read_by_another_program(today):
    items = [
        due(),
        due(kind="answer", item="a;b", about=HOSTILE, owner="x" * 200),
        due(date=None, days=None, overdue=True),
    ]
    text = calendar(items, today)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    read = icalendar.Calendar.from_ical(text)
    events = read.walk("VEVENT")
    assert [event.decoded("DTSTART") for event in events] == [date(2026, 6, 3), date(2026, 6, 3), today]
    assert [event.decoded("DTEND").toordinal() - event.decoded("DTSTART").toordinal() for event in events] == [1, 1, 1]
    assert len({str(event["UID"]) for event in events}) == 3
    assert str(events[1]["SUMMARY"]) == "shop: answer the trigger a;b"
    assert str(events[1]["DESCRIPTION"]).endswith("For " + "x" * 200)
    assert not read.walk("VALARM")


@given(st.text(max_size=120), st.text(max_size=120))
def test_a_calendar_keeps_its_form_whatever_a_report_says(item, about):
    text = calendar([due(item=item, about=about)], date(2026, 6, 1))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    read = icalendar.Calendar.from_ical(text)
    assert [part.name for part in read.walk()] == ["VCALENDAR", "VEVENT"]


def test_an_event_keeps_its_uid_when_its_day_and_its_words_change(today):
    def uids(*items):
        return [str(event["UID"]) for event in icalendar.Calendar.from_ical(calendar(items, today)).walk("VEVENT")]

    assert uids(due()) == uids(due(date=date(2027, 1, 1), days=200, about="other", overdue=True))
    first, second = uids(due(kind="answer", item="a", since="2026-01"), due(kind="answer", item="a", since="2026-02"))
    assert uids(due(kind="answer", item="a", since="2026-02")) == [second]
    assert first != second


def test_the_last_day_of_the_calendar_is_a_day(today):
    assert "DTSTART;VALUE=DATE:99991231" in calendar([due(date=date.max, days=9)], today)


@pytest.mark.parametrize(("form", "name"), [("text", "due.txt"), ("json", "due.json"), ("ics", "due.ics")])
def test_formats(run, write, golden, form, name):
    write(FULL)
    done = run("due", "--format", form, "--today", "2026-06-01")
    assert (done.returncode, done.stderr) == (0, "")
    golden(done.stdout.replace("\r\n", "\n").replace(__version__, "9.9.9"), name)


def test_within_a_time_only_what_is_late_or_near_is_shown(run, write):
    write(FULL)
    done = run("due", "--within", "P5D", "--today", "2026-06-01", "-f", "json")
    assert [one["date"] for one in json.loads(done.stdout)["due"]] == [
        "2026-05-14",
        "2026-05-15",
        "2026-05-31",
        None,
        "2026-06-03",
    ]
    wrong = run("due", "--within", "a month")
    assert (wrong.returncode, "P6W" in wrong.stderr) == (2, True)


def test_the_exit_code_tells_only_when_asked(run, write):
    write(FULL)
    assert run("due", "--today", "2026-06-01").returncode == 0
    assert run("due", "--today", "2026-06-01", "--exit-code").returncode == 1
    assert run("due", "--today", "2026-01-16", "--exit-code", "--within", "P1D", "--audience", "public").returncode == 1
    write("report: {id: a, title: A, version: '1', kind: first_party}")
    done = run("due", "--exit-code")
    assert (done.returncode, done.stdout) == (0, "Nothing is due.\n")


def test_a_report_that_does_not_load_is_said_and_the_others_are_shown(run, write, tmp_path):
    write(FULL, "a/reward-report.yaml")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "reward-report.yaml").write_text("report: 1\n")
    done = run("due", "--today", "2026-06-01", "-f", "json", "-o", "due.json")
    assert done.returncode == 2
    assert "b/reward-report.yaml:1:1" in done.stderr
    made = json.loads((tmp_path / "due.json").read_text())
    assert len(made["due"]) == 8
    assert len(made["errors"]) == 1


def test_folders_follow_the_settings(run, write, tmp_path):
    write(FULL, "drafts/reward-report.yaml")
    write("report: {id: a, title: A, version: '1', kind: first_party}")
    (tmp_path / ".reward-reports.toml").write_text('exclude = ["drafts"]\n')
    assert run("due").stdout == "Nothing is due.\n"


def test_words_of_a_report_cannot_steer_the_terminal(run, write):
    write(FULL.replace("31 letters", '"\\e[31m\\u202e letters"'))
    done = run("due", "--today", "2026-06-01", "--color", "never")
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout

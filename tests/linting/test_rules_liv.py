"""The report as a living document: what is late is said, and what nobody promised is not asked for."""

from __future__ import annotations

from datetime import date

import pytest

from .fragments import TODAY, findings, places


def expect(fragment, code, expected, today=TODAY):
    """Compare places, and look for one word of each message."""
    found = findings(fragment, code, today=today)
    assert [finding.path for finding in found] == [path for path, _ in expected]
    for finding, (_, word) in zip(found, expected, strict=True):
        assert word in finding.message


def report(**more):
    keys = "".join(f", {key}: {value}" for key, value in more.items())
    return f'report: {{id: x, title: X, version: "1.0", kind: first_party{keys}}}\n'


CADENCE = "system_maintenance:\n  reporting_cadence: {every: P6M, tolerance: P1M, text: Seasons matter.}\n"
REVIEWED = "report.last_reviewed"


@pytest.mark.parametrize(
    ("fragment", "today", "expected"),
    [
        (report(last_reviewed="2025-11-01") + CADENCE, date(2026, 6, 1), []),
        (report(last_reviewed="2025-11-01") + CADENCE, date(2026, 6, 2), [(REVIEWED, "2026-06-01")]),
        # a month ends on its last day
        (report(last_reviewed="2025-10") + CADENCE, date(2026, 5, 30), []),
        (report(last_reviewed="2025-10") + CADENCE, date(2026, 5, 31), [(REVIEWED, "2026-05-30")]),
        (report(date="2024-01-01") + CADENCE, TODAY, [("report.date", "every 6 months")]),
        (report() + CADENCE, TODAY, []),
        (report(last_reviewed="2024-01-01", status="archived") + CADENCE, TODAY, []),
        (report(last_reviewed="2024-01-01", status="superseded") + CADENCE, TODAY, []),
        (report(last_reviewed="2024-01-01", status="published") + CADENCE, TODAY, [(REVIEWED, "2024-08-01")]),
        (report(last_reviewed="2024-01-01") + CADENCE + "system_details: {dates: {lifecycle: retired}}", TODAY, []),
        (report(last_reviewed="2024-01-01") + CADENCE + "system_details: {dates: {active_to: 2025}}", TODAY, []),
        (
            report(last_reviewed="2024-01-01") + CADENCE + "system_details: {dates: {active_to: 2030}}",
            TODAY,
            [(REVIEWED, "due")],
        ),
        (
            report(last_reviewed="2024-01-01")
            + CADENCE
            + '  changelog: [{id: a, version: "1.0", date: 2026-05-01, kind: review_no_change, summary: It stands.}]',
            TODAY,
            [],
        ),
        (
            report(last_reviewed="2024-01-01")
            + CADENCE
            + '  changelog: [{id: a, version: "1.0", date: 2026-05-01, kind: incident, summary: It broke.}]',
            TODAY,
            [(REVIEWED, "due")],
        ),
        (
            report(last_reviewed="2001-01-01") + "system_maintenance: {reporting_cadence: {on_event: release}}",
            TODAY,
            [],
        ),
    ],
)
def test_a_review_is_late_only_past_its_tolerance(fragment, today, expected):
    expect(fragment, "LIV001", expected, today)


def test_a_cadence_beyond_the_calendar_is_never_late():
    fragment = report(last_reviewed="2024-01-01") + "system_maintenance: {reporting_cadence: {every: P99999Y}}"
    assert findings(fragment, "LIV001") == []


def cadence(value):
    return f"system_maintenance:\n  reporting_cadence: {value}\n"


NO_INTERVAL = [("system_maintenance.reporting_cadence", "neither")]


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        (cadence("Quarterly"), NO_INTERVAL),
        (cadence("{owner: council}"), NO_INTERVAL),
        (cadence('{text: Whenever needed., on_event: " "}'), NO_INTERVAL),
        (cadence("{every: P3M}"), []),
        (cadence("{on_event: each release}"), []),
        (cadence("{disclosure: unknown, reason: The owner does not say.}"), []),
        (cadence("{text: Twice so far., disclosure: partial, reason: The owner does not say how often.}"), []),
        (cadence("{}"), []),
        ("system_maintenance: {}", []),
        (report(status="archived") + cadence("None any more."), []),
        (cadence("The system is switched off for good.") + "system_details: {dates: {lifecycle: retired}}", []),
    ],
)
def test_a_cadence_needs_an_interval_or_an_event(fragment, expected):
    expect(fragment, "LIV002", expected)


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        (cadence("{every: P3M}"), [("system_maintenance.reporting_cadence", "every 3 months")]),
        (cadence('{every: P3M, text: "  "}'), [("system_maintenance.reporting_cadence", "every 3 months")]),
        (cadence("{every: P3M, text: Tastes drift.}"), []),
        (cadence("{every: P3M, disclosure: partial, reason: The owner does not say why.}"), []),
        (cadence("{on_event: each release}"), []),
        (cadence("Quarterly"), []),
    ],
)
def test_an_interval_needs_a_motive(fragment, expected):
    expect(fragment, "LIV003", expected)


def history(*entries, every="P6W", tolerance="P1W", head=""):
    lines = [
        f'    - {{id: e{index}, version: "0.{index}", date: "{entry[0]}", summary: S., {", ".join(entry[1:])}}}'
        for index, entry in enumerate(entries, 1)
    ]
    start = f"{head}system_maintenance:\n  reporting_cadence: {{every: {every}, tolerance: {tolerance}, text: T.}}\n"
    return start + "  changelog:\n" + "\n".join(lines)


SET = "fields_changed: [system_maintenance.reporting_cadence]"


@pytest.mark.parametrize(
    ("fragment", "late"),
    [
        # Project Flow: 44, 46, 44 and 28 days between entries, six weeks promised
        (history(("2021-01-01",), ("2021-02-14",), ("2021-04-01",), ("2021-05-15",), ("2021-06-12",)), []),
        (history(("2021-01-01",), ("2021-02-14",), ("2021-04-01",), tolerance="P1D"), [1, 2]),
        (history(("2021-04-01",), ("2021-02-14",), ("2021-01-01",), tolerance="P1D"), [0, 1]),  # newest first
        (history(("2021",), ("2022-02-10",)), []),
        (history(("2021",), ("2022",)), []),
        (history(("2021-01-01",), ("2021-12-01",)), [1]),
        (history(("2015-01-01",), ("2021-01-01", SET), ("2021-02-14",)), []),
        (history(("2015-01-01",), ("2021-01-01", "fields_changed: [reporting_cadence]"), ("2021-06-14",)), [2]),
        (history(("2015-01-01", SET), ("2018-01-01",), ("2021-01-01", SET), ("2021-02-14",)), []),
        (history(("2015-01-01",)), []),
        (history(("2015-01-01",), ("2021-01-01",), head=report().replace("first", "third")), []),
        (history(("2015-01-01", SET), ("2021-01-01",), head=report().replace("first", "third")), [1]),
        ('system_maintenance: {changelog: [{id: a, version: "1", date: 2001, summary: S.}]}', []),
    ],
)
def test_the_history_is_held_against_the_cadence(fragment, late):
    assert sorted(places(fragment, "LIV004")) == [f"system_maintenance.changelog.items[{index}].date" for index in late]


def triggers(*items):
    return "system_maintenance:\n  update_triggers:\n" + "".join(f"    - {{{item}}}\n" for item in items)


PARTLY_TOLD = """
system_maintenance:
  update_triggers:
    disclosure: partial
    reason: The owner names no office.
    items: [{id: a, kind: incident}]
"""
TRIGGER = "system_maintenance.update_triggers.items[0]"
METRIC = "optimization_intent: {oversight_metrics: [{id: m, name: M, thresholds: [{op: '<', value: 3}]}]}\n"


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        (triggers("id: a, kind: metric, owner: me"), [(TRIGGER, "no value")]),
        (triggers("id: a, kind: metric, owner: me, condition: {metric: m, op: '<'}"), [(TRIGGER, "no value")]),
        (triggers("id: a, condition: {metric: m, value: 1}, owner: me"), [(TRIGGER, "no value")]),
        (triggers("id: a, kind: metric"), [(TRIGGER, "no value"), (TRIGGER, "names nobody")]),
        (triggers("id: a, kind: incident, owner: ' '"), [(TRIGGER, "names nobody")]),
        (triggers("id: a, kind: metric, owner: me, condition: {metric: m, op: '<', value: 0}"), []),
        (METRIC + triggers("id: a, kind: metric, owner: me, condition: {metric: m}"), []),
        (METRIC + triggers("id: a, kind: metric, owner: me, condition: {metric: k}"), [(TRIGGER, "no value")]),
        (triggers("id: a, kind: event, owner: me"), []),
        (triggers("id: a, kind: metric, state: retired"), []),
        ("system_maintenance: {update_triggers: Any large shift.}", []),
        (
            PARTLY_TOLD,
            [],
        ),
    ],
)
def test_a_trigger_needs_a_threshold_and_an_owner(fragment, expected):
    expect(fragment, "LIV005", expected)


FIRED = "id: t, kind: incident, owner: me, state: fired, fired: [{date: 2026-01-10}]"
SOON = FIRED + ", respond_within: P2W"
FIRING = f"{TRIGGER}.fired[0].date"


def entry(day, *more):
    return "  changelog:\n" + f'    - {{id: e, version: "1.0", date: {day}, summary: S., {", ".join(more)}}}\n'


BY_T = "triggered_by: [t]"


@pytest.mark.parametrize(
    ("fragment", "today", "expected"),
    [
        (triggers(SOON), date(2026, 1, 24), []),
        (triggers(SOON), date(2026, 1, 25), [(FIRING, "2026-01-24")]),
        (triggers(SOON) + entry("2026-01-24", BY_T), TODAY, []),
        (triggers(SOON) + entry("2026-01", BY_T), TODAY, []),
        (triggers(SOON) + entry("2026-01-20", "triggered_by: [other]"), TODAY, [(FIRING, "no changelog entry")]),
        (triggers(SOON) + entry("2026-01-09", BY_T), TODAY, [(FIRING, "no changelog entry")]),
        (triggers(SOON) + entry("2026-02-20", BY_T), TODAY, [(FIRING, "was answered on 2026-02-20")]),
        (triggers(SOON) + entry("2026-02-20", BY_T, "lessons: The office was closed."), TODAY, []),
        (triggers(FIRED) + entry("2026-04-20", BY_T), TODAY, []),
        # no time to respond: the next regular review answers, or whatever comes next
        (triggers(FIRED) + "  reporting_cadence: {every: P6M}\n", TODAY, []),
        (triggers(FIRED) + "  reporting_cadence: {every: P3M}\n", TODAY, [(FIRING, "2026-04-10")]),
        (triggers(FIRED), TODAY, []),
        (triggers(FIRED) + entry("2026-02-01"), TODAY, [(FIRING, "no changelog entry")]),
        (report(last_reviewed="2026-03-01") + triggers(FIRED), TODAY, [(FIRING, "no changelog entry")]),
        (report(last_reviewed="2026-01-09") + triggers(FIRED), TODAY, []),
        (triggers("id: t, kind: incident, owner: me, state: fired"), TODAY, [(f"{TRIGGER}.state", "without a date")]),
        (triggers("id: t, kind: incident, owner: me, state: fired") + entry("2026-02-01", BY_T), TODAY, []),
        (triggers("id: t, kind: incident, owner: me"), TODAY, []),
    ],
)
def test_a_firing_is_answered_in_time(fragment, today, expected):
    expect(fragment, "LIV006", expected, today)


def test_each_firing_is_looked_at_for_itself():
    twice = SOON.replace("[{date: 2026-01-10}]", "[{date: 2025-01-10}, {date: 2026-01-10}]")
    expect(triggers(twice) + entry("2025-01-12", BY_T), "LIV006", [(f"{TRIGGER}.fired[1].date", "2026-01-10")])


def validity(text, *more):
    return f"evaluation:\n  evaluation_validity: {{text: {text!r}, {', '.join(more)}}}\n"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Currently users can see inside.", "Currently"),
        ("The team has recently changed it.", "has recently"),
        ("It works. Recently it did not.", "Recently"),
        ("At present the team is silent.", "At present"),
        ("At present [September 2022] all is open. It is nowadays closed.", "nowadays"),
        ("At present [September 2022] all is open.", None),
        ("As of v0.6 no fix is currently planned.", None),
        ("Each vehicle reports the currently occupied lane.", None),
        ("It shows recently added films.", None),
    ],
)
def test_now_needs_a_date(text, word):
    messages = [finding.message for finding in findings(validity(text), "LIV007")]
    assert messages == ([f'"{word}" does not say when, for a later reader'] if word else [])


def test_a_dated_answer_may_speak_of_now():
    assert findings(validity("Currently users can see inside.", "as_of: 2023-09"), "LIV007") == []


EXPECTED = "expectations: [{id: x, check_by: 2026-05-31}]"
CHECK_BY = "system_maintenance.changelog.items[0].expectations[0].check_by"


@pytest.mark.parametrize(
    ("fragment", "today", "expected"),
    [
        ("system_maintenance:\n" + entry("2026-01-01", EXPECTED), date(2026, 5, 31), []),
        ("system_maintenance:\n" + entry("2026-01-01", EXPECTED), date(2026, 6, 1), [(CHECK_BY, "expectation x")]),
        ("system_maintenance:\n" + entry("2026-01-01", EXPECTED.replace("-31", "")), date(2026, 5, 31), []),
        (
            "system_maintenance:\n"
            + entry("2026-01-01", EXPECTED, "outcomes: [{expectation: x, result: cannot_tell}]"),
            TODAY,
            [],
        ),
        (
            "system_maintenance:\n" + entry("2026-01-01", EXPECTED, "outcomes: [{expectation: y, result: partly}]"),
            TODAY,
            [(CHECK_BY, "expectation x")],
        ),
        ("system_maintenance:\n" + entry("2026-01-01", "expectations: [{id: x}]"), TODAY, []),
        (report(status="archived") + "system_maintenance:\n" + entry("2026-01-01", EXPECTED), TODAY, []),
    ],
)
def test_an_expectation_is_scored(fragment, today, expected):
    expect(fragment, "LIV009", expected, today)


@pytest.mark.parametrize(
    ("more", "open_"),
    [
        ("due: 2026-05-31", True),
        ("due: 2026-05-31, state: open", True),
        ("due: 2026-05-31, state: accepted", False),
        ("due: 2026-05-31, state: declined", False),
        ("due: 2026-06-01", False),
        ("due: 2026", False),
        ("state: open", False),
    ],
)
def test_a_recommendation_is_answered(more, open_):
    fragment = f"system_maintenance: {{recommendations: [{{id: r, what: Publish it., {more}}}]}}"
    assert places(fragment, "LIV009") == (["system_maintenance.recommendations.items[0].due"] if open_ else [])

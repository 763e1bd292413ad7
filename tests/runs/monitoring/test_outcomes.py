"""Expectations: the values around a change, what is recorded, what the data suggest, who was right how often."""

from __future__ import annotations

import json
import math
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from reward_reports._version import __version__
from reward_reports.report.loading import load_text
from reward_reports.runs.monitoring.formats.outcomes import as_text
from reward_reports.runs.monitoring.outcomes import group_of, outcomes_of, suggest, summed
from reward_reports.runs.monitoring.series import DatedValue

TEMPLATE = """\
report: {{id: shop, title: Shop, version: "1.0", kind: first_party, status: {status}, authors: [{authors}]}}
optimization_intent:
  oversight_metrics:
    - {{id: small, name: Small brands, observations: [{observations}]}}
system_maintenance:
  changelog:
    - id: explore
      version: "1.0"
      date: 2026-03
      summary: One slot in three explores.
      expectations: [{{id: recovers, metric: small, {more}}}]
    - {{id: looked, version: "1.1", date: 2026-05-02, summary: Read., outcomes: [{outcomes}]}}
"""


def fragment(observations="", more="direction: up", outcomes="", status="published", authors=""):
    return TEMPLATE.format(observations=observations, more=more, outcomes=outcomes, status=status, authors=authors)


def seen(*pairs):
    return ", ".join(f"{{date: {day}, value: {value}}}" for day, value in pairs)


@pytest.mark.parametrize(
    ("observations", "more", "before", "after"),
    [
        ("", "direction: up", None, None),
        (seen(("2026-01-05", 1), ("2026-02-05", 2), ("2026-04-05", 3), ("2026-05-05", 4)), "direction: up", 2, 4),
        # the month of the change is neither before nor after
        (seen(("2026-03-01", 1), ("2026-03-31", 2), ("2026-03", 3), (2026, 4)), "direction: up", None, None),
        # up to the day to look, or the first behind it
        (seen(("2026-04-05", 3), ("2026-05-05", 4)), "check_by: 2026-04-30", None, 3),
        (seen(("2026-05-05", 4), ("2026-05-06", 5)), "check_by: 2026-04-30", None, 4),
        # the future, another group, a value without a date
        (seen(("2026-02-05", 2), ("2027-04-05", 3)), "direction: up", 2, None),
        (
            "{date: 2026-02-01, value: 1, slice: women}, {date: 2026-04-01, value: 1, slice: women}",
            "direction: up",
            None,
            None,
        ),
        ("{value: 1}, {value: 2}", "direction: up", None, None),
    ],
)
def test_the_values_around_a_change(report_of, today, observations, more, before, after):
    one = outcomes_of(report_of(fragment(observations, more)), "a", today)[0]
    assert (one.before and one.before.value, one.after and one.after.value) == (before, after)


def test_a_log_is_read_where_there_is_one(report_of, today):
    days = [datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)]
    points = [SimpleNamespace(time=day.timestamp(), value=float(number)) for number, day in enumerate(days)]
    one = outcomes_of(report_of(fragment(seen(("2026-03-05", 9)))), "a", today, {"small": points})[0]
    assert (one.before.value, one.after.value, one.suggestion.result) == (0, 1, "as_expected")


RESULTS = "{{expectation: recovers, result: {}}}"


@pytest.mark.parametrize(
    ("more", "outcomes", "status", "state"),
    [
        ("direction: up", "", "published", "open"),
        ("check_by: 2026-06-01", "", "published", "open"),
        ("check_by: 2026-06", "", "published", "open"),
        ("check_by: 2026-05-31", "", "published", "overdue"),
        ("check_by: 2026-05-31", "", "archived", "open"),
        ("check_by: 2026-05-31", RESULTS.format("partly"), "published", "partly"),
        (
            "check_by: 2026-05-31",
            RESULTS.format("cannot_tell") + "," + RESULTS.format("as_expected"),
            "draft",
            "as_expected",
        ),
    ],
)
def test_the_newest_outcome_counts_and_what_is_late_is_overdue(report_of, today, more, outcomes, status, state):
    assert outcomes_of(report_of(fragment("", more, outcomes, status)), "a", today)[0].state == state


def reading(value, low=None, high=None, day=1):
    return DatedValue(datetime(2026, 1, day), datetime(2026, 1, day), value, f"2026-01-0{day}", low, high)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("direction", "before", "after", "result", "word"),
    [
        ("up", reading(1), reading(2), "as_expected", "from 1 (2026-01-01) to 2"),
        ("up", reading(2), reading(1), "not_as_expected", "from 2"),
        ("up", reading(1), reading(1), "not_as_expected", "from 1"),
        ("down", reading(2), reading(1), "as_expected", "from 2"),
        ("down", reading(1), reading(math.inf), "not_as_expected", "to inf"),
        ("flat", reading(1), reading(1), "as_expected", "from 1"),
        ("flat", reading(1), reading(1.01), "cannot_tell", "flat"),
        (None, reading(1), reading(2), "cannot_tell", "no direction"),
        ("up", reading(1, 0, 3), reading(2, 1, 4), "cannot_tell", "overlap"),
        ("up", reading(1, 0, 1.4), reading(2, 1.5, 4), "as_expected", "from 1"),
        ("down", reading(1), reading(math.nan), "cannot_tell", "not a number"),
    ],
)
def test_what_the_data_suggest(direction, before, after, result, word):
    made = suggest(SimpleNamespace(direction=direction, magnitude=None), before, after)
    assert made.result == result
    assert word in made.why


def test_a_magnitude_in_words_is_left_to_people():
    made = suggest(SimpleNamespace(direction="up", magnitude="by half"), reading(1), reading(1.01))
    assert (made.result, '"by half" is for people' in made.why) == ("as_expected", True)


def test_what_is_recorded_needs_no_suggestion(report_of, today):
    values = seen(("2026-01-05", 1), ("2026-04-05", 0))
    one = outcomes_of(report_of(fragment(values, outcomes=RESULTS.format("as_expected"))), "a", today)[0]
    assert (one.suggestion, one.judged_on, one.after.value) == (None, "2026-05-02", 0)


@pytest.mark.parametrize(
    ("authors", "group"),
    [
        ("", "nobody named"),
        ("{name: A, relationship: owner, affiliation: X}, {name: B, relationship: owner}", "owner"),
        ("{name: A, relationship: owner}, {name: B, relationship: independent}", "independent and owner"),
    ],
)
def test_a_report_belongs_to_one_group_of_authors(report_of, authors, group):
    assert group_of(report_of(fragment(authors=authors))) == group


def test_every_expectation_counts_once(report_of, today):
    found = [
        *outcomes_of(report_of(fragment(outcomes=RESULTS.format("partly"))), "a", today),
        *outcomes_of(report_of(fragment(authors="{name: A, relationship: owner}")), "b", today),
    ]
    assert summed(found, by="group") == {"nobody named": {"partly": 1}, "owner": {"open": 1}}
    assert summed(found, by="report") == {"shop": {"partly": 1, "open": 1}}


def test_values_of_a_register_that_is_held_back_are_not_shown(report_of, today):
    held = fragment(seen(("2026-01-05", 1), ("2026-04-05", 3))).replace(
        "metrics:\n", "metrics:\n    audience: auditor\n    items:\n"
    )
    assert outcomes_of(report_of(held), "a", today, audience="auditor")[0].after.value == 3
    one = outcomes_of(report_of(held), "a", today, audience="public")[0]
    assert (one.before, one.after, one.suggestion) == (None, None, None)


@pytest.mark.parametrize(
    ("form", "name"), [("text", "outcomes.txt"), ("json", "outcomes.json"), ("markdown", "outcomes.md")]
)
def test_formats(run, write, golden, form, name):
    values = seen(("2026-01-05", 0.25), ("2026-04-05", 0.5))
    write(fragment(values, "direction: up, magnitude: 'by <b>|half', check_by: 2026-05"), "a/reward-report.yaml")
    judged = '{expectation: recovers, result: not_as_expected, evidence: "@team [x](y) \\e[31m"}'
    write(
        fragment(outcomes=judged, authors="{name: A, relationship: owner}").replace("shop", "ship"),
        "b/reward-report.yaml",
    )
    done = run("outcomes", "--format", form, "--today", "2026-06-01")
    assert (done.returncode, done.stderr) == (1, "")
    golden(done.stdout.replace(__version__, "9.9.9"), name)


def test_exit_codes(run, write, tmp_path):
    write(fragment(more="check_by: 2026-06-01"))
    assert run("outcomes", "--today", "2026-06-01").returncode == 0
    assert run("outcomes", "--today", "2026-06-02").returncode == 1
    (tmp_path / "bad.reward-report.yaml").write_text("a: [")
    done = run("outcomes", "--today", "2026-06-01", "-f", "json")
    assert (done.returncode, len(json.loads(done.stdout)["errors"])) == (2, 1)
    assert "error: bad.reward-report.yaml:1:" in done.stderr


def test_a_report_without_expectations_says_so(run, write):
    write("report: {id: a, title: A, version: '1', kind: first_party}")
    assert run("outcomes").stdout == "No change says what was expected of it.\n"


def test_on_the_day_itself(report_of):
    made = report_of(fragment(more="check_by: 2026-05-31"))
    assert [outcomes_of(made, "a", date(2026, 5, day))[0].state for day in (30, 31)] == ["open", "open"]


def test_values_come_from_the_logs_that_a_report_names(run, write, tmp_path):
    log = "observations_from: {path: log.csv, tag: share}"
    write(fragment(more="direction: up, check_by: 2026-05").replace("observations: []", log))
    (tmp_path / "log.csv").write_text("date,share\n2026-02-05,0.25\n2026-04-05,0.5\n")
    done = run("outcomes", "--today", "2026-06-01", "-f", "json")
    (one,) = json.loads(done.stdout)["expectations"]
    assert (one["before"]["value"], one["after"]["value"]) == (0.25, 0.5)
    (tmp_path / "log.csv").unlink()
    done = run("outcomes", "--today", "2026-06-01")
    assert done.returncode == 2
    assert "error: reward-report.yaml: the log of small: log.csv does not exist" in done.stderr


HINDSIGHT = """
schema_version: "1.1"
report: {{id: a, title: A, version: "1", kind: first_party}}
optimization_intent:
  performance_metrics: [{{id: waits, name: Waits, observations: [{{date: 2025-01-01, value: 30}}]}}]
system_maintenance:
  changelog:
    - id: one
      version: "1"
      date: 2025-02-01
      summary: S
      expectations: [{{id: fall, metric: waits, direction: down{}}}]
      outcomes: [{{expectation: fall, result: as_expected, value: 24.5, low: 22, high: 27, unit: s, evidence: E}}]
"""


@pytest.mark.parametrize(
    ("stated", "score"),
    [
        ("", "as_expected"),
        (", stated: before", "as_expected"),
        (", stated: after", "no_prediction"),
        (", stated: reconstructed", "no_prediction"),
    ],
)
def test_only_predictions_are_scored_and_outcomes_say_by_how_much(stated, score):
    report = load_text(HINDSIGHT.format(stated)).report
    (one,) = outcomes_of(report, "a.yaml", date(2025, 6, 1))
    assert (one.state, one.score) == ("as_expected", score)
    assert "value: 24.5 s (22 to 27), -5.5 since 2025-01-01; evidence: E" in as_text([one], date(2025, 6, 1))


@pytest.mark.parametrize("end", ["low: 22", "high: 27"])
def test_half_an_interval_is_none(end):
    report = load_text(HINDSIGHT.format("").replace("low: 22, high: 27", end)).report
    (one,) = outcomes_of(report, "a.yaml", date(2025, 6, 1))
    assert "value: 24.5 s, -5.5 since 2025-01-01" in as_text([one], date(2025, 6, 1))

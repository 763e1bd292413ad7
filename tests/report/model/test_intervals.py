"""Intervals and events in words."""

from __future__ import annotations

import pytest

from reward_reports.report.model.intervals import find_intervals, is_event, parse_interval
from reward_reports.report.model.values import Duration


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("Quarterly", "P3M"),
        ("quarterly.", "P3M"),
        ("QUARTERLY", "P3M"),
        ("*Quarterly*", "P3M"),
        ("Annual", "P1Y"),
        ("annually", "P1Y"),
        ("Yearly", "P1Y"),
        ("per annum", "P1Y"),
        ("once a year", "P1Y"),
        ("at least once a year", "P1Y"),
        ("every year", "P1Y"),
        ("each  year", "P1Y"),
        ("Every six months", "P6M"),
        ("every 6 months", "P6M"),
        ("every\n6 months", "P6M"),
        ("six-monthly", "P6M"),
        ("6-monthly", "P6M"),
        ("half-yearly", "P6M"),
        ("every half year", "P6M"),
        ("semi-annually", "P6M"),
        ("twice a year", "P6M"),
        ("twice yearly", "P6M"),
        ("2x per year", "P6M"),
        ("2x/year", "P6M"),
        ("three times a year", "P4M"),
        ("four times per year", "P3M"),
        ("six times a year", "P2M"),
        ("monthly", "P1M"),
        ("Every month", "P1M"),
        ("every other month", "P2M"),
        ("every second week", "P2W"),
        ("every 2nd week", "P2W"),
        ("fortnightly", "P2W"),
        ("weekly", "P1W"),
        ("daily", "P1D"),
        ("nightly", "P1D"),
        ("twice a day", "PT12H"),
        ("hourly", "PT1H"),
        ("every 90 days", "P90D"),
        ("once every 18 months", "P18M"),
        ("biennial", "P2Y"),
        ("once in two years", "P2Y"),
        ("6 months", "P6M"),
        ("6mo", "P6M"),
        ("6w", "P6W"),
        ("a year", "P1Y"),
        ("month", "P1M"),
        ("within two weeks", "P2W"),
        ("Annual review", "P1Y"),
        ("On a quarterly basis", "P3M"),
        ("at quarterly intervals", "P3M"),
        ("Reviewed every six months.", "P6M"),
        ("The report is reviewed every six months", "P6M"),
        ("every 6 months at the latest", "P6M"),
        ("p3m", "P3M"),
        ("P 3 M", "P3M"),
        ("3M", "P3M"),
    ],
)
def test_an_interval_in_words_has_a_duration(text, duration):
    interval = parse_interval(text)
    assert interval is not None
    assert interval.duration == duration
    assert Duration.parse(duration)


@pytest.mark.parametrize(
    ("text", "durations"),
    [
        ("Biweekly", ["P2W", "P4D"]),
        ("bi-weekly", ["P2W", "P4D"]),
        ("bimonthly", ["P2M", "P16D"]),
        ("Bi-annual", ["P6M", "P2Y"]),
        ("biannually", ["P6M", "P2Y"]),
        ("twice a week", ["P4D"]),
        ("three times a month", ["P11D"]),
    ],
)
def test_what_has_no_one_duration_is_left_to_the_author(text, durations):
    interval = parse_interval(text)
    assert interval is not None
    assert interval.duration is None
    assert [duration for _, duration in interval.readings] == durations


@pytest.mark.parametrize(
    "text",
    [
        "",
        "every",
        "months",
        "y",
        "0 months",
        "0 times a year",
        "as needed",
        "whenever the team decides",
        "Quarterly, as the council meets",
        "every couple of months",
        "every year and a half",
        "each release",
        "each school year",
        "x" * 100_000,
        "every " * 20_000,
    ],
)
def test_what_is_no_interval(text):
    assert parse_interval(text) is None


@pytest.mark.parametrize(
    ("text", "durations"),
    [
        ("We review it every six months, since tastes drift.", ["P6M"]),
        ("The log is read daily and the report reviewed once a year.", ["P1D", "P1Y"]),
        ("Monthly at first; each month the council meets.", ["P1M"]),
        ("It is not reviewed annually.", []),
        ("It is reviewed more often than quarterly.", []),
        ("Reports are written as needed.", []),
        ("It is reviewed when there are more than 100 complaints per year.", []),
    ],
)
def test_intervals_inside_a_sentence(text, durations):
    assert [interval.duration for interval in find_intervals(text)] == durations


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("each release", True),
        ("With every release.", True),
        ("after each retraining of the model", True),
        ("upon each major model update", True),
        ("per release", True),
        ("before every election", True),
        ("each month", False),
        ("as needed", False),
        ("when the team decides", False),
        ("a release", False),
        ("each release, and whenever the council asks for it", False),
    ],
)
def test_events_that_return(text, event):
    assert is_event(text) is event

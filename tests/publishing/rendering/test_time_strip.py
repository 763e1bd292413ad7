"""What happened when: the strip at the top of a report's changes."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.publishing.rendering.files import Files
from reward_reports.publishing.rendering.html_writer import HtmlWriter
from reward_reports.publishing.rendering.redacted import edition
from reward_reports.publishing.rendering.time_strip import time_strip
from reward_reports.report.loading import load_text

WIDE = 84
"""The narrowest room that an entry's words have."""


def strip_of(entries):
    data = {
        "schema_version": "1.1",
        "report": {"id": "r", "title": "T", "version": "1"},
        "system_maintenance": {"changelog": {"items": entries}},
    }
    report = load_text(json.dumps(data), "r.yaml").require("public")
    return time_strip(edition(report, "paper", "public", Files()).context(HtmlWriter))


def entry(number, day, **more):
    return {"id": f"e{number}", "version": f"1.{number}", "date": day, "summary": "S"} | more


def expecting(id_):
    return {"expectations": [{"id": id_, "direction": "up", "magnitude": "<b>"}]}


def judging(id_, result):
    return {"outcomes": [{"expectation": id_, "result": result}]}


@pytest.mark.parametrize("entries", [[], [entry(0, "2025")]])
def test_without_two_entries_there_is_no_strip(entries):
    assert strip_of(entries) is None


def test_it_says_what_came_of_each_expectation():
    strip = strip_of(
        [
            entry(0, "2025-01", **expecting("a")),
            entry(1, "2025-02", **expecting("b")),
            entry(2, "2025-03", **judging("a", "not_as_expected"), **expecting("c")),
            entry(3, "2025-04", **judging("b", "as_expected")),
        ]
    )
    said = "Of 3 expectations: 1~came true, 1~did not come true, 1~not judged yet"
    assert strip.title == said.replace("~", "\N{NO-BREAK SPACE}")
    assert [one.result.label if one.result else "" for one in strip.expected] == ["✕", "✓", ""]
    assert [one.judged for one in strip.expected] == ["version 1.2", "version 1.3", ""]
    assert strip.picture.count('class="mark bad"') == 1
    assert "<b>" not in strip.picture


@given(st.lists(st.integers(0, 4000), min_size=2, max_size=30), st.data())
def test_words_never_lie_over_each_other_and_time_goes_to_the_right(days, data):
    days = sorted(days)
    entries = [entry(number, (date(2020, 1, 1) + timedelta(day)).isoformat()) for number, day in enumerate(days)]
    for number in range(1, len(entries)):
        if data.draw(st.booleans()):
            entries[number - 1] |= expecting(f"x{number}")
            entries[-1].setdefault("outcomes", []).append({"expectation": f"x{number}", "result": "partly"})
    strip = strip_of(entries)
    places = [float(x) for x in re.findall(r'class="dot [a-z]*" cx="([^"]*)"', strip.picture)]
    assert len(places) + strip.left_out == len(entries)
    assert all(second - first >= WIDE for first, second in pairwise(places))
    assert min(places) >= 0
    assert max(places) + WIDE <= 1092
    assert strip_of(entries) == strip


@pytest.mark.parametrize(
    ("days", "to_scale"),
    [
        (("2025-01-01", "2026-01-01"), True),
        (("2025-01-01", "2025-07-01", "2026-01-01"), True),
        (("2025-01-01", "2025-01-02", "2026-01-01"), False),
        (("2025-01-01", "2025-01-01"), False),
    ],
)
def test_a_strip_says_that_it_is_not_to_scale(days, to_scale):
    assert strip_of([entry(at, day) for at, day in enumerate(days)]).to_scale is to_scale

"""The one metric that the list of reports shows of each."""

from __future__ import annotations

import json
import re

import pytest

from reward_reports.publishing.rendering.one_number import one_number
from reward_reports.report.loading import load_text

ALONE = {"id": "alone", "name": "Alone", "unit": "share", "observations": [{"value": 0.5}]}
COMPARED = {"id": "compared", "name": "Compared", "direction": "minimize", "observations": [{"value": 3}]}
OVER_TIME = {
    "id": "over-time",
    "name": "Over <time>",
    "unit": "s",
    "observations": [{"date": f"2025-0{month}", "value": 10 - month} for month in (3, 1, 2)],
}

TESTED = {"watched": [{"id": "m", "name": "M"}]}


def shown(watched=(), rewarded=(), tests=()):
    data = {
        "schema_version": "1.1",
        "report": {"id": "r", "title": "T", "version": "1"},
        "system_details": {"dates": {"active_to": "2025-04-29"}},
        "optimization_intent": {
            "oversight_metrics": {"items": list(watched)},
            "performance_metrics": {"items": list(rewarded)},
        },
        "evaluation": {"offline_evaluations": {"items": list(tests)}},
    }
    return str(one_number(load_text(json.dumps(data), "r.yaml").require("public")))


def words(html):
    return " ".join(re.sub("<[^>]*>", " ", html).split())


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, ""),
        ({"watched": [{"id": "m", "name": "M"}]}, ""),
        ({"watched": [ALONE]}, "Alone 50 %"),
        ({"watched": [ALONE], "rewarded": [OVER_TIME]}, "Over &lt;time&gt; 7 s"),
        ({"watched": [OVER_TIME | {"id": "w", "name": "Watched"}], "rewarded": [OVER_TIME]}, "Watched 7 s"),
        (
            {"watched": [ALONE, COMPARED | {"baseline": {"value": 2, "of": "the year before"}}]},
            "Compared 3 against 2 for the year before",
        ),
        ({"watched": [COMPARED | {"baseline": {"value": 2, "slice": "others"}}]}, "Compared 3"),
        ({"rewarded": [{"id": "m", "name": "M"}], "tests": [{"id": "t", "metric": "m", "value": 4}]}, "M 4"),
        ({"rewarded": [{"id": "m", "name": "M"}], "tests": [{"id": "t", "metric": "m", "value": 4, "slice": "s"}]}, ""),
        (TESTED | {"tests": [{"id": "t", "metric": "m", "value": 4, "date": "2025-04"}]}, "M 4"),
        (TESTED | {"tests": [{"id": "t", "metric": "m", "value": 4, "date": "2025-08"}]}, ""),  # of its successor
        ({"watched": [ALONE | {"observations": [{"value": 0.5, "date": "2025-08"}]}]}, ""),
    ],
)
def test_a_fixed_rule_chooses_the_metric(given, told):
    assert words(shown(**given)) == told


@pytest.mark.parametrize(("value", "worse"), [(3, True), (1, False)])
def test_a_value_worse_than_what_it_is_compared_with_is_marked(value, worse):
    metric = COMPARED | {"observations": [{"value": value}], "baseline": {"value": 2}}
    assert ("pair worse" in shown([metric])) == worse


@pytest.mark.parametrize(("value", "other"), [(0, 0), (-5, 3), (1e308, -1e308), (2, 2)])
def test_every_value_stands_inside_its_picture(value, other):
    html = shown([COMPARED | {"observations": [{"value": value}], "baseline": {"value": other}}])
    places = [float(found) for found in re.findall(r'c[xy]="([^"]*)"', html)]
    assert all(0 <= place <= 140 for place in places)


def test_values_over_time_go_from_left_to_right_in_the_order_of_their_dates():
    points = re.search('points="([^"]*)"', shown([OVER_TIME]))[1].split()
    ways = [tuple(map(float, point.split(","))) for point in points]
    assert ways == sorted(ways), "the value falls, so that both numbers of a point rise"

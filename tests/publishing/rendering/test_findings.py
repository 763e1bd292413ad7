"""What the title of a chart says: only what its values bear out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.publishing.rendering.findings import title_of
from reward_reports.publishing.rendering.plotted import Plotted, Values
from reward_reports.report.model.optimization_intent import Metric


def title(heights, by="step", group="", **more):
    metric = Metric.model_validate({"id": "m", "name": "Waiting time", "unit": "s", **more})
    return title_of(metric, Values(by, {group: [Plotted(at, one) for at, one in enumerate(heights)]}))


ABOVE = {"thresholds": [{"op": ">", "value": 30, "severity": "critical"}, {"op": ">", "value": 2, "severity": "info"}]}


@pytest.mark.parametrize(
    ("heights", "more", "said"),
    [
        ([24, 31], {}, "Waiting time rose from 24 to 31~s between step 0 and step 1"),
        ([31, 30, 24], {}, "Waiting time fell from 31 to 24~s between step 0 and step 2"),
        ([24, 90, 25], {}, "Waiting time lay between 24 and 90~s from step 0 to step 2"),
        ([5, 5, 5], {}, "Waiting time stayed at 5~s from step 0 to step 2"),
        ([5, 31, 32, 4, 40, 41, 3], ABOVE, "Waiting time was above 30~s from step 4 to step 5"),
        ([5, 31, 4], ABOVE, "Waiting time was above 30~s at step 1"),
        ([5, 6, 9], ABOVE, "Waiting time rose from 5 to 9~s between step 0 and step 2"),
        ([1, 9], {"unit": "count a week"}, "Waiting time rose from 1 to 9 between step 0 and step 1"),
        ([1, 9], {"group": "at night"}, "Waiting time by step"),
        ([1], {}, "Waiting time by step"),
    ],
)
def test_the_title_says_what_is_there(heights, more, said):
    assert title(heights, **more) == said.replace("~", "\N{NO-BREAK SPACE}")


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=2, max_size=20))
def test_nothing_rises_that_ends_lower(heights):
    said = title(heights)
    assert ("rose" not in said) or heights[-1] > heights[0]
    assert ("fell" not in said) or heights[-1] < heights[0]
    assert ("stayed" in said) == (len(set(heights)) == 1)

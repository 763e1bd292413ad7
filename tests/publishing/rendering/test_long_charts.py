"""The chart of a metric over the life of its report: bands, versions, expectations and what came of them."""

from __future__ import annotations

import pytest

from reward_reports.publishing.rendering.history import answers_to
from reward_reports.publishing.rendering.long_charts import HEIGHT, WIDTH, long_chart
from reward_reports.publishing.rendering.plotted import values_of
from reward_reports.report.model.optimization_intent import Metric
from reward_reports.report.model.system_maintenance import Entry

VALUES = [
    {"date": f"2025-0{month}", "value": month / 10, "low": month / 10 - 0.1, "high": month / 10 + 0.1}
    for month in (1, 3, 6)
]
ENTRIES = [
    {
        "id": "a",
        "version": "1.0",
        "date": "2025-01",
        "summary": "x",
        "expectations": [{"id": "e", "metric": "m", "direction": "up", "check_by": "2025-05"}],
    },
    {
        "id": "b",
        "version": "1.1",
        "date": "2025-02",
        "summary": "x",
        "expectations": [{"id": "f", "metric": "m", "check_by": "2099"}],
    },
    {
        "id": "c",
        "version": "1.2",
        "date": "2025-06",
        "summary": "x",
        "outcomes": [{"expectation": "e", "result": "not_as_expected"}],
    },
]


def chart(values=VALUES, entries=ENTRIES, **more):
    metric = Metric.model_validate({"id": "m", "name": "M", "observations": values} | more)
    made = [Entry.model_validate(entry) for entry in entries]
    return long_chart(metric, values_of(metric), made, answers_to(made))


def test_every_part_stands_inside_the_drawing():
    drawn = chart(
        thresholds=[
            {"op": "<", "value": 0.2},
            {"op": ">=", "value": 0.9, "severity": "critical"},
            {"op": "==", "value": 0.5},
        ]
    )
    below, above, at = drawn.bands
    assert (below.top + below.height, above.top, at.height) == (drawn.bottom, drawn.top, 0)
    assert above.tone == "critical"
    xs = [x for line in drawn.lines for x, *_ in line.points] + [mark.at for mark in drawn.versions]
    xs += [end for span in drawn.spans for end in (span.start, span.end)]
    assert all(drawn.left <= x <= drawn.right for x in xs)
    ys = [y for line in drawn.lines for _, *several in line.points for y in several if y is not None]
    assert all(drawn.top <= y <= drawn.bottom for y in ys)
    assert drawn.height == HEIGHT + 2 * 24
    assert drawn.width == WIDTH


def test_an_expectation_stands_with_what_came_of_it():
    judged, waiting = chart().spans
    assert judged.label == "↗ to rise (version 1.0): not as expected"
    assert judged.tone == "bad"
    assert waiting.label == "· to change (version 1.1): not judged yet, to be judged by 2099"
    assert chart().description.endswith("to be judged by 2099.")


def test_versions_close_together_share_the_room():
    marks = chart(entries=[ENTRIES[0], ENTRIES[0] | {"id": "x", "version": "1.0.1"}, ENTRIES[2]]).versions
    assert [mark.label for mark in marks] == ["1.0", "", "1.2"]


@pytest.mark.parametrize(
    "values",
    [
        [],
        VALUES[:1],
        [{"date": "2025", "value": 1}, {"date": "2025", "value": 2}],
        [{"value": 1}, {"value": 2}],
        [{"date": "2025-01", "value": 1e308}, {"date": "2025-02", "value": -1e308}],
    ],
)
def test_what_cannot_be_drawn_is_left_to_the_table(values):
    assert chart(values) is None

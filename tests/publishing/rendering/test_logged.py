"""Logs on pages: the values of a metric's log are drawn, by time or by step, and one that cannot be read is a visible line."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.publishing.rendering.plotted import MAX_POINTS, Plotted, thinned, values_of
from reward_reports.publishing.rendering.render import render
from reward_reports.report.loading import load_text
from reward_reports.report.model.optimization_intent import Metric
from reward_reports.runs.logs.log import Point

REPORT = """\
schema_version: "1.0"
report: {{id: r, title: R, version: "1", status: draft}}
optimization_intent:
  oversight_metrics:
    - {{id: kl, name: KL, exclusion_rationale: It is a limit., observations_from: {{path: {path}}}{more}}}
{rest}"""
DAYS = "date,kl\n2026-01-01,1\n2026-01-02,4\n2026-01-03,2\n"


@pytest.fixture
def page(tmp_path):
    def rendered(log, path="log.csv", to="html", audience="internal", more="", rest="", **options):
        if log is not None:
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(log, "utf-8")
        report = load_text(REPORT.format(path=path, more=more, rest=rest)).require()
        return render(report, to, audience=audience, folder=tmp_path, **options)

    return rendered


def in_log(html):
    return re.findall(r"Values in the log</dt><dd>(.*?)</dd>", html)


def described(html):
    return re.findall(r'<figure class="chart">\n<p class="finding">[^<]*</p>\n<svg [^>]*aria-label="([^"]*)"', html)


def steps(*rows):
    return json.dumps({"log_history": [{"step": step, "kl": value} for step, value in rows]})


@pytest.mark.parametrize(
    ("log", "path", "newest", "drawn"),
    [
        (
            DAYS,
            "log.csv",
            "3 values; the newest is 2 on 3 January 2026",
            (
                "KL lay between 1 and 4 from 1 January 2026 to 3 January 2026. "
                "3 values, from 1 on 1 January 2026 to 2 on 3 January 2026; lowest 1, highest 4."
            ),
        ),
        (
            steps((300, 2.5), (100, 0.5), (200, 7)),
            "run/trainer_state.json",
            "3 values; the newest is 2.5 at step 300",
            "KL lay between 0.5 and 7 from step 100 to step 300. 3 values, from 0.5 at step 100 to 2.5 at step 300; lowest 0.5, highest 7.",
        ),
        (
            "kl\n3\n1\n2\n",
            "log.csv",
            "3 values; the newest is 2 at value 3",
            "KL lay between 1 and 3 from value 1 to value 3. 3 values, from 3 at value 1 to 2 at value 3; lowest 1, highest 3.",
        ),
        (
            "time,kl\n2026-01-01T10:00:00Z,1\n2026-01-01T12:30:00Z,4\n2026-01-01T13:00:00Z,2\n",
            "log.csv",
            "3 values; the newest is 2 on 1 January 2026, 13:00 UTC",
            (
                "KL lay between 1 and 4 from 1 January 2026, 10:00 UTC to 1 January 2026, 13:00 UTC. "
                "3 values, from 1 on 1 January 2026, 10:00 UTC to 2 on 1 January 2026, 13:00 UTC; lowest 1, highest 4."
            ),
        ),
        (
            steps((1, 1.0), (2, float("nan")), (3, 2.0), (4, 3.0)),
            "trainer_state.json",
            "4 values; the newest is 3 at step 4; 1 not finite",
            "KL rose from 1 to 3 between step 1 and step 4. 3 values, from 1 at step 1 to 3 at step 4; lowest 1, highest 3.",
        ),
    ],
)
def test_the_values_of_a_log_are_drawn_and_told(page, log, path, newest, drawn):
    html = page(log, path)
    assert in_log(html) == [newest]
    assert described(html) == [drawn]
    assert newest in page(log, path, to="markdown")


def test_few_values_are_told_and_not_drawn(page):
    html = page("date,kl\n2026-01-01,1\n")
    assert in_log(html) == ["1 value; the newest is 1 on 1 January 2026"]
    assert described(html) == []


def test_values_after_today_are_left_out_as_in_check(page):
    html = page(DAYS + "2027-01-01,9\n", today=date(2026, 2, 1))
    assert in_log(html) == ["4 values; the newest is 2 on 3 January 2026"]


@pytest.mark.parametrize(
    ("path", "log", "why"),
    [
        ("gone.csv", None, "gone.csv does not exist"),
        ("../../gone.csv", None, "../../gone.csv lies outside the report&#39;s folder and its git checkout"),
        ("log.csv", "date,reward\n2026-01-01,1\n", "log.csv has no tag kl; it has reward"),
        ("log.csv", "date,kl\n2026-01-01,\x00\n", "log.csv: line 2: a NUL byte"),
    ],
)
def test_a_log_that_cannot_be_read_is_a_visible_line(page, tmp_path, path, log, why):
    html = page(log, path)
    assert len(in_log(html)) == 1
    assert in_log(html)[0].startswith(f"No value could be read: {why}")
    assert str(tmp_path) not in html
    assert described(html) == []


def test_nothing_is_looked_for_outside(page, tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    seen = []
    rglob = Path.rglob
    monkeypatch.setattr(Path, "rglob", lambda path, pattern: seen.append(path) or rglob(path, pattern))
    for path in ("/", "..", "../..", "in/../..", "in"):
        page(None, path)
    assert {one.name for one in seen} == {"in"}


def test_the_newest_of_the_log_is_no_value_of_the_report(page):
    html = page(DAYS, more=", observations: [{date: 2026-02-01, value: 77}]")
    assert in_log(html) == ["3 values; the newest is 2 on 3 January 2026"]
    assert described(html) == [
        (
            "KL rose from 1 to 77 between 1 January 2026 and 1 February 2026. "
            "4 values, from 1 on 1 January 2026 to 77 on 1 February 2026; lowest 1, highest 77."
        )
    ]


def test_a_moment_that_is_rounded_up_to_midnight_is_of_the_next_day(page):
    times = ("2026-01-01T10:00:00Z", "2026-01-01T12:00:00Z", "2026-01-01T23:59:59.9Z")
    html = page("time,kl\n" + "".join(f"{time},1\n" for time in times))
    assert in_log(html) == ["3 values; the newest is 1 on 2 January 2026, 00:00 UTC"]


def test_a_period_that_begins_with_the_log_stands_beside_its_values(page):
    more = ", observations: [{date: 2026-01, value: 1, low: 0, high: 2}]"
    assert len(described(page(DAYS, more=more))) == 1


@pytest.mark.parametrize("log", ["date,secret\n2026-01-01,1\n", "date,secret\n2026-01-01,1\n2026-01-02,\x00\n"])
def test_others_are_not_told_what_else_a_log_holds(page, log):
    for audience in ("public", "auditor"):
        html = page(log, audience=audience)
        assert len(in_log(html)) == 1
        assert "secret" not in html
        assert "line 3" not in html


def test_the_log_of_a_metric_that_is_held_back_is_not_read(page):
    item = "{id: quokka, name: Q, observations_from: {path: quokka.csv, tag: kl}}"
    rest = f"  performance_metrics: {{audience: auditor, reason: r, items: [{item}]}}\n"
    html = page(DAYS, audience="public", rest=rest)
    assert len(in_log(html)) == len(described(html)) == 1
    assert "quokka" not in html
    assert "quokka.csv does not exist" in page(DAYS, rest=rest)


def test_a_log_speaks_for_the_days_that_it_covers():
    metric = Metric.model_validate(
        {
            "id": "kl",
            "name": "KL",
            "observations": [
                {"date": "2025-12", "value": 9},
                {"date": "2026-01-02", "value": 8},
                {"date": "2026-01-02", "value": 7, "slice": "young"},
            ],
        }
    )
    values = values_of(metric, [Point(None, 1767225600.0, 1.0), Point(None, 1767398400.0, 2.0)])
    assert {name: [one.value for one in points] for name, points in values.groups.items()} == {
        "": [9, 1, 2],
        "young": [7],
    }


@given(st.lists(st.floats(-1e6, 1e6), max_size=3 * MAX_POINTS))
def test_a_long_line_keeps_its_ends_and_its_peaks(heights):
    points = [Plotted(at, height) for at, height in enumerate(heights)]
    kept = thinned(points)
    assert len(kept) <= MAX_POINTS
    assert sorted(kept) == list(kept)
    assert set(kept) <= set(points)
    if heights:
        assert (kept[0], kept[-1]) == (points[0], points[-1])
        assert {min(heights), max(heights)} <= {one.value for one in kept}


def test_a_point_without_a_finite_value_breaks_no_chart(page):
    html = page(steps((1, float("inf")), (2, float("nan"))), "trainer_state.json")
    assert in_log(html) == ["2 values; none can be shown"]
    assert described(html) == []


def test_a_site_has_the_long_chart_by_step_without_versions_in_time(tmp_path):
    from reward_reports.publishing.site import build

    (tmp_path / "trainer_state.json").write_text(steps((1, 1), (2, 3), (3, 2)))
    rest = (
        "system_maintenance:\n  changelog: [{id: a, version: '1', date: 2026-01-01, kind: release, summary: x,\n"
        "    expectations: [{id: e, metric: kl, direction: up}]}]\n"
    )
    text = REPORT.format(path="trainer_state.json", more="", rest=rest)
    (tmp_path / "reward-report.yaml").write_text(text)
    build([tmp_path / "reward-report.yaml"], tmp_path / "site")
    html = (tmp_path / "site/r/metric-kl.html").read_text("utf-8")
    assert "KL lay between 1 and 3 from step 1 to step 3" in html
    assert "step 3" in html
    assert 'class="release"' not in html
    assert 'class="span' not in html.partition("<svg")[2].partition("</svg>")[0]

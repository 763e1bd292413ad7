"""A page for each metric and each group of people, to send to whom it concerns."""

from __future__ import annotations

import re

import pytest

from reward_reports.publishing.site import build

REPORT = """schema_version: "1.0"
report: {id: a, title: Bus *times*, version: "1.0", kind: hypothetical}
optimization_intent:
  performance_metrics:
    - {id: delay, name: "Delay <b>", unit: min, observations: [{value: 3}]}
    - {id: early, name: Never measured}
  oversight_metrics: [{id: Delay, name: Delay of night buses, observations: [{value: 4}]}]
  known_failure_modes: [{id: short-stops, name: Stops too short, affected: [riders], detected_by: [delay]}]
institutional_interface:
  stakeholders:
    - {id: riders, name: Riders & carers, interest: to arrive}
    - {id: drivers, name: Drivers, interest: breaks}
  recourse: [{id: office, who: riders, how: by letter, contest_what: a missed bus}]
system_maintenance:
  update_triggers: [{id: vote, kind: stakeholder, description: Riders vote for a review}]
"""


@pytest.fixture
def site(tmp_path):
    (tmp_path / "a.reward-report.yaml").write_text(REPORT, "utf-8")
    build([tmp_path / "a.reward-report.yaml"], tmp_path / "site", base_url="https://city.example/")
    return tmp_path / "site"


def test_each_has_a_page_and_names_that_differ_in_case_do_not_meet(site):
    assert sorted(file.name for file in (site / "a").iterdir()) == [
        "metric-delay.html",
        "metric-delay_2.html",
        "stakeholder-drivers.html",
        "stakeholder-riders.html",
    ]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("metric-delay", "Delay &lt;b&gt;, a metric of Bus *times* – Reward Report"),
        ("metric-delay_2", "Delay of night buses, a metric of Bus *times* – Reward Report"),
        ("stakeholder-riders", "To Riders &amp; carers: Bus *times* – Reward Report"),
    ],
)
def test_the_title_says_whose_page_it_is(site, name, title):
    page = (site / "a" / f"{name}.html").read_text("utf-8")
    assert re.findall("<title>(.*)</title>", page) == [title]
    assert f'<link rel="canonical" href="https://city.example/a/{name}.html">' in page


def test_a_group_reads_what_concerns_it_and_what_it_can_do(site):
    page = (site / "a" / "stakeholder-riders.html").read_text("utf-8")
    main = page.partition("<main")[2]
    assert "to arrive" in main
    assert "Stops too short" in main
    assert '<a href="../a.html#failure:short-stops">In the report</a>' in main
    assert "breaks" not in main
    for what in ("a missed bus", "by letter", "Riders vote for a review", "No time to answer is promised."):
        assert what in main
    other = (site / "a" / "stakeholder-drivers.html").read_text("utf-8")
    assert "Stops too short" not in other
    assert "The report names no failure that hits this group." in other


def test_a_metric_without_a_value_has_no_page_of_its_own(site):
    page = (site / "metrics" / "a.html").read_text("utf-8")
    valued, _, named = page.partition('<section class="part" id="never-measured"')
    assert '<li id="metric:early"><a href="../a.html#metric:early">Never measured</a>' in named
    assert 'id="metric:early"' not in valued
    assert "early" not in "".join(file.name for file in (site / "a").iterdir())


def test_the_others_are_one_link_away(site):
    page = (site / "a" / "stakeholder-riders.html").read_text("utf-8")
    contents = page.partition('<nav class="contents"')[2].partition("</nav>")[0]
    assert '<span aria-current="page">Riders &amp; carers</span>' in contents
    assert re.findall('href="([^"]*)"', contents) == ["../a/stakeholder-drivers.html"]
    everyone = (site / "people" / "a.html").read_text("utf-8")
    assert re.findall(r'href="(\.\./a/[^"]*)"', everyone) == [
        "../a/stakeholder-riders.html",
        "../a/stakeholder-drivers.html",
    ]
    metrics = (site / "metrics" / "a.html").read_text("utf-8")
    assert re.findall(r'href="(\.\./a/[^"]*)"', metrics) == ["../a/metric-delay.html", "../a/metric-delay_2.html"]

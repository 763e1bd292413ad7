"""The results of tests on the page of a metric: each beside what it is compared with, and no comparison that is not one."""

from __future__ import annotations

import json
import re

import pytest

from reward_reports.publishing.site import build
from reward_reports.publishing.site.results import compared_with


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("64.30 for GPT-3 175B", "points", 64.3),
        ("39.2 % before training", "%", 39.2),
        ("70 % for the version before", "share", 0.7),
        ("-3 without it", "%", -3.0),
        ("5 % of rounds with random choice", "%", None),
        ("GPT-3 175B", "share", None),
        ("0.1295", "% over chance", None),
        ("500 m", "reward", None),
        ("70 % for the version before", "points", None),
    ],
)
def test_a_number_counts_only_in_front_of_what_it_is_of(text, unit, value):
    assert compared_with(text, unit) == value


@pytest.fixture
def page(tmp_path):
    def make(*tests, system=None, **metric):
        data = {
            "schema_version": "1.1",
            "report": {"id": "a", "title": "A", "version": "1"},
            "system_details": system or {},
            "optimization_intent": {"oversight_metrics": {"items": [{"id": "m", "name": "Errors", **metric}]}},
            "evaluation": {
                "offline_evaluations": {
                    "items": [{"id": f"t{at}", "metric": "m", **one} for at, one in enumerate(tests)]
                }
            },
        }
        (tmp_path / "a.reward-report.yaml").write_text(json.dumps(data))
        build([tmp_path / "a.reward-report.yaml"], tmp_path / "site", jobs=1)
        return (tmp_path / "site" / "metrics" / "a.html").read_text("utf-8")

    return make


def told(html):
    found = re.findall(
        r'<p class="finding">(.*?)</p>|<span class="(?:trouble|quiet)">([^<]*)</span>\n</div></li>', html
    )
    return [re.sub("<[^>]*>", "", one or other) for one, other in found]


MINIMIZE = {"direction": "minimize", "unit": "share"}


@pytest.mark.parametrize(
    ("tests", "metric", "said"),
    [
        ([{"value": 0.21, "baseline": "0.41 for GPT-3"}], MINIMIZE, ["Errors: 21~% against 41~% for GPT-3", "better by 20 percentage points"]),
        ([{"value": 8}, {"value": 9}], {"unit": "s"}, ["Errors: 8~s to 9~s in 2 results"]),
        ([{"value": 0.3, "interval": "± 0.1", "baseline": "0.25 for B"}], MINIMIZE, ["Errors: 30~% against 25~% for B", "no clear difference: within the uncertainty"]),
        (
            [{"value": 4, "baseline": "2 for B"}, {"value": 3, "baseline": "6 for B"}],
            {"direction": "minimize", "unit": "s"},
            ["Errors: better in 1 of 2 comparisons, worse in 1", "worse by 2~s", "better by 3~s"],
        ),
        ([{"value": 3, "baseline": "2 for B"}, {"value": 9, "baseline": "6 for B"}], {"direction": "minimize", "unit": "s"}, ["Errors: worse in both comparisons", "worse by 1~s", "worse by 3~s"]),
        ([{"value": 4}], {"unit": "s", "baseline": {"value": 5, "of": "people"}}, ["Errors: 4~s against 5~s for people", "lower by 1~s"]),
        ([{"value": 4, "slice": "x"}], {"unit": "s", "baseline": {"value": 5, "of": "people"}}, ["Errors: 4~s"]),
    ],
)  # fmt: skip
def test_what_a_result_comes_to(page, tests, metric, said):
    assert told(page(*tests, **metric)) == [one.replace("~", "\N{NO-BREAK SPACE}") for one in said]


def test_a_value_alone_is_no_picture_and_a_comparison_has_a_line_with_ends(page):
    assert 'class="pair' not in page({"value": 0.36, "baseline": "GPT-3"}, **MINIMIZE)
    html = page({"value": 0.36, "baseline": "0.41 for GPT-3"}, **MINIMIZE)
    assert 'class="pair"' in html
    assert "<span>0\N{NO-BREAK SPACE}%</span><span>60\N{NO-BREAK SPACE}%</span>" in html


def test_trouble_is_marked_and_a_shown_test_is_not_named_again(page):
    html = page({"value": 0.41, "baseline": "0.21 for B", "what": "A <test>"}, **MINIMIZE)
    assert '<span class="trouble">worse by 20 percentage points</span>' in html
    assert 'href="../a.html#evaluation:t0">A &lt;test&gt;</a>' in html
    assert "Tested in" not in html


@pytest.mark.parametrize(
    "baseline", ["9" * 400 + " for B", "-" + "9" * 308 + " for B", "0 for B", "1e309 for B", f"0.{'0' * 307}1 for B"]
)
@pytest.mark.parametrize("unit", ["share", "s", "%"])
def test_numbers_at_the_ends_of_all_numbers_break_no_page(page, baseline, unit):
    html = page({"value": 1.7e308, "baseline": baseline, "interval": f"± {'9' * 400}"}, unit=unit, direction="minimize")
    assert "Errors:" in html
    assert "inf" not in html.partition('class="bare results"')[2].partition("</ul>")[0].replace("info", "")


def test_every_value_stands_in_a_file_that_no_spreadsheet_takes_for_a_formula(page, tmp_path):
    html = page(
        {"value": 0.4, "what": "=1+1", "baseline": "@x", "interval": "±0.1"},
        observations=[{"value": 2, "date": "2026-01", "n": 7}, {"value": 3, "slice": "at night"}],
    )
    assert '<a href="../metrics/a.csv">All values of this report as CSV</a>' in html
    rows = (tmp_path / "site" / "metrics" / "a.csv").read_text("utf-8").splitlines()
    assert rows[1:] == [
        "m,Errors,measured,2026-01,,2.0,,,,7,,",
        "m,Errors,measured,,at night,3.0,,,,,,",
        "m,Errors,tested,,'=1+1,0.4,,,±0.1,,,'@x",
    ]


def test_without_values_there_is_no_file_of_them(page, tmp_path):
    assert "CSV" not in page()
    assert not (tmp_path / "site" / "metrics" / "a.csv").exists()


def test_the_values_of_a_log_stand_in_a_table(page, tmp_path):
    (tmp_path / "log.csv").write_text("date,e\n2026-01-01,1\n2026-01-02,2.5\n")
    html = page(observations_from={"path": "log.csv", "tag": "e"})
    assert re.findall('<th scope="row">([^<]*)</th><td class="right">([^<]*)</td>', html) == [
        ("1 January 2026", "1"),
        ("2 January 2026", "2.5"),
    ]
    assert "m,Errors,logged,2026-01-02,,2.5,,,,,," in (tmp_path / "site/metrics/a.csv").read_text("utf-8")


def test_the_file_of_values_is_replaced_by_the_next_build(page, tmp_path):
    page({"value": 0.4})
    page({"value": 0.5})
    assert "0.5" in (tmp_path / "site" / "metrics" / "a.csv").read_text("utf-8")
    page()
    assert not (tmp_path / "site" / "metrics" / "a.csv").exists()


@pytest.mark.parametrize(
    ("interval", "shown", "hidden"),
    [
        ("± 0.03", "± 3 percentage points<", "± 0.03"),
        ("± 0.01", "± 1 percentage point<", "± 0.01"),
        (f"± {'9' * 400}", f"± {'9' * 400}", "percentage points"),
        ("± 3 %", "± 3\N{NO-BREAK SPACE}%", "percentage points"),
        ("over 3 seeds", "over 3 seeds", "percentage points"),
    ],
)
def test_the_uncertainty_of_a_share_is_in_the_unit_of_its_percentage(page, interval, shown, hidden):
    html = page({"value": 0.85, "interval": interval}, {"value": 0.2}, unit="share")
    assert shown in html
    assert hidden not in html


def test_results_of_a_later_system_say_nothing_of_this_one(page):
    better = [{"value": value, "baseline": "6 for B", "date": "2025-08"} for value in (3, 4)]
    system = {"dates": {"active_to": "2025-04-29"}}
    assert told(page(*better, direction="minimize", unit="s"))[0] == "Errors: better in both comparisons"
    assert told(page(*better, direction="minimize", unit="s", system=system))[0] == "Errors: 2 results"

"""Reports side by side in ten rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reward_reports import load
from reward_reports.publishing.rendering.ten_rows import ten_rows
from reward_reports.publishing.rendering.translation import Translation
from reward_reports.report.loading import load_text

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def report(**parts):
    data = {"schema_version": "1.1", "report": {"id": "r", "title": "T", "version": "1"}} | parts
    return load_text(json.dumps(data), "r.yaml").require("public")


def cells(*reports):
    return {row.label: row.cells for row in ten_rows(reports)}


def test_a_report_that_says_nothing_has_no_row():
    assert cells(report(), report()) == {}


def test_each_row_says_what_the_report_says_and_nothing_else():
    full = report(
        profiles=["rlhf"],
        implementation={"reward_details": {"combination": "sum", "items": [{"id": "a", "name": "A", "weight": 2}]}},
        rlhf={
            "preference_data": [
                {
                    "id": "p",
                    "size": "3 pairs",
                    "headcount": 40,
                    "vendor": "Agency",
                    "countries": ["Chile"],
                    "pay": "9 an hour.",
                    "agreement": [{"id": "x", "statistic": "kappa", "value": 0.5}],
                },
                {"id": "q", "headcount": {"disclosure": "unknown"}, "pay": {"disclosure": "withheld"}},
            ],
            "policy_optimization": [{"id": "run", "kl_coefficient": 0.02}],
        },
    )
    rows = cells(full, report())
    assert rows["Rewarded for"] == ["A", ""]
    assert rows["Terms and weights"] == ["A: + 2", ""]
    assert rows["KL or penalty"] == ["KL 0.02", ""]
    assert rows["Who judged"] == ["40 people, Agency, in Chile", ""]
    assert rows["Size of the feedback"] == ["3 pairs", ""]
    assert rows["Pay"] == ["9 an hour; withheld", ""]
    assert rows["Agreement"] == ["kappa: 0.5", ""]


def test_every_example_says_what_it_is_rewarded_for_what_went_wrong_and_what_people_can_do():
    files = sorted(EXAMPLES.glob("*/reward-report.yaml"))
    rows = cells(*map(load, files))
    for label in ("Rewarded for", "What went wrong", "What people can do"):
        assert all(rows[label]), label
    assert len(rows) == 10


@pytest.mark.parametrize(
    ("vendor", "said"),
    [
        ("Agency", "Agency"),
        ("none; volunteers", "volunteers"),
        ("None", ""),
        ("", ""),
        ("nonesuch Ltd", "nonesuch Ltd"),
    ],
)
def test_who_judged_without_a_vendor_is_named_directly(vendor, said):
    one = report(profiles=["rlhf"], rlhf={"preference_data": [{"id": "p", "size": "3 pairs", "vendor": vendor}]})
    assert "; ".join(cells(one, one).get("Who judged", ("",))[:1]) == said


@pytest.mark.parametrize(
    ("tag", "said"), [("de", "4. Januar 2024"), ("en", "4 January 2024"), ("ar", "\u200f4 يناير 2024")]
)
def test_the_day_it_was_last_seen_is_whole_in_every_language(tag, said):
    one = report(system_details={"dates": {"as_of": "2024-01-04", "lifecycle": "deployed"}})
    found = {row.label: row.cells for row in ten_rows([one], Translation(tag))}
    assert found[Translation(tag).gettext("Last seen")] == [said]

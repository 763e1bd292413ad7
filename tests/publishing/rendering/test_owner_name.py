"""The owner's name in "… neither wrote nor reviewed it": said where it is certain, else "The owner"."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reward_reports import load
from reward_reports.publishing.rendering.banners import owner_name
from reward_reports.report.loading import load_text

EXAMPLES = sorted((Path(__file__).resolve().parents[3] / "examples").glob("*/reward-report.yaml"))
SOURCE = {"id": "s", "title": "T", "authors": "City Bus Company"}


def named(owner, **more):
    data = {
        "schema_version": "1.1",
        "report": {"id": "r", "title": "T", "version": "1"},
        "system_details": {"system_owner": owner},
    } | more
    return owner_name(load_text(json.dumps(data), "r.yaml").require("public"))


@pytest.mark.parametrize(
    ("owner", "more", "name"),
    [
        ("City Bus Company, which runs it.", {"references": [SOURCE]}, "City Bus Company"),
        ("City Bus Company, which runs it.", {}, ""),
        ("ChatGPT, a product of OpenAI.", {"references": [SOURCE | {"authors": "OpenAI"}]}, ""),
        ("Formerly Twitter, now X.", {"references": [SOURCE | {"authors": "Twitter"}]}, ""),
        ("Not OpenAI, but its users.", {"references": [SOURCE | {"authors": "OpenAI"}]}, ""),
        ("Bus, the city's.", {"references": [SOURCE | {"authors": "Busan"}]}, ""),
        ("A and B, together.", {"references": [SOURCE | {"authors": "B"}]}, ""),
        ("Ada Co and Bea Co, together.", {"references": [SOURCE | {"authors": "Ada Co; Bea Co"}]}, "Ada Co and Bea Co"),
        (
            "Lab One, which ran it.",
            {"evaluation": {"offline_evaluations": {"items": [{"id": "e", "value": 1, "run_by": "Lab One"}]}}},
            "Lab One",
        ),
    ],
)
def test_a_name_is_said_where_the_report_names_it_elsewhere(owner, more, name):
    assert named(owner, **more) == name


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.name)
def test_no_example_is_given_a_wrong_owner(file):
    report = load(file)
    assert (report.system_details.system_owner.text or "").startswith(owner_name(report))

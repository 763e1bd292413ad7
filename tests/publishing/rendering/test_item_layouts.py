"""Golden pages of a report that shows every shape; a change of a page is seen as a change of a file."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from reward_reports import load, loads
from reward_reports.publishing.rendering import render
from reward_reports.publishing.site import build
from reward_reports.publishing.site.kinds import all_kinds
from reward_reports.report.model.base import Disclosure

SHAPES = Path(__file__).with_name("shapes") / "reward-report.yaml"
TODAY = date(2026, 6, 1)


@pytest.mark.parametrize("layout", ["paper", "builder"])
def test_markdown(golden, layout):
    text = render(load(SHAPES), to="markdown", layout=layout, folder=SHAPES.parent, today=TODAY)
    golden(text, f"shapes-{layout}.md")


@pytest.mark.parametrize("layout", ["paper", "builder"])
def test_tables_and_lists_are_read_as_such_by_a_converter(layout):
    import cmarkgfm

    text = render(load(SHAPES), to="markdown", layout=layout, folder=SHAPES.parent)
    page = cmarkgfm.github_flavored_markdown_to_html(text)
    rules = re.findall(r"^ *\|(?: :?-+:? \|)+$", text, re.MULTILINE)
    assert page.count("<table>") == len(rules) == 5
    assert "<p>|" not in page
    assert "<p>-" not in page


def test_html_of_a_site_and_its_index(golden, tmp_path):
    build([SHAPES], tmp_path / "site", today=TODAY)
    golden((tmp_path / "site" / "shapes.html").read_text("utf-8"), "shapes.html")
    for beside in (kind.name for kind in all_kinds()):
        golden((tmp_path / "site" / beside / "shapes.html").read_text("utf-8"), f"shapes-{beside}.html")
    name = hashlib.sha256(SHAPES.with_name("curve.png").read_bytes()).hexdigest()[:16]
    assert sorted(path.name for path in (tmp_path / "site" / "assets").iterdir()) == sorted(
        [f"{name}.png", "evidence.js", "icon.svg", "style.css"]
    )


def test_the_index_of_two_reports(golden, tmp_path):
    other = tmp_path / "other.reward-report.yaml"
    other.write_text('schema_version: "1.1"\nreport: {id: other, title: "Other, <short>", version: "1.0"}\n', "utf-8")
    build([SHAPES, other], tmp_path / "site", today=TODAY)
    golden((tmp_path / "site" / "index.html").read_text("utf-8"), "index.html")


def test_the_report_shows_every_state_of_an_answer():
    text = SHAPES.read_text("utf-8")
    states = set(get_args(get_args(Disclosure)[0])) - {"answered"}
    assert {state for state in states if f"disclosure: {state}" in text} == states


@pytest.mark.parametrize(("audience", "seen"), [("public", False), ("auditor", True), ("internal", True)])
@pytest.mark.parametrize("to", ["html", "markdown"])
def test_a_restricted_answer_is_seen_by_those_who_may(audience, seen, to):
    text = render(load(SHAPES), to=to, audience=audience)
    assert ("For auditors alone" in text) is seen


@pytest.mark.parametrize(
    ("unit", "baseline", "words"),
    [
        ("share", "{value: 0.1295, of: random choice}", "12.95 % for random choice"),
        ("share", "{value: 0.1295, of: random choice, slice: last year, source: a}", "12.95 % for random choice (last year) [@a]"),
        ("%", "{value: 1920.6, of: R2D2}", "1920.6 % for R2D2"),
        ("days", "{value: 1}", "1 day"),
        ("days", "{value: 2, slice: newcomers}", "2 days (newcomers)"),
        ("days", "{source: a}", "[@a]"),
        ("days", "the rule before", "the rule before"),
        ("points", "{value: 3, of: '*'}", "3 points"),
    ],
)  # fmt: skip
def test_a_baseline_has_the_unit_of_its_metric(unit, baseline, words):
    report = loads(
        'schema_version: "1.1"\n'
        'report: {id: a, title: A, version: "1"}\n'
        "references: [{id: a, title: A, year: 2020}]\n"
        "optimization_intent:\n"
        f'  performance_metrics: [{{id: m, name: M, unit: "{unit}", baseline: {baseline}}}]\n'
    )
    text = render(report, to="markdown").replace("\N{NO-BREAK SPACE}", " ")
    assert f"- **Baseline:** {words}\n" in text

"""Every figure of an example stands in its facts file, with the source that it comes from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from reward_reports.report.loading import load_file

from .figures import numbers_in, texts_in

EXAMPLES = Path(__file__).parents[2] / "examples"
REPORTS = sorted(path.parent.name for path in EXAMPLES.glob("*/reward-report.yaml"))
SCHEMA = json.loads(Path(__file__).with_name("facts.schema.json").read_text("utf-8"))


def plain(path: Path) -> Any:
    """Read YAML with every scalar as the text that stands in the file."""
    return yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)


def facts_of(name: str) -> dict[str, Any]:
    return json.loads(
        json.dumps(yaml.load((EXAMPLES / name / "facts.yaml").read_text("utf-8"), yaml.CSafeLoader), default=str)
    )


def figures_of(fact: dict[str, Any], names: tuple[str, ...]) -> set[float]:
    return numbers_in(fact["claim"], names) | {abs(float(value)) for value in fact.get("values", ())}


@pytest.mark.parametrize("name", REPORTS)
def test_facts_file_follows_its_schema(name: str) -> None:
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(facts_of(name))] == []


@pytest.mark.parametrize("name", REPORTS)
def test_every_figure_stands_in_a_fact_about_its_field(name: str) -> None:
    facts = facts_of(name)
    names = tuple(facts.get("names", ()))
    known = {(place, figure) for fact in facts["facts"] for place in fact["at"] for figure in figures_of(fact, names)}
    missing = [
        (place, figure, text[:90])
        for place, text in texts_in(plain(EXAMPLES / name / "reward-report.yaml"))
        for figure in sorted(numbers_in(text, names))
        if (place, figure) not in known
    ]
    assert missing == []


@pytest.mark.parametrize("name", REPORTS)
def test_every_fact_is_about_a_field_that_says_so(name: str) -> None:
    """A place is true: the field is there, and gives a figure of the claim if the claim has one."""
    facts = facts_of(name)
    names = tuple(facts.get("names", ()))
    said: dict[str, set[float]] = {}
    for place, text in texts_in(plain(EXAMPLES / name / "reward-report.yaml")):
        said.setdefault(place, set()).update(numbers_in(text, names))
    wrong = [
        (fact["id"], place)
        for fact in facts["facts"]
        for place in fact["at"]
        if place not in said or (figures_of(fact, names) and not figures_of(fact, names) & said[place])
    ]
    assert wrong == []


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_can_be_read_at_a_sitting(name: str) -> None:
    """At most 3,500 words in all texts that may claim something, names of metrics and units counted too."""
    texts = texts_in(plain(EXAMPLES / name / "reward-report.yaml"))
    assert sum(len(text.split()) for _, text in texts) <= 3500


@pytest.mark.parametrize("name", REPORTS)
def test_facts_and_references_name_the_same_sources(name: str) -> None:
    facts, report = facts_of(name), load_file(EXAMPLES / name / "reward-report.yaml").report
    assert report is not None
    references = {reference.id for reference in report.references}
    assert {source["id"] for source in facts["sources"]} == references
    assert {fact["source"] for fact in facts["facts"] if "source" in fact} == references


@pytest.mark.parametrize("name", REPORTS)
def test_ids_of_facts_are_unique_and_lead_somewhere(name: str) -> None:
    facts = facts_of(name)["facts"]
    ids = [fact["id"] for fact in facts]
    assert len(ids) == len(set(ids))
    assert {source for fact in facts for source in fact.get("derived_from", ())} <= set(ids)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("1,700 steps, of which the last 400", {1700, 400}),
        ("−74 and -369.0", {74, 369}),
        ("0.5-1.5 %, 3e-6", {0.5, 1.5, 3e-6}),
        ("on 13 August 2026, in 2023, 10 and 13 July, since 2026-08", set()),
        ("GPT-4o, H800, GPT-5.1, Qwen2.5-7B and x² of w_1", set()),
        ("section 3.3, Table 12, lines 297-299, §2.4 [@paper, p. 12]", set()),
        ("versions 1.0 to 1.4 are ours; 5 of 8", {5, 8}),
        (r"\sum_{i=1}^{n} 0.9 a", {0.9}),
        ("https://example.org/12 has 12", {12}),
    ],
)
def test_figures_are_found_and_names_are_not(text: str, figures: set[float]) -> None:
    assert numbers_in(text) == figures


def test_a_figure_in_a_name_is_no_figure() -> None:
    assert numbers_in("Composer 1.5 keeps 2.28 %", ("Composer 1.5",)) == {2.28}

"""Model cards become reports: what both ask is taken by title, the rest is kept aside, unfilled blanks are no answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.exchange.importing import convert
from reward_reports.exchange.importing.account import ASIDE
from reward_reports.exchange.importing.reading import read_source
from reward_reports.exchange.importing.source import SourceError
from reward_reports.report.loading import load_text

SAMPLES = Path(__file__).with_name("samples")
NAMES = set(
    "dataset datasets language results details optional overview identifier references reference architecture parameters analysis "
    "quantitative considerations description limitations ethical sensitive graphics collection performance metrics generation "
    "license licenses summary provide contact version".split()
)
"""Words of the forms themselves."""


def imported(name, raw=None):
    made = convert([read_source(raw if raw is not None else (SAMPLES / name).read_bytes(), name)])
    return made, load_text(made.yaml).report


def test_a_card_of_the_hub():
    made, report = imported("card.md")
    assert report.report.title == "Model Card for tiny-chat"
    goal = report.optimization_intent.goal_of_reinforcement.text
    assert "what a few people preferred" in goal
    assert "library users" in goal
    assert "opening hours" in goal
    assert "health or law" in report.implementation.limitations.text
    assert "flatters" in report.implementation.limitations.text
    assert "12,000 pairs" in report.implementation.data_flow.text
    assert "Datasets: example/preferences." in report.implementation.data_flow.text
    assert "Base model: example/base-7b." in report.implementation.algorithmic_details.text
    assert "bf16" in report.implementation.algorithmic_details.text
    assert report.evaluation.offline_evaluations.text.strip() == "- Win rate on Held-out prompts (held-out): 0.61"
    assert "chat@library.example" in report.system_details.feedback_and_communication.text
    assert report.system_maintenance.recommendations.blank
    assert "More Information Needed" not in made.yaml
    assert report.system_details.system_owner.text == "- **Developed by:** The library of a city"
    assert report.extensions["x-model-card"]["language"] == ["en"]
    assert {row.source for row in made.rows if row.state == ASIDE} == {
        "card.md:61 Environmental Impact",
        "card.md:6 language",
        "card.md:8 model-index",
    }
    assert "left out: 2 blanks that nobody filled in" in made.notes


def test_the_template_of_the_hub_itself_has_no_answer():
    hub = pytest.importorskip("huggingface_hub", reason="huggingface_hub is not installed")
    card = hub.ModelCard.from_template(hub.ModelCardData(license="mit"), model_id="x")
    made, report = imported("README.md", str(card).encode())
    for answer in (report.implementation.data_flow, report.evaluation.offline_evaluations):
        assert answer.blank or "More Information" not in answer.text
    assert "<!--" not in made.yaml


def test_a_card_of_the_toolkit():
    made, report = imported("toolkit.json")
    assert report.report.title == "Shelf"
    assert report.system_details.system_owner.text == "City library"
    assert "shelf@library.example" in report.system_details.feedback_and_communication.text
    assert report.optimization_intent.goal_of_reinforcement.text.startswith("Orders new books")
    assert "Narrow shelves" in report.optimization_intent.known_failure_modes.text
    assert "lower bound: 0.29" in report.evaluation.offline_evaluations.text
    assert report.institutional_interface.stakeholders.text.strip() == "- Librarians\n- Readers"
    assert "sensitive: age" in report.implementation.data_flow.text
    assert [row.source for row in made.rows if row.state == ASIDE] == [
        "toolkit.json:1 schema_version",
        "toolkit.json:1 model_details.version",
    ]


@pytest.mark.parametrize("name", ["card.md", "toolkit.json"])
def test_no_word_is_lost(name):
    made, _ = imported(name)
    text = (SAMPLES / name).read_text("utf-8")
    words = {
        word
        for word in "".join(one if one.isalnum() else " " for one in text).split()
        if len(word) > 6 and word.islower()
    }
    assert {word for word in words - NAMES if word not in made.yaml} == set()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("card.md", "---\nlicense: [\n---\n# A\n", r"card\.md:\d+:\d+: "),
        ("card.md", "---\n- a\n---\n# A\n", r"card\.md:2:1: the front matter has no keys"),
        ("card.md", "---\nlicense: mit\n# A\n", r"card\.md:1:1: the front matter that begins here is never closed"),
        ("card.md", "---\nlicense: &a [*a]\n---\n# A\n", r"card\.md:2:\d+: "),
        ("card.json", '{"model_details": {,', r"card\.json:1:20: "),
        ("card.json", "[1]", "no card of the Model Card Toolkit"),
        ("card.json", '{"model_details": {"a": 1, "a": 2}}', "the key 'a' stands twice in one object"),
        ("card.json", '{"a": 1}', "no card of the Model Card Toolkit"),
        ("card.json", "[" * 100_000, "nested too deep|no JSON"),
        ("card.json", '{"model_details": {"name": "A"}}', "no heading names a field"),
    ],
)
def test_a_broken_card_is_told_with_its_place(name, text, said):
    with pytest.raises(SourceError, match=said):
        imported(name, text.encode())


def test_a_control_character_becomes_words():
    _, report = imported("card.json", b'{"model_details": {"overview": "a\\u0000 lot of books"}}')
    assert report.optimization_intent.goal_of_reinforcement.text == r"a\x00 lot of books"


def test_what_a_card_of_the_toolkit_holds_besides_is_kept_or_told():
    raw = """{"model_details": {"overview": "It ranks books.\\n\\nInstall it with `pip install shelf`.", "licenses": [{}],
      "owners": [{"name": "A", "role": "editor"}, "B"], "citation": "@a"},
      "model_parameters": {"data": {"train": {"graphics": {"collection": [{"name": "g", "image": "aGVsbG8="}]}}, "eval": {"size": 1.50}}},
      "considerations": {"limitations": [{"description": "few \\ud800", "known": true}]}, "more": [{"a": null}, {"b": 1e-4}]}"""
    made, report = imported("card.json", raw.encode())
    assert report.optimization_intent.goal_of_reinforcement.text == "It ranks books."
    assert report.implementation.data_flow.text == "train: g, eval: 1.50"
    assert report.implementation.limitations.text == "- description: few \ufffd, known: true"
    aside = {one["heading"]: one["text"] for one in report.extensions["x-imported"]}
    assert aside == {
        "model_details.overview (how to use)": "Install it with `pip install shelf`.",
        "model_details.owners": "- editor\n- B\n",
        "more": "- 1e-4",
    }
    assert "left out: 1 picture, which is data in the card" in made.notes


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
SECTIONS = ["model_details", "model_parameters", "considerations", "quantitative_analysis"]


@given(
    st.dictionaries(
        st.sampled_from(SECTIONS),
        json_values
        | st.dictionaries(st.sampled_from(["owners", "name", "overview", "data", "users", "version"]), json_values),
    )
)
def test_any_card_is_read_or_refused(held):
    try:
        imported("card.json", json.dumps(held).encode())
    except SourceError:
        return

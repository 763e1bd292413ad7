"""What stands for an answer and is none, and what only looks so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.report.model import Report
from reward_reports.report.model.placeholders import is_empty_value, is_placeholder, said

WORDS = [
    "N/A", "n.a.", "N. A.", "NA", "not applicable", "does not apply", "none", "nil", "null", "None provided",
    "TBD", "T.B.D.", "tba", "todo", "TO DO", "FIXME", "xxx", "WIP", "lorem ipsum", "placeholder", "coming soon",
    "to be determined", "To be confirmed later", "yet to be decided", "will be added later", "Details to follow",
    "more information needed", "Further details required", "information not available", "no information provided", "no data",
    "unknown", "unclear", "unspecified", "not known", "not yet determined", "Not documented", "not publicly disclosed",
    "not available to the public", "not measured", "confidential", "proprietary", "see above", "ditto", "no comment",
    "keine Angabe", "k. A.", "entfällt", "non renseigné", "à compléter", "sans objet", "no aplica", "non disponibile",
    "n.v.t.", "不适用", "待定", "なし", "неизвестно",
]  # fmt: skip
DRESSED = [
    "{}.", " {} ", "*{}*", "**{}**", "_{}_", "__{}__", "`{}`", "~~{}~~", '"{}"', "'{}'", "“{}”", "«{}»", "({})", "[{}]", "<{}>",
    "> {}", "- {}", "# {}", "1. {}", "{}!", "{} …", "— {} —", "{}\n", "\u200b{}", "{}\u00a0", "{}, {}", "{} / {}", "{}; {}",
    "- {}\n- {}\n", "## Results\n\n{}\n\n#### Summary\n", "**Developed by:** {}\n**License:** {}", "- **License**: {}",
    "Currently {}.", "Still {}.", "This is {}.", "{} at this time.", "{} for now", "{} (v1)", "{} (so far)", "{} (yet).",
]  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_a_placeholder_is_one_in_every_dress(word):
    assert [form for form in DRESSED if not is_placeholder(form.format(word, word))] == []
    assert is_placeholder(word.upper())
    assert is_placeholder(word.lower())


@pytest.mark.parametrize(
    "text",
    [
        "-", "—", "–", "…", "...", "?", "???", "***", "/", "---", "TBD TBD", "n / a", "“”", "<!-- how many? -->", "[Insert description here]",
        "<your text here>", "{{ cookiecutter.owner }}", "[Please describe the reward]", "TODO: write this", "TODO(author): say why",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod.", "Ｎ／Ａ", "[More Information Needed]",
        "*[More Information Needed]*\n\n*[More Information Needed]*",
    ],
)  # fmt: skip
def test_marks_slots_and_filling_text_are_placeholders(text):
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n", "No", "No.", "Yes.", "Never", "Nobody", "0", "42", "x", "M", "∞", "%", ">", "👍", "$x$", "r = max(0, x)",
        "None, because no law asks for one.", "None; it harms nobody yet.", "None: the horizon is one step", "None known",
        "None (the horizon is one step)", "None observed since 2019", "**None**, because the game ends.", "- None\n- One in three",
        "Not applicable, since the game has two players", "N/A because there is no law", "N/A (no law sets one for it)",
        "Unknown to us; we asked twice", "Unknown because nobody measured", "**Unknown because:** nobody asked.",
        "Not measured, since it ended in 2019", "Not available to the public before 2024", "Not shared with anyone.", "Not released.",
        "TBD by the council on 3 May", "Pending approval by the regulator", "Pending: court case 12", "No information was lost.",
        "No data leave the device.", "The data are not available", "Data", "Information", "same-day delivery", "Nadia", "NA12878",
        "none of the data is personal", "Secret Santa", "Todos os dados", "Nothing missing.", "Nothing is withheld.", "Xerox",
        "This is it", "[@smith]", "<https://example.org>", "a/b", "# Heading\nText of it", "None.\nThe reward is a single number.",
        "Online", "Quarterly", "a" * 500, "none " * 40 + "of them",
    ],
)  # fmt: skip
def test_what_says_something_is_no_placeholder(text):
    assert not is_placeholder(text)
    assert said(text) == text


@given(st.text(max_size=300))
def test_any_text_is_judged_and_surrounding_space_makes_no_difference(text):
    assert is_placeholder(text) == is_placeholder(f"  {text}\n")


def test_words_that_can_be_the_truth_of_a_key_are_left_to_it():
    assert [word for word in ("none", "proprietary", "unknown", "%", ">=", "mm") if is_empty_value("unit", word)] == []
    assert all(is_empty_value("formula", word) for word in ("", " ", "TBD", "N/A", "-", "?"))
    assert is_empty_value("mitigation", "none")


@pytest.mark.parametrize(
    ("section", "field", "answer", "unanswered"),
    [
        ("system_details", "system_owner", "n/a", True),
        ("system_details", "system_owner", "The depot.", False),
        ("system_details", "system_owner", {"text": "TBD", "disclosure": "unknown", "reason": "We asked."}, False),
        ("system_details", "dates", {"text": "TBD", "active_from": "2015"}, False),
        ("system_maintenance", "reporting_cadence", {"on_event": "TBD"}, True),
        ("system_maintenance", "reporting_cadence", {"on_event": "each release"}, False),
        ("implementation", "reward_details", {"formula": "?"}, True),
        ("implementation", "reward_details", {"formula": "r"}, False),
        ("implementation", "algorithmic_details", {"hyperparameters": {"lr": "TBD"}}, True),
        ("implementation", "algorithmic_details", {"hyperparameters": {"lr": 0.1}}, False),
        ("optimization_intent", "goal_of_reinforcement", {"alternatives": ["TBD", "-"]}, True),
        ("optimization_intent", "known_failure_modes", [{"id": "tbd", "name": "TBD"}], True),
        ("optimization_intent", "known_failure_modes", [{"id": "a", "name": "TBD", "mitigation": "none"}], True),
        ("optimization_intent", "known_failure_modes", [{"id": "a", "name": "TBD", "status": "observed"}], False),
        ("system_details", "dates", {"text": "TODO: since when", "active_from": "2015", "lifecycle": "deployed"}, True),
        ("system_details", "dates", {"text": "TODO(author): since when", "active_from": "2015"}, False),
        ("system_maintenance", "reporting_cadence", {"every": "P6M", "owner": "TODO: who"}, True),
        ("system_maintenance", "reporting_cadence", {"every": "P6M", "owner": "The desk."}, False),
        ("system_maintenance", "reporting_cadence", {"every": "P6M"}, False),
        (
            "system_maintenance",
            "changelog",
            [{"id": "a", "version": "1", "date": "2026", "summary": "TODO: what"}],
            True,
        ),
        ("system_maintenance", "changelog", [{"id": "a", "version": "1", "date": "2026", "summary": "Begun."}], False),
        (
            "system_maintenance",
            "update_triggers",
            [
                {
                    "id": "a",
                    "kind": "event",
                    "description": " TODO: what",
                    "owner": "FIXME: who",
                    "respond_within": "P1D",
                }
            ],
            True,
        ),
        ("implementation", "reward_details", {"text": "TODO: who", "combination": "single", "items": []}, True),
        (
            "implementation",
            "reward_details",
            {"text": "TODO: who", "combination": "single", "items": [{"id": "a", "name": "Clicks"}]},
            False,
        ),
        ("evaluation", "performance_standards", [{"id": "a", "requirement": "Unknown"}], True),
        ("evaluation", "offline_evaluations", [{"id": "a"}], False),
        ("evaluation", "offline_evaluations", {"text": "see below", "items": [{"id": "a", "value": 0.5}]}, False),
    ],
)
def test_an_answer_of_placeholders_is_unanswered(section, field, answer, unanswered):
    report = Report.model_validate({
        "schema_version": "1.0",
        "report": {"id": "a", "title": "A", "version": "1", "kind": "first_party"},
        section: {field: answer},
    })  # fmt: skip
    assert getattr(getattr(report, section), field).unanswered is unanswered

"""The form asks its questions in the language of the reader, and keeps what it sends back."""

from __future__ import annotations

import json
from datetime import date

import pytest

from reward_reports.editing.browser import Tab
from reward_reports.editing.form import sections, shapes
from reward_reports.editing.serving.desk import Desk
from reward_reports.editing.translating import model_in
from reward_reports.linting.settings import Settings

REPORT = 'schema_version: "1.1"\nreport: {id: x, title: X, version: "1.0", kind: third_party}\n'


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "reward-report.yaml").write_text(REPORT, "utf-8")
    return Desk(tmp_path / "reward-report.yaml", Settings(), lambda: date(2026, 6, 1))


def test_titles_and_guidance_are_translated_and_keys_are_not(desk):
    status, answer = desk.answer({"op": "open", "language": "de-AT"}, None)
    assert status == 200
    section = next(one for one in answer["sections"] if one["key"] == "system_details")
    assert section["title"] == "Angaben zum System"
    question = next(one for one in section["questions"] if one["key"] == "system_owner")
    assert question["title"] == "Eigentümer des Systems"
    assert "Wer hat das System entworfen, und wer betreibt es?" in question["asks"]
    assert question["path"] == ["system_details", "system_owner"]
    assert {one["words"] for one in answer["states"]} <= {"Nicht beantwortet", "Beantwortet"}


def test_the_page_for_browsers_asks_in_the_language_too():
    tab = Tab(date(2026, 6, 1))
    begun = json.loads(tab.answer(json.dumps({"op": "open", "language": "de"})))
    opened = json.loads(tab.answer(json.dumps({"op": "open", "text": REPORT, "name": "x.yaml"})))
    assert begun["sections"] == opened["sections"] == model_in("de")["sections"]
    assert {one["words"] for one in opened["states"]} <= {"Nicht beantwortet", "Beantwortet"}
    state = json.loads(tab.answer(json.dumps({"op": "state"})))
    assert state["states"] == opened["states"]


@pytest.mark.parametrize("language", ["en", "en-GB", "nl", "", "x" * 500, "\u202e"])
def test_without_a_translation_the_form_is_in_english(desk, language):
    answer = desk.answer({"op": "open", "language": language}, None)[1]
    assert answer["sections"] == sections()
    assert answer["shapes"] == shapes()


def test_a_language_that_is_no_text_is_left_alone(desk):
    assert desk.answer({"op": "open", "language": ["de"]}, None)[1]["sections"] == sections()


@pytest.mark.parametrize("language", ["ar", "de", "es", "fr", "zh"])
def test_every_question_is_asked_in_the_language(language):
    english, translated = ({ask for one in made["sections"] for question in one["questions"] for ask in question["asks"]} for made in (model_in("en"), model_in(language)))  # fmt: skip
    assert not english & translated

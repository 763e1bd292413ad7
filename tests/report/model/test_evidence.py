"""What is counted of a report: states, routes and the tally."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reward_reports.report.loading import load_text
from reward_reports.report.model.base import Answer, Base
from reward_reports.report.model.evidence import Evidence, core_questions, evidence_of, in_words, profile_questions
from reward_reports.report.model.fields import model_in
from reward_reports.report.model.layouts import OPTIONAL
from reward_reports.report.model.report import PROFILE_SECTIONS, Report

HEAD = 'schema_version: "1.1"\nreport: {{id: a, title: A, version: "1", kind: {}}}\n'
REFERENCES = """
references:
  - {id: paper, title: P, arxiv: "2301.00001"}
  - {id: code, title: C, kind: code, by: owner, revision: abc}
  - {id: study, title: S, kind: paper, by: independent}
  - {id: ruling, title: R, kind: law, by: regulator}
  - {id: post, title: B, kind: post, by: owner}
  - {id: leak, title: L, kind: paper, by: insider}
  - {id: bare, title: N}
  - {id: retold, title: R, kind: other, by: independent}
"""


def evidence(fragment: str, kind: str = "third_party", audience: str = "public") -> Evidence:
    document = load_text(HEAD.format(kind) + fragment + REFERENCES)
    assert document.report is not None, document.problems
    return evidence_of(document.report, audience)


def limitations(answer: str, **more: str):
    found = evidence(f"implementation: {{limitations: {answer}}}", **more)
    return next(cell for cell in found.cells if cell.question[1] == "limitations")


@pytest.mark.parametrize(
    ("answer", "kind", "known"),
    [
        ("It is slow.", "third_party", "whole"),
        ("{text: Some, disclosure: partial, reason: R}", "third_party", "part"),
        ("{disclosure: withheld, reason: R}", "third_party", "declined"),
        ("{disclosure: unknown, reason: R}", "third_party", "not_found"),
        ("{disclosure: unknown, reason: R}", "first_party", "owner_does_not_know"),
        ("{disclosure: not_measured, reason: R}", "first_party", "owner_does_not_know"),
        ("{disclosure: not_applicable, reason: R}", "third_party", "not_applicable"),
        ("{text: Secret, audience: auditor}", "third_party", "held_back"),
        ("TBD", "third_party", "not_answered"),
        ("N/A", "first_party", "not_answered"),
        ("''", "first_party", "not_answered"),
    ],
)
def test_what_is_known(answer, kind, known):
    assert limitations(answer, kind=kind).known == known


@pytest.mark.parametrize(
    ("answer", "kind", "route"),
    [
        ("{text: A, basis: artefact}", "third_party", "artefact"),
        ("{text: A, basis: documented, sources: [paper]}", "third_party", "paper"),
        ("{text: A, basis: documented, sources: [bare]}", "third_party", "paper"),
        ("{text: A, basis: documented, sources: [paper, code]}", "third_party", "artefact"),
        ("{text: 'A [@code, line 3]', basis: documented}", "third_party", "artefact"),
        ("{text: A, basis: documented, sources: [study]}", "third_party", "outside"),
        ("{text: A, basis: documented, sources: [ruling]}", "third_party", "audit"),
        ("{text: A, basis: documented, sources: [post]}", "third_party", "statement"),
        ("{text: A, basis: documented, sources: [leak]}", "third_party", "testimony"),
        ("{text: A, basis: audited}", "first_party", "audit"),
        ("{text: A, basis: measured}", "third_party", "outside"),
        ("{text: A, basis: measured}", "first_party", "statement"),
        ("{text: A, basis: owner_stated, sources: [paper]}", "third_party", "statement"),
        ("{text: A, basis: testimony}", "third_party", "testimony"),
        ("{text: A, basis: inferred, sources: [paper]}", "third_party", "concluded"),
        ("{text: A, basis: measured}", "hypothetical", "hypothetical"),
        ("{text: A, sources: [study]}", "third_party", "outside"),
        ("{text: A, basis: documented, sources: [retold]}", "third_party", "paper"),
        ("{text: A, basis: documented, sources: [ruling, study]}", "third_party", "outside"),
        ("{text: A, sources: [bare]}", "third_party", None),
        ("A", "third_party", None),
        ("{disclosure: unknown, reason: R, basis: documented}", "third_party", None),
    ],
)
def test_by_which_route(answer, kind, route):
    assert limitations(answer, kind=kind).route == route


def test_what_a_paper_says_and_an_audit_confirms_is_checkable_and_checked():
    found = evidence(
        "implementation: {limitations: {text: A, basis: documented, sources: [paper, ruling]}, "
        "data_flow: {text: A, basis: audited, sources: [paper]}}"
    )
    tally = found.tally("core")
    assert (tally.known, tally.checkable, tally.independent) == (2, 1, 2)
    assert found.shares("core") == {"paper": 1, "audit": 1}


def test_the_same_questions_are_asked_of_every_report_of_a_profile():
    bare = evidence("rlhf: {}")
    full = evidence("rlhf: {preference_data: [{id: a, pay: A}, {id: b, pay: {disclosure: unknown, reason: R}}]}")
    assert [cell.question for cell in bare.cells] == [cell.question for cell in full.cells]
    assert len(core_questions()) == 26
    assert ("rlhf", "preference_data", "pay") in profile_questions("rlhf")


def answers_in(model: type[Base], path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Give where a typed answer may stand, without the positions of entries."""
    for name, info in model.model_fields.items():
        inner = model_in(info.annotation)
        if inner is not None:
            here = path if name == "items" else (*path, name)
            if issubclass(inner, Answer):
                yield here
            yield from answers_in(inner, here)


def test_every_answer_that_the_format_types_is_a_question():
    asked = {*core_questions(), *(question for section in PROFILE_SECTIONS for question in profile_questions(section))}
    typed = {path for path in answers_in(Report, ()) if path[:2] not in OPTIONAL}
    assert typed == asked


def test_answers_of_several_entries_are_one_question_that_opens_into_them():
    found = evidence("rlhf: {preference_data: [{id: a, pay: A}, {id: b, pay: {disclosure: unknown, reason: R}}]}")
    cell = next(cell for cell in found.cells if cell.question == ("rlhf", "preference_data", "pay"))
    assert (cell.known, cell.score()) == ("part", 0.5)
    assert [part.path for part in cell.parts] == [
        ("rlhf", "preference_data", "items", 0, "pay"),
        ("rlhf", "preference_data", "items", 1, "pay"),
    ]


@pytest.mark.parametrize(
    ("register", "known"),
    [
        ("{disclosure: withheld, reason: R}", "declined"),
        ("{disclosure: not_applicable, reason: R}", "not_applicable"),
        ("{items: [{id: a, pay: A}], audience: auditor}", "held_back"),
        ("Many people.", "not_answered"),
    ],
)
def test_a_register_without_entries_answers_for_what_would_stand_in_them(register, known):
    found = evidence(f"rlhf: {{preference_data: {register}}}")
    assert {
        cell.known for cell in found.cells if cell.question[:2] == ("rlhf", "preference_data") and cell.question[2:]
    } == {known}


def test_an_inner_answer_is_known_as_the_field_around_it():
    found = evidence("rlhf: {preference_data: {basis: documented, sources: [code], items: [{id: a, pay: A}]}}")
    cell = next(cell for cell in found.cells if cell.question == ("rlhf", "preference_data", "pay"))
    assert cell.route == "artefact"


def test_what_does_not_apply_is_left_out_and_candour_has_a_column_of_its_own():
    found = evidence(
        "implementation: {limitations: {disclosure: not_applicable, reason: R}, data_flow: {disclosure: unknown, reason: R}}",
        kind="first_party",
    ).tally("core")
    assert (found.questions, found.known, found.candid) == (25, 0, 1)


@pytest.mark.parametrize(("value", "words"), [(0, "0"), (0.5, "½"), (14, "14"), (14.5, "14½"), (15.75, "15.8")])
def test_figures_in_words(value, words):
    assert in_words(value) == words

"""A few reports side by side: what each discloses, and what it answers, for one audience."""

from __future__ import annotations

import pytest

from reward_reports.changes.comparing.formats.side_text import as_markdown, as_text
from reward_reports.changes.comparing.side_by_side import matrix_of_side, side_by_side
from reward_reports.publishing.rendering.matrix import render
from reward_reports.report.model import Report
from reward_reports.report.model.states import KNOWN, KNOWN_SHAPES, KNOWN_WORDS

ONE = {
    "schema_version": "1.0",
    "report": {"id": "a", "title": "A <i>| one", "version": "1"},
    "system_details": {
        "system_owner": "We | do.",
        "dates": {"text": "SECRET", "audience": "internal", "reason": "A trial."},
    },
    "optimization_intent": {"oversight_metrics": {"disclosure": "not_measured", "reason": "We do not."}},
    "institutional_interface": {"stakeholders": [{"id": "p", "name": "People"}]},
    "rlhf": {},
}
TWO = {
    "schema_version": "1.0",
    "report": {"id": "b", "title": "B\x1b[31m", "version": "1"},
    "system_details": {"system_owner": {"disclosure": "withheld", "reason": "Not said."}},
}


def found(audience="public"):
    return side_by_side([(name, Report.model_validate(data)) for name, data in (("a", ONE), ("b", TWO))], audience)


def answers_on(name, **options):
    return next(one.answers for one in found(**options).questions if one.path[1] == name)


def test_a_stated_we_do_not_know_is_shown_and_does_not_raise_the_figures():
    assert [one.tally("core").known for one in found().evidence] == [2, 0]
    assert [one.tally("core").known for one in found("internal").evidence] == [3, 0]
    assert [one.known for one in answers_on("oversight_metrics")] == ["not_found", "not_answered"]


def test_answers_stand_side_by_side():
    first, second = answers_on("system_owner")
    assert (first.lines, second.reason) == (("We | do.",), "Not said.")
    assert answers_on("stakeholders")[0].lines == ("- People",)
    assert answers_on("preference_data")[1] is None


@pytest.mark.parametrize("made", [as_text, as_markdown, render])
def test_what_an_audience_may_not_read_is_in_no_format(made):
    assert "SECRET" not in made(found())
    assert "SECRET" in made(found("internal"))
    assert "A trial." in made(found())
    assert "held back" in made(found())


def test_words_of_a_report_steer_neither_terminal_nor_table_nor_page():
    assert "\x1b" not in as_text(found())
    lines = [line for line in as_markdown(found()).splitlines() if line.startswith("| Report | System Owner")]
    assert len(lines) == 1
    assert "<i>" not in render(found())
    assert "<i>" not in as_markdown(found())


def test_every_state_has_a_shape_of_its_own():
    assert set(KNOWN_SHAPES) == set(KNOWN_WORDS) == set(KNOWN)
    assert len(set(KNOWN_SHAPES.values())) == len(KNOWN)


def test_the_command_takes_the_format_from_the_name_of_the_output(run, tmp_path):
    from pathlib import Path

    examples = str(Path(__file__).resolve().parents[3] / "examples")
    assert "Anybody can check" in run("compare", examples).stdout
    assert run("compare", examples, "-o", "c.csv").returncode == 0
    assert (tmp_path / "c.csv").read_text("utf-8").startswith("report,title,group,block,question,known,route,")
    assert run("compare", examples, "-o", "c.html").returncode == 0
    assert (tmp_path / "c.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    (tmp_path / "bad.yaml").write_text("nonsense: [")
    failed = run("compare", "bad.yaml")
    assert failed.returncode == 2
    assert "bad.yaml:1" in failed.stderr


def test_citations_are_keys_in_brackets_since_no_references_stand_beside_them():
    data = {
        "schema_version": "1.0",
        "report": {"id": "a", "title": "A", "version": "1.0", "kind": "hypothetical"},
        "system_details": {
            "system_owner": "It does [@one2020; @two2021, p. 3], on ours [@third].",
            "other_resources": [{"id": "r", "title": "The paper [@one2020]"}],
        },
    }
    found = side_by_side([("a.yaml", Report.model_validate(data))])
    lines = {question.path: question.answers[0].lines for question in found.questions}
    assert lines["system_details", "system_owner"][0] == "It does (one2020, two2021, p. 3), on ours (third)."
    assert lines["system_details", "other_resources"] == ("- The paper (one2020)",)


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_what_the_owner_says_stands_beside_the_answer_for_those_who_may_read_it(audience):
    answers = {
        "limitations": {"text": "Slow.", "owner_response": {"text": "We disagree [@one].", "date": "2026-05-04"}},
        "engineering_tricks": {"text": "A", "owner_response": "SECRET", "audience": "internal", "reason": "R"},
    }
    info = {"id": "a", "title": "A", "version": "1.0", "kind": "third_party"}
    report = Report.model_validate({"schema_version": "1.1", "report": info, "implementation": answers})
    made = [form(side_by_side([("a.yaml", report)], audience)) for form in (as_text, as_markdown, render)]
    assert all("The owner responds (2026" in text and "We disagree (one)." in text for text in made)
    assert [("SECRET" in text) for text in made] == [audience == "internal"] * 3


def test_reports_with_one_title_are_told_apart_by_their_ids_or_files():
    """Two versions of one report have one id."""
    again = {**ONE, "report": {**ONE["report"], "id": "c"}}
    for second, apart in ((ONE, ["(old.yaml)", "(new.yaml)"]), (again, ["(a)", "(c)"])):
        files = zip(("old.yaml", "new.yaml"), (ONE, second), strict=True)
        sides = side_by_side([(name, Report.model_validate(data)) for name, data in files])
        assert [title.rpartition(" ")[2] for title in sides.titles] == apart
        assert len({row.name for row in matrix_of_side(sides).rows}) == 2

"""A report that is rendered in the field's own forms and brought in again says the same, field by field."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reward_reports import load, render
from reward_reports.exchange.importing import convert
from reward_reports.exchange.importing.reading import read_source
from reward_reports.report.loading import load_text
from reward_reports.report.model import LAYOUTS, Report

ROOT = Path(__file__).resolve().parents[3]
REPORTS = {path.parent.name: load(path) for path in sorted((ROOT / "examples").glob("*/reward-report.yaml"))}
FIELDS = [path for _, paths in LAYOUTS["paper"] for path in paths]
FORMS = [("markdown", "paper", "report.md"), ("markdown", "builder", "report.md"), ("latex", "paper", "report.tex")]


def again(report, to, layout, name):
    made = convert([read_source(render(report, to=to, layout=layout).encode(), name)])
    return load_text(made.yaml).report


@cache
def example_again(which, to, layout, name):
    return again(REPORTS[which], to, layout, name)


def words(text):
    """Return the words of a text without its markup, citations, formulas and entities, which each form writes in its own way."""
    bare = re.sub(r"\$[^$]*\$|\[@[^\]]*\]|\]\([^)]*\)|https?://\S+|&#?\w+;", " ", text or "")
    return re.findall(r"[^\W_]+", bare.casefold())


def in_order(wanted, found):
    rest = iter(found)
    return [word for word in wanted if word not in rest]


@pytest.mark.parametrize(("to", "layout", "name"), FORMS, ids=["markdown paper", "markdown builder", "latex"])
@pytest.mark.parametrize("which", REPORTS)
def test_every_answer_comes_back_in_its_field(which, to, layout, name):
    report = REPORTS[which]
    back = example_again(which, to, layout, name)
    for section, field in FIELDS:
        text = getattr(getattr(report, section), field).text
        found = getattr(getattr(back, section), field).text
        assert in_order(words(text), words(found)) == [], f"{section}.{field}"


@pytest.mark.parametrize(("to", "layout", "name"), FORMS, ids=["markdown paper", "markdown builder", "latex"])
@pytest.mark.parametrize("which", REPORTS)
def test_every_state_comes_back_with_its_reason(which, to, layout, name):
    report = REPORTS[which]
    back = example_again(which, to, layout, name)
    for section, field in FIELDS:
        original, found = (getattr(getattr(one, section), field) for one in (report, back))
        assert found.disclosure == original.disclosure, f"{section}.{field}"
        assert found.blank == original.blank, f"{section}.{field}"
        assert in_order(words(original.reason), words(found.reason)) == [], f"{section}.{field}"


def test_what_is_held_back_comes_back_as_withheld():
    data = {
        "schema_version": "1.0",
        "report": {"id": "a", "title": "A", "version": "1.0", "kind": "hypothetical"},
        "system_details": {"system_owner": {"text": "Secret", "audience": "internal", "reason": "A trade secret."}},
    }
    owner = again(Report.model_validate(data), "markdown", "paper", "a.md").system_details.system_owner
    assert (owner.disclosure, owner.reason, owner.text) == ("withheld", "A trade secret.", None)


@pytest.mark.parametrize("kind", ["hypothetical", "third_party", "retrospective", None])
@pytest.mark.parametrize("status", ["draft", "superseded", "archived"])
@pytest.mark.parametrize("audience", ["public", "auditor", "internal"])
def test_the_warnings_of_a_page_become_no_part_of_its_first_answer(kind, status, audience):
    data = {
        "schema_version": "1.0",
        "report": {"id": "a", "title": "A", "version": "1.0", "kind": kind, "status": status},
        "system_details": {"system_owner": {"text": "Acme", "disclosure": "partial", "reason": "Names are not given."}},
    }
    page = render(Report.model_validate(data), to="markdown", layout="builder", audience=audience)
    back = load_text(convert([read_source(page.encode(), "a.md")]).yaml).require()
    owner = back.system_details.system_owner
    assert (owner.text, owner.disclosure, owner.reason) == ("Acme", "partial", "Names are not given.")


def test_every_character_that_latex_spells_comes_back():
    # A straight apostrophe is a curly one to LaTeX, so it is not among them.
    signs = '\\ { } % & # _ ~ ^ " < > | - ` « » „ “ ” ‘ ’ – — … € £ § ° × ÷ ± µ é ü ñ ç ø å ß œ ł İ → ← ≤ ≥ ≠ ∞ α Ω ∑ 日 Ж ا 😀 ½ ™ ©'
    data = {
        "schema_version": "1.0",
        "report": {"id": "a", "title": "A", "version": "1.0", "kind": "hypothetical"},
        "system_details": {"system_owner": f"Begin {signs} end"},
    }
    back = again(Report.model_validate(data), "latex", "paper", "a.tex").system_details.system_owner.text
    lost = [sign for sign in signs.split() if sign not in back.replace("\\", "") and sign != "\\"]
    assert lost == []


plain = st.text(st.sampled_from("abcdefgh XYZ.,;:'\"-éß%&#{}~^_0123456789"), min_size=3, max_size=120)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), plain, min_size=1, max_size=5), st.sampled_from(FORMS))
def test_whatever_is_answered_comes_back_in_its_field(answers, form):
    data = {
        "schema_version": "1.0",
        "report": {"id": "a", "title": "A title", "version": "1.0", "kind": "hypothetical"},
    }
    for (section, field), text in answers.items():
        data.setdefault(section, {})[field] = {"text": f"Begin {text.strip()} end"}
    back = again(Report.model_validate(data), *form)
    for (section, field), text in answers.items():
        found = words(getattr(getattr(back, section), field).text)
        assert in_order(words(f"Begin {text} end"), found) == [], f"{section}.{field}: {found}"

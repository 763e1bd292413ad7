"""Changes call entries by their names, and their ids stay in the data."""

from __future__ import annotations

import json

import pytest

from reward_reports.changes.comparing.comparison import compare_for
from reward_reports.changes.comparing.formats import as_json, markdown, text
from reward_reports.publishing.rendering import changes


@pytest.fixture
def compared(fragment):
    """Compare reports that differ in whom a failure affects."""

    def make(before, after, *, audience="public", groups_for="public", renamed="Everyone else"):
        def report(affected, name):
            people = [{"id": "residents", "name": "Residents near the exit"}, {"id": "others", "name": name}]
            failure = {"id": "f", "name": "Noise", **({"affected": affected} if affected is not None else {})}
            return fragment(json.dumps({
                "schema_version": "1.1",
                "report": {"id": "a", "title": "A", "version": "1"},
                "optimization_intent": {"known_failure_modes": {"items": [failure]}},
                "institutional_interface": {"stakeholders": {"items": people, "audience": groups_for}},
            }))  # fmt: skip

        return compare_for(("a", report(before, "Everyone else")), ("b", report(after, renamed)), audience)

    return make


FORMATS = [text.render, markdown.render, changes.render]


@pytest.mark.parametrize("render", FORMATS)
def test_an_id_is_shown_by_the_name_of_its_entry(compared, render):
    shown = " ".join(render(compared(["others"], ["residents"], renamed="All others")).split())
    assert "added Residents near the exit" in shown
    assert "removed Everyone else" in shown, "the name that it had then"
    assert "residents" not in shown


def test_data_for_programs_keeps_ids(compared):
    found = json.loads(as_json.render(compared([], ["residents"])))["changes"]
    assert [(one["old"], one["new"]) for one in found] == [(None, "residents")]


@pytest.mark.parametrize("render", FORMATS)
def test_a_name_that_readers_may_not_see_does_not_take_the_place_of_its_id(compared, render):
    assert "Residents near" not in render(compared([], ["residents"], groups_for="auditor"))


def test_lists_within_an_entry_have_names_too(fragment):
    def report(**more):
        return fragment(json.dumps({
            "schema_version": "1.1",
            "report": {"id": "a", "title": "A", "version": "1"},
            "institutional_interface": {"stakeholders": {"items": [{"id": "residents", "name": "People near the exit"}]}},
            **more,
        }))  # fmt: skip

    failure = {"id": "f", "name": "Noise", "affected": ["residents"]}
    new = report(optimization_intent={"known_failure_modes": {"items": [failure]}})
    shown = text.render(compare_for(("a", report()), ("b", new)))
    assert "affected: People near the exit" in shown

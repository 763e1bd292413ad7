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

    def make(before, after, *, audience="public", groups_for=("public", "public"), renamed="Everyone else"):
        def report(affected, name, groups_for):
            people = [{"id": "residents", "name": "Residents near the exit"}, {"id": "others", "name": name}]
            failure = {"id": "f", "name": "Noise", **({"affected": affected} if affected is not None else {})}
            return fragment(json.dumps({
                "schema_version": "1.1",
                "report": {"id": "a", "title": "A", "version": "1"},
                "optimization_intent": {"known_failure_modes": {"items": [failure]}},
                "institutional_interface": {"stakeholders": {"items": people, "audience": groups_for}},
            }))  # fmt: skip

        old, new = report(before, "Everyone else", groups_for[0]), report(after, renamed, groups_for[1])
        return compare_for(("a", old), ("b", new), audience)

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
@pytest.mark.parametrize(
    ("before", "after", "groups_for"),
    [
        ([], ["residents"], ("auditor", "auditor")),
        ([], ["residents"], ("public", "auditor")),
        (["residents"], [], ("public", "auditor")),
        (["residents"], [], ("auditor", "public")),
    ],
)
def test_a_name_that_readers_may_not_see_does_not_take_the_place_of_its_id(compared, render, before, after, groups_for):
    assert "Residents near" not in render(compared(before, after, groups_for=groups_for))


@pytest.mark.parametrize("render", FORMATS)
def test_a_name_that_the_report_holds_back_now_is_not_told_of_two_earlier_versions(fragment, render):
    def report(affected, groups_for):
        return fragment(json.dumps({
            "schema_version": "1.1",
            "report": {"id": "a", "title": "A", "version": "1"},
            "optimization_intent": {"known_failure_modes": {"items": [{"id": "f", "name": "Noise", "affected": affected}]}},
            "institutional_interface": {
                "stakeholders": {"items": [{"id": "residents", "name": "Residents near"}], "audience": groups_for}
            },
        }))  # fmt: skip

    old, new, now = report([], "public"), report(["residents"], "public"), report([], "internal")
    assert "Residents near" in render(compare_for(("a", old), ("b", new)))
    assert "Residents near" not in render(compare_for(("a", old), ("b", new), now=now))


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

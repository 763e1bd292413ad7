"""What is offered, explained and listed at a place in the text."""

from __future__ import annotations

from datetime import date

import pytest

from reward_reports.editing.completing import suggestions
from reward_reports.editing.hovering import hover
from reward_reports.editing.identifiers import Identifiers
from reward_reports.editing.outline import folds, states, symbols
from reward_reports.editing.session import LintFrame, Session
from reward_reports.linting.settings import Settings

TEXT = """\
schema_version: "1.1"
report:
  id: shop
  title: Shop
  version: "1.0"
  kind: first_party
optimization_intent:
  goal_of_reinforcement: {disclosure: unknown, reason: "Nobody says [@book]."}
  performance_metrics:
  oversight_metrics:
    - {id: letters, name: Letters a week}
    - id: calls
      name: Calls
  known_failure_modes:
    - {id: loop, name: A loop, detected_by: [letters]}
references:
  - {id: book, title: A book}
"""


def snapshot_of(text: str):
    snapshot = Session.of(text, LintFrame("r.yaml", Settings(), date(2026, 6, 1))).snapshot
    return snapshot, Identifiers(snapshot.context) if snapshot.context else None


def offered(text: str) -> list[str]:
    """Return what is offered at the sign |."""
    offset = text.index("|")
    return [one.label for one in suggestions(*snapshot_of(text.replace("|", "")), offset)]


@pytest.mark.parametrize(
    ("old", "new", "some"),
    [
        ("kind: first_party", "kind: |", ["first_party", "third_party"]),
        ("kind: first_party", "kind: fir|st_party", ["first_party"]),
        ("  kind: first_party\n", "  kind: first_party\n  |\n", ["status", "authors"]),
        ("references:", "|\nreferences:", ["evaluation", "system_details"]),
        ("disclosure: unknown", "disclosure: |", ["partial", "withheld"]),
        ('reason: "Nobody', '|: "Nobody', ["reason", "basis"]),
        ("[letters]", "[|]", ["letters", "calls"]),
        ("[letters]}", "[|", ["letters", "calls"]),
        ("[@book]", "[@b|]", ["book"]),
        ("name: Calls\n", "name: Calls\n      |\n", ["unit", "definition"]),
        ("  performance_metrics:\n", "  performance_metrics:\n    - |\n", ["id", "name"]),
        ("  performance_metrics:\n", "  broken broken\n  performance_metrics:\n    - id: x\n      |\n", ["name"]),
    ],
)
def test_keys_values_and_ids_are_offered_where_they_fit(old, new, some):
    labels = offered(TEXT.replace(old, new, 1))
    assert set(some) <= set(labels)


def test_keys_that_are_there_are_not_offered_again():
    assert not {"id", "title", "kind"} & set(
        offered(TEXT.replace("  kind: first_party\n", "  kind: first_party\n  |\n"))
    )


def test_nothing_is_offered_in_a_comment():
    assert offered(TEXT.replace("references:", "# a|\nreferences:")) == []


def shown(words: str, at: str = "") -> str:
    offset = TEXT.index(words) + (words.index(at) if at else 0) + 1
    found = hover(*snapshot_of(TEXT), offset)
    return found[0] if found else ""


def test_a_key_a_value_and_an_id_are_explained():
    assert "oversight_metrics" in shown("oversight_metrics")
    assert "does not know" in shown("disclosure: unknown", "unknown")
    assert "Letters a week" in shown("[letters]", "letters")
    assert "A book" in shown("@book", "book")
    assert shown("Letters a week") == ""


def test_the_outline_has_sections_fields_and_entries():
    parts = {one.detail or one.name: one for one in symbols(snapshot_of(TEXT)[0])}
    fields = {one.detail or one.name: one for one in parts["optimization_intent"].children}
    assert [one.name for one in fields["oversight_metrics"].children] == ["Letters a week", "Calls"]
    for one in parts.values():
        assert one.span.start <= one.word.start <= one.word.end <= one.span.end


def test_what_takes_several_lines_can_be_folded():
    assert (1, 5) in folds(snapshot_of(TEXT)[0])
    assert (11, 12) in folds(snapshot_of(TEXT)[0])


def test_states_stand_behind_the_keys_of_fields():
    words = {".".join(one.path): one.words for one in states(snapshot_of(TEXT)[0])}
    assert words["optimization_intent.oversight_metrics"] == "2 entries"
    assert words["optimization_intent.goal_of_reinforcement"] == "not known"
    assert words["optimization_intent.performance_metrics"] == "empty"

"""Ids: where they are defined and used, and renaming across values and citations."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from reward_reports.base.errors import InputError
from reward_reports.editing.identifiers import Identifiers
from reward_reports.editing.session import LintFrame, Session
from reward_reports.editing.spots import with_items
from reward_reports.linting.settings import Settings
from reward_reports.report.model.pointers import TARGETS, pointer_at
from reward_reports.report.text_edits import apply_edits

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/reward-report.yaml"))
TEXT = """\
schema_version: "1.1"
report: {id: shop, title: Shop, version: "1.0", kind: first_party}
optimization_intent:
  goal_of_reinforcement: >-
    To answer letters, as said [see @book, p. 3;
    @book].
  oversight_metrics:
    - {id: 'letters', name: Letters}   # counted
  known_failure_modes:
    - id: loop
      name: A loop
      detected_by:
        - letters
        - "letters"
implementation:
  reward_details:
    - {id: speed, metric: letters, weight: 1}
bindings:
  - {field: implementation.reward_details.speed.weight, path: a.yaml}
references:
  - {id: book, title: A book}
"""


def session_of(text: str) -> Session:
    return Session.of(text, LintFrame("r.yaml", Settings(), date(2026, 6, 1)))


def renamed(text: str, old: str, new: str) -> str:
    identifiers = Identifiers(session_of(text).snapshot.context)
    (definition,) = (one for one in identifiers.definitions if one.id == old)
    return apply_edits(text, identifiers.rename(definition, new))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_ids_and_pointers_are_those_of_the_rules(path):
    context = session_of(path.read_text("utf-8")).snapshot.context
    identifiers = Identifiers(context)
    for target in TARGETS:
        assert {one.id for one in identifiers.of_target(target)} == context.ids[target]
    assert [
        place for place, _, points_to, _ in context.pointers if pointer_at(with_items(place)) is not points_to
    ] == []
    assert [use for use in identifiers.uses if use.definition is None or use.span is None] == []


@pytest.mark.parametrize("path", EXAMPLES[:2], ids=lambda path: path.parent.name)
def test_renaming_any_id_of_an_example_changes_no_finding(path):
    session = session_of(path.read_text("utf-8"))
    before = Counter(one.finding.code for one in session.findings)
    identifiers = Identifiers(session.snapshot.context)
    for definition in identifiers.definitions[::7]:
        after = session_of(apply_edits(session.text, identifiers.rename(definition, "quite-new")))
        assert Counter(one.finding.code for one in after.findings) == before, definition


def test_an_id_is_renamed_at_every_place_in_the_quotes_it_has():
    text = renamed(TEXT, "letters", "calls.a-day")
    assert "{id: 'calls.a-day', name: Letters}   # counted" in text
    assert '- calls.a-day\n        - "calls.a-day"' in text
    assert "metric: calls.a-day" in text
    assert not re.search(r"\bletters\b", text.replace("answer letters", ""))


def test_a_reference_is_renamed_in_citations():
    assert "[see @tome, p. 3;\n    @tome]" in renamed(TEXT, "book", "tome")


def test_an_id_where_words_may_stand_is_renamed_and_words_are_not():
    text = TEXT + "rlhf:\n  training_stages:\n    - {id: sft, name: SFT, starts_from: base, produces: base and more}\n"
    text = text.replace("bindings:", "  algorithmic_details:\n    - {id: base, name: Base}\nbindings:")
    text = text.replace(
        "oversight_metrics:", "performance_metrics: {items: [], attested: [{by: book}]}\n  oversight_metrics:"
    )
    assert "starts_from: core, produces: base and more" in renamed(text, "base", "core")
    assert "by: tome" in renamed(text, "book", "tome")


def test_an_entry_is_renamed_in_the_field_of_a_binding():
    assert "implementation.reward_details.pace.weight" in renamed(TEXT, "speed", "pace")


def test_a_new_id_that_yaml_would_read_as_a_number_is_quoted():
    text = renamed(TEXT, "loop", "12")
    assert 'id: "12"' in text


@pytest.mark.parametrize(
    ("old", "new"), [("letters", "two words"), ("letters", ""), ("letters", "-a"), ("book", "a" * 101)]
)
def test_what_is_not_an_id_is_refused(old, new):
    with pytest.raises(InputError, match="is not an id"):
        renamed(TEXT, old, new)


def test_an_id_that_is_taken_is_refused():
    text = TEXT.replace("- {id: 'letters'", "- {id: calls, name: Calls}\n    - {id: 'letters'")
    with pytest.raises(InputError, match="used already"):
        renamed(text, "letters", "calls")
    assert "id: 'speed'" in renamed(text, "letters", "speed")


def test_ids_are_found_while_another_line_is_broken():
    session = session_of(TEXT.replace("implementation:\n", "implementation:\n  half typed\n"))
    assert session.snapshot.context is not None
    assert {"letters", "book"} <= {one.id for one in Identifiers(session.snapshot.context).definitions}

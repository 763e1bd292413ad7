"""Changes as text edits: whatever is done, all comments and all other values stay."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reward_reports.base.errors import InputError
from reward_reports.editing import changing
from reward_reports.editing.comments import comments
from reward_reports.editing.long_form import in_long_form
from reward_reports.editing.session import LintFrame, Session
from reward_reports.linting.settings import Settings
from reward_reports.report.loading import Document, load_text
from reward_reports.report.text_edits import apply_edits

DAY = date(2026, 6, 1)
HERE = Path(__file__).parent
COMMENTED = (HERE / "commented.reward-report.yaml").read_text("utf-8")
EXAMPLES = sorted((HERE.parents[1] / "examples").glob("*/reward-report.yaml"))
TEXTS = [COMMENTED, COMMENTED.replace("\n", "\r\n"), *(path.read_text("utf-8") for path in EXAMPLES[:3])]
VALUES = st.one_of(
    st.sampled_from(["unknown", "A text: with a colon and a # sign", "two\nlines\n", "long " * 60, "- a dash", "null", "2026-01"]),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=30),
    st.integers(-5, 5), st.just(2.5), st.booleans(), st.just(["a", "b"]),
)  # fmt: skip
ENTRIES = [
    {"id": "new", "name": "A name"},
    {"id": "new", "summary": "long " * 40, "observations": [{"value": 3}, {"value": 4, "date": "2026"}]},
    {"name": "No id", "texts": ["a", "two\nlines"]},
]


def paths(data: object, path: changing.Path = ()):
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in pairs:
        yield (*path, step), value
        yield from paths(value, (*path, step))


def words(document: Document) -> Counter[str]:
    return Counter(document.text[span.start : span.end] for span in comments(document))


def pruned(data):
    """Leave out what holds nothing."""
    if isinstance(data, dict):
        return {key: pruned(value) for key, value in data.items() if pruned(value) not in (None, {}, [])}
    return [pruned(value) for value in data] if isinstance(data, list) else data


def at(data, path):
    for step in path:
        data = data[step]
    return data


def draw_change(draw, document: Document):
    """Choose a change; return its edits and what the data should be after it."""
    data = in_long_form(document.data)
    wanted = deepcopy(data)
    places = list(paths(data))
    path, value = draw(st.sampled_from(places))
    kind = draw(st.sampled_from(["set", "clear", "add", "remove", "move", "state"]))
    if kind in ("add", "remove", "move"):
        path, value = draw(st.sampled_from([(path, value) for path, value in places if isinstance(value, list)]))
        index, to = (draw(st.integers(0, len(value) - 1)) for _ in range(2))
        entry = draw(st.sampled_from(ENTRIES))
        entries = at(wanted, path)
        if kind == "add":
            entries.append(entry)
            return lambda: changing.add(document, path, entry), wanted
        if kind == "remove":
            del entries[index]
            return lambda: changing.remove(document, path, index), wanted
        entries.insert(to, entries.pop(index))
        return lambda: changing.move(document, path, index, to), wanted
    if kind == "clear":
        del at(wanted, path[:-1])[path[-1]]
        return lambda: changing.clear(document, path), wanted
    new = draw(VALUES)
    if kind == "state":
        path = (
            *(path[:-1] if not isinstance(value, dict) else path),
            draw(st.sampled_from(["disclosure", "reason", "basis"])),
        )
        if not isinstance(at(wanted, path[:-1]), dict):
            path = (*path[:-2], path[-2])
    at(wanted, path[:-1])[path[-1]] = new
    return lambda: changing.set_value(document, path, new), wanted


@settings(max_examples=15)  # each change is linted, as the session does
@given(st.data())
def test_any_sequence_of_changes_keeps_all_comments_and_all_other_values(data):
    document = load_text(data.draw(st.sampled_from(TEXTS)))
    before = words(document)
    session = Session.of(document.text, LintFrame("r.yaml", Settings(), DAY))
    made = 0
    for _ in range(data.draw(st.integers(1, 6))):
        change, wanted = draw_change(data.draw, document)
        try:
            edits = change()
        except InputError:
            continue
        session.apply(edits)
        made += session.text != document.text
        document = load_text(session.text)
        assert pruned(in_long_form(document.data)) == pruned(in_long_form(wanted))
        assert words(document) == before
    texts = [session.text]
    while session.undo():
        texts.append(session.text)
    assert len(texts) == made + 1
    assert texts[-1] in TEXTS
    while session.redo():
        pass
    assert session.text == texts[0]


def changed(text: str, name: str, *given) -> str:
    return apply_edits(text, getattr(changing, name)(load_text(text), *given))


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (("set_value", ("report", "title"), "New"), '  title: "Shop: letters"', "  title: New"),
        (("set_value", ("report", "status"), "draft"), '  version: "1.0"\n', '  version: "1.0"\n  status: draft\n'),
        (
            ("set_value", ("implementation", "limitations", "basis"), "inferred"),
            "    limitations: A plain text that\n      goes on.   # behind it",
            "    limitations:\n      basis: inferred\n      text: A plain text that\n        goes on.   # behind it",
        ),
        (
            ("set_value", ("implementation", "reward_details", "disclosure"), "partial"),
            "    reward_details:\n",
            "    reward_details:\n      disclosure: partial\n      items:\n",
        ),
        (
            ("add", ("institutional_interface", "stakeholders", "items"), {"id": "all", "name": "All"}),
            "name: Staff}]   # in brackets",
            "name: Staff}, {id: all, name: All}]   # in brackets",
        ),
        (
            ("remove", ("report", "authors"), 1),
            "    - name: Bob   # behind Bob\n      # Inside Bob.\n      affiliation: A firm\n",
            "    # behind Bob\n    # Inside Bob.\n",
        ),
        (
            ("move", ("implementation", "reward_details", "items"), 1, 0),
            "        - id: speed\n          weight: 0.5\n        - id: cost\n          weight: -1\n",
            "        - id: cost\n          weight: -1\n        - id: speed\n          weight: 0.5\n",
        ),
        (
            ("set_value", ("evaluation", "performance_standards", "items", 0), {"id": "x"}),
            "evaluation: {}\n",
            "evaluation:\n  performance_standards:\n    - {id: x}\n",
        ),
        (("clear", ("optimization_intent", "oversight_metrics", "reason")), ', reason: "Nobody # counts"}', "}"),
    ],
)
def test_a_change_touches_its_own_lines_only(line_end, change, before, after):
    text = COMMENTED.replace("\n", line_end)
    assert changed(text, *change) == text.replace(before.replace("\n", line_end), after.replace("\n", line_end), 1)


@pytest.mark.parametrize("value", ["two\nlines\n", "long " * 60, {"text": "A", "basis": "inferred"}])
def test_every_comment_of_the_file_can_stay(value):
    document = load_text(COMMENTED)
    for path in [("report", "title"), ("system_details", "system_owner"), ("implementation", "limitations")]:
        after = load_text(changed(COMMENTED, "set_value", path, value))
        assert words(after) == words(document)


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("remove", (("report", "authors"), 9), "no entry at position 9"),
        ("move", (("report", "authors"), 0, 9), "no entry at position 9"),
        ("add", (("report", "title"), "x"), "is not a list"),
        ("clear", ((),), "whole report"),
    ],
)
def test_what_is_not_there_is_refused(name, given, message):
    with pytest.raises(InputError, match=message):
        changed(COMMENTED, name, *given)


@pytest.mark.parametrize("text", ["", "a: [", "- a\n", "just text"])
def test_a_file_that_is_no_report_is_refused(text):
    with pytest.raises(InputError, match="not valid YAML"):
        changed(text, "set_value", ("report", "title"), "New")


def test_what_an_alias_repeats_is_not_changed():
    text = COMMENTED.replace('title: "Shop: letters"', "title: &name Shop").replace(
        "affiliation: A firm", "affiliation: *name"
    )
    for path in [("report", "title"), ("report", "authors", 1, "affiliation")]:
        with pytest.raises(InputError, match="change it in the YAML"):
            changed(text, "set_value", path, "New")

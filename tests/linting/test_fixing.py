"""Fixes: made in rounds, verified by reading again, and never at the cost of words or comments."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from reward_reports.base.diagnostics import Edit, Fix
from reward_reports.linting import fixing
from reward_reports.linting.engine import lint_document
from reward_reports.linting.fixing import fix_document
from reward_reports.linting.settings import Settings
from reward_reports.report.loading import load_text

SETTINGS = Settings(select=("SYN", "SCH"))
TODAY = date(2026, 1, 1)
LINT = partial(lint_document, settings=SETTINGS, today=TODAY)
HEAD = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0", kind: hypothetical}\n'


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        (
            "schema_version: 1.0  # ours\nreport: {id: a, title: 7, version: 1.10}\n",
            'schema_version: "1.0"  # ours\nreport: {id: a, title: "7", version: "1.10"}\n',
            3,
        ),
        (HEAD + "x-a: NO\n", HEAD + 'x-a: "NO"\n', 1),
        (
            HEAD + "ev\u0430luation: {evaluation_validity: fine}\n",
            HEAD + "evaluation: {evaluation_validity: fine}\n",
            1,
        ),
        (
            HEAD + "institutional_interface: {stakeholders: [{id: x, name: X, in_scope: yes}]}\n",
            HEAD + "institutional_interface: {stakeholders: [{id: x, name: X, in_scope: true}]}\n",
            1,
        ),
        (HEAD + "x-a: NO\r\n", HEAD + 'x-a: "NO"\r\n', 1),
        (HEAD, HEAD, 0),
        ("a: [", "a: [", 0),
        # An anchor stays, and what it names is said and fixed once, however many aliases lead to it.
        (HEAD + "x-a: &t NO\nx-b: *t\nx-c: [*t, *t]\n", HEAD + 'x-a: &t "NO"\nx-b: *t\nx-c: [*t, *t]\n', 1),
        (HEAD + "x-a: &t [NO]\nx-b: *t\n", HEAD + 'x-a: &t ["NO"]\nx-b: *t\n', 1),
        (
            HEAD
            + "institutional_interface: {stakeholders: [{id: x, name: X, in_scope: &y yes}, {id: z, name: Z, in_scope: *y}]}\n",
            HEAD
            + "institutional_interface: {stakeholders: [{id: x, name: X, in_scope: &y true}, {id: z, name: Z, in_scope: *y}]}\n",
            1,
        ),
        (
            HEAD + "&k ev\u0430luation: {evaluation_validity: fine}\nx-a: *k\n",
            HEAD + "&k evaluation: {evaluation_validity: fine}\nx-a: *k\n",
            1,
        ),
    ],
)
def test_what_can_be_mended_is_mended(before, after, count):
    fixed = fix_document(load_text(before), SETTINGS, TODAY)
    assert fixed.text == after
    assert fixed.count >= count
    assert fix_document(load_text(after), SETTINGS, TODAY).count == 0


def test_what_an_anchor_names_is_found_once():
    """However many aliases lead to it: each is the same place in the file."""
    text = HEAD + "x-a: &t NO\nx-b: [*t, *t]\nx-c: &u {k: a\u202eb}\nx-d: *u\n"
    assert [problem.kind for problem in load_text(text).problems] == ["yaml-1.1", "bidi"]
    text = (
        HEAD
        + "institutional_interface:\n  stakeholders: [{id: x, name: X, in_scope: &y yes}, {id: z, name: Z, in_scope: *y}]\n"
    )
    assert [problem.kind for problem in load_text(text).problems] == ["yaml-1.1", "wrong-type"]
    text = HEAD + "evaluation: {one: &a a, two: *a}\n"
    assert len(load_text(text).problems) == 2, "the keys are different places"


def test_a_fix_that_breaks_the_report_is_not_made():
    document = load_text(HEAD + "x-a: NO\n")
    start = document.text.index("NO")
    fixed, done = fixing._apply(document, [Fix("Break it", (Edit(start, start + 2, "[["),))], 1, LINT)
    assert (fixed, done) == (document, [])


def test_a_good_fix_is_made_although_another_is_bad():
    document = load_text(HEAD + "x-a: NO\nx-b: NO\n")
    first = document.text.index("NO")
    second = document.text.index("NO", first + 1)
    bad = Fix("Break it", (Edit(first, first + 2, "[["),))
    good = Fix("Quote it", (Edit(second, second + 2, '"NO"'),))
    fixed, done = fixing._apply(document, [bad, good], 2, LINT)
    assert done == ["Quote it"]
    assert fixed.text == HEAD + 'x-a: NO\nx-b: "NO"\n'


def test_unsafe_fixes_wait_to_be_asked_for():
    text = HEAD + "evaluatoin: {evaluation_validity: fine}\n"
    assert fix_document(load_text(text), SETTINGS, TODAY).text == text
    fixed = fix_document(load_text(text), SETTINGS, TODAY, unsafe=True).text
    assert fixed == text.replace("evaluatoin", "evaluation")

"""What the loader finds reaches the author: every kind of problem through one rule, at its place, with its fix."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

import reward_reports.report.loading
from reward_reports.base.diagnostics import Kind, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.documentation import FRAME
from reward_reports.linting.engine import lint_document
from reward_reports.linting.registry import all_rules
from reward_reports.linting.settings import Settings
from reward_reports.report.loading import Document, load_bytes, load_text
from reward_reports.report.text_edits import apply_edits

TODAY = date(2026, 6, 1)
KINDS = [kind for kind in get_args(Kind) if kind]
LOADER_RULES = [entry for entry in all_rules().values() if not entry.rule.needs_report and not entry.rule.last]


def findings(text: str | bytes, *, strictness="minimal", select=("SYN", "SCH")):
    document = load_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"), "report.yaml")
    found, _ = lint_document(document, Settings(select=select, strictness=strictness), TODAY)
    return document, found


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_problem_is_reported_by_exactly_one_rule(kind):
    document = Document("x", "text", problems=(Problem("message", "Advice", kind=kind),))
    given = [entry.rule.code for entry in LOADER_RULES for _ in entry.check(Context(document, TODAY))]
    assert len(given) == 1


def test_the_loader_makes_no_problem_without_a_kind():
    folder = Path(reward_reports.report.loading.__file__).parent
    calls = [node for file in sorted(folder.glob("*.py")) for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    made = [node for node in calls if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem"]
    assert len(made) > 5
    assert all("kind" in {keyword.arg for keyword in node.keywords} for node in made)


def metric(ident):
    return FRAME + f"optimization_intent:\n  performance_metrics:\n    - {{id: {ident}, name: M}}\n"


def stakeholder(more):
    return FRAME + f"institutional_interface:\n  stakeholders:\n    - {{id: a, name: A, {more}}}\n"


GIVEN = [
    # (kind, file, code, line, a word of the message)
    ("encoding", "a: \xe9".encode("latin-1"), "SYN002", 1, "0xe9"),
    ("encoding", ("\ufeff" + FRAME).encode("utf-16"), "SYN002", 1, "UTF-16"),
    ("encoding", FRAME + "x-a: \x00", "SYN002", 3, "U+0000"),
    ("encoding", FRAME + "x-a: \ud800", "SYN002", 3, "0xed"),
    ("limit", FRAME + "x-a: " + "[" * 101 + "]" * 101, "SYN007", 3, "deeper"),
    ("limit", b"#" * (1024 * 1024 + 1), "SYN007", 1, "larger"),
    ("empty", "", "SYN008", 1, "empty"),
    ("empty", "# only a comment\n", "SYN008", 1, "empty"),
    ("yaml", FRAME + "evaluation: [a", "SYN001", 3, "bracket"),
    ("yaml", FRAME + "evaluation: 'a", "SYN001", 3, "quote"),
    ("yaml", FRAME + "evaluation:\n\tlimits: a", "SYN001", 4, "tab"),
    ("yaml", FRAME + "\tevaluation: a", "SYN001", 3, "tab"),
    ("yaml", FRAME + "evaluation: a: b", "SYN001", 3, "colon"),
    ("yaml", FRAME + "evaluation: *nowhere", "SYN001", 3, "anchor"),
    ("yaml", FRAME + "x-a: &a [*a]", "SYN001", 3, "itself"),
    ("documents", FRAME + "---\n" + FRAME, "SYN004", 4, "second document"),
    ("duplicate-key", FRAME + "x-a: 1\nx-a: 2", "SYN003", 4, "line 3"),
    ("tag", FRAME + "x-a: !!python/object:os.system ls", "SYN005", 3, "!!python"),
    ("tag", FRAME + "x-a: !secret ls", "SYN005", 3, "!secret"),
    ("merge", FRAME + "x-a: {<<: {b: 1}}", "SYN006", 3, "merge"),
    ("key", FRAME + "x-a: {1: b}", "SYN009", 3, "key 1"),
    ("key", FRAME + "x-a: {? [b] : c}", "SYN009", 3, "list"),
    ("key", FRAME + "x-a:\n  ?\n  : c", "SYN009", 4, "nothing"),
    ("yaml-1.1", FRAME + "x-a: 12:30", "SYN010", 3, "12:30"),
    ("yaml-1.1", FRAME + "x-a: 0777", "SYN010", 3, "number 777"),
    ("odd-key", FRAME + "x-\u0430: 1", "SYN011", 3, "x-a"),
    ("odd-key", FRAME + "x-a\u200b: 1", "SYN011", 3, "invisible"),
    ("bidi", FRAME + "x-a: b\u202ec", "SYN012", 3, "U+202E"),
    ("unknown-key", FRAME + "evaluations: {}", "SCH001", 3, "evaluations"),
    ("missing-key", 'schema_version: "1.0"\nreport: {id: a, title: T}', "SCH002", 2, "version"),
    ("missing-key", 'schema_version: "1.0"', "SCH002", 1, "report"),
    ("wrong-type", "- a list", "SCH003", 1, "no report"),
    ("wrong-type", "null", "SCH003", 1, "no report"),
    ("wrong-type", FRAME + "evaluation: 3", "SCH003", 3, "evaluation is the number 3"),
    ("wrong-type", metric(1), "SCH003", 5, "id is the number 1"),
    ("wrong-type", stakeholder("in_scope: yes"), "SCH003", 5, "in_scope is the text yes"),
    ("not-in-list", stakeholder("reporting_role: vetos"), "SCH004", 5, "vetos"),
    ("not-in-list", FRAME.replace('"1.0"\nreport', "1.0\nreport"), "SCH004", 1, "not text"),
    ("bad-date", FRAME + "system_details: {dates: {active_from: 2023-02-29}}", "SCH005", 3, "day is out of range"),
    ("bad-date", FRAME + "system_details: {dates: {active_from: spring}}", "SCH005", 3, "spring"),
    ("bad-duration", FRAME + "system_maintenance: {reporting_cadence: {every: 6w}}", "SCH006", 3, "6w"),
    ("bad-number", FRAME + "optimization_intent: {goal_of_reinforcement: {horizon: {steps: -1}}}", "SCH007", 3, "at least 0"),
    ("bad-number", FRAME + "optimization_intent: {goal_of_reinforcement: {horizon: {discount: .inf}}}", "SCH007", 3, "inf"),
    ("bad-id", metric('"a b"'), "SCH008", 5, "a b"),
    ("bad-id", metric("a" * 101), "SCH008", 5, "not an id"),
]  # fmt: skip


def test_the_table_has_every_kind():
    assert {row[0] for row in GIVEN} == set(KINDS)


@pytest.mark.parametrize(("kind", "text", "code", "line", "word"), GIVEN)
def test_a_problem_of_the_loader_becomes_a_finding_at_its_place(kind, text, code, line, word):
    document, found = findings(text)
    assert kind in {problem.kind for problem in document.problems}
    assert [(finding.line, word in finding.message) for finding in found if finding.code == code] == [(line, True)]


@pytest.mark.parametrize("text", [row[1] for row in GIVEN if row[0] not in ("yaml-1.1", "bidi", "odd-key")])
def test_no_file_without_a_report_passes_in_silence(text):
    document, found = findings(text)
    assert document.report is None or document.problems
    assert any(finding.severity == "error" for finding in found)


@pytest.mark.parametrize(
    ("fragment", "codes"),
    [
        ("x-flag: 'no'\nx-time: \"12:30\"\nx-day: 2015-03-31\nx-large: 1.10", []),
        ("x-owner: Größe, Łódź, 東京, עברית, العربية", []),
        ("x-größe: 1\nx-данные: 1", []),
        ("x-a: &one {b: 1}\nx-c: *one\nx-d: *one", []),
        ("x-a: !!str 1\nx-b: !!float 3\nx-c: !!map {}\nx-d: !!seq []", []),
        ("x-emoji: \U0001f469\u200d\U0001f4bb", []),  # a joiner inside an emoji turns nothing
        ('x-a: {"1": b, "": c}', []),
        ("profiles: [recommender]", []),
        ("profiles: [rlhf]\nrlhf: {base_model: {name: GPT-3}}", []),
        ("profiles: [rlhf]", ["SCH010"]),
        ("profiles: [game, rlhf]\nrlhf:", ["SCH010"]),
    ],
)
def test_what_is_allowed_stays_silent(fragment, codes):
    _, found = findings(FRAME + fragment, strictness="publishable")
    assert [finding.code for finding in found] == codes


@pytest.mark.parametrize(
    ("profiles", "missing"), [("recommender", ["recommender"]), ("rlhf, recommender", ["rlhf", "recommender"])]
)
def test_a_profile_of_the_newer_format_promises_its_section_too(profiles, missing):
    _, found = findings(FRAME.replace('"1.0"', '"1.1"') + f"profiles: [{profiles}]", select=("SCH010",))
    assert [finding.message.split()[2] for finding in found] == missing


def test_a_value_that_is_wrong_anyway_gets_no_second_word_about_older_tools():
    _, found = findings(stakeholder("in_scope: no, interest: no"))
    assert [(finding.code, finding.column) for finding in found] == [("SCH003", 34), ("SYN010", 48)]


@pytest.mark.parametrize(
    ("text", "code", "safe", "fixed"),
    [
        (FRAME + "x-a: no", "SYN010", True, 'x-a: "no"'),
        (FRAME + "x-\u0430: 1", "SYN011", True, "x-a: 1"),
        (FRAME + "evaluaton: {}", "SCH001", False, "evaluation: {}"),
        (FRAME + "Evaluation: {}", "SCH001", False, "evaluation: {}"),
        (FRAME + "system-details: {}", "SCH001", False, "system_details: {}"),
        (metric(1), "SCH003", True, '{id: "1", name: M}'),
        (stakeholder("in_scope: yes"), "SCH003", True, "in_scope: true"),
        (FRAME.replace('"1.0"', "1.0", 1), "SCH004", True, 'schema_version: "1.0"\n'),
    ],
)
def test_a_fix_mends_the_file(text, code, safe, fixed):
    document, found = findings(text)
    (finding,) = [finding for finding in found if finding.code == code]
    assert finding.fix is not None
    assert finding.fix.safe is safe
    after = apply_edits(document.text, finding.fix.edits)
    assert fixed in after
    assert findings(after)[1] == []


@pytest.mark.parametrize(
    "text",
    [
        FRAME + "evaluaton: {}\nevaluation: {}",  # the rename would make a second one
        FRAME + "x-\u0430: 1\nx-a: 2",
        FRAME + "x-a: 0777",  # a number or a text? only the author knows
        metric("&one 1"),  # the anchor would be lost
        FRAME + "banana: 1",
    ],
)
def test_no_fix_is_offered_that_might_do_harm(text):
    _, found = findings(text)
    assert found
    assert all(finding.fix is None for finding in found)


def test_advice_names_what_may_stand_there():
    _, found = findings(stakeholder("reporting_role: vetos, intrest: x"))
    assert {finding.code: finding.advice for finding in found} == {
        "SCH001": "Did you mean interest?",
        "SCH004": "Did you mean veto? Write one of: not_stated, excluded, informed, consulted, reviewer, may_trigger_audit, veto",
    }


def test_advice_on_an_answer_names_its_short_forms():
    _, found = findings(FRAME + "system_details: {dates: 2015, other_resources: 3}")
    assert [finding.advice for finding in found] == [
        "Write text, or a mapping of keys and values",
        "Write text, a list, or a mapping of keys and values",
    ]


def test_many_problems_of_one_file_are_cut_short_and_counted():
    text = FRAME + "".join(f"k{number}: 1\n" for number in range(80))
    _, found = findings(text)
    assert len(found) == 51
    assert any("and 30 more" in finding.message for finding in found)


def test_a_report_that_loads_is_silent():
    assert load_text(FRAME).report is not None
    assert findings(FRAME)[1] == []


@pytest.mark.parametrize(
    ("given", "message", "advice", "fixed"),
    [
        ("interest: short waits, few falls", "a comma ends the text short waits, so few falls is read as a key", 'Quote the text: "short waits, few falls"', 'interest: "short waits, few falls"'),
        ("interest: a, b, c and d, in_scope: true", "a comma ends the text a, so b is read as a key", 'Quote the text: "a, b, c and d"', 'interest: "a, b, c and d", in_scope: true'),
        ('interest: say "so", or not', 'a comma ends the text say "so", so or not is read as a key', 'Quote the text: "say "so", or not"', None),
        ("interest: a,  # why\n b c", "a comma ends the text a, so b c is read as a key", 'Quote the text: "a, b c"', None),
        ("interest: from 1, at last: 2", "a comma ends the text from 1, so at last is read as a key", "Quote the text if the comma belongs to it", None),
        ("interest: 'quoted', nonsense", "the key nonsense is unknown here", None, None),
        ("nonsense: 1, in_scope: true", "the key nonsense is unknown here", None, None),
    ],
)  # fmt: skip
def test_a_comma_in_braces_that_cuts_a_text_is_named(given, message, advice, fixed):
    document, found = findings(stakeholder(given))
    first = found[0]
    assert (first.code, first.message) == ("SCH001", message)
    assert advice in (None, first.advice)
    if fixed is None:
        assert first.fix is None or "Quote" not in first.fix.title
        return
    after = apply_edits(document.text, first.fix.edits)
    assert fixed in after
    assert findings(after)[1] == []

"""The session: findings of what is typed, also while it is broken; fixes; undo."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reward_reports.base.diagnostics import Span
from reward_reports.editing.session import LintFrame, Session
from reward_reports.editing.text_positions import Shift, TextPositions
from reward_reports.linting.running import lint_text
from reward_reports.linting.settings import Settings

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/reward-report.yaml"))
FRAME = LintFrame("r.yaml", Settings(), date(2026, 6, 1))
TEXT = """\
schema_version: "1.1"
report: {id: shop, title: Shop, version: "1.0", kind: first_party}
optimization_intent:
  goal_of_reinforcement: To answer letters [@nobody].
  oversight_metrics:
    - {id: small-press, name: 😀 Letters}
  known_failure_modes:
    - {id: loop, name: A loop, detected_by: [small_press]}
"""


def codes(session: Session) -> set[str]:
    return {one.finding.code for one in session.findings}


@pytest.mark.parametrize("path", EXAMPLES[:4], ids=lambda path: path.parent.name)
def test_a_session_finds_what_the_linter_finds(path):
    raw = path.read_bytes()
    session = Session.of(raw.decode(), FRAME)
    assert [one.finding for one in session.findings] == list(lint_text(raw, "r.yaml", Settings(), FRAME.today).findings)


def test_a_broken_line_keeps_the_findings_of_the_others_and_moves_them():
    session = Session.of(TEXT, FRAME)
    assert {"REF001", "REF004"} <= codes(session)
    session.replace(TEXT.replace("optimization_intent:\n", "optimization_intent:\n  x\n  y: [\n"))
    assert not session.snapshot.loads
    assert {"REF001", "REF004"} <= codes(session)
    assert any(code.startswith("SYN") for code in codes(session))
    (cited,) = (one for one in session.findings if one.finding.code == "REF004")
    assert session.text[cited.span.start : cited.span.end] == "@nobody"
    assert session.text.split("\n")[cited.finding.line - 1][cited.finding.column - 1 :].startswith("@nobody")


def test_a_finding_goes_when_its_words_are_changed_in_a_broken_text():
    session = Session.of(TEXT, FRAME)
    session.replace(TEXT.replace("[@nobody].", "[@nob: : ["))
    assert not session.snapshot.loads
    assert "REF004" not in codes(session)
    assert "REF001" in codes(session)


def test_a_fix_of_a_kept_finding_still_fits():
    session = Session.of(TEXT, FRAME)
    session.replace("a: [\n" + TEXT)
    (wrong,) = (one for one in session.findings if one.finding.code == "REF001")
    (edit,) = wrong.finding.fix.edits
    assert session.text[edit.start : edit.end] == "small_press"


def test_fixes_are_made_and_undone():
    session = Session.of(TEXT, FRAME)
    assert session.fix_all() >= 1
    assert "[small-press]" in session.text
    assert session.undo()
    assert session.text == TEXT
    assert session.redo()
    assert not session.can_redo
    assert "[small-press]" in session.text


def test_other_settings_change_the_findings():
    session = Session.of(TEXT, FRAME)
    session.judge_by(LintFrame("r.yaml", Settings(select=("REF004",)), FRAME.today))
    assert codes(session) == {"REF004"}
    session.replace("a: [\n" + TEXT)
    assert {code for code in codes(session) if not code.startswith("SYN")} == {"REF004"}


@pytest.mark.parametrize("text", ["", "a\nb", "a\r\nb\r\n", "😀x\rüb\n", "\ufeffa: 😀😀\nb"])
def test_positions_count_utf_16_and_lead_back(text):
    positions = TextPositions(text)
    plain = text.removeprefix("\ufeff")
    for offset in range(len(plain) + 1):
        if plain[offset - 1 : offset + 1] != "\r\n":  # nobody stands between the two
            assert positions.offset(*positions.at(offset)) == offset
    if "😀x" in text:
        assert positions.at(text.index("x")) == (0, 2)
        assert positions.at(text.index("b")) == (1, 1)


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 5), ("utf-16", 3), ("utf-32", 2)])
def test_columns_are_counted_in_the_encoding_that_was_agreed_on(encoding, column):
    positions = TextPositions("a\n😀bc", encoding)
    assert positions.at(4) == (1, column)
    assert positions.offset(1, column) == 4


def test_a_column_beyond_the_line_is_its_end():
    assert TextPositions("ab\ncd").offset(0, 99) == 2
    assert TextPositions("ab\ncd").offset(9, 0) == 5


def test_a_stretch_moves_with_a_change_before_it():
    shift = Shift.between("one two three", "one 2 three")
    assert shift.moved(Span(8, 13)) == Span(6, 11)
    assert shift.moved(Span(0, 3)) == Span(0, 3)
    assert shift.moved(Span(4, 7)) is None

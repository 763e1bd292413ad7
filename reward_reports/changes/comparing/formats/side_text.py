"""Reports side by side as text for a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.escaping.cells import aligned, line_of
from reward_reports.base.escaping.markdown import escape
from reward_reports.base.escaping.visible import visible
from reward_reports.changes.comparing.side_by_side import SYMBOLS, Question, SideBySide, Told, figures_in_rows
from reward_reports.report.model.states import STATES

_TITLE, _COLUMN = 36, 24


def as_text(found: SideBySide) -> str:
    """Return the table of shapes, what they mean, and the answers question by question."""
    rows = [["QUESTION", *map(visible, found.titles)]]
    rows += [[one.title, *(_cell(told) for told in one.told)] for one in found.questions]
    rows += [[label, *cells] for label, cells in figures_in_rows(found.evidence)]
    table = aligned(rows, [_TITLE, *[_COLUMN] * len(found.titles)])
    legend = ", ".join(f"{shape} {STATES[state]}" for state, shape in SYMBOLS.items())
    return "".join([*map(line_of, table), f"\n{legend}\n", *_answers(found)])


def _cell(told: Told | None) -> str:
    return f"{SYMBOLS[told.state]} {told.words}" if told else ""


def _answers(found: SideBySide) -> Iterator[str]:
    for question in found.questions:
        yield f"\n{question.title}\n"
        for title, told in zip(found.titles, question.told, strict=True):
            if told is not None:
                yield f"  {visible(title)}: {told.words}{_why(told)}\n"
                yield from (f"    {visible(line)}\n" for line in told.lines)


def _why(told: Told) -> str:
    return f" ({visible(' '.join(told.reason.split()))})" if told.reason else ""


def as_markdown(found: SideBySide) -> str:
    """Return the same as Markdown: the table first, then a table for each question."""
    head = ["Question", *map(escape, found.titles)]
    rows = [[one.title, *(_cell(told) for told in one.told)] for one in found.questions]
    rows += [[f"**{label}**", *cells] for label, cells in figures_in_rows(found.evidence)]
    parts = ["# Reports side by side\n", _table(head, rows)]
    parts += [_question(one, found) for one in found.questions]
    return "\n".join(parts)


def _question(question: Question, found: SideBySide) -> str:
    rows = [
        [escape(title), "<br>".join([f"{told.words}{escape(_why(told))}", *map(escape, told.lines)])]
        for title, told in zip(found.titles, question.told, strict=True)
        if told is not None
    ]
    return f"## {question.title}\n\n{_table(['Report', 'Answer'], rows)}"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)

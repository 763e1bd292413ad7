"""Reports side by side as text for a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.escaping.markdown import escape
from reward_reports.base.escaping.visible import visible
from reward_reports.changes.comparing.formats.evidence_text import evidence_lines, evidence_markdown, table
from reward_reports.changes.comparing.side_by_side import Question, ShownAnswer, SideBySide, matrix_of_side


def as_text(sides: SideBySide) -> str:
    """Return what is known by which route, and the answers question by question."""
    return "".join([*evidence_lines(matrix_of_side(sides)), *_answers(sides)])


def _answers(sides: SideBySide) -> Iterator[str]:
    for question in sides.questions:
        yield f"\n{question.title}\n"
        for title, answer in zip(sides.titles, question.answers, strict=True):
            if answer is not None:
                yield f"  {visible(title)}: {answer.words}{_why(answer)}\n"
                yield from (f"    {visible(line)}\n" for line in answer.lines)


def _why(answer: ShownAnswer) -> str:
    return f" ({visible(' '.join(answer.reason.split()))})" if answer.reason else ""


def as_markdown(sides: SideBySide) -> str:
    """Return the same as Markdown: the evidence first, then a table for each question."""
    parts = ["# Reports side by side\n", *evidence_markdown(matrix_of_side(sides))]
    parts += [_question(one, sides) for one in sides.questions]
    return "\n".join(parts)


def _question(question: Question, sides: SideBySide) -> str:
    rows = [
        [escape(title), "<br>".join([f"{answer.words}{escape(_why(answer))}", *map(escape, answer.lines)])]
        for title, answer in zip(sides.titles, question.answers, strict=True)
        if answer is not None
    ]
    return f"## {question.title}\n\n{table(['Report', 'Answer'], rows)}"

"""The answers of one report as rows, one for each question, counted as `report.model.evidence` counts."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from reward_reports.linting.extract.sourced import FIGURE, is_sourced
from reward_reports.report.model.base import Answer, Register
from reward_reports.report.model.evidence import Cell, Step, evidence_of
from reward_reports.report.model.report import Report
from reward_reports.report.model.routes import CHECKABLE, INDEPENDENT

_ANSWERED = frozenset({"whole", "part"})
_NOTHING = (0, 0, None, 0, 0)
"""Length, entries, digest, figures, and those of them with a source, where nothing is said."""


def answers_of(report: Report) -> list[list[Any]]:
    """Return, for each question to a report, what the public learns; the columns are those of `tables.ANSWERS` from `group` on."""
    return [_row(report, cell) for cell in evidence_of(report, "public").cells]


def _row(report: Report, cell: Cell) -> list[Any]:
    if not any(part.known in _ANSWERED for part in cell.parts):
        return [cell.group, ".".join(cell.question), cell.known, None, *_NOTHING, cell.counts, 0.0, 0.0, 0.0]
    answers = [_at(report, part.path) for part in cell.parts if part.known in _ANSWERED]
    texts = [answer.text or "" for answer in answers]
    figures = [len(FIGURE.findall(text)) for text in texts]
    sourced = sum(
        number for number, text, answer in zip(figures, texts, answers, strict=True) if is_sourced(text, answer)
    )
    return [
        cell.group, ".".join(cell.question), cell.known, cell.route, sum(map(len, texts)), _entries(answers), _digest(texts),
        sum(figures), sourced, cell.counts, cell.score(), cell.score(CHECKABLE), cell.score(INDEPENDENT),
    ]  # fmt: skip


def _at(report: Report, path: Iterable[Step]) -> Answer:
    part: Any = report
    for step in path:
        part = part[step] if isinstance(step, int) else getattr(part, step)
    answer: Answer = part
    return answer


def _entries(answers: list[Answer]) -> int:
    return sum(len(answer.items) for answer in answers if isinstance(answer, Register))


def _digest(texts: list[str]) -> str | None:
    """Return what equal texts have in common, whatever their case and their line breaks; None if it is empty."""
    words = " ".join(" ".join(texts).casefold().split())
    return blake2b(words.encode("utf-8", "replace"), digest_size=8).hexdigest() if words else None

"""The fields of a report, read once for all rules."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from reward_reports.model import LAYOUTS
from reward_reports.model.base import FRAME

if TYPE_CHECKING:
    from reward_reports.model import Answer, Item, Report
    from reward_reports.problems import Path

_PAPER_FIELDS = tuple(
    (section, tuple(paths))
    for section, paths in groupby((path for _, fields in LAYOUTS["paper"] for path in fields), key=itemgetter(0))
)


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a report in the paper's order, then those of the rlhf profile; each list holds some of them.

    Attributes:
        answers: path and answer of every field.
        texts: path, words and answer of each that holds words.
        registers: path and entries of each that holds entries.
        framed: path and answer of each that says something of itself: state, reason, basis, sources, date or audience.
        blank: the path of each that says nothing at all.
    """

    answers: list[tuple[Path, Answer]]
    texts: list[tuple[Path, str, Answer]]
    registers: list[tuple[Path, tuple[Item, ...]]]
    framed: list[tuple[Path, Answer]]
    blank: list[Path]


def read_fields(report: Report) -> Fields:
    """Sort the fields of a report by what they hold."""
    made = Fields(_answers(report), [], [], [], [])
    texts, registers = made.texts, made.registers
    for path, answer in made.answers:
        values = answer.__dict__  # one look for all: attributes of a model are slow
        text, items = values["text"], values.get("items")
        if text:
            texts.append((path, text, answer))
        if items:
            registers.append((path, items))
        elif (not text or text.isspace()) and answer.blank:
            made.blank.append(path)
        if not FRAME.isdisjoint(answer.__pydantic_fields_set__):
            made.framed.append((path, answer))
    return made


def _answers(report: Report) -> list[tuple[Path, Answer]]:
    made: list[tuple[Path, Answer]] = []
    for section, paths in _PAPER_FIELDS:
        values = getattr(report, section).__dict__
        for path in paths:
            made.append((path, values[path[1]]))  # noqa: PERF401 a comprehension for each section is slower
    rlhf = report.rlhf
    if rlhf is not None:
        made += [(("rlhf", name), getattr(rlhf, name)) for name in type(rlhf).model_fields]
    return made

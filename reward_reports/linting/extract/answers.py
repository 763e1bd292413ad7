"""The answers of a report: its fields, those that stand inside others, and all of them sorted by what they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from reward_reports.report.loading.unloaded import UNLOADED, each
from reward_reports.report.model import LAYOUTS, Answer, Base
from reward_reports.report.model.base import FRAME
from reward_reports.report.model.fields import is_answer, model_in
from reward_reports.report.model.report import sections_of_profiles

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Path
    from reward_reports.report.model import Item, Report

_PAPER_FIELDS = tuple(
    (section, tuple(paths))
    for section, paths in groupby((path for _, fields in LAYOUTS["paper"] for path in fields), key=itemgetter(0))
)


def fields_of(report: Report) -> list[tuple[Path, Answer]]:
    """Return the fields of a report in the paper's order, then those of the profiles, each with its path; without those
    that do not load.
    """
    fields: list[tuple[Path, Answer]] = []
    for section, paths in _PAPER_FIELDS:
        part = getattr(report, section)
        if part is UNLOADED:
            continue
        values = part.__dict__
        for path in paths:
            if values[path[1]] is not UNLOADED:
                fields.append((path, values[path[1]]))  # noqa: PERF401 a comprehension for each section is slower
    for section, profile in _profiles(report):
        fields += each(((section, name), getattr(profile, name)) for name in type(profile).model_fields)
    return fields


def answers_inside(report: Report) -> list[tuple[Path, Answer]]:
    """Return the answers that stand inside the fields of the profiles, and in the entries of their registers."""
    answers: list[tuple[Path, Answer]] = []
    for section, profile in _profiles(report):
        for name, field in each((name, getattr(profile, name)) for name in type(profile).model_fields):
            answers += _inside((section, name), field)
    return answers


def _profiles(report: Report) -> Iterator[tuple[str, Base]]:
    """Give the sections of profiles that load."""
    return ((name, section) for name, section in sections_of_profiles(report) if section is not UNLOADED)


def _inside(path: Path, holder: Base) -> Iterator[tuple[Path, Answer]]:
    for name in _answers_of(type(holder)):
        answer: Answer = getattr(holder, name)
        yield (*path, name), answer
        yield from _inside((*path, name), answer)
    for index, item in each(enumerate(holder.__dict__.get("items", ()))):
        yield from _inside((*path, "items", index), item)


@cache
def _answers_of(model: type[Base]) -> tuple[str, ...]:
    fields = model.model_fields.items()
    return tuple(name for name, info in fields if name != "items" and is_answer(model_in(info.annotation)))


@dataclass(frozen=True, slots=True)
class SortedAnswers:
    """Answers, sorted by what they hold so that a rule walks only those it speaks of. An answer may stand in several lists.

    Attributes:
        texts: path, words and answer of each that holds words.
        registers: path and entries of each that holds entries.
        framed: path and answer of each that says something of itself: state, reason, basis, sources, date or audience.
        blank: the path of each that says nothing at all.
    """

    texts: list[tuple[Path, str, Answer]]
    registers: list[tuple[Path, tuple[Item, ...]]]
    framed: list[tuple[Path, Answer]]
    blank: list[Path]


def sort_answers(answers: list[tuple[Path, Answer]]) -> SortedAnswers:
    """Sort answers by what they hold."""
    texts: list[tuple[Path, str, Answer]] = []
    registers: list[tuple[Path, tuple[Item, ...]]] = []
    sorted_answers = SortedAnswers(texts, registers, [], [])
    for path, answer in answers:
        values = answer.__dict__  # one look for all: attributes of a model are slow
        text, items = values["text"], values.get("items")
        if text:
            texts.append((path, text, answer))
        if items:
            registers.append((path, items))
        elif (not text or text.isspace()) and answer.blank:
            sorted_answers.blank.append(path)
        if not FRAME.isdisjoint(answer.__pydantic_fields_set__):
            sorted_answers.framed.append((path, answer))
    return sorted_answers

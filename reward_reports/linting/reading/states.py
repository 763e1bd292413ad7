"""Answers with what they say of themselves, those inside the entries of the rlhf profile too."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from reward_reports.model import Answer, Base
from reward_reports.model.base import FRAME
from reward_reports.model.fields import is_answer, model_in

if TYPE_CHECKING:
    from reward_reports.linting.context import Context
    from reward_reports.problems import Path


def all_texts(context: Context) -> list[tuple[Path, str, Answer]]:
    """Return every answer that holds words: path, the words, the answer."""
    return context.texts + [(path, text, answer) for path, answer in _inner(context) if (text := answer.text)]


def all_framed(context: Context) -> list[tuple[Path, Answer]]:
    """Return every answer that says something of itself: state, reason, basis, sources, date or audience."""
    inner = _inner(context)
    return context.framed + [(path, answer) for path, answer in inner if FRAME & answer.model_fields_set]


def _inner(context: Context) -> list[tuple[Path, Answer]]:
    """Return the answers inside the fields of the rlhf profile."""
    if context.report.rlhf is None:
        return []
    return [inner for path, answer in context.answers if path[0] == "rlhf" for inner in _inside(path, answer)]


def _inside(path: Path, holder: Base) -> Iterator[tuple[Path, Answer]]:
    for name in _answers_of(type(holder)):
        answer: Answer = getattr(holder, name)
        yield (*path, name), answer
        yield from _inside((*path, name), answer)
    for index, item in enumerate(holder.__dict__.get("items", ())):
        yield from _inside((*path, "items", index), item)


@cache
def _answers_of(model: type[Base]) -> tuple[str, ...]:
    fields = model.model_fields.items()
    return tuple(name for name, info in fields if name != "items" and is_answer(model_in(info.annotation)))

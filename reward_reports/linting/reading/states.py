"""Every answer of a report with its state, those inside the entries of the rlhf profile too."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from reward_reports.model import Answer, Base
from reward_reports.model.fields import is_answer, model_in

if TYPE_CHECKING:
    from reward_reports.linting.context import Context
    from reward_reports.problems import Path


def all_answers(context: Context) -> list[tuple[Path, Answer]]:
    """Return the fields of the report and, where there is an rlhf profile, the answers inside their entries."""
    if context.report.rlhf is None:
        return context.answers
    return context.answers + [
        inner for path, answer in context.answers if path[0] == "rlhf" for inner in _inside(path, answer)
    ]


def _inside(path: Path, holder: Base) -> Iterator[tuple[Path, Answer]]:
    for name in _answers_of(type(holder)):
        answer: Answer = getattr(holder, name)
        yield (*path, name), answer
        yield from _inside((*path, name), answer)
    for index, item in enumerate(getattr(holder, "items", ())):
        yield from _inside((*path, "items", index), item)


@cache
def _answers_of(model: type[Base]) -> tuple[str, ...]:
    fields = model.model_fields.items()
    return tuple(name for name, info in fields if name != "items" and is_answer(model_in(info.annotation)))

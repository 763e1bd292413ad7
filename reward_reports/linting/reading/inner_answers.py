"""The answers that stand inside others: in the fields of the rlhf profile, and in the entries of its registers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from reward_reports.model import Answer, Base
from reward_reports.model.fields import is_answer, model_in

if TYPE_CHECKING:
    from reward_reports.model.rlhf import RLHF
    from reward_reports.problems import Path


def answers_inside(rlhf: RLHF) -> list[tuple[Path, Answer]]:
    """Return all of them, each with its path."""
    return [inner for name in type(rlhf).model_fields for inner in _inside(("rlhf", name), getattr(rlhf, name))]


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

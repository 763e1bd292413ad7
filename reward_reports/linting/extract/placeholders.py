"""Where placeholders stand in a report: as answers, and as the texts of entries."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from reward_reports.base.diagnostics import Path
from reward_reports.report.loading.unloaded import each
from reward_reports.report.model import Answer, Base, Item
from reward_reports.report.model.base import FRAME
from reward_reports.report.model.fields import is_answer, model_in
from reward_reports.report.model.placeholders import EXPLAINING, is_empty_value, is_placeholder


def only_text(answer: Answer) -> bool:
    """Whether an answer is claimed to be full and has nothing but its text."""
    return not answer.stated and answer.model_copy(update={"text": None}).blank


def placeholders_in(register: Path, items: tuple[Item, ...]) -> Iterator[tuple[Path, str, str]]:
    """Give the placeholders among the explaining texts of a register's entries: path, key, text."""
    for index, item in each(enumerate(items)):
        values: dict[str, Any] = item.__dict__  # a model's attributes are slower
        for key in _explaining_keys(type(item)):
            text = values[key]
            if text and is_placeholder(text):
                yield (*register, "items", index, key), key, text


def placeholder_values(path: Path, answer: Answer) -> Iterator[tuple[Path, str, str]]:
    """Give the placeholders in the other keys of an answer that says nothing else, and in those of its entries."""
    yield from _values(path, answer, FRAME | {"text"})
    for index, item in each(enumerate(answer.__dict__.get("items", ()))):
        yield from _values((*path, "items", index), item, EXPLAINING)


def _values(path: Path, holder: Base, besides: frozenset[str]) -> Iterator[tuple[Path, str, str]]:
    for key in type(holder).model_fields:
        text = getattr(holder, key)
        if key not in besides and isinstance(text, str) and text.strip() and is_empty_value(key, text):
            yield (*path, key), key, text


@cache
def _explaining_keys(model: type[Base]) -> tuple[str, ...]:
    """Return which keys of an entry hold an explaining text."""
    return tuple(
        name
        for name, info in model.model_fields.items()
        if name in EXPLAINING and not is_answer(model_in(info.annotation))
    )

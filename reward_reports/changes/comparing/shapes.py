"""What the fields of a model hold, worked out once from their types, so that no field can be forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeAlias, get_args, get_origin

from reward_reports.changes.comparing.naming import words_of
from reward_reports.report.model import Base, Item
from reward_reports.report.model.fields import choices_in, model_in

Form: TypeAlias = Literal["model", "items", "entries", "values", "free", "leaf"]
"""A mapping, a list of things with ids, of mappings without, of single values, free JSON data, a single value."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One field of a model.

    Attributes:
        name: its name in Python.
        key: its name in the file.
        words: what its value is called.
        form: what it holds.
        model: the model of what it holds, if it is one.
        choice: whether its values come from a list.
        default: what stands there if nothing is written; None for a section.
    """

    name: str
    key: str
    words: str
    form: Form
    model: type[Base] | None
    choice: bool
    default: Any

    @property
    def free(self) -> bool:
        """Whether free JSON data stands in it or below it."""
        return self.form == "free" or (self.model is not None and _holds_free(self.model))


@cache
def _holds_free(model: type[Base]) -> bool:
    annotations = [info.annotation for info in model.model_fields.values()]
    if any(_form(annotation) == "free" for annotation in annotations):
        return True
    return any(_holds_free(inner) for annotation in annotations if (inner := model_in(annotation)))


@cache
def slots_of(model: type[Base]) -> tuple[Slot, ...]:
    """Return the fields of a model in its order."""
    return tuple(_slot(name, info) for name, info in model.model_fields.items())


def _slot(name: str, info: Any) -> Slot:
    key = info.alias or name
    inner, form = model_in(info.annotation), _form(info.annotation)
    default = None if info.is_required() or info.default_factory else info.default
    return Slot(name, key, words_of(info, key), form, inner, bool(choices_in(info.annotation)), default)


def _form(annotation: Any) -> Form:
    inner = model_in(annotation)
    if dict in (annotation, get_origin(annotation)):
        return "free"
    if get_origin(annotation) is tuple:
        if inner is None:
            return "values"
        return "items" if issubclass(inner, Item) else "entries"
    if any(get_origin(part) is tuple for part in get_args(annotation)):
        raise TypeError(f"{annotation}: a list that may be missing is not foreseen")
    return "model" if inner else "leaf"

"""The model seen as a tree of named fields: what may stand at a path, and what is known about it."""

from __future__ import annotations

import re
import types
from collections.abc import Hashable
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from reward_reports.report.model.base import Answer, Base, Item, Register
from reward_reports.report.model.report import Report
from reward_reports.report.model.values import Choices

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from reward_reports.report.model.about import About

NoteT = TypeVar("NoteT")


def model_at(path: tuple[str | int, ...]) -> type[Base] | None:
    """Return the model whose keys may stand at a path, or None where no model is expected there."""
    here: type[Base] | None = Report
    for step in path:
        if here is None:
            return None
        if isinstance(step, int):
            continue  # an entry of a list has the model of the list
        here = model_under(here, step)
    return here


def model_under(model: type[Base], key: str) -> type[Base] | None:
    """Return the model of what an author writes under `key`, or None where no model is expected there."""
    return _models_under(model).get(key)


@cache
def _models_under(model: type[Base]) -> dict[str, type[Base] | None]:
    return {key: model_in(info.annotation) for key, info in _infos(model).items()}


def keys_of(model: type[Base]) -> tuple[str, ...]:
    """Return the keys an author may write in a mapping of this model, in the model's order."""
    return tuple(info.alias or name for name, info in model.model_fields.items() if not info.exclude)


def info_of(model: type[Base], key: str) -> FieldInfo | None:
    """Return the field that an author writes as `key`."""
    return _infos(model).get(key)


@cache
def _infos(model: type[Base]) -> dict[str, FieldInfo]:
    """Return the fields by their names and by what an author writes for them."""
    infos: dict[str, FieldInfo] = {}
    for name, info in model.model_fields.items():
        for key in (name, info.alias or name):
            infos.setdefault(key, info)
    return infos


def model_in(annotation: Any) -> type[Base] | None:
    """Return the model inside an annotation such as `Many[Metric]` or `Goal | None`."""
    return _model_in(annotation)


def choices_in(annotation: Any) -> tuple[str, ...]:
    """Return the allowed values inside an annotation, or nothing."""
    return _choices_in(annotation)


@cache
def _model_in(annotation: Hashable) -> type[Base] | None:
    if isinstance(annotation, type) and issubclass(annotation, Base):
        return annotation
    for argument in _arguments(annotation):
        model = model_in(argument)
        if model is not None:
            return model
    return None


def note_in(info: FieldInfo, sort: type[NoteT]) -> NoteT | None:
    """Return what is noted at a field, such as its `PointsTo`, or None."""
    annotation: Any = info.annotation
    for note in (*info.metadata, *_notes_inside(annotation)):
        if isinstance(note, sort):
            return note
    return None


@cache
def _notes_inside(annotation: Hashable) -> tuple[Any, ...]:
    """Return what is noted inside an annotation such as `Annotated[Id, PointsTo("metric")] | None`."""
    if isinstance(annotation, type) or get_origin(annotation) is Literal:
        return ()
    arguments = get_args(annotation)
    inside = tuple(note for argument in arguments if argument is not None for note in _notes_inside(argument))
    return arguments[1:] + inside if get_origin(annotation) is Annotated else inside


def kind_of(model: type[Item]) -> str:
    """Return what other fields point to an entry as, and the first part of its anchor: `metric`."""
    about: About = model.about
    return about.kind or model.__name__.lower()


def noun_of(model: type[Base]) -> str:
    """Return what an entry of a model is called in a sentence: `reward term`."""
    about: About = model.about
    return about.noun or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower()


def meanings_in(annotation: Any) -> dict[str, str]:
    """Return what the values of a choice mean, by value, or nothing where no choice is inside.

    Args:
        annotation: an annotation, or a tuple of an annotation and its metadata.
    """
    if isinstance(annotation, Choices):
        return annotation.meanings
    inside = annotation if isinstance(annotation, tuple) else get_args(annotation)
    return next((meanings for part in inside if (meanings := meanings_in(part))), {})


@cache
def _choices_in(annotation: Hashable) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return tuple(str(value) for value in get_args(annotation))
    for argument in _arguments(annotation):
        choices = choices_in(argument)
        if choices:
            return choices
    return ()


def _arguments(annotation: Any) -> tuple[Any, ...]:
    origin = get_origin(annotation)
    if origin is Annotated:
        return get_args(annotation)[:1]
    if origin in (Union, types.UnionType, tuple):
        return tuple(argument for argument in get_args(annotation) if argument not in (type(None), ...))
    return ()


def is_answer(model: type[Base] | None) -> bool:
    """Whether the model has the frame of an answer."""
    return model is not None and issubclass(model, Answer)


def is_register(model: type[Base] | None) -> bool:
    """Whether the model is a register of items."""
    return model is not None and issubclass(model, Register)

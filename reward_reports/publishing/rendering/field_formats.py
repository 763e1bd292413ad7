"""How each field of the model is written, worked out once from its type and what is noted at it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, get_args, get_origin

from pydantic import StringConstraints

from reward_reports.report.model import Answer, Base
from reward_reports.report.model.about import Label, PointsTo, Written
from reward_reports.report.model.base import FRAME
from reward_reports.report.model.fields import choices_in, meanings_in, model_in, note_in
from reward_reports.report.model.values import ID_PATTERN, SOURCE_PATTERN, Duration, PartialDate

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

Form: TypeAlias = str
"""How a value is written: a key of `values.FORMS`."""
_SIMPLE: dict[Any, Form] = {PartialDate: "date", Duration: "duration", bool: "flag", int: "number", float: "number"}


@dataclass(frozen=True, slots=True)
class Plan:
    """How one field is written."""

    name: str
    label: str
    form: Form
    targets: tuple[str, ...] = ()
    meanings: dict[str, str] = field(default_factory=dict)
    many: bool = False


_SAID = {"url": "Web"}
"""The labels of fields whose names are no words."""


@cache
def plans_of(model: type[Base]) -> tuple[Plan, ...]:
    """Return the plans of a model's fields in order, without its id and the frame of an answer."""
    passed = FRAME | {"text", "items", "id"} if issubclass(model, Answer) else {"id"}
    return tuple(_plan(name, info) for name, info in model.model_fields.items() if name not in passed)


@cache
def meanings_of(model: type[Base]) -> dict[str, dict[str, str]]:
    """Return what the values of each field of a model mean; nothing where a field holds no choice."""
    return {plan.name: plan.meanings for plan in plans_of(model)}


def _plan(name: str, info: FieldInfo) -> Plan:
    whole = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    bare, many = _inner(info.annotation)
    written = note_in(info, Written)
    form = "ref" if _is_id(whole) else _form(bare, info.annotation, written.form if written else "prose")
    points_to, label = note_in(info, PointsTo), note_in(info, Label)
    words = label.text if label else _SAID.get(name) or name.replace("_", " ").capitalize()
    return Plan(name, words, form, points_to.targets if points_to else (), meanings_in(whole), many)


def _inner(annotation: Any) -> tuple[Any, bool]:
    """Return the type inside `X | None`, `Annotated[X, …]` or `tuple[X, …]`, and whether there may be several."""
    many = False
    while True:
        arguments = [one for one in get_args(annotation) if one not in (type(None), ...)]
        origin = get_origin(annotation)
        if origin is Annotated and _is_id(annotation):
            return annotation, many
        if origin is dict or not arguments or (choices_in(annotation) and origin is not tuple):
            return annotation, many
        many = many or origin is tuple
        annotation = arguments[0]


def _is_id(annotation: Any) -> bool:
    patterns = (ID_PATTERN, SOURCE_PATTERN)
    return any(isinstance(note, StringConstraints) and note.pattern in patterns for note in get_args(annotation))


def _form(bare: Any, annotation: Any, text: Form) -> Form:
    model = model_in(annotation)
    if model is not None:
        return "answer" if issubclass(model, Answer) else "record"
    if get_origin(bare) is dict:
        return "settings"
    if choices_in(annotation):
        return "choice"
    return "ref" if _is_id(bare) else _SIMPLE.get(bare, text)

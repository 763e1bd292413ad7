"""Every key an author may write, with what the model says about it: its type in words, its choices, its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from pydantic import StringConstraints

from reward_reports.report.model import Answer, Base, Quantity, Register, Report
from reward_reports.report.model.base import FRAME
from reward_reports.report.model.fields import choices_in, info_of, keys_of, meanings_in, model_in
from reward_reports.report.model.values import Duration, PartialDate
from reward_reports.report.schema.guide import FieldGuide, guide_of, since_of

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

KeyPath = tuple[str, ...]
"""Keys from the top of the file; the entries of a list add no step: `("report", "authors", "name")`."""


@dataclass(frozen=True)
class Key:
    """One key an author may write.

    Attributes:
        path: where it stands; `items` for the entries of a register.
        model: the model in whose mapping it stands.
        info: what the model says about it.
    """

    path: KeyPath
    model: type[Base]
    info: FieldInfo

    @property
    def name(self) -> str:
        """The key as it is written."""
        return self.path[-1]

    @property
    def dotted(self) -> str:
        """The place, as it is said in messages: `optimization_intent.performance_metrics.unit`."""
        return ".".join(step for step in self.path if step != "items") if self.name != "items" else ".".join(self.path)

    @property
    def meaning(self) -> str:
        """What it holds, in a sentence."""
        return self.info.description or ""

    @property
    def since(self) -> str | None:
        """The version of the format that brought it, if not the first."""
        return since_of(self.info)

    @property
    def needed(self) -> bool:
        """Whether a mapping without it is refused."""
        return self.info.is_required()

    @property
    def guide(self) -> FieldGuide | None:
        """The guide, if it is one of the report's fields."""
        return guide_of(self.info)

    @property
    def inner(self) -> type[Base] | None:
        """The model of what stands behind it, if that is a mapping or a list of mappings."""
        return inner_model(self.info)

    @property
    def is_list(self) -> bool:
        """Whether a plain list stands behind it; a register is none, since it has keys of its own."""
        return "tuple[" in str(self.info.annotation)

    @property
    def is_simple(self) -> bool:
        """Whether a single value stands behind it: no list, no mapping."""
        return self.inner is None and not self.is_list and self.kind != "values by name"

    @property
    def choices(self) -> dict[str, str]:
        """Its allowed values with their meanings; empty where any value is allowed."""
        known = meanings_in((*self.info.metadata, self.info.annotation))
        return known or dict.fromkeys(choices_of(self.info), "")

    @property
    def kind(self) -> str:
        """Its type in words: `text`, `a date`, `a list of ids`."""
        return _kind(self.info.annotation, tuple(self.info.metadata))


def inner_model(info: FieldInfo) -> type[Base] | None:
    """Return the model inside a field's annotation."""
    annotation: Any = info.annotation
    return model_in(annotation)


def choices_of(info: FieldInfo) -> tuple[str, ...]:
    """Return the allowed values of a field, or nothing."""
    annotation: Any = info.annotation
    return choices_in(annotation)


def direct_keys(model: type[Base], path: KeyPath = ()) -> tuple[Key, ...]:
    """Return the keys of one mapping, in the model's order.

    Args:
        model: the model of the mapping.
        path: where the mapping stands.
    """
    infos = ((key, info_of(model, key)) for key in keys_of(model))
    return tuple(Key((*path, key), model, info) for key, info in infos if info is not None)


def own_keys(model: type[Base], path: KeyPath = ()) -> tuple[Key, ...]:
    """Return the keys of one mapping without those that every answer has."""
    keys = direct_keys(model, path)
    return tuple(key for key in keys if key.name not in FRAME | {"text"}) if issubclass(model, Answer) else keys


@cache
def all_keys() -> tuple[Key, ...]:
    """Return every key of the format in the file's order; the keys that every answer has come last, once."""
    return (*_below(Report, ()), *_frame())


def _frame() -> Iterator[Key]:
    for key in direct_keys(Answer, ("answer",)):
        yield key
        if key.inner is not None:
            yield from _below(key.inner, key.path)


def _below(model: type[Base], path: KeyPath) -> Iterator[Key]:
    for key in own_keys(model, path):
        yield key
        if key.inner is not None:
            yield from _below(key.inner, key.path)


_PLAIN: dict[Any, str] = {
    str: "text",
    float: "a number",
    int: "a whole number",
    bool: "true or false",
    PartialDate: "a date",
    Duration: "a duration",
}
_MANY = {"text": "texts", "an id": "ids", "one of the values below": "the values below", "a mapping": "entries"}


def _kind(annotation: Any, metadata: tuple[Any, ...] = ()) -> str:
    if any(isinstance(known, StringConstraints) for known in metadata):
        return "an id"
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if isinstance(annotation, type) and issubclass(annotation, Base):
        return _kind_of_model(annotation)
    inside = tuple(part for part in get_args(annotation) if part not in (type(None), ...))
    if "tuple" in str(annotation).partition("[")[0]:
        return f"a list of {_MANY[_kind(inside[0])]}"
    if "dict" in str(annotation).partition("[")[0]:
        return "values by name"
    if any(isinstance(part, str) for part in inside):
        return "one of the values below"
    return _kind(inside[0], inside[1:])


def _kind_of_model(model: type[Base]) -> str:
    if issubclass(model, Register):
        return "a register: a list of entries, or a mapping with `items`"
    if issubclass(model, Quantity):
        return "a number, or an answer"
    return "an answer: text, or a mapping" if issubclass(model, Answer) else "a mapping"

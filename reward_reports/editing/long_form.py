"""The plain data of a report in the long form: `text`, `value` and `items` where the author used a short form."""

from __future__ import annotations

from typing import Any

from reward_reports.report.model import Answer, Base, Quantity, Register, Report
from reward_reports.report.model.base import OwnerResponse
from reward_reports.report.model.fields import model_under
from reward_reports.report.model.optimization_intent import Baseline


def in_long_form(data: Any, model: type[Base] | None = Report) -> Any:
    """Return plain data with every short form written out, and without keys that hold nothing.

    Args:
        data: what a file holds, or a part of it.
        model: the model of that part; None for data of the author's own.
    """
    if model is None:
        return data
    if isinstance(data, list) and not issubclass(model, Register):
        return [in_long_form(entry, model) for entry in data]
    key = short_key(data, model)
    if key is not None:
        data = {key: data}
    if not isinstance(data, dict):
        return data
    pairs = ((name, in_long_form(value, model_under(model, name))) for name, value in data.items())
    return {name: value for name, value in pairs if not is_absent(value)}


def short_key(data: Any, model: type[Base]) -> str | None:
    """Return the key that a value in the short form stands for, or None where there is no short form."""
    if isinstance(data, str):
        return "text" if issubclass(model, Answer | OwnerResponse) else "of" if issubclass(model, Baseline) else None
    if isinstance(data, list):
        return "items" if issubclass(model, Register) else None
    if isinstance(data, int | float) and not isinstance(data, bool):
        return "value" if issubclass(model, Quantity) else None
    return None


def is_absent(value: Any) -> bool:
    """Whether a value is the same as none at all."""
    return value is None or value in ({}, [])

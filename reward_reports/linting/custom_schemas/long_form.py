"""A report's data with every short form written out, as a JSON Schema can be sure to find it."""

from __future__ import annotations

import math
from typing import Any

from reward_reports.report.model import Base, Report
from reward_reports.report.model.base import Quantity
from reward_reports.report.model.fields import info_of, is_answer, is_register, model_in


def long_form(data: Any) -> Any:
    """Return a copy of a report's data in one spelling.

    A bare text is `{text: …}`, a bare list of entries `{items: […]}`, a bare number `{value: …}`, wherever the format knows
    them as short forms. A key of the format with nothing behind it is left out. A number that JSON cannot write becomes
    the text YAML has for it: `.nan`, `.inf`, `-.inf`.
    """
    return _value(data, Report)


def _value(value: Any, model: type[Base] | None) -> Any:
    if model is None:
        return _free(value)
    spelled = _spelled_out(value, model)
    if not isinstance(spelled, dict):
        return _free(spelled)
    fields = ((key, child, info_of(model, key)) for key, child in spelled.items())
    return {
        key: _field(child, model_in(info.annotation)) if info else _free(child)
        for key, child, info in fields
        if child is not None or info is None
    }


def _field(value: Any, model: type[Base] | None) -> Any:
    if isinstance(value, list) and not is_register(model):
        return [_value(entry, model) for entry in value]
    return _value(value, model)


def _spelled_out(value: Any, model: type[Base]) -> Any:
    if isinstance(value, list) and is_register(model):
        return {"items": value}
    if isinstance(value, str) and is_answer(model):
        return {"text": value}
    if isinstance(value, int | float) and not isinstance(value, bool) and issubclass(model, Quantity):
        return {"value": value}
    return value


def _free(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _free(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_free(child) for child in value]
    if isinstance(value, float) and not math.isfinite(value):
        return ".nan" if math.isnan(value) else ".inf" if value > 0 else "-.inf"
    return value

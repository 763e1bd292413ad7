"""A report to the keys that an author would write, and to YAML that was read back to be sure."""

from __future__ import annotations

from typing import Any

from reward_reports.base.errors import InvalidReportError
from reward_reports.report.dumping.layout import Plain, in_layout
from reward_reports.report.loading import Limits, load_text
from reward_reports.report.model import Answer, Base, Quantity, Register, Report
from reward_reports.report.model.values import Duration, PartialDate

_UNLIMITED = Limits(max_bytes=2**40, max_nodes=2**40)
_SHORTHANDS: tuple[tuple[type[Answer], str], ...] = ((Answer, "text"), (Register, "items"), (Quantity, "value"))
"""The key that need not be written where an answer has no other."""
_CANNOT = "the report cannot be written as YAML"


def dumps(report: Report) -> str:
    """Return a report as YAML: it loads as an equal report, and `fmt` has nothing to change.

    Raises:
        InvalidReportError: if no file can hold the report: a free value nests too deep or is a number of
            more than 40 digits, or the report was never validated.
    """
    try:
        text = in_layout(_keys_of(report) | report.extensions)
    except RecursionError:
        raise InvalidReportError(f"{_CANNOT}: a free value nests too deep") from None
    except ValueError as error:
        raise InvalidReportError(f"{_CANNOT}: {error}") from None
    except (TypeError, AttributeError) as error:
        raise InvalidReportError(f"{_CANNOT}: it holds a value that was never validated: {error}") from error
    document = load_text(text, limits=_UNLIMITED)
    if document.report is None:
        raise InvalidReportError(f"{_CANNOT}: {document.problems[0].message}")
    return text


def _keys_of(model: Base) -> dict[str, Plain]:
    """Return what is written of a model: what was set, and what differs from its default."""
    keys: dict[str, Plain] = {}
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        if info.exclude or value is None or value == ():
            continue
        if name not in model.model_fields_set and value == info.default:
            continue
        plain = _plain(value)
        if plain != {} or info.default_factory is None:  # a section or an answer that says nothing is left out
            keys[info.alias or name] = plain
    return keys


def _plain(value: Any) -> Plain:
    if isinstance(value, Base):
        return _shortened(value, _keys_of(value))
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    if isinstance(value, PartialDate):
        return int(value.text) if _is_plain_year(value.text) else value.text
    return value.text if isinstance(value, Duration) else value


def _is_plain_year(text: str) -> bool:
    return len(text) == 4 and not text.startswith("0")


def _shortened(model: Base, keys: dict[str, Plain]) -> Plain:
    for kind, key in _SHORTHANDS:
        if isinstance(model, kind) and list(keys) == [key]:
            return keys[key]
    return keys

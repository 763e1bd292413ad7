"""A report as an audience may see it: what is held back is gone, and a mark that it was held back stays."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from reward_reports.model.base import AUDIENCES, Answer, Base
from reward_reports.model.fields import model_in
from reward_reports.model.report import Report

BaseT = TypeVar("BaseT", bound=Base)


def redact(report: Report, audience: str = "public") -> Report:
    """Return the report with every answer emptied that this audience may not read.

    An emptied answer keeps its `audience` and its `reason` and nothing else. A report without such answers comes back
    as it is.

    Args:
        report: the report.
        audience: `public`, `auditor` or `internal`.
    """
    return _redacted(report, AUDIENCES.index(audience))


def _redacted(part: BaseT, rank: int) -> BaseT:
    if isinstance(part, Answer) and AUDIENCES.index(part.audience) > rank:
        return _emptied(part)
    changes = {
        name: new for name in _nesting_fields(type(part)) if (new := _value(getattr(part, name), rank)) is not None
    }
    return part.model_copy(update=changes) if changes else part


def _value(value: Any, rank: int) -> Any:
    """Return what a value becomes, or None if it stays as it is."""
    if isinstance(value, Base):
        new = _redacted(value, rank)
        return None if new is value else new
    if isinstance(value, tuple):
        items = tuple(_redacted(item, rank) if isinstance(item, Base) else item for item in value)
        return None if all(new is old for new, old in zip(items, value, strict=True)) else items
    return None


def _emptied(answer: BaseT) -> BaseT:
    assert isinstance(answer, Answer)  # noqa: S101 the caller looked
    kept = {"audience": answer.audience, "reason": answer.reason}
    blank = type(answer).model_validate({})
    return blank.model_copy(update=kept)


@cache
def _nesting_fields(model: type[Base]) -> tuple[str, ...]:
    """Return the fields of a model below which an answer may stand."""
    return tuple(
        name
        for name, info in model.model_fields.items()
        if (inner := model_in(info.annotation)) and _holds_answers(inner)
    )


@cache
def _holds_answers(model: type[Base]) -> bool:
    return issubclass(model, Answer) or any(
        _holds_answers(inner) for info in model.model_fields.values() if (inner := model_in(info.annotation))
    )

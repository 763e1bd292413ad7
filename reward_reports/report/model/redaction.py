"""What an audience may read of a report: the one place that decides it, for pages, comparisons, histories and tables.

An answer for a narrower circle is held back; a mark that it was held back stays. With it go the figures and references that
it alone uses. What the report holds back as it stands is held back in every earlier version too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Any, TypeVar

from reward_reports.report.model.base import AUDIENCES, Answer, Attestation, Base
from reward_reports.report.model.citing import CITED, cited_id
from reward_reports.report.model.fields import model_in
from reward_reports.report.model.report import Report

BaseT = TypeVar("BaseT", bound=Base)
_USES = re.compile(rf"{CITED}|\]\(\s*<?([^)>\s]+)")
"""A citation or a cross-reference; the address of a link or a picture."""
_USED = frozenset({"figures", "references"})


def redact(report: Report, audience: str = "public") -> Report:
    """Return the report with every answer emptied that this audience may not read.

    An emptied answer keeps its `audience`, its `reason` and who vouches for it and nothing else; figures and references that only such answers
    use are left out. A report without such answers comes back as it is.

    Args:
        report: the report.
        audience: `public`, `auditor` or `internal`.
    """
    seen = _redacted(report, AUDIENCES.index(audience))
    return without(seen, _used_by_held(report, seen))


def used_by_held(report: Report, audience: str) -> frozenset[str]:
    """Return the ids and paths of figures and references that only answers use which this audience may not read."""
    return _used_by_held(report, _redacted(report, AUDIENCES.index(audience)))


def without(report: Report, names: Collection[str]) -> Report:
    """Return a report without the figures and references of these ids and paths."""
    if not names:
        return report
    kept = {
        key: tuple(one for one in getattr(report, key) if one.id not in names and getattr(one, "path", "") not in names)
        for key in _USED
    }
    return report.model_copy(update=kept)


def _used_by_held(report: Report, seen: Report) -> frozenset[str]:
    if seen is report:
        return frozenset()
    left = set(_uses(seen))
    figures = [({one.id, one.path}, set(_uses(one))) for one in report.figures]
    return used_alone(set(_uses(report)) - left, left, figures, {one.id for one in report.references})


def used_alone(
    held: set[str], left: set[str], figures: Iterable[tuple[set[str], set[str]]], references: set[str]
) -> frozenset[str]:
    """Return the ids and paths of figures and references that only answers use which are held back.

    Args:
        held: what only these answers use.
        left: what all others use.
        figures: the names of each figure, and what it uses itself.
        references: the ids of all references.
    """
    gone = set()
    for names, used in figures:
        alone = bool(names & held) and not names & left
        gone |= names if alone else set()
        (held if alone else left).update(used)
    return frozenset(gone | (references & held - left))


def _uses(value: Any, skipped: Collection[str] = _USED) -> Iterator[str]:
    """Give every text that may be the id of a figure or a reference, or the path of a picture, outside of their lists."""
    if isinstance(value, str):
        yield from uses_in(value)
    elif isinstance(value, Base):
        for name in type(value).model_fields:
            if name not in skipped:
                yield from _uses(getattr(value, name), ())
    elif isinstance(value, tuple):
        for one in value:
            yield from _uses(one, ())


def uses_in(text: str) -> Iterator[str]:
    """Give what a text may name: it may be a name as a whole, cite some, and show pictures."""
    yield text
    yield from (cited_id(match[1]) if match[1] else match[2] for match in _USES.finditer(text))


def metrics_held(report: Report, audience: str) -> frozenset[str]:
    """Return the ids of the metrics that an audience may not read about."""
    intent, rank = report.optimization_intent, AUDIENCES.index(audience)
    registers = (intent.performance_metrics, intent.oversight_metrics)
    return frozenset(one.id for part in registers if AUDIENCES.index(part.audience) > rank for one in part.items)


def restricted_as(then: Report, now: Report, known: Report | None = None) -> Report:
    """Return an earlier report in which every answer is for no wider a circle than the same answer is now.

    So that what was published once, and is held back now, is not published again from the history. Answers are the same
    if they stand in the same field, and in an entry of the same id.

    Args:
        then: the earlier report.
        now: the report as it stands.
        known: a report that the earlier one will be compared with: what it restricts itself is left as it was, so that
            the comparison can say that it was restricted.
    """
    return _restricted(then, now, known)


def restricted_in(report: Report, fields: Collection[tuple[str, str]], audience: str) -> Report:
    """Return a report in which these fields, by section and name, are for no wider a circle than this audience."""
    changes = {}
    for section in {section for section, _ in fields}:
        part = getattr(report, section, None)
        if isinstance(part, Base):
            changes[section] = part.model_copy(
                update=dict(_narrowed(part, [name for at, name in fields if at == section], audience))
            )
    return report.model_copy(update=changes)


def _narrowed(part: Base, names: Iterable[str], audience: str) -> Iterator[tuple[str, Answer]]:
    for name in names:
        answer = getattr(part, name, None)
        if isinstance(answer, Answer) and AUDIENCES.index(answer.audience) < AUDIENCES.index(audience):
            yield name, answer.model_copy(update={"audience": audience})


def _restricted(then: BaseT, now: object, known: object) -> BaseT:
    if then is now:
        return then
    if isinstance(then, Answer) and isinstance(now, Answer):
        rank = AUDIENCES.index(now.audience)
        is_restricted = isinstance(known, Answer) and AUDIENCES.index(known.audience) >= rank
        if rank > AUDIENCES.index(then.audience) and not is_restricted:
            return then.model_copy(update={"audience": now.audience, "reason": now.reason})
    changes = {}
    for name in _nesting_fields(type(then)):
        old = getattr(then, name)
        new = _restricted_value(old, getattr(now, name, None), getattr(known, name, None))
        if new is not old:
            changes[name] = new
    return then.model_copy(update=changes) if changes else then


def _restricted_value(then: Any, now: Any, known: Any) -> Any:
    if isinstance(then, Base):
        return _restricted(then, now, known)
    if not isinstance(then, tuple):
        return then
    by_id = [{getattr(one, "id", None): one for one in several or ()} for several in (now, known)]
    items = tuple(
        _restricted(one, *(known_items.get(getattr(one, "id", None)) for known_items in by_id))
        if isinstance(one, Base)
        else one
        for one in then
    )
    return then if all(new is old for new, old in zip(items, then, strict=True)) else items


def _redacted(part: BaseT, rank: int) -> BaseT:
    if isinstance(part, Answer) and AUDIENCES.index(part.audience) > rank:
        return _emptied(part)
    changes = {
        name: new for name in _nesting_fields(type(part)) if (new := _value(getattr(part, name), rank)) is not None
    }
    if changes and isinstance(part, Answer) and part.attested:
        changes["attested"] = _without_salt(part)
    return part.model_copy(update=changes) if changes else part


def _without_salt(answer: Answer) -> tuple[Attestation, ...]:
    """Return who vouches for an answer of which something is held back: with the salt, a short text could be guessed."""
    return tuple(one.model_copy(update={"salt": None}) for one in answer.attested)


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
    kept = {"audience": answer.audience, "reason": answer.reason, "attested": _without_salt(answer)}
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

"""Which way a limit moved: loosened, if it lets more pass or speaks up later; tightened the other way round."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from reward_reports.report.model import Base
from reward_reports.report.model.about import LooserIfLonger, LooserIfMissing, LoosestFirst
from reward_reports.report.model.fields import note_in
from reward_reports.report.model.values import Duration

Direction: TypeAlias = Literal["loosened", "tightened"]

_MISSING = {"never": float("inf"), "at once": 0.0}
_DAYS_OF_A_MONTH = 365.2425 / 12

_UP, _DOWN = (">", ">="), ("<", "<=")


def direction_of(owner: Base, key: str, old: Any, new: Any) -> Direction | None:
    """Return which way a value moved, or None where it is not a limit or moved sideways.

    Args:
        owner: what the value belongs to.
        key: its name there.
        old: the old value, None where there was none.
        new: the new value.
    """
    info = type(owner).model_fields[key]
    if longer := note_in(info, LooserIfLonger):
        none = _MISSING[longer.missing]
        return _lower(_days(new, none), _days(old, none))
    if ranks := note_in(info, LoosestFirst):
        return _lower(ranks.rank(old), ranks.rank(new))
    if note_in(info, LooserIfMissing):
        return _lower(old is not None, new is not None)
    return None


def limit_moved(old: Any, new: Any, *, to_reach: bool) -> Direction | None:
    """Return which way a comparison with a value moved, or None where it turned round or is not complete.

    Args:
        old: the old threshold or condition: an `op` and a `value`.
        new: the new one.
        to_reach: whether the value is one to reach, as of a standard, and not one that sets something off.
    """
    for side, sign in ((_UP, -1), (_DOWN, 1)):
        if old.op in side and new.op in side and old.value is not None and new.value is not None:
            before, after = ((sign * one.value, one.op in (">=", "<=")) for one in (old, new))
            # The more values set it off, the tighter; the more values will do, the looser.
            return _lower(after, before) if to_reach else _lower(before, after)
    return None


def _lower(old: Any, new: Any) -> Direction | None:
    """Return `loosened` where the strictness went down."""
    if old == new:
        return None
    return "loosened" if new < old else "tightened"


def _days(value: Duration | None, none: float) -> float:
    return none if value is None else value.months * _DAYS_OF_A_MONTH + value.rest.total_seconds() / 86400

"""Which way a limit moved: loosened, if it lets more pass or speaks up later; tightened the other way round."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from reward_reports.report.model import Base
from reward_reports.report.model.values import Duration

Direction: TypeAlias = Literal["loosened", "tightened"]

_NEVER, _AT_ONCE = float("inf"), 0.0
_DAYS_OF_A_MONTH = 365.2425 / 12

_TIMES: dict[tuple[str, str], float] = {
    ("Cadence", "every"): _NEVER,
    ("Cadence", "tolerance"): _AT_ONCE,
    ("Condition", "window"): _AT_ONCE,
    ("Condition", "sustained_for"): _AT_ONCE,
    ("Trigger", "respond_within"): _NEVER,
    ("RecourseChannel", "respond_within"): _NEVER,
}
"""Times of which a longer one is looser, and what it means that none is given."""

_RANKS: dict[tuple[str, str], tuple[Any, ...]] = {
    ("Threshold", "severity"): ("info", "warning", "critical"),
    ("Stakeholder", "reporting_role"): (
        "excluded",
        "not_stated",
        "informed",
        "consulted",
        "reviewer",
        "may_trigger_audit",
        "veto",
    ),
    ("Standard", "launch_gate"): (False, True),
}
"""Values in order, the loosest first."""

_WATCHED, _RETIRED = ("armed", "fired"), "retired"
_UP, _DOWN = (">", ">="), ("<", "<=")


def direction_of(owner: Base, key: str, old: Any, new: Any) -> Direction | None:
    """Return which way a value moved, or None where it is not a limit or moved sideways.

    Args:
        owner: what the value belongs to.
        key: its name there.
        old: the old value, None where there was none.
        new: the new value.
    """
    place = (type(owner).__name__, key)
    if place in _TIMES:
        return _lower(_days(new, _TIMES[place]), _days(old, _TIMES[place]))
    if place in _RANKS:
        return _lower(_rank(place, old), _rank(place, new))
    if place == ("Trigger", "state"):
        return _lower(old != _RETIRED, new != _RETIRED)
    if place == ("Trigger", "condition") or key in ("threshold", "thresholds"):
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


def _rank(place: tuple[str, str], value: Any) -> int:
    """Return the place of a value in its order; what is not given is the loosest."""
    return _RANKS[place].index(value) if value is not None else 0

"""Values of the model as plain JSON data, without what was left at its default."""

from __future__ import annotations

from typing import Any

from reward_reports.changes.comparing.shapes import slots_of
from reward_reports.report.model import Base


def plain(value: Any) -> Any:
    """Return a value as JSON data as an author would write it: dates and durations as text, keys by their alias."""
    if isinstance(value, Base):
        parts = ((slot, getattr(value, slot.name)) for slot in slots_of(type(value)))
        data = {slot.key: plain(part) for slot, part in parts if part != slot.default}
        return {key: part for key, part in data.items() if part not in (None, [], {})}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if value is None or isinstance(value, str | bool | int):
        return value
    return _number(value) if isinstance(value, float) else str(value)


def _number(value: float) -> Any:
    """Return a number that JSON can hold; free data may have `.inf` and `.nan`."""
    return value if value - value == 0 else str(value)


def same_data(old: Any, new: Any) -> bool:
    """Whether free JSON data is the same; `true` is not 1, and no order of keys matters."""
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(same_data(old[key], new[key]) for key in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(same_data, old, new))
    if isinstance(old, bool) is not isinstance(new, bool):
        return False
    return bool(old == new or (old != old and new != new))  # noqa: PLR0124 not a number

"""Which column or key of a table of measurements is the step, which the time, and how its cells read as numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

STEPS = (
    "step", "_step", "global_step", "time/total_timesteps", "total_timesteps", "timesteps_total", "timesteps", "timestep",
    "num_env_steps", "env_steps", "training_iteration", "iteration", "iter", "update", "epoch",
)  # fmt: skip
"""Names of a step column; the first of them that a log has, and that holds whole numbers, is taken."""

TIMES = ("wall_time", "_timestamp", "timestamp", "time", "datetime", "date", "created_at")
"""Names of a time column; the first of them that a log has, and that holds points in time, is taken."""

_BLANK = frozenset(("", "null", "none", "na", "n/a"))
_OLDEST, _MILLISECONDS, _NEWEST = 1e8, 1e11, 1e14
"""Unix seconds from 1973 on; what is a thousand times as much is milliseconds. Less than that is a duration."""


def blank(cell: str) -> bool:
    """Say whether a cell holds no value at all; `nan` is a value."""
    return cell.strip().lower() in _BLANK


def number(cell: str) -> float:
    """Return the number that a cell holds.

    Raises:
        ValueError: if it is none, or too large for a floating-point number.
    """
    if "_" in cell or not cell.isascii():
        raise ValueError(cell)  # float() takes 1_000 and the digits of other scripts
    value = float(cell)
    if math.isinf(value) and "i" not in cell.lower():
        raise ValueError(cell)
    return value


def as_step(value: Any) -> int | None:
    """Return a whole number as a step, None for anything else."""
    if isinstance(value, str):
        try:
            return int(value) if value.strip().lstrip("+-").isdecimal() and value.isascii() else as_step(number(value))
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if math.isfinite(value) and value == int(value) else None


def as_time(value: Any) -> float | None:
    """Return a point in time in Unix seconds: from seconds, milliseconds or an ISO date (UTC unless it says otherwise)."""
    if isinstance(value, str):
        return _from_text(value.strip())
    if isinstance(value, bool) or not isinstance(value, int | float) or not _OLDEST <= value < _NEWEST:
        return None
    return float(value) if value < _MILLISECONDS else value / 1000


def _from_text(text: str) -> float | None:
    try:
        return as_time(number(text))
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def candidates(names: Iterable[str], known: tuple[str, ...]) -> list[str]:
    """Return those names that stand in a list of known ones, best first; case, spaces and hyphens do not count."""
    plain = {name.strip().lower().replace(" ", "_").replace("-", "_"): name for name in names}
    return [plain[name] for name in known if name in plain]

"""The axes of a drawing: where a value stands, and which round numbers are marked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from a low value to a high one, drawn from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """Return where a value stands."""
        return round(self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start), 1)


def scale(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the ends of the upward axis and the step between its marks, all round numbers."""
    low, high = min(values), max(values)
    spread = (high - low) or abs(high) or 1.0
    if not math.isfinite(spread):
        return -math.inf, math.inf, math.inf
    raw = spread / 4
    size = 10.0 ** math.floor(math.log10(raw)) if raw > 1e-300 else 1.0
    step = next((factor * size for factor in (1, 2, 2.5, 5) if factor * size >= raw), 10 * size)
    bottom, top = math.floor(low / step) * step, math.ceil(high / step) * step
    return bottom, top if top > bottom else bottom + step, step


def ticks(low: float, high: float, step: float) -> list[float]:
    """Return the values that are marked."""
    number = min(round((high - low) / step), 12)
    return [low + step * position for position in range(number + 1)]


def tick(value: float, step: float) -> str:
    """Return a marked value with as many decimals as its step has."""
    decimals = max(0, -math.floor(math.log10(step)) + (1 if f"{step:e}".startswith("2.5") else 0)) if step < 10 else 0
    return f"{value:,.{min(decimals, 8)}f}" if abs(value) < 1e9 else f"{value:.1e}"

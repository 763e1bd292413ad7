"""A value beside what it is compared with: a dot and a ring on one line, and the interval of uncertainty as a bar."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from reward_reports.publishing.rendering.markup import filled

_EDGE = 6
_PICTURE = '<svg class="%s" viewBox="0 0 %s %s" width="%s" height="%s" aria-hidden="true" focusable="false">%s</svg>'


@dataclass(frozen=True, slots=True)
class Pair:
    """A value and what it is compared with.

    Attributes:
        value: what was measured.
        other: what it is compared with, if that is a number.
        low: the lower end of the value's uncertainty.
        high: the upper end of the value's uncertainty.
        better: 1 where higher is better, -1 where lower is, 0 where neither.
    """

    value: float
    other: float | None = None
    low: float | None = None
    high: float | None = None
    better: int = 0

    @property
    def ends(self) -> list[float]:
        """Every number that a drawing has to hold."""
        return [one for one in (self.value, self.other, self.low, self.high) if one is not None]

    @property
    def gain(self) -> float:
        """How much better the value is, below 0 where it is worse; 0 where that cannot be said."""
        return 0.0 if self.other is None else self.better * (self.value - self.other)

    @property
    def is_unclear(self) -> bool:
        """Whether the other value lies within the uncertainty of this one."""
        return None not in (self.other, self.low, self.high) and self.low <= self.other <= self.high  # type: ignore[operator]

    def is_worse(self, least: float = 0.0) -> bool:
        """Whether the value is worse, and by more than its uncertainty or, where none is known, a share of the other."""
        if self.other is None or self.is_unclear:
            return False
        return self.gain < (0.0 if self.low is not None else -least * abs(self.other))


def picture(css: str, inside: Markup, width: int, height: int) -> Markup:
    """Return a small picture that adds nothing to the words beside it."""
    return filled(_PICTURE, css, width, height, width, height, inside)


def share(value: float, low: float, high: float) -> float:
    """Return where a value lies between two others, 0 to 1; halves, since the whole may be more than a number can hold."""
    return (value / 2 - low / 2) / (high / 2 - low / 2)


def dumbbell(pair: Pair, ends: Iterable[float], *, worse: bool, width: int = 360, height: int = 22) -> Markup:
    """Return a comparison as a picture; "" where it cannot be drawn.

    Args:
        pair: what is compared.
        ends: the numbers that the line must hold, so that several pictures share a scale.
        worse: whether it is marked as trouble.
        width: in the units of the picture, as is the height.
        height: how high it is.
    """
    line = [*ends]
    if not all(map(math.isfinite, (*line, *pair.ends))) or min(line) == max(line):
        return Markup()
    low, high, half = min(line), max(line), height // 2

    def across(at: float) -> str:
        return f"{_EDGE + share(at, low, high) * (width - 2 * _EDGE):.1f}"

    inside = [filled('<path d="M0,%sH%s"/>', half, width)]
    if pair.low is not None and pair.high is not None:
        inside.append(filled('<path class="interval" d="M%s,%sH%s"/>', across(pair.low), half, across(pair.high)))
    if pair.other is not None:
        other = across(pair.other)
        inside.append(filled('<path class="between" d="M%s,%sH%s"/>', other, half, across(pair.value)))
        inside.append(filled('<circle class="ring" cx="%s" cy="%s" r="4"/>', other, half))
    inside.append(filled('<circle cx="%s" cy="%s" r="4"/>', across(pair.value), half))
    return picture("pair worse" if worse else "pair", Markup("").join(inside), width, height)

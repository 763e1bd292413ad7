"""Metrics that went from the performance metrics to the oversight metrics, or back."""

from __future__ import annotations

from typing import NamedTuple

from reward_reports.base.diagnostics import Path
from reward_reports.report.model.optimization_intent import OptimizationIntent

_REGISTERS = ("performance_metrics", "oversight_metrics")


class Move(NamedTuple):
    """Where a metric was, and where it is: the register and the position there."""

    old: tuple[str, int]
    new: tuple[str, int]

    def old_path(self, section: Path) -> Path:
        """Return where the metric was."""
        return (*section, self.old[0], "items", self.old[1])

    def new_path(self, section: Path) -> Path:
        """Return where the metric is."""
        return (*section, self.new[0], "items", self.new[1])


def find_moves(old: OptimizationIntent, new: OptimizationIntent) -> list[Move]:
    """Return the metrics that left one register and are new in the other, by their id."""
    before, after = _places(old), _places(new)
    there, back = _REGISTERS, _REGISTERS[::-1]
    return [
        Move((source, before[source][name]), (target, place))
        for source, target in (there, back)
        for name, place in after[target].items()
        if name in before[source] and name not in after[source] and name not in before[target]
    ]


def _places(intent: OptimizationIntent) -> dict[str, dict[str, int]]:
    return {name: {metric.id: place for place, metric in enumerate(getattr(intent, name).items)} for name in _REGISTERS}

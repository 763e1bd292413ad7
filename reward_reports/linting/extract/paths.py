"""Paths as rules write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reward_reports.report.model.fields import is_answer, is_register, model_at

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Path


def long_form(path: Path) -> Path:
    """Return the long form of the path of a text: `items` and `text` where the author used the short forms."""
    steps: list[str | int] = []
    for step in path:
        if isinstance(step, int) and steps and steps[-1] != "items" and is_register(model_at(tuple(steps))):
            steps.append("items")
        steps.append(step)
    if steps and is_answer(model_at(tuple(steps))) and isinstance(steps[-1], str):
        steps.append("text")
    return tuple(steps)

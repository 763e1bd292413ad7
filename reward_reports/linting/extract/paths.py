"""Paths as rules write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reward_reports.report.model.fields import is_answer, is_register, model_at

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Path


def long_form(path: Path) -> Path:
    """Return the long form of the path of a text: `items` and `text` where the author used the short forms."""
    made: list[str | int] = []
    for step in path:
        if isinstance(step, int) and made and made[-1] != "items" and is_register(model_at(tuple(made))):
            made.append("items")
        made.append(step)
    if made and is_answer(model_at(tuple(made))) and isinstance(made[-1], str):
        made.append("text")
    return tuple(made)

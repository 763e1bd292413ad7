"""Which changes touch the reward, which the oversight of it, which who answers for it."""

from __future__ import annotations

from functools import lru_cache

from reward_reports.base.diagnostics import Path
from reward_reports.changes.comparing.change import IMPACTS, Impact
from reward_reports.report.model import about
from reward_reports.report.model.fields import info_of, model_at, note_in


def impact_of(path: Path) -> Impact:
    """Return what a change at a place touches: what the innermost field says that says anything."""
    return _impact(tuple(step for step in path if isinstance(step, str)))


def weightiest(*impacts: Impact) -> Impact:
    """Return the impact that matters most."""
    return min(impacts, key=IMPACTS.index)


@lru_cache(4096)
def _impact(keys: tuple[str, ...]) -> Impact:
    owner = model_at(keys[:-1]) if keys else None
    info = info_of(owner, keys[-1]) if owner else None
    noted = note_in(info, about.Impact) if info else None
    if noted is not None:
        return noted.on
    return _impact(keys[:-1]) if keys else "editorial"

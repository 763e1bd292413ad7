"""What the model knows about each of a report's fields: those of the paper's layout in its order, then the profile's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from reward_reports.report.model import LAYOUTS, OPTIONAL, Report
from reward_reports.report.model.fields import info_of, model_at
from reward_reports.report.model.report import PROFILE_SECTIONS

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Path


@dataclass(frozen=True, slots=True)
class Guide:
    """One field.

    Attributes:
        path: where it stands.
        title: its title in the paper's layout.
        builder: its title in the layout of the web builder.
        guidance: what to write.
        questions: what a full answer answers.
        minimal: whether a first draft needs it.
        optional: whether no rule asks for it.
    """

    path: Path
    title: str
    builder: str
    guidance: str
    questions: tuple[str, ...]
    minimal: bool
    optional: bool


@cache
def guides() -> dict[Path, Guide]:
    """Return the guide of every field: those of the paper's layout, then those of the profiles."""
    paths: list[Path] = [path for _, fields in LAYOUTS["paper"] for path in fields]
    for section in PROFILE_SECTIONS:
        model = model_at((section,))
        paths += [(section, name) for name in model.model_fields] if model else []
    return {path: _guide(path) for path in paths}


def _guide(path: Path) -> Guide:
    info = info_of(model_at(path[:-1]) or Report, str(path[-1]))
    assert info is not None, "the layouts name fields of the model"  # noqa: S101
    extra: Any = info.json_schema_extra
    known = extra["x-guide"]
    questions, optional = tuple(known["questions"]), path in OPTIONAL
    return Guide(
        path, str(info.title), str(known["builder"]), str(info.description), questions, bool(known["minimal"]), optional
    )

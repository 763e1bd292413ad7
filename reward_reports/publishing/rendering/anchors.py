"""What can be pointed at in a report: every id and every field, with its anchor on the page and its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from reward_reports.report.model import LAYOUTS, SECTIONS, Base, Layout, Report
from reward_reports.report.model.fields import model_at
from reward_reports.report.model.layouts import FieldPath
from reward_reports.report.model.pointers import name_of, pointers_of
from reward_reports.report.model.report import PROFILE_SECTIONS, sections_of_profiles

Kind: TypeAlias = str


@dataclass(frozen=True, slots=True)
class Target:
    """Something a reference leads to."""

    anchor: str
    name: str


@dataclass(slots=True)
class Targets:
    """The ids and fields of one report.

    Attributes:
        items: by kind (`metric`, `stakeholder`, …) and id.
        fields: by `section.field`.
        numbers: the position of each reference in the list of references, from 1.
        figures: the position of each figure among the figures, from 1.
    """

    items: dict[tuple[Kind, str], Target] = field(default_factory=dict)
    fields: dict[str, Target] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    figures: dict[str, int] = field(default_factory=dict)
    _taken: dict[str, int] = field(default_factory=dict)

    def find(self, kinds: Iterable[Kind], id_: str) -> Target | None:
        """Return what an id of one of several kinds stands for."""
        return next((found for kind in kinds if (found := self.items.get((kind, id_)))), None)

    def field(self, path: str) -> Target | None:
        """Return the field that a path such as `implementation.reward_details.items` lies in."""
        parts = path.split(".")
        return self.fields.get(".".join(parts[:2])) or self.fields.get(parts[0])

    def anchor(self, kind: Kind, id_: str) -> str:
        """Return an anchor for an item that is about to be written, unlike any before it on the page."""
        wanted = f"{kind}:{id_}"
        times = self._taken[wanted] = self._taken.get(wanted, 0) + 1
        return wanted if times == 1 else f"{wanted}~{times}"


def targets_of(report: Report, layout: Layout) -> Targets:
    """Collect what can be pointed at."""
    targets = Targets(fields=_fields(layout))
    for section, part in sections_of_profiles(report):
        targets.fields.update(_fields_of_profile(section, part))
    for kind, items in pointers_of(report).entries.items():
        for item in items:
            targets.items.setdefault((kind, item.id), Target(f"{kind}:{item.id}", name_of(item)))
    for number, reference in enumerate(report.references, 1):
        targets.numbers.setdefault(reference.id, number)
    for number, figure in enumerate(report.figures, 1):
        if figure.id not in targets.numbers:
            targets.figures.setdefault(figure.id, number)
    return targets


def title_of(path: FieldPath, layout: Layout) -> str:
    """Return the title of a field in a layout."""
    section, name = path
    return _TITLES[section, name][layout]


def titles() -> list[str]:
    """Return the titles that fields have in any layout."""
    return [title for both in _TITLES.values() for title in both.values()]


def _guides() -> Iterator[tuple[FieldPath, dict[Layout, str]]]:
    for section in (*SECTIONS, *PROFILE_SECTIONS):
        model = model_at((section,))
        for name, info in model.model_fields.items() if model else ():
            extra: Any = info.json_schema_extra
            guide = extra["x-guide"]
            yield (section, name), {"paper": guide["paper"], "builder": guide["builder"]}


_TITLES: dict[FieldPath, dict[Layout, str]] = dict(_guides())


def _fields(layout: Layout) -> dict[str, Target]:
    found = {}
    for _, paths in LAYOUTS[layout]:
        for section, name in paths:
            found[f"{section}.{name}"] = Target(f"{section}.{name}", title_of((section, name), layout))
    return found


def _fields_of_profile(section: str, part: Base) -> dict[str, Target]:
    names = type(part).model_fields
    return {f"{section}.{name}": Target(f"{section}.{name}", title_of((section, name), "paper")) for name in names}

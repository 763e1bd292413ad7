"""Where a report names a metric or a stakeholder: the entries that point to it by its id."""

from __future__ import annotations

from dataclasses import dataclass

from reward_reports.base.sentences import id_as_title
from reward_reports.publishing.rendering.translation import Translation
from reward_reports.report.model import Item, Report
from reward_reports.report.model.fields import kind_of, noun_of
from reward_reports.report.model.implementation import FeedbackLoop, Measurement, RewardTerm
from reward_reports.report.model.pointers import Pointer, pointers_of
from reward_reports.report.model.system_maintenance import Expectation

_ORDER: tuple[type[Item], ...] = (RewardTerm, Measurement, FeedbackLoop)
"""What a reader wants to know first of a metric: where it counts, and how it is measured. What a change was to do comes last."""
_LISTED = frozenset({"metric", "stakeholder"})
_LONGEST = 90
_NAMING = ("name", "act", "requirement", "what", "path", "description", "contest_what")
"""The fields that say what an entry without a name is, the first that is there."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names something: how, under which name, and where on the page of the report."""

    label: str
    name: str
    anchor: str


def mentions_of(report: Report, words: Translation) -> dict[tuple[str, str], list[Mention]]:
    """Return the places that name each metric and each stakeholder, by kind and id, in the order of the report."""
    mentions: dict[tuple[str, str], list[Mention]] = {}
    versions = _versions(report, words)
    for _, id_, points_to, item in sorted(pointers_of(report).pointers, key=_rank):
        for kind in _LISTED.intersection(points_to.targets if item is not None and points_to.mention != "" else ()):
            assert item is not None  # noqa: S101 nothing is listed outside of an entry
            label = words.gettext(points_to.mention or f"Named in the {noun_of(type(item))}")
            name = versions.get(id(item)) or _name(item)
            mentions.setdefault((kind, id_), []).append(Mention(label, name, f"{kind_of(type(item))}:{item.id}"))
    return mentions


def _rank(pointer: Pointer) -> int:
    kind = type(pointer[3])
    return len(_ORDER) + (kind is Expectation) if kind not in _ORDER else _ORDER.index(kind)


def _versions(report: Report, words: Translation) -> dict[int, str]:
    """Return what an expectation is called: the version of its entry."""
    return {
        id(expectation): words.gettext("version %(version)s") % {"version": entry.version}
        for entry in report.system_maintenance.changelog.items
        for expectation in entry.expectations
    }


def _name(item: Item) -> str:
    words = next((text for key in _NAMING if isinstance(text := getattr(item, key, None), str)), id_as_title(item.id))
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"

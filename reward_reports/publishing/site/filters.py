"""The filters of the index, each with the choices that occur in the list; a filter that would change nothing is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from reward_reports.publishing.rendering.translation import ENGLISH, Translation
from reward_reports.publishing.rendering.words import humanised
from reward_reports.publishing.site.entry import IndexEntry

_LABELS = {
    "profile": "Type of system",
    "life": "Stage of the system",
    "kind": "Who speaks",
    "status": "State of the report",
    "review": "Review",
    "owner": "Owner",
}
_SPELLED = {"rlhf": "trained on feedback (RLHF)", "overdue": "overdue", "in_time": "not overdue"}


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: its name, its label, and its choices as tags with their labels."""

    name: str
    label: str
    choices: list[tuple[str, str]]


def tagged(entries: Sequence[IndexEntry]) -> list[IndexEntry]:
    """Return the entries with a tag for their owner, by its place among all owners."""
    owners = {owner: number for number, owner in enumerate(_owners(entries))}
    return [
        replace(entry, tags=f"{entry.tags} owner:{owners[entry.owner]}") if entry.owner else entry for entry in entries
    ]


def filters_of(entries: Sequence[IndexEntry], words: Translation = ENGLISH) -> list[Filter]:
    """Return the filters for entries that are tagged."""
    owners = _owners(entries)
    tags: dict[str, set[str]] = {}
    for entry in entries:
        for tag in entry.tags.split():
            tags.setdefault(tag.partition(":")[0], set()).add(tag)
    filters = [
        Filter(name, words.gettext(label), _choices(tags.get(name, set()), owners, words))
        for name, label in _LABELS.items()
    ]
    return [filter_ for filter_ in filters if len(filter_.choices) > 1]


def _choices(tags: set[str], owners: list[str], words: Translation) -> list[tuple[str, str]]:
    def label(tag: str) -> str:
        name, _, value = tag.partition(":")
        return owners[int(value)] if name == "owner" else words.gettext(_SPELLED.get(value) or humanised(value))

    return sorted(((tag, label(tag)) for tag in tags), key=lambda pair: (pair[1].lower(), pair[0]))


def _owners(entries: Sequence[Any]) -> list[str]:
    return sorted({entry.owner for entry in entries if entry.owner})

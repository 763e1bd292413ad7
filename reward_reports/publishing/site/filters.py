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
    return [replace(one, tags=f"{one.tags} owner:{owners[one.owner]}") if one.owner else one for one in entries]


def filters_of(entries: Sequence[IndexEntry], words: Translation = ENGLISH) -> list[Filter]:
    """Return the filters for entries that are tagged."""
    owners = _owners(entries)
    found: dict[str, set[str]] = {}
    for entry in entries:
        for tag in entry.tags.split():
            found.setdefault(tag.partition(":")[0], set()).add(tag)
    filters = [
        Filter(name, words.gettext(label), _choices(found.get(name, set()), owners, words))
        for name, label in _LABELS.items()
    ]
    return [one for one in filters if len(one.choices) > 1]


def _choices(tags: set[str], owners: list[str], words: Translation) -> list[tuple[str, str]]:
    def label(tag: str) -> str:
        name, _, value = tag.partition(":")
        return owners[int(value)] if name == "owner" else words.gettext(_SPELLED.get(value) or humanised(value))

    return sorted(((tag, label(tag)) for tag in tags), key=lambda pair: (pair[1].lower(), pair[0]))


def _owners(entries: Sequence[Any]) -> list[str]:
    return sorted({one.owner for one in entries if one.owner})

"""What changed since the base revision, and what the changelog says of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from reward_reports.linting.extract.prose import normalised
from reward_reports.linting.extract.typing_errors import is_typing_error
from reward_reports.report.model.placeholders import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from reward_reports.changes.comparing import Change
    from reward_reports.linting.context import Context
    from reward_reports.report.model.system_maintenance import Entry

CHANGELOG = "system_maintenance.changelog"
_NEED_NO_ENTRY = frozenset({
    CHANGELOG, "schema_version", "report.version", "report.status", "report.date", "report.last_reviewed",
    "references", "bibliography",
})  # fmt: skip
"""What a changelog need not tell: the dates and state of the document itself, and the list of sources."""


def speaking_entries(context: Context) -> list[Entry]:
    """Return the changelog entries that can tell of the changes: new ones, and those of today; without a base, only these."""
    new = {entry.id for _, entry in context.new_entries} if context.compares else set()
    return [entry for _, entry in context.entries if entry.id in new or is_of_today(entry, context.today)]


def is_of_today(entry: Entry, today: date) -> bool:
    """Whether an entry is still being written: dated today, or tomorrow, which it is already somewhere."""
    return entry.date.end >= today and entry.date.start <= today + timedelta(days=1)


def content_changes(context: Context) -> list[Change]:
    """Return the changes that a changelog must tell: all but corrected typing errors, the document's own dates and state,
    the sources, free keys, and the changelog itself."""
    return [
        change
        for change in context.changes
        if change.field not in _NEED_NO_ENTRY
        and not change.field.startswith("x-")
        and not is_typing_error(change, context)
        and not _only_binds(change)
    ]


def _only_binds(change: Change) -> bool:
    """Whether the report is bound to a file of the system that it was not bound to before."""
    return change.old is None and (change.field == "bindings" or "code" in change.path[-2:])


def fields_named(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the sections and fields that entries name in `fields_changed`, without what follows the field."""
    names = (name.strip().replace("[", ".") for entry in entries for name in entry.fields_changed)
    return frozenset(".".join(name.split(".")[:2]) for name in names)


def unmentioned(changes: Iterable[Change], named: frozenset[str]) -> list[str]:
    """Return the fields with changes that are not named, themselves or by their section."""
    from reward_reports.changes.comparing.grouping import fields_changed  # only a run with --since needs to compare

    return [field for field in fields_changed(changes) if field not in named and field.split(".")[0] not in named]


def mentions(entries: Iterable[Entry], *words: str) -> bool:
    """Whether an entry has one of the words, an id or a name, in its texts or fields."""
    text = " ".join(
        f" {normalised(' '.join([entry.summary, entry.motivation or '', entry.lessons or '', *entry.fields_changed]))} "
        for entry in entries
    )
    return any(f" {normalised(word)} " in text for word in words if normalised(word))


def has_motive(entry: Entry) -> bool:
    """Whether an entry says why: in its own words, or by what set it off."""
    return bool(entry.triggered_by) or bool(
        (entry.motivation or "").strip() and not is_placeholder(entry.motivation or "")
    )

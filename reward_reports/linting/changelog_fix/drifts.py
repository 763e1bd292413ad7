"""Brings a report up to date with the files that it is bound to, and drafts the entry that tells of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Fix, Problem
from reward_reports.linting.changelog_fix.edits import edits_for
from reward_reports.linting.extract.since import content_changes, fields_named, mentions, speaking_entries

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Edit
    from reward_reports.changes.comparing.change import Change
    from reward_reports.linting.context import Context
    from reward_reports.linting.extract.drift import Drift


def problems_of(context: Context, drifts: list[Drift]) -> list[Problem]:
    """Return a problem for each drift, with a fix where one can be made."""
    return [
        Problem(drift.message + _untold(context, drift), drift.advice, drift.path, fix=_fix(context, drift))
        for drift in drifts
    ]


def _untold(context: Context, drift: Drift) -> str:
    return ", and no changelog entry says so" if drift.change and not _is_mentioned(context, drift) else ""


def _fix(context: Context, drift: Drift) -> Fix | None:
    """Return the fix of a drift. All that the changelog must tell is put right by one fix with one entry."""
    if drift.edit is None or drift.change is None:
        return Fix("Add the digest of the code", (drift.edit,)) if drift.edit else None
    together = [bound for bound in (*context.bound_values, *context.bound_code) if bound.edit and bound.change]
    edits = _unique(bound.edit for bound in together)
    unmentioned = [bound for bound in together if not _is_mentioned(context, bound)]
    if not unmentioned:
        return Fix("Bring the report up to date with the system", edits)
    entry = edits_for(context, _changes(context, unmentioned))
    title = "Bring the report up to date with the system, and draft a changelog entry"
    return Fix(title, (*edits, *entry)) if entry else None


def _unique(edits: Iterable[Edit | None]) -> tuple[Edit, ...]:
    """Return the edits, each once: two bindings may be of one value."""
    return tuple({(edit.start, edit.end): edit for edit in edits if edit}.values())


def _is_mentioned(context: Context, drift: Drift) -> bool:
    """Whether an entry that is still being written, or new since the base, speaks of it already.

    One that stands in the base word for word was written before the change, also where it is of today.
    """
    field = drift.change.field if drift.change else ""
    before = context.base_report.system_maintenance.changelog.items if context.compares else ()
    entries = [entry for entry in speaking_entries(context) if field in fields_named([entry]) and entry not in before]
    return mentions(entries, *drift.words)


def _changes(context: Context, drifts: list[Drift]) -> list[Change]:
    """Return what one entry must tell: the drifts, and with a base whatever else no entry tells yet."""
    changes = [drift.change for drift in drifts if drift.change]
    if not context.compares:
        return changes
    named = fields_named(speaking_entries(context))
    known = {change.path for change in changes}
    return changes + [
        change
        for change in content_changes(context)
        if change.path not in known and change.field not in named and change.field.split(".")[0] not in named
    ]

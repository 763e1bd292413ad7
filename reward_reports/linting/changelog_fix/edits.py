"""The edits that put a drafted entry into a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reward_reports.linting.changelog_fix.entry import draft
from reward_reports.linting.changelog_fix.placing import place
from reward_reports.report.text_edits import replace_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reward_reports.base.diagnostics import Edit
    from reward_reports.changes.comparing.change import Change
    from reward_reports.linting.context import Context


def edits_for(context: Context, changes: Sequence[Change]) -> tuple[Edit, ...] | None:
    """Return the edits that add an entry for changes, and give the report its version and date; None if one cannot be made."""
    entry = draft(context, changes)
    dates = [known.date for _, known in context.entries]
    newest_first = len(dates) > 1 and dates[0].start > dates[-1].end
    added = place(context.document, entry, newest_first=newest_first) if entry else None
    if entry is None or added is None:
        return None
    edits: list[Edit | None] = [added]
    info, values = context.report.report, dict(entry)
    if f'"{info.version}"' != values["version"]:
        edits.append(replace_value(context.document, ("report", "version"), values["version"]))
    if info.date is not None and info.date.end < context.today:
        edits.append(replace_value(context.document, ("report", "date"), values["date"]))
    complete = tuple(edit for edit in edits if edit is not None)
    return complete if len(complete) == len(edits) else None

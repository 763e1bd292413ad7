"""The matrix of what all reports of a site disclose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reward_reports.changes.comparing.naming import title_of
from reward_reports.changes.comparing.side_by_side import fields_of
from reward_reports.publishing.rendering.matrix import legend, mark_of
from reward_reports.publishing.site.entry import Entry
from reward_reports.report.model.states import DISCLOSED, STATES


def matrix_of(entries: Sequence[Entry]) -> dict[str, Any]:
    """Return what the page of the matrix shows."""
    fields = fields_of([entry.states for entry in entries])
    rows = [
        {
            "title": entry.title,
            "address": entry.address,
            "disclosed": entry.known,
            "states": [entry.states.get(path) for path in fields],
        }
        for entry in entries
    ]
    totals = [sum(entry.states.get(path) in DISCLOSED for entry in entries) for path in fields]
    marks = {state: mark_of(state) for state in STATES}
    titles = [title_of(path) for path in fields]
    return {"rows": rows, "titles": titles, "totals": totals, "marks": marks, "legend": legend()}

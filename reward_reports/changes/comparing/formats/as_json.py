"""For programs: one JSON object, whose shape is kept stable.

    schema_version   "1.0"; the first number changes when a program that reads it could break
    tool             {name, version}
    audience         public, auditor or internal: who may read this
    old, new         {name, id, title, version, date}; the date is null where there is none
    counts           {reward, oversight, accountability, editorial: how many changes touch it}
    fields_changed   the fields that changed, as a changelog entry lists them
    changes          [{kind, impact, field, item, path, what, old, new, words, summary, audience}]

`path` leads to the value in the new report, in the old one where it was removed. `old` is null where the value was added,
`new` where it was removed. `words` is empty, or the stretches of a text, or of free data written as lines, that became another: [{op, text}], where `op` is
same, added or removed.
"""

from __future__ import annotations

from typing import Any

from reward_reports._version import __version__
from reward_reports.base.escaping.data import dump
from reward_reports.changes.comparing.change import IMPACTS, Change
from reward_reports.changes.comparing.comparison import Comparison
from reward_reports.changes.comparing.grouping import fields_changed

SCHEMA_VERSION = "1.0"
_SIDE = ("name", "id", "title", "version", "date")
_PLAIN = ("kind", "impact", "field", "item", "path", "what", "old", "new")


def render(comparison: Comparison) -> str:
    """Return the comparison as JSON."""
    return dump({
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "reward-reports", "version": __version__},
        "audience": comparison.audience,
        "old": {key: getattr(comparison.old, key) for key in _SIDE},
        "new": {key: getattr(comparison.new, key) for key in _SIDE},
        "counts": {impact: len(comparison.groups.get(impact, ())) for impact in IMPACTS},
        "fields_changed": list(fields_changed(comparison.changes)),
        "changes": [change_data(change) for change in comparison.changes],
    })  # fmt: skip


def change_data(change: Change) -> dict[str, Any]:
    """Return one change as plain data."""
    return {
        **{key: getattr(change, key) for key in _PLAIN},
        "words": [word._asdict() for word in change.words],
        "summary": change.summary,
        "audience": change.audience,
    }

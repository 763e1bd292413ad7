"""For programs: one JSON object, whose shape is kept stable.

    schema_version   "1.0"; the first number changes when a program that reads it could break
    tool             {name, version}
    audience         public, auditor or internal: who may read this
    ordered_by       commit, date in the name, version in the name, report.date or report.version
    revisions        the newest first: [{name, date, author, path, version, title, trouble, entry, against, fields_changed,
                     changes}]

`entry` is the newest entry of the changelog, {id, version, date, kind, summary}, or null. `against` is the name of the
revision it is compared with, or null. `changes` have the shape of those of `diff --format json`. `trouble` says why there is
no report, or is "".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from reward_reports._version import __version__
from reward_reports.base.escaping.data import dump
from reward_reports.changes.comparing.formats.as_json import change_data
from reward_reports.changes.comparing.grouping import fields_changed
from reward_reports.changes.history.log import RevisionStep
from reward_reports.changes.history.revision import Revision

SCHEMA_VERSION = "1.0"


def render(
    revisions: Sequence[Revision], steps: Sequence[RevisionStep], audience: str, *, first: int = 0, colour: bool = False
) -> str:
    """Return the history as JSON, from the revision at position `first` on."""
    return dump({
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "reward-reports", "version": __version__},
        "audience": audience,
        "ordered_by": revisions[-1].placed_by,
        "revisions": [_revision(revisions, steps, at) for at in range(len(revisions) - 1, first - 1, -1)],
    })  # fmt: skip


def _revision(revisions: Sequence[Revision], steps: Sequence[RevisionStep], at: int) -> dict[str, Any]:
    revision, step = revisions[at], steps[at]
    return {
        "name": revision.name,
        "date": str(revision.date) if revision.date else None,
        "author": revision.author,
        "path": revision.path,
        "version": step.version or None,
        "title": step.title or None,
        "trouble": step.trouble,
        "entry": asdict(step.entry) if step.entry else None,
        "against": None if step.against is None else revisions[step.against].name,
        "fields_changed": list(fields_changed(step.changes)),
        "changes": [change_data(change) for change in step.changes],
    }

"""What is due, as text: for people, for programs, for calendars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from reward_reports._version import __version__
from reward_reports.base.escaping.cells import aligned, line_of
from reward_reports.base.escaping.colour import painter
from reward_reports.base.escaping.data import dump
from reward_reports.base.escaping.visible import visible
from reward_reports.runs.monitoring.due import VERBS, Due

_LIMITS = (15, 10, 30, 26, 70)


def as_text(items: Sequence[Due], today: date, *, colour: bool = False, errors: Sequence[str] = ()) -> str:
    """Return a line for each thing to do, and how many are overdue."""
    paint = painter(colour)
    rows = [[_when(one), str(one.date or ""), *map(visible, (one.report, _what(one), one.about))] for one in items]
    lines = []
    for one, row in zip(items, aligned(rows, _LIMITS), strict=True):
        shown = [paint(row[0], "error" if one.overdue else "faint"), row[1], paint(row[2], "name"), *row[3:]]
        lines.append(line_of(shown))
    late = sum(one.overdue for one in items)
    return "".join([*lines, f"{len(items)} due, {late} of them overdue.\n" if items else "Nothing is due.\n"])


def as_json(items: Sequence[Due], today: date, *, colour: bool = False, errors: Sequence[str] = ()) -> str:
    """Return everything as one JSON object; `errors` names the files that could not be read."""
    return dump({
        "schema_version": "1.0",
        "tool": {"name": "reward-reports", "version": __version__},
        "today": today.isoformat(),
        "overdue": sum(one.overdue for one in items),
        "due": [_plain(one) for one in items],
        "errors": list(errors),
    })  # fmt: skip


def _when(one: Due) -> str:
    if one.days is None:
        return "overdue" if one.overdue else "no date"
    if one.days == 0:
        return "today"
    return f"{-one.days} {_days(one.days)} late" if one.days < 0 else f"in {one.days} {_days(one.days)}"


def _days(number: int) -> str:
    return "day" if abs(number) == 1 else "days"


def _what(one: Due) -> str:
    return f"{one.kind} {one.item}".strip()


def _plain(one: Due) -> dict[str, Any]:
    return {
        "file": one.file,
        "report": one.report,
        "kind": one.kind,
        "id": one.item,
        "task": VERBS[one.kind],
        "date": one.date.isoformat() if one.date else None,
        "days": one.days,
        "overdue": one.overdue,
        "about": one.about,
        "owner": one.owner,
    }

"""What was found about triggers, thresholds and standards, as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from reward_reports._version import __version__
from reward_reports.base.escaping.cells import aligned, line_of
from reward_reports.base.escaping.colour import Style, painter
from reward_reports.base.escaping.data import dump, number
from reward_reports.base.escaping.markdown import escape
from reward_reports.base.escaping.visible import visible
from reward_reports.runs.monitoring.check import CheckResult, CheckRow

RowsByItem: TypeAlias = Mapping[tuple[str, str], Sequence[CheckRow]]
"""The rows of each report, by its file and its id."""
WORDS: dict[CheckResult, str] = {
    "fires": "FIRES",
    "unanswered": "NOT ANSWERED",
    "past": "past",
    "not_met": "not met",
    "cannot_tell": "cannot tell",
    "quiet": "does not fire",
    "within": "within",
    "met": "met",
    "retired": "retired",
    "held_back": "held back",
}
"""What is bad first; a summary counts in this order."""
_STYLES: dict[CheckResult, Style] = {
    "fires": "error",
    "unanswered": "error",
    "past": "warning",
    "not_met": "warning",
    "cannot_tell": "info",
}
_NOTHING = "no metric trigger, no threshold, no standard with a metric"
_LIMITS = (9, 28, 50, 13)


def as_text(rows_by_item: RowsByItem, today: date, *, colour: bool = False, errors: Sequence[str] = ()) -> str:
    """Return a line for each, below it what shows it, and a summary."""
    paint = painter(colour)
    lines: list[str] = []
    for (_, name), rows in rows_by_item.items():
        lines.append(("\n" if lines else "") + paint(visible(name), "name") + "\n")
        lines += [] if rows else [f"  {_NOTHING}\n"]
        cells = aligned([[visible(cell) for cell in _row(row)] for row in rows], _LIMITS)
        for row, line in zip(rows, cells, strict=True):
            style = _STYLES.get(row.result)
            lines.append("  " + line_of([*line[:-1], paint(line[-1].rstrip(), style) if style else line[-1]]))
            lines += [f"      {visible(note)}\n" for note in _notes(row)]
    return "".join([*lines, "\n" if lines else "", f"{_summary(rows_by_item)}\n"])


def as_markdown(rows_by_item: RowsByItem, today: date, *, colour: bool = False, errors: Sequence[str] = ()) -> str:
    """Return tables for the summary of a job or a comment."""
    parts = [f"## Reward Reports on {today}: {_alarms(rows_by_item)}\n", f"{_summary(rows_by_item)}\n"]
    for (_, name), rows in rows_by_item.items():
        lines = ["| What | Asked | Result | Why |", "| :--- | :--- | :--- | :--- |"]
        for row in rows:
            kind, item, asked, result = map(escape, _row(row))
            shown = f"**{result}**" if row.alarm else result
            lines.append(f"| {kind} {item} | {asked} | {shown} | {'<br>'.join(map(escape, _notes(row)))} |")
        table = "".join(f"{line}\n" for line in lines) if rows else f"{_NOTHING}\n"
        parts.append(f"### {escape(name)}\n\n{table}")
    if errors:
        parts.append("Not read:\n\n" + "".join(f"- {escape(error)}\n" for error in errors))
    return "\n".join(parts)


def as_json(rows_by_item: RowsByItem, today: date, *, colour: bool = False, errors: Sequence[str] = ()) -> str:
    """Return everything as one JSON object; `errors` names what could not be read."""
    return dump({
        "schema_version": "1.0",
        "tool": {"name": "reward-reports", "version": __version__},
        "today": today.isoformat(),
        "alarms": sum(row.alarm for rows in rows_by_item.values() for row in rows),
        "checks": [_plain(file, name, row) for (file, name), rows in rows_by_item.items() for row in rows],
        "errors": list(errors),
    })  # fmt: skip


def _row(row: CheckRow) -> list[str]:
    part = f" [{row.part}]" if row.part else ""
    return [row.subject, row.item or "-", f"{row.metric}{part} {row.asked}".strip() or "-", WORDS[row.result]]


def _notes(row: CheckRow) -> list[str]:
    because = "because " if row.result == "cannot_tell" else ""
    return [because + row.why, *row.notes]


def _summary(rows_by_item: RowsByItem) -> str:
    every = [row for rows in rows_by_item.values() for row in rows]
    counts = Counter((row.subject, row.result) for row in every if row.item)
    parts = []
    for subject in ("trigger", "threshold", "standard"):
        number_of = sum(many for (kind, _), many in counts.items() if kind == subject)
        states = ", ".join(f"{counts[subject, result]} {WORDS[result]}" for result in WORDS if counts[subject, result])
        parts += [f"{number_of} {subject}{'' if number_of == 1 else 's'}: {states}."] if number_of else []
        # A row without an id stands for a whole register: nobody may know how many there are.
        if any(row.subject == subject and not row.item for row in every):
            parts.append(f"{'More' if number_of else 'All'} {subject}s are held back.")
    return " ".join([*parts, f"{_alarms(rows_by_item).capitalize()}."]) if parts else "There is nothing to check."


def _alarms(rows_by_item: RowsByItem) -> str:
    alarms = sum(row.alarm for rows in rows_by_item.values() for row in rows)
    return f"{alarms} need{'s' if alarms == 1 else ''} an answer" if alarms else "nothing needs an answer"


def _plain(file: str, name: str, row: CheckRow) -> dict[str, Any]:
    return {
        "file": file,
        "report": name,
        "subject": row.subject,
        "id": row.item,
        "metric": row.metric,
        "slice": row.part,
        "asked": row.asked,
        "result": row.result,
        "because": row.why,
        "notes": list(row.notes),
        "value": number(row.value) if row.value is not None else None,
        "newest": row.newest.isoformat() if row.newest else None,
        "new_firing": row.new.isoformat() if row.new else None,
        "alarm": row.alarm,
    }

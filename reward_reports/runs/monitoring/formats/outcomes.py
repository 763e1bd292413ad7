"""Expectations and what came of them, as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from reward_reports._version import __version__
from reward_reports.base.escaping.cells import aligned, line_of
from reward_reports.base.escaping.colour import Style, painter
from reward_reports.base.escaping.data import dump, number
from reward_reports.base.escaping.markdown import escape
from reward_reports.base.escaping.visible import visible
from reward_reports.base.sentences import unit_for
from reward_reports.runs.monitoring.dated_value import DatedValue
from reward_reports.runs.monitoring.outcomes import JUDGED, Expected, State, summed

WORDS: dict[State, str] = {
    "as_expected": "as expected",
    "partly": "partly",
    "not_as_expected": "not as expected",
    "cannot_tell": "cannot tell",
    "open": "open",
    "overdue": "overdue",
    "no_prediction": "no prediction",
}
_STYLES: dict[State, Style] = {"overdue": "error", "not_as_expected": "warning", "as_expected": "help"}
_HEAD = ("Change", "Expectation", "Metric", "Look by", "Before", "After", "Outcome")
_HEAD_TEXT = [word.upper() for word in _HEAD]
_WRITERS = {
    "owner": "the owner",
    "contractor": "contractors",
    "independent": "independent authors",
    "regulator": "a regulator",
    "independent and owner": "the owner and independent authors",
}
"""Who wrote a report, in words; any other mixture is named by its parts."""
_LIMITS = (10, 28, 32, 10, 22, 22, 15)


def as_text(expectations: Sequence[Expected], today: date, *, colour: bool = False, errors: Sequence[str] = ()) -> str:
    """Return a table for each report, with evidence or a suggestion below each line, and the sums."""
    if not expectations:
        return "No change says what was expected of it.\n"
    paint = painter(colour)
    heads, *rows = aligned([_HEAD_TEXT, *([visible(cell) for cell in _row(one)] for one in expectations)], _LIMITS)
    lines = [f"  {line_of(heads)}"]
    for index, (one, row) in enumerate(zip(expectations, rows, strict=True)):
        if index == 0 or expectations[index - 1].file != one.file:
            lines.append(("\n" if index else "") + paint(visible(one.report), "name") + "\n")
        style = _STYLES.get(one.state)
        lines.append("  " + line_of([*row[:-1], paint(row[-1].rstrip(), style) if style else row[-1]]))
        note = _note(one)
        lines += [f"  {' ' * _LIMITS[0]}  {visible(note)}\n"] if note else []
    lines.append("\n")
    lines += [f"{visible(line)}\n" for line in _sums(expectations)]
    return "".join(lines)


def as_markdown(
    expectations: Sequence[Expected], today: date, *, colour: bool = False, errors: Sequence[str] = ()
) -> str:
    """Return tables for the summary of a job or a comment."""
    parts = [f"## What came of changes, on {today}\n"]
    parts += [] if expectations else ["No change says what was expected of it.\n"]
    for name in dict.fromkeys(one.file for one in expectations):
        chosen = [one for one in expectations if one.file == name]
        rows = [list(_HEAD), [":---"] * len(_HEAD)]
        rows += [[*map(escape, _row(one)[:-1]), escape(WORDS[one.state]) + _below(one)] for one in chosen]
        table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
        parts.append(f"### {escape(chosen[0].report)}\n\n{table}")
    if expectations:
        parts.append("".join(f"- {escape(line)}\n" for line in _sums(expectations)))
    if errors:
        parts.append("Not read:\n\n" + "".join(f"- {escape(error)}\n" for error in errors))
    return "\n".join(parts)


def as_json(expectations: Sequence[Expected], today: date, *, colour: bool = False, errors: Sequence[str] = ()) -> str:
    """Return everything as one JSON object; `errors` names what could not be read."""
    return dump({
        "schema_version": "1.0",
        "tool": {"name": "reward-reports", "version": __version__},
        "today": today.isoformat(),
        "expectations": [_plain(one) for one in expectations],
        "by_report": {name: _counted(states) for name, states in summed(expectations, by="report").items()},
        "by_author_relationship": {name: _counted(states) for name, states in summed(expectations, by="group").items()},
        "errors": list(errors),
    })  # fmt: skip


def _row(one: Expected) -> list[str]:
    hoped = one.expectation
    metric = " ".join(part for part in (hoped.metric, hoped.direction) if part) or "-"
    look = str(hoped.check_by or "-")
    return [str(one.entry.date), hoped.id, metric, look, _value(one.before), _value(one.after), WORDS[one.state]]


def _value(reading: DatedValue | None) -> str:
    return "no data" if reading is None else f"{reading.value:.6g} ({reading.when})"


def _note(one: Expected) -> str:
    if one.suggestion:
        return f"suggestion from the data: {WORDS[one.suggestion.result]}: {one.suggestion.why}"
    parts = [_by_how_much(one)] if one.outcome and one.outcome.value is not None else []
    if one.outcome and one.outcome.evidence:
        parts.append(f"evidence: {' '.join(one.outcome.evidence.split())}")
    return "; ".join(parts)


def _by_how_much(one: Expected) -> str:
    """Return the value that came out, with its interval, and how far it is from the value before the change."""
    outcome = one.outcome
    assert outcome is not None and outcome.value is not None  # noqa: S101, PT018 the caller looked
    text = f"value: {outcome.value:.6g}" + (f" {unit_for(outcome.value, outcome.unit)}" if outcome.unit else "")
    if outcome.low is not None and outcome.high is not None:
        text += f" ({outcome.low:.6g} to {outcome.high:.6g})"
    return text + (f", {outcome.value - one.before.value:+.6g} since {one.before.when}" if one.before else "")


def _below(one: Expected) -> str:
    return f"<br>{escape(_note(one))}" if _note(one) else ""


def _sums(expectations: Sequence[Expected]) -> list[str]:
    by_report, by_group = summed(expectations, by="report"), summed(expectations, by="group")
    lines = [f"{name}: {_said(states)}" for name, states in by_report.items()]
    return lines + [
        f"Reports written by {_WRITERS.get(name, name)}: {_said(states)}" for name, states in by_group.items()
    ]


def _said(states: Counter[str]) -> str:
    judged = sum(states[state] for state in JUDGED)
    rest = [f"{states[state]} {words}" for state, words in WORDS.items() if state != "as_expected" and states[state]]
    first = f"{states['as_expected']} of {judged} judged expectations came as expected" if judged else "none is judged"
    return ", ".join([first, *rest])


def _counted(states: Counter[str]) -> dict[str, int]:
    return {"judged": sum(states[state] for state in JUDGED), **{state: states[state] for state in WORDS}}


def _plain(one: Expected) -> dict[str, Any]:
    hoped, outcome = one.expectation, one.outcome
    return {
        "file": one.file,
        "report": one.report,
        "author_relationship": one.group,
        "entry": one.entry.id,
        "date": str(one.entry.date),
        "expectation": hoped.id,
        "metric": hoped.metric,
        "direction": hoped.direction,
        "magnitude": hoped.magnitude,
        "check_by": str(hoped.check_by) if hoped.check_by else None,
        "before": _reading(one.before),
        "after": _reading(one.after),
        "stated": hoped.stated,
        "state": one.state,
        "recorded": {
            "result": outcome.result,
            "evidence": outcome.evidence,
            "date": one.judged_on,
            "value": outcome.value,
            "low": outcome.low,
            "high": outcome.high,
        }
        if outcome
        else None,
        "suggestion": {"result": one.suggestion.result, "why": one.suggestion.why} if one.suggestion else None,
    }


def _reading(reading: DatedValue | None) -> dict[str, Any] | None:
    return {"value": number(reading.value), "date": reading.when} if reading else None

"""Where reports stand, as text: a line a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from reward_reports._version import __version__
from reward_reports.base.escaping.cells import aligned, line_of
from reward_reports.base.escaping.colour import painter
from reward_reports.base.escaping.data import dump
from reward_reports.base.escaping.markdown import escape
from reward_reports.base.escaping.visible import visible
from reward_reports.base.sentences import answered
from reward_reports.report.frameworks.answered import in_a_sentence
from reward_reports.report.model.evidence import as_data, in_words
from reward_reports.report.model.states import KNOWN_WORDS, Known
from reward_reports.runs.monitoring.status import Standing

_HEAD = ("REPORT", "VERSION", "REVIEWED", "KNOWN", "CHECKABLE", "CHECKED", "FAILURES", "ARMED", "FIRED", "NEXT DUE")
_LIMITS = (23, 7, 8, 8, 9, 7, 8, 5, 5, 12)
"""Together with a blank between them no more than 100 cells."""
_NUMBERS = frozenset(range(2, 9))
_FIRED, _DUE = 8, 9


def as_text(all_of_them: Sequence[Standing], today: date, *, colour: bool = False, errors: Sequence[str] = ()) -> str:
    """Return a table for a terminal."""
    paint = painter(colour)
    rows = aligned([_HEAD, *([visible(cell) for cell in _row(one)] for one in all_of_them)], _LIMITS, _NUMBERS)
    lines = [paint(line_of(rows[0], " ").rstrip(), "faint") + "\n"]
    for one, row in zip(all_of_them, rows[1:], strict=True):
        row[0] = paint(row[0], "name")
        row[_FIRED] = paint(row[_FIRED], "error") if one.fired else row[_FIRED]
        row[_DUE] = paint(row[_DUE], "error") if one.overdue else row[_DUE]
        lines.append(line_of(row, " "))
    framed = "".join(f"{visible(line)}\n" for line in _framed(all_of_them))
    return "".join([*lines, f"\n{answered}\n" if (answered := _answered(all_of_them)) else "", framed])


def as_markdown(
    all_of_them: Sequence[Standing], today: date, *, colour: bool = False, errors: Sequence[str] = ()
) -> str:
    """Return a table for the summary of a job or a comment."""
    head = [name.capitalize() for name in _HEAD]
    rules = ["---:" if index in _NUMBERS else ":---" for index in range(len(head))]
    rows = [head, rules, *([escape(cell) for cell in _row(one)] for one in all_of_them)]
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    answered = f"\n{sentence}\n" if (sentence := _answered(all_of_them)) else ""
    framed = "".join(f"\n{escape(line)}\n" for line in _framed(all_of_them))
    failed = "".join(f"- {escape(error)}\n" for error in errors)
    return f"## Reward Reports on {today}\n\n{table}{answered}{framed}" + (f"\nNot read:\n\n{failed}" if failed else "")


def as_json(all_of_them: Sequence[Standing], today: date, *, colour: bool = False, errors: Sequence[str] = ()) -> str:
    """Return everything as one JSON object; `errors` names the files that could not be read."""
    return dump({
        "schema_version": "1.0",
        "tool": {"name": "reward-reports", "version": __version__},
        "today": today.isoformat(),
        "reports": [_plain(one) for one in all_of_them],
        "errors": list(errors),
    })  # fmt: skip


def _answered(all_of_them: Sequence[Standing]) -> str:
    """Return how many questions to all reports are answered, in a sentence."""
    total: Counter[Known] = Counter()
    for one in all_of_them:
        total.update(one.evidence.states())
    return answered({words: total[known] for known, words in KNOWN_WORDS.items()})


def _framed(all_of_them: Sequence[Standing]) -> Iterator[str]:
    """Give a sentence for each report and framework that was asked for."""
    for one in all_of_them:
        yield from (f"{one.report}, {in_a_sentence(name, count)}." for name, count in one.frameworks.items())


def _states(one: Standing) -> dict[str, int]:
    numbers = one.evidence.states()
    return {"total": numbers.total(), **{known: numbers[known] for known in KNOWN_WORDS if numbers[known]}}


def _row(one: Standing) -> list[str]:
    tally = one.evidence.tally()
    answered = f"{in_words(tally.known)}/{tally.questions}"
    counts = (in_words(tally.checkable), in_words(tally.independent), one.failures, one.armed, one.fired)
    age = "never" if one.age is None else f"{one.age} d"
    return [one.report, one.version, age, answered, *map(str, counts), _next(one)]


def _next(one: Standing) -> str:
    if one.next is None:
        return "-"
    if one.next.days is None:
        return "overdue" if one.next.overdue else "-"
    return f"{-one.next.days} d late" if one.next.days < 0 else str(one.next.date)


def _plain(one: Standing) -> dict[str, Any]:
    due = one.next
    return {
        "file": one.file,
        "report": one.report,
        "title": one.title,
        "version": one.version,
        "status": one.status,
        "hypothetical": one.hypothetical,
        "reviewed": one.reviewed.isoformat() if one.reviewed else None,
        "age_days": one.age,
        "questions": _states(one),
        "evidence": {group: as_data(one.evidence.tally(group)) for group in one.evidence.groups()},
        "open_failure_modes": one.failures,
        "triggers": {"armed": one.armed, "unanswered": one.fired},
        "overdue": one.overdue,
        **({"frameworks": one.frameworks} if one.frameworks else {}),
        "next_due": {
            "kind": due.kind,
            "id": due.item,
            "date": due.date.isoformat() if due.date else None,
            "days": due.days,
        }
        if due
        else None,
    }

"""By what a finding is known again: its rule, the report, the place in it by ids, and what stands there.

Nothing of that depends on the name of the file, on line numbers, on the order of entries, or on the message, which may count days
and is worded anew now and then.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from reward_reports.report.model.fields import model_at

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Path, Problem
    from reward_reports.report.loading import Document

_DIGITS = 16
_QUOTED = re.compile(r"`([^`]*)`")
_FORMS = ("items", "text", "value")
"""Steps that an author may leave out: a bare list is a whole register, a bare text or number a whole answer."""


def identity_of(code: str, problem: Problem, document: Document) -> str:
    """Return by what a problem is known again, as `report:CODE:mark`."""
    place, value = _followed(problem.path, document.data)
    parts = (place, _content(problem, value, document), *_names(problem))
    mark = hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:_DIGITS]
    return f"{report_of(document)}:{code}:{mark}"


def report_of(document: Document) -> str:
    """Return the id of the report in a file; where it has none, the file's own name."""
    return document.report_id or PurePath(document.name).name


def _followed(path: Path, data: Any) -> tuple[str, Any]:
    """Return a path with the ids of entries in the place of their numbers, and the value there; None where there is none."""
    steps: list[str] = []
    for step in path:
        inner = _step(data, step)
        if isinstance(step, int):
            steps.append(f"[{_entry(inner)}]")
        elif step not in _FORMS:
            steps.append(step)
        data = data if step in _FORMS and not isinstance(data, dict) else inner
    return ".".join(steps), data


def _step(data: Any, step: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(step)
    return data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None


def _entry(value: Any) -> str:
    """Return by what an entry of a list is known: its id, its name, its date, or itself."""
    if isinstance(value, dict):
        return next((str(value[key]) for key in ("id", "name", "expectation", "date") if key in value), "")
    return "" if isinstance(value, list) else str(value)


def _content(problem: Problem, value: Any, document: Document) -> str:
    """Return the words that a problem is about; "" where it is about a part of the report as a whole, or what is missing."""
    if problem.span is not None:
        return _of_line(document, problem.span.start, problem.span.end)
    if problem.on == "key" or isinstance(value, dict | list | None) or model_at(problem.path) is not None:
        return ""
    words = str(value)
    return " ".join((words[slice(*problem.within)] if problem.within else words).split())


def _of_line(document: Document, start: int, end: int) -> str:
    """Return the characters of a span; the line of one that is a point."""
    text = document.text
    if start >= end:
        start, end = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    return " ".join(text[start : end if end >= 0 else len(text)].split())


def _names(problem: Problem) -> list[str]:
    """Return what a message names, such as ids: it may say several things of one place. A key that is missing is in the advice."""
    return _QUOTED.findall(problem.advice if problem.kind == "missing-key" else problem.message)

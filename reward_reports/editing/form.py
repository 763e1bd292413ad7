"""The form of a report as data: the questions, the shape of each answer and register, and what is left to do.

`shapes` and `sections` come from the model alone and never change; `state_of` is what one state of the text brings. All of it
is plain data for JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from reward_reports.editing.completing import name_of
from reward_reports.editing.identifiers import Identifiers
from reward_reports.editing.long_form import in_long_form
from reward_reports.editing.outline import states
from reward_reports.editing.session import Snapshot
from reward_reports.linting.settings import STRICTNESS
from reward_reports.report.model import SECTIONS, Answer, Base, Register, Report
from reward_reports.report.model.about import PointsTo, Written
from reward_reports.report.model.base import FRAME
from reward_reports.report.model.fields import note_in, noun_of
from reward_reports.report.model.pointers import TARGETS
from reward_reports.report.model.report import PROFILE_SECTIONS
from reward_reports.report.schema.keys import Key, direct_keys

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Path
    from reward_reports.editing.session import LocatedFinding
    from reward_reports.linting.settings import Strictness

Data = dict[str, Any]
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_KINDS = {
    "text": "line",
    "an id": "line",
    "a date": "date",
    "a duration": "duration",
    "a number": "number",
    "a whole number": "whole number",
    "true or false": "yes or no",
    "one of the values below": "choice",
    "a list of texts": "lines",
    "a list of ids": "lines",
    "a list of the values below": "choices",
    "a list of entries": "entries",
    "values by name": "yaml",
}
"""What a form shows for each type of the model; `yaml` is changed in the YAML alone."""


@cache
def shapes() -> dict[str, Data]:
    """Return what may be written in each kind of answer, register and entry, by the name of the kind."""
    return {model.__name__: _shape(model) for model in dict.fromkeys(_models(Report))}


@cache
def sections() -> list[Data]:
    """Return the sections of the report with their questions, in the order of the file."""
    keys = {key.name: key for key in direct_keys(Report) if key.name not in ("schema_version", "extensions")}
    fielded = [*SECTIONS, *PROFILE_SECTIONS]
    others = [key for name, key in keys.items() if name not in fielded]
    first: Data = {"key": "report", "title": "This report", "help": keys["report"].meaning}
    first["questions"] = [_question(key) for key in others if not _is_register(key)]
    last: Data = {"key": "lists", "title": "Sources, figures and bindings", "help": ""}
    last["questions"] = [_question(key) for key in others if _is_register(key)]
    return [first, *(_section(keys[name]) for name in fielded), last]


def _is_register(key: Key) -> bool:
    return key.is_list and key.inner is not None


def _section(key: Key) -> Data:
    assert key.inner is not None, "every section has fields"  # noqa: S101
    title = key.info.title or _words(key.name)
    questions = [_question(one) for one in direct_keys(key.inner, key.path)]
    return {"key": key.name, "title": title, "help": key.meaning, "questions": questions}


def _question(key: Key) -> Data:
    guide = key.guide
    question: Data = {
        "path": list(key.path),
        "asks": list(guide.questions) if guide else [],
        "writer": guide.writer if guide else "",
        "reader": guide.reader if guide else "",
        "minimal": bool(guide and guide.minimal) or key.needed,
    }
    return _field(key) | question


def _field(key: Key) -> Data:
    """Return what a form needs to ask for one key."""
    points_to = note_in(key.info, PointsTo)
    field: Data = {
        "key": key.name,
        "title": key.info.title or _words(key.name),
        "help": key.meaning,
        "kind": _kind(key),
        "needed": key.needed,
    }
    if key.choices:
        field["choices"] = [{"value": value, "meaning": meaning} for value, meaning in key.choices.items()]
    if points_to:
        field |= {"targets": list(points_to.targets), "words": points_to.words}
    if key.inner is not None:
        field["shape"] = key.inner.__name__
    if key.name in FRAME:
        field["frame"] = True
    return field


def _kind(key: Key) -> str:
    if key.inner is not None and not key.is_list:
        return _kind_of_model(key.inner)
    is_prose = key.kind == "text" and note_in(key.info, Written) is None
    return "text" if is_prose else _KINDS[key.kind]


def _kind_of_model(model: type[Base]) -> str:
    if issubclass(model, Register):
        return "register"
    return "answer" if issubclass(model, Answer) else "group"


def _shape(model: type[Base]) -> Data:
    keys = [key for key in direct_keys(model) if key.name != "extensions"]
    return {"kind": _kind_of_model(model), "noun": noun_of(model), "fields": [_field(key) for key in keys]}


def _models(model: type[Base]) -> Iterator[type[Base]]:
    for key in direct_keys(model):
        if key.inner is not None:
            yield key.inner
            yield from _models(key.inner)


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def state_of(snapshot: Snapshot, findings: tuple[LocatedFinding, ...]) -> Data:
    """Return what a form shows of one state of the text.

    Args:
        snapshot: the state.
        findings: what is found in it.
    """
    context = snapshot.context
    readable = snapshot.document.data if snapshot.document.root is not None else None
    return {
        "text": snapshot.text,
        "readable": isinstance(readable, dict),
        "data": in_long_form(readable) if isinstance(readable, dict) else {},
        "findings": [finding_in_data(one) for one in findings],
        "states": [{"path": list(one.path), "words": one.words} for one in states(snapshot)],
        "names": _names(snapshot, Identifiers(context)) if context else {},
        "progress": progress(snapshot),
    }


def finding_in_data(one: LocatedFinding) -> Data:
    """Return a finding with its path as keys and positions."""
    finding = one.finding
    fix = {"title": finding.fix.title, "safe": finding.fix.safe} if finding.fix else None
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "advice": finding.advice,
        "path": list(steps_of(finding.path)),
        "line": finding.line,
        "fix": fix,
    }


def steps_of(dotted: str) -> Path:
    """Return the steps of a path as findings write it: `report.authors[0].name`."""
    return tuple(int(match[2]) if match[2] else match[1] for match in _STEP.finditer(dotted))


def _names(snapshot: Snapshot, identifiers: Identifiers) -> dict[str, list[Data]]:
    """Return what can be referred to, by kind, with names for people."""
    return {
        target: [{"id": one.id, "name": name_of(snapshot, one.path)} for one in identifiers.of_target(target)]
        for target in TARGETS
    }


def progress(snapshot: Snapshot) -> list[Data]:
    """Return how many errors and warnings are left at each level of completeness; None where nothing loads."""
    return [{"level": level, "left": _left(snapshot, level)} for level in STRICTNESS]


def _left(snapshot: Snapshot, level: Strictness) -> int | None:
    if not snapshot.loads:
        return None
    return sum(one.severity != "info" for one in snapshot.findings_at(level))

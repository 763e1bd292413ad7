"""Writes the values of an older draft again, and touches nothing that people wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reward_reports.base.diagnostics import Edit
from reward_reports.base.diagnostics import Path as Place
from reward_reports.report.loading import Document, load_file, load_text
from reward_reports.report.loading.positions import Found as Node
from reward_reports.report.loading.positions import find
from reward_reports.report.text_edits import add_key, apply_edits
from reward_reports.runs.drafting.draft import DIFFER, MARK, gather, line_of, scalar
from reward_reports.runs.drafting.errors import DraftError
from reward_reports.runs.drafting.fact import Fact, Found, Where
from reward_reports.runs.drafting.sources import read_source

_OURS = re.compile(rf"[ \t]*#[ \t]*(?:{MARK}|{DIFFER})[^\n]*")


@dataclass(frozen=True, slots=True)
class Updated:
    """A report after an update.

    Attributes:
        document: the report as it was.
        text: the whole report.
        changed: the places whose values are new, in words.
        kept: the places where people wrote something else than a source says, in words.
        notes: what was read and has no place.
    """

    document: Document
    text: str
    changed: tuple[str, ...]
    kept: tuple[str, ...]
    notes: tuple[str, ...]


def update(report: Path, sources: Iterable[Path], extra: Sequence[Found] = ()) -> Updated:
    """Return a report with the values that an earlier draft wrote as the sources tell them now.

    A value that a comment marks as drafted is rewritten, and so is its comment. Settings that are new join those that are
    drafted. Whatever else stands in the report stays, byte for byte.

    Raises:
        DraftError: if a source cannot be read, or the report does not load.
        InputError: if the report cannot be read.
    """
    document = load_file(report)
    if document.report is None:
        raise DraftError(f"{document.first_problem()}; fix it first")
    found = [*(read_source(path) for path in sources), *extra]
    edits: list[Edit] = []
    changed: list[str] = []
    kept: list[str] = []
    for where, facts in gather(found, report.parent).items():
        edit, told = _edit(document, where, facts)
        if edit is not None:
            edits.append(edit)
            changed.append(f"{'.'.join(where)}: {told}")
        elif told:
            kept.append(f"{'.'.join(where)}: {told}")
    text = _apply(document.text, edits)
    if load_text(text, report.as_posix()).report is None:
        raise DraftError(f"{report.as_posix()} would no longer load with the values of the sources; it was not changed")
    return Updated(document, text, tuple(changed), tuple(kept), tuple(note for one in found for note in one.notes))


def _apply(text: str, edits: list[Edit]) -> str:
    """Make the edits; new keys at one place are one edit, in their order."""
    joined: dict[tuple[int, int], str] = {}
    for edit in edits:
        joined[edit.start, edit.end] = joined.get((edit.start, edit.end), "") + edit.text
    return apply_edits(text, [Edit(start, end, new) for (start, end), new in joined.items()])


def _edit(document: Document, where: Where, facts: Sequence[Fact]) -> tuple[Edit | None, str]:
    """Return the edit that a place needs, if it needs one, and what is to be told of it."""
    line, place = line_of(facts), _place(document, where)
    if place is None:
        return _new(document, where, line)
    key = _node(document, place).key
    if key is None:
        return None, ""
    begin = key.end_mark.index
    end = document.text.find("\n", begin)
    rest = document.text[begin : end if end >= 0 else None]
    if not _OURS.search(rest):
        said = _data(document, place)
        same = any(said == fact.value for fact in facts)
        return None, "" if same else f"people wrote {said!r}; a source says{line}"
    new = f":{line}" + ("\r" if rest.endswith("\r") else "")
    return (None, "") if rest == new else (Edit(begin, begin + len(rest), new), line.strip())


def _new(document: Document, where: Where, line: str) -> tuple[Edit | None, str]:
    """Return the edit that adds a value to a mapping which holds drafted ones already."""
    above = _place(document, where[:-1])
    if above is None or not _has_ours(document, above):
        return None, f"not in the report; a source says{line}"
    value = line if DIFFER in line.partition("#")[2] else line[1:]
    return add_key(document, above, scalar(where[-1]), value), f"new:{line}"


def _place(document: Document, where: Where) -> Place | None:
    """Return the path in the report, entries of registers by their number; None if it is not there."""
    at: Any = document.data
    place: list[str | int] = []
    for key in where:
        step: str | int | None = key
        if isinstance(at, list):
            step = next((n for n, one in enumerate(at) if isinstance(one, dict) and one.get("id") == key), None)
        elif not isinstance(at, dict) or key not in at:
            return None
        if step is None:
            return None
        at = at[step]
        place.append(step)
    return tuple(place)


def _data(document: Document, place: Place) -> Any:
    at: Any = document.data
    for key in place:
        at = at[key]
    return at


def _has_ours(document: Document, place: Place) -> bool:
    """Whether a mapping holds a value that was drafted."""
    node = _node(document, place).value
    return bool(_OURS.search(document.text, node.start_mark.index, node.end_mark.index))


def _node(document: Document, place: Place) -> Node:
    if document.root is None:
        raise DraftError(f"{document.name} holds nothing")
    return find(document.root, place)

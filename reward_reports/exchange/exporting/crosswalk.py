"""Which fields of a report answer which item of a framework, and what is still missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from reward_reports.base.escaping.data import dump
from reward_reports.base.escaping.markdown import escape
from reward_reports.exchange.exporting.frameworks import Asked, Framework
from reward_reports.publishing.rendering.redacted import Edition
from reward_reports.report.model.evidence import Cell, as_data, evidence_of, sentence
from reward_reports.report.model.guides import guides
from reward_reports.report.model.layouts import FieldPath
from reward_reports.report.model.routes import ROUTE_WORDS
from reward_reports.report.model.states import KNOWN_WORDS, Known, known_by_field

_NO_CLAIM = (
    "This table helps to find what is written and what is missing. It does not claim compliance, "
    "which only the responsible bodies can assess."
)


def as_markdown(edition: Edition, framework: Framework) -> str:
    """Return the table as Markdown."""
    return "\n".join(_lines(edition, framework)) + "\n"


def as_json(edition: Edition, framework: Framework) -> str:
    """Return the table as JSON."""
    known = known_by_field(edition.report, edition.audience)
    evidence = evidence_of(edition.report, edition.audience)
    items = [
        {
            "item": one.number,
            "asks_for": one.what,
            "fields": {".".join(path): known[path] for path in one.fields if path in known},
            "state": _state(one, known),
            "no_field_for": one.beyond,
        }
        for one in framework.items
    ]
    told: dict[str, Any] = {
        "framework": framework.name,
        "title": framework.title,
        "source": framework.source,
        "report": {"id": edition.report.report.id, "version": edition.report.report.version},
        "audience": edition.audience,
        "evidence": {group: as_data(evidence.figures(group)) for group in evidence.groups()},
        "note": _NO_CLAIM,
        "items": items,
    }
    return dump(told)


def _lines(edition: Edition, framework: Framework) -> Iterator[str]:
    info, known = edition.report.report, known_by_field(edition.report, edition.audience)
    evidence = evidence_of(edition.report, edition.audience)
    cells = {cell.question: cell for cell in evidence.cells}
    yield f"# {escape(info.title)}: {framework.title}"
    yield ""
    yield f"Version {escape(info.version)}. Items: {framework.source}; summarised in our own words. {_NO_CLAIM}"
    yield ""
    yield f"Of the core: {sentence(evidence.figures('core'))}. {_MEANING}"
    yield ""
    yield "| Item | Asks for | Where the report speaks of it | State | Still missing |"
    yield "|---|---|---|---|---|"
    for one in framework.items:
        where = "; ".join(
            f"{_title(path)} ({_told(cells.get(path), known[path])})" for path in one.fields if path in known
        )
        state = _state(one, known)
        yield f"| {one.number} | {one.what} | {where or _nowhere(one)} | {_WORDS[state]} | {_missing(one, known)} |"
    count = Counter(_state(one, known) for one in framework.items)
    yield ""
    yield f"{count.total()} items: {', '.join(f'{count[state]} {words}' for state, words in _WORDS.items())}."


_MEANING = (
    '"Spoken of" means that every field named is answered, and that the format has a place for all that the item asks. Read '
    "the answers to judge whether they are sufficient."
)
_TOLD: frozenset[Known] = frozenset({"whole", "not_applicable"})
_STATED: frozenset[Known] = frozenset({"not_found", "owner_does_not_know"})
_WORDS = {
    "spoken_of": "spoken of",
    "in_part": "spoken of in part",
    "not_known": "stated as not known or not measured",
    "withheld": "withheld",
    "open": "still open",
    "no_field": "outside a Reward Report",
}


def _state(one: Asked, known: dict[FieldPath, Known]) -> str:
    """Return whether a reader of the report learns something of an item: all that it asks for, a part, or nothing."""
    if not one.fields:
        return "no_field"
    found = [known[path] for path in one.fields if path in known]
    if any(state in _TOLD or state == "part" for state in found):
        return "spoken_of" if all(state in _TOLD for state in found) and not one.beyond else "in_part"
    if any(state in _STATED for state in found):
        return "not_known"
    return "open" if "not_answered" in found or not found else "withheld"


def _missing(one: Asked, known: dict[FieldPath, Known]) -> str:
    """Return what a reader of the report still does not learn of an item."""
    fields = [_title(path) for path in one.fields if path in known and known[path] not in _TOLD]
    beyond = [f"no field for: {one.beyond}"] if one.beyond and one.fields else []
    return "; ".join([*fields, *beyond])


def _told(cell: Cell | None, known: Known) -> str:
    """Return what is known of a field and by which route; optional fields are no question of the matrix and have no route."""
    return (
        KNOWN_WORDS[known] if cell is None or cell.route is None else f"{KNOWN_WORDS[known]}: {ROUTE_WORDS[cell.route]}"
    )


def _nowhere(one: Asked) -> str:
    return (
        "Nowhere: the profile `rlhf` has fields for it." if one.fields else "Nowhere: the format has no field for it."
    )


def _title(path: FieldPath) -> str:
    return guides()[path].title

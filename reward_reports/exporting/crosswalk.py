"""Which fields of a report answer which item of a framework, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reward_reports.exporting.frameworks import Asked, Framework
from reward_reports.model.guides import guides
from reward_reports.model.layouts import FieldPath
from reward_reports.model.states import DISCLOSED, STATES, states_of
from reward_reports.rendering.edition import Edition
from reward_reports.showing.data import dump
from reward_reports.showing.markdown import escape

_NO_CLAIM = (
    "This table helps to find what is written and what is missing. It is no statement that anything is complied with: that is "
    "for the source, and for those who judge by it."
)


def as_markdown(edition: Edition, framework: Framework) -> str:
    """Return the table as Markdown."""
    return "\n".join(_lines(edition, framework)) + "\n"


def as_json(edition: Edition, framework: Framework) -> str:
    """Return the table as JSON."""
    states = states_of(edition.report, edition.audience)
    items = [
        {
            "item": one.number,
            "asks_for": one.what,
            "fields": {".".join(path): states[path] for path in one.fields if path in states},
            "state": _state(one, states),
        }
        for one in framework.items
    ]
    told: dict[str, Any] = {
        "framework": framework.name,
        "title": framework.title,
        "source": framework.source,
        "report": {"id": edition.report.report.id, "version": edition.report.report.version},
        "audience": edition.audience,
        "note": _NO_CLAIM,
        "items": items,
    }
    return dump(told)


def _lines(edition: Edition, framework: Framework) -> Iterator[str]:
    info, states = edition.report.report, states_of(edition.report, edition.audience)
    yield f"# {escape(info.title)}: {framework.title}"
    yield ""
    yield f"Version {escape(info.version)}. Items: {framework.source}; told in our words. {_NO_CLAIM}"
    yield ""
    yield "| Item | Asks for | Where the report speaks of it | State |"
    yield "|---|---|---|---|"
    for one in framework.items:
        where = "; ".join(f"{_title(path)} ({STATES[states[path]]})" for path in one.fields if path in states)
        yield f"| {one.number} | {one.what} | {where or _nowhere(one)} | {_WORDS[_state(one, states)]} |"
    count = [_state(one, states) for one in framework.items]
    yield ""
    yield (
        f"Of {len(count)} items the report speaks of {count.count('spoken_of')}, of {count.count('in_part')} in part, "
        f"and says of {count.count('not_known')} that the answer is not known or measured; {count.count('open')} are still open, "
        f"and {count.count('no_field')} ask for what a Reward Report does not hold."
    )


_TOLD = frozenset({"answered", "partial", "not_applicable"})
_WORDS = {
    "spoken_of": "spoken of",
    "in_part": "spoken of in part",
    "not_known": "said not to be known or measured",
    "open": "still open",
    "no_field": "outside a Reward Report",
}


def _state(one: Asked, states: dict[FieldPath, str]) -> str:
    """Return whether a reader of the report learns something of an item: from all its fields, some, or none."""
    if not one.fields:
        return "no_field"
    found = [states[path] for path in one.fields if path in states]
    told = [state in _TOLD for state in found]
    if any(told):
        return "spoken_of" if all(told) else "in_part"
    return "not_known" if any(state in DISCLOSED for state in found) else "open"


def _nowhere(one: Asked) -> str:
    return (
        "Nowhere: the profile `rlhf` has fields for it." if one.fields else "Nowhere: the format has no field for it."
    )


def _title(path: FieldPath) -> str:
    return guides()[path].title

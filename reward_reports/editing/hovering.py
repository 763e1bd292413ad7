"""What is known about the key, value or id at an offset, as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Span
from reward_reports.editing.completing import name_of, value_at
from reward_reports.editing.spots import spot_at
from reward_reports.report.schema.explain import key_in_markdown

if TYPE_CHECKING:
    from reward_reports.editing.identifiers import Definition, Identifiers
    from reward_reports.editing.session import Snapshot
    from reward_reports.editing.spots import Spot

_LONGEST = 300
"""Characters of an entry's own words that are shown."""


def hover(snapshot: Snapshot, identifiers: Identifiers | None, offset: int) -> tuple[str, Span] | None:
    """Return what is known about what stands at an offset, and its characters; None where nothing is known."""
    definition = identifiers.at(offset) if identifiers else None
    span = identifiers.span_at(offset) if identifiers else None
    if definition and span and identifiers:
        return _entry(snapshot, definition, len(identifiers.uses_of(definition))), span
    spot = spot_at(snapshot.context.document if snapshot.context else snapshot.document, offset)
    text = _of_spot(spot) if spot else ""
    return (text, spot.span) if spot and text else None


def _of_spot(spot: Spot) -> str:
    key = spot.key
    if key is None:
        return ""
    if spot.role == "key":
        return key_in_markdown(key, 3, example=False)
    meaning = key.choices.get(str(spot.node.value), "")
    return f"`{spot.node.value}`: {meaning}" if meaning else ""


def _entry(snapshot: Snapshot, definition: Definition, uses: int) -> str:
    data = snapshot.context.document.data if snapshot.context else None
    entry = value_at(data, definition.path)
    lines = [f"**{name_of(snapshot, definition.path) or definition.id}** – `{'.'.join(map(str, definition.home))}`"]
    words = next(
        (
            entry[key]
            for key in ("definition", "summary", "description", "text", "url")
            if isinstance(entry, dict) and isinstance(entry.get(key), str)
        ),
        "",
    )
    if words and words != name_of(snapshot, definition.path):
        lines.append(" ".join(words.split())[:_LONGEST])
    lines.append(f"Named in {uses} place{'' if uses == 1 else 's'}.")
    return "\n\n".join(lines)

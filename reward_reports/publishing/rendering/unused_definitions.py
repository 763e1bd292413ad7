"""Link definitions that no link uses (`[Operator]: Yes`): a Markdown parser drops them, and they may be all that was said."""

from __future__ import annotations

import re

from reward_reports.publishing.rendering.prose_source import REFERENCES, Utf8Text, label_key, leads_nowhere, link_of

_MARKERS = re.compile(r"^[ \t>]+|[ \t]+$", re.MULTILINE)


class UnusedDefinitions:
    """The text between the blocks of a source that no link uses; it is given out from front to back."""

    def __init__(self, source: Utf8Text) -> None:
        self._source = source
        self._passed = 0
        self._used = _used(source)

    def passed(self, place: int) -> None:
        """Count what stands before this place as told."""
        self._passed = max(self._passed, place)

    def until(self, place: int) -> str:
        """Return the definitions before this place that are not yet told, as they were typed."""
        start, self._passed = self._passed, max(self._passed, place)
        bracket = self._source.raw.find(b"[", start, place)
        if bracket < 0:
            return ""
        parts, before = [], bracket
        while self._used and self._used[-1][0] < place:
            used_start, used_end = self._used.pop()
            parts.append(self._source.part(before, used_start))
            before = max(before, used_end)
        parts.append(self._source.part(before, max(before, place)))
        return "\n".join(line for line in _MARKERS.sub("", "".join(parts)).split("\n") if line)


def unused_definitions(source: Utf8Text) -> UnusedDefinitions | None:
    """Return what tells the unused definitions of a text, if it can have any."""
    return UnusedDefinitions(source) if b"]:" in source.raw else None


def _used(source: Utf8Text) -> list[tuple[int, int]]:
    """Return the places of the definitions that links use, the last one first."""
    uses = {
        label_key(link["id"])
        for event, _ in source.events()
        if (link := link_of(event)) and link["link_type"] in REFERENCES
    }
    found = source.definitions().items()
    places = [one["span"] for label, one in found if label_key(label) in uses and not leads_nowhere(one["dest"])]
    return sorted(((place["start"], place["end"]) for place in places), reverse=True)

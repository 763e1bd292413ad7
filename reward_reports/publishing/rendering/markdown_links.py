"""Link definitions (`[1]: https://…`) written out where they are used, for their names hold for a whole page."""

from __future__ import annotations

import re

from reward_reports.publishing.rendering.marks import MARKS

_DEFINITION = re.compile(
    r"^[ ]{0,3}\[(?P<label>[^\]\n]+)\]:[ \t]*<?(?P<address>[^\s<>]+)>?[^\n]*(?:\n|\Z)", re.MULTILINE
)
_USE = re.compile(r"(?<!\\)\[(?P<text>[^\]\n]+)\](?:\[(?P<label>[^\]\n]*)\])?(?![(:\[])")


def inline_definitions(text: str) -> str:
    """Return Markdown without link definitions: each use names its address itself."""
    if "]:" not in text:
        return text
    known = {_key(match["label"]): match["address"] for match in reversed([*_DEFINITION.finditer(text)])}
    return _outside_code(_DEFINITION.sub("", text), known).strip() if known else text


def _key(label: str) -> str:
    return " ".join(label.casefold().split())


def _outside_code(text: str, known: dict[str, str]) -> str:
    made, before = [], 0
    for match in MARKS.finditer(text):
        if match["fence"] is not None or match["code"] is not None:
            made += [_written_out(text[before : match.start()], known), match[0]]
            before = match.end()
    return "".join([*made, _written_out(text[before:], known)])


def _written_out(text: str, known: dict[str, str]) -> str:
    def use(match: re.Match[str]) -> str:
        address = known.get(_key(match["label"] or match["text"]))
        return f"[{match['text']}]({address})" if address else match[0]

    return _USE.sub(use, text)

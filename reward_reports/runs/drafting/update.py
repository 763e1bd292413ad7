"""Writes the values of an older draft again, and touches nothing that people wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from reward_reports.base.diagnostics import Edit, Span
from reward_reports.base.diagnostics import Path as Place
from reward_reports.base.escaping.visible import visible
from reward_reports.report.loading import Document, load_file, load_text
from reward_reports.report.loading.positions import FoundNode, find, line_end, trimmed
from reward_reports.report.text_edits import add_key, apply_edits, newline_of
from reward_reports.runs.drafting.draft import DIFFER, MARK, entry_lines, gather, line_of, read_sources, scalar
from reward_reports.runs.drafting.errors import DraftError
from reward_reports.runs.drafting.fact import SourceFact, SourceFacts, Where

_OURS = re.compile(rf"[ \t]*#[ \t]*(?:{MARK}|{DIFFER})[^\n]*")


@dataclass(frozen=True, slots=True)
class Updated:
    """A report after an update.

    Attributes:
        document: the report as it was.
        text: the whole report.
        changed: the places whose values are new, in words.
        kept: the places where people wrote something else than a source says, or nothing, in words.
        gone: the drafted values that the sources they came from do not say any more, in words.
        notes: what was read and has no place.
        weights: those of `kept` that are the weight of a reward or a penalty.
        proposed: `text` with these weights as the sources say them.
    """

    document: Document
    text: str
    changed: tuple[str, ...]
    kept: tuple[str, ...]
    gone: tuple[str, ...]
    notes: tuple[str, ...]
    weights: tuple[str, ...] = ()
    proposed: str = ""

    @property
    def differs(self) -> bool:
        """Whether a drafted value, or a weight, is not what the sources say now."""
        return bool(self.changed or self.gone or self.weights)


def update(
    report: Path, sources: Iterable[Path], extra: Sequence[SourceFacts] = (), *, values_only: bool = False
) -> Updated:
    """Return a report with the drafted values updated: those whose comment says so.

    A value whose source now says something else is new, and so is its comment. Settings that are new join those that are
    drafted, and entries that are new the registers that hold drafted ones. Whatever else stands in the report stays, byte for byte.

    Args:
        report: the report.
        sources: files and folders.
        extra: what was found otherwise.
        values_only: whether to leave alone a value that is right and whose comment names another place.

    Raises:
        DraftError: if a source cannot be read, or the report does not load.
        InputError: if the report cannot be read.
    """
    document = load_file(report)
    if document.report is None:
        raise DraftError(f"{document.first_problem()}; fix it first")
    paths = list(sources)
    sources_read = [*read_sources(paths), *extra]
    by_place = gather(sources_read, report.parent)
    edits: list[Edit] = []
    changed: list[str] = []
    kept: dict[Where, str] = {}
    added = _new_entries(document, by_place)
    for where, facts in by_place.items():
        if where[: _entry(where)] in added:
            continue
        edit, words = _edit(document, where, facts, by_place, values_only=values_only)
        if edit is not None:
            edits.append(edit)
            changed.append(f"{'.'.join(where)}: {words}")
        elif words:
            kept[where] = f"{'.'.join(where)}: {words}"
    edits += added.values()
    changed += [f"{'.'.join(where)}: new" for where in added]
    text = _apply(document.text, edits)
    if load_text(text, report.as_posix()).report is None:
        raise DraftError(f"{report.as_posix()} would no longer load with the values of the sources; it was not changed")
    gone = tuple(f"{place}: {source} does not say this any more" for place, source in _gone(document, by_place, paths))
    weights = {where: edit for where in kept if _is_weight(where) and (edit := _weight_edit(document, where, by_place))}
    notes = tuple(note for one in sources_read for note in one.notes)
    proposed = _apply(document.text, [*edits, *weights.values()])
    return Updated(
        document,
        text,
        tuple(changed),
        tuple(kept.values()),
        gone,
        notes,
        tuple(map(kept.__getitem__, weights)),
        proposed,
    )


def _is_weight(where: Where) -> bool:
    return where[-1] == "weight" or where[-2:] == ("kl_coefficient", "value")


def _entry(where: Where) -> int:
    """Return how many keys lead to the entry of a register that a place lies in; 0 if it lies in none."""
    return where.index("items") + 2 if "items" in where else 0


def _new_entries(document: Document, by_place: Mapping[Where, list[SourceFact]]) -> dict[Where, Edit]:
    """Return the edits that add entries which registers with drafted ones do not have, by the places of the entries."""
    edits: dict[Where, Edit] = {}
    for where in by_place:
        entry = where[: _entry(where)]
        if not entry or entry in edits or _place(document, entry, by_place) is not None:
            continue
        register = _place(document, entry[:-1], by_place)
        if register is None or not _has_ours(document, register):
            continue
        node = _node(document, register).value
        if isinstance(node, SequenceNode) and node.value and not node.flow_style:
            edits[entry] = _appended(document, node, entry, by_place)
    return edits


def _appended(document: Document, node: SequenceNode, entry: Where, by_place: Mapping[Where, list[SourceFact]]) -> Edit:
    """Return the edit that writes an entry behind the last of a list."""
    newline = newline_of(document.text)
    at = line_end(document.text, trimmed(document.text, node.value[-1]).end)
    lines = entry_lines({where: facts for where, facts in by_place.items() if where[: len(entry)] == entry}, entry)
    return Edit(at, at, "".join(f"{newline}{' ' * node.start_mark.column}{line}" for line in lines))


def _gone(
    document: Document, by_place: Mapping[Where, list[SourceFact]], sources: Sequence[Path]
) -> Iterator[tuple[str, str]]:
    """Yield the places whose comment names one of the sources, and of which the sources say nothing now."""
    names = tuple(path.as_posix().rstrip("/") for path in sources)
    known = {_place(document, where, by_place) for where in by_place}
    for place, words, at in _scalars(document.root, (), ()):
        end = document.text.find("\n", at)
        match = _OURS.search(document.text, at, end if end >= 0 else len(document.text))
        source = match[0].partition(MARK)[2].strip() if match else ""
        if place not in known and any(source.startswith((f"{name}:", f"{name}/")) for name in names):
            yield ".".join(words), source


def _scalars(node: object, place: Place, words: Where) -> Iterator[tuple[Place, Where, int]]:
    """Yield the places of all single values, also in words with the ids of entries, and where each ends in the text."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _scalars(value, (*place, str(key.value)), (*words, str(key.value)))
    elif isinstance(node, SequenceNode) and any(isinstance(value, MappingNode) for value in node.value):
        for number, value in enumerate(node.value):
            pairs = value.value if isinstance(value, MappingNode) else []
            identity = next((str(inner.value) for key, inner in pairs if key.value == "id"), str(number))
            yield from _scalars(value, (*place, number), (*words, identity))
    elif isinstance(node, ScalarNode | SequenceNode):
        yield place, words, node.end_mark.index


def _apply(text: str, edits: list[Edit]) -> str:
    """Make the edits; what is new at one place is one edit: first what belongs deepest, else in its order."""
    joined: dict[tuple[int, int], str] = {}
    for edit in sorted(edits, key=_depth, reverse=True):
        joined[edit.start, edit.end] = joined.get((edit.start, edit.end), "") + edit.text
    return apply_edits(text, [Edit(start, end, new) for (start, end), new in joined.items()])


def _depth(edit: Edit) -> int:
    """Return how far the first line of a text is indented."""
    line = edit.text.lstrip("\r\n")
    return len(line) - len(line.lstrip(" "))


def _edit(
    document: Document,
    where: Where,
    facts: Sequence[SourceFact],
    by_place: Mapping[Where, list[SourceFact]],
    *,
    values_only: bool,
) -> tuple[Edit | None, str]:
    """Return the edit that a place needs, if it needs one, and what to report about it."""
    line, place = line_of(facts), _place(document, where, by_place)
    if place is None:
        return _new(document, where, line, by_place)
    key = _node(document, place).key
    if key is None:
        return None, ""
    begin = key.end_mark.index
    end = document.text.find("\n", begin)
    rest = document.text[begin : end if end >= 0 else None]
    present = _data(document, place)
    same = any(_alike(present, fact.value) for fact in facts)
    if not _OURS.search(rest):
        return None, "" if same else _contradiction(document, begin, present, facts)
    new = f":{line}" + ("\r" if rest.endswith("\r") else "")
    if rest == new or (values_only and same and len(facts) == 1):
        return None, ""
    return Edit(begin, begin + len(rest), new), line.strip()


def _contradiction(document: Document, at: int, present: object, facts: Sequence[SourceFact]) -> str:
    """Return in words what people wrote, where, and what the sources say."""
    place = document.lines.place(Span(at, at))
    report = "is empty" if present is None else f"says {visible(scalar(present))}, written by hand"
    sources = ", and ".join(f"{visible(fact.source)} says {visible(scalar(fact.value))}" for fact in facts)
    return f"{document.name}:{place.line} {report}; {sources}"


def _weight_edit(document: Document, where: Where, by_place: Mapping[Where, list[SourceFact]]) -> Edit | None:
    """Return the edit that would take a weight from a source; None where the report does not state it."""
    place = _place(document, where, by_place)
    if place is None or _data(document, place) is None:
        return None
    span = trimmed(document.text, _node(document, place).value)
    return Edit(span.start, span.end, scalar(by_place[where][0].value))


def _alike(present: object, value: object) -> bool:
    """Whether two values are one: a truth value is not a number."""
    return isinstance(present, bool) == isinstance(value, bool) and present == value


def _new(
    document: Document, where: Where, line: str, by_place: Mapping[Where, list[SourceFact]]
) -> tuple[Edit | None, str]:
    """Return the edit that adds a value to a mapping which holds drafted ones already."""
    above = _place(document, where[:-1], by_place)
    if above is None or not _has_ours(document, above):
        return None, f"not in the report; a source says{line}"
    value = line if DIFFER in line.partition("#")[2] else line[1:]
    return add_key(document, above, scalar(where[-1]), value), f"new:{line}"


def _place(document: Document, where: Where, by_place: Mapping[Where, list[SourceFact]]) -> Place | None:
    """Return the path in the report, entries of registers by their number; None if it is not there.

    An entry is known by its id, else by its name; a register may be a bare list, and a quantity a bare number.
    """
    at: Any = document.data
    place: list[str | int] = []
    for depth, key in enumerate(where):
        if isinstance(at, list) and key == "items":
            continue
        if key == "value" and depth == len(where) - 1 and isinstance(at, int | float):
            continue
        step: str | int | None = key
        if isinstance(at, list):
            step = _index(at, key, by_place.get((*where[: depth + 1], "name")))
        elif not isinstance(at, dict) or key not in at:
            return None
        if step is None:
            return None
        at = at[step]
        place.append(step)
    return tuple(place)


def _index(entries: list[Any], identity: str, named: Sequence[SourceFact] | None) -> int | None:
    """Return the number of an entry, by its id or else by its name."""
    known = [(number, one) for number, one in enumerate(entries) if isinstance(one, dict)]
    by_id = next((number for number, one in known if one.get("id") == identity), None)
    names = [fact.value for fact in named or ()]
    return by_id if by_id is not None else next((number for number, one in known if one.get("name") in names), None)


def _data(document: Document, place: Place) -> Any:
    at: Any = document.data
    for key in place:
        at = at[key]
    return at


def _has_ours(document: Document, place: Place) -> bool:
    """Whether a mapping holds a value that was drafted."""
    node = _node(document, place).value
    return bool(_OURS.search(document.text, node.start_mark.index, node.end_mark.index))


def _node(document: Document, place: Place) -> FoundNode:
    if document.root is None:
        raise DraftError(f"{document.name} holds nothing")
    return find(document.root, place)

"""Where ids are defined and used in a report, and what changes when one gets another name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from yaml.nodes import ScalarNode

from reward_reports.base.diagnostics import Edit, Path, Span
from reward_reports.base.errors import InputError
from reward_reports.editing.spots import with_items
from reward_reports.linting.extract.addresses import exact_span, prose
from reward_reports.report.field_paths import find_path
from reward_reports.report.loading.positions import find, trimmed, word_span
from reward_reports.report.model.about import PointsTo
from reward_reports.report.model.citing import BRACKETS, CITED, cited_id
from reward_reports.report.model.fields import note_in
from reward_reports.report.model.pointers import places_of, pointer_at
from reward_reports.report.model.values import ID_PATTERN, SOURCE_PATTERN
from reward_reports.report.schema.keys import all_keys
from reward_reports.report.text_edits import quoted

if TYPE_CHECKING:
    from reward_reports.linting.context import Context
    from reward_reports.report.model.about import Target

_CITED_HOMES = frozenset[Path]({("references",), ("figures",)})
"""The registers whose entries prose cites."""
_LONGEST_ID = 100
_GROUP = re.compile(BRACKETS)
_CITED = re.compile(CITED)


@dataclass(frozen=True)
class Definition:
    """An entry that has an id.

    Attributes:
        id: the id.
        home: the register, without positions and `items`.
        path: where the entry stands.
        span: the characters of the id.
    """

    id: str
    home: Path
    path: Path
    span: Span


Named: TypeAlias = dict[tuple[Path, str], Definition]
"""Entries by their register and id."""


@dataclass(frozen=True)
class IdUse:
    """A place that names an id.

    Attributes:
        definition: what it means; None where there is no such entry.
        path: where the value stands.
        span: the characters of the id; None where the file writes it with escapes.
        is_scalar: whether the id is the whole value.
    """

    definition: Definition | None
    path: Path
    span: Span | None
    is_scalar: bool


class Identifiers:
    """All ids of a report with their uses, found once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.definitions = tuple(_definitions(context))
        self.uses = tuple(self._find_uses())

    def of_target(self, target: Target) -> list[Definition]:
        """Return the entries that a value may point to."""
        return [one for one in self.definitions if one.home in homes_of(target)]

    def citable(self) -> list[Definition]:
        """Return the references and figures, which prose cites."""
        return [one for one in self.definitions if one.home in _CITED_HOMES]

    def at(self, offset: int) -> Definition | None:
        """Return the entry whose id is defined or used at an offset."""
        spots = [(one.span, one) for one in self.definitions]
        spots += [(use.span, use.definition) for use in self.uses if use.span and use.definition]
        return next((definition for span, definition in spots if span.start <= offset <= span.end), None)

    def span_at(self, offset: int) -> Span | None:
        """Return the characters of the id at an offset."""
        spans = [one.span for one in self.definitions]
        spans += [use.span for use in self.uses if use.span and use.definition]
        return next((span for span in spans if span.start <= offset <= span.end), None)

    def uses_of(self, definition: Definition) -> list[IdUse]:
        """Return the places that name an entry."""
        return [use for use in self.uses if use.definition == definition]

    def rename(self, definition: Definition, name: str) -> tuple[Edit, ...]:
        """Return the edits that give an entry another id, wherever it is named.

        Raises:
            InputError: if the id cannot be used there, or a place that names it cannot be edited.
        """
        self._check_name(definition, name)
        edits = {self._edit_of(definition.span, name, (*definition.path, "id"))}
        for use in self.uses_of(definition):
            if use.span is None:
                place = ".".join(map(str, use.path))
                raise InputError(
                    f"{place} names {definition.id} in a way that cannot be changed here; write it plainly first"
                )
            edits.add(
                self._edit_of(use.span, name, use.path) if use.is_scalar else Edit(use.span.start, use.span.end, name)
            )
        return tuple(sorted(edits, key=lambda edit: edit.start))

    def _check_name(self, definition: Definition, name: str) -> None:
        is_source = definition.home in _CITED_HOMES
        pattern = SOURCE_PATTERN if is_source else ID_PATTERN
        if not re.match(pattern, name) or len(name) > _LONGEST_ID:
            signs = "- _ . : / and +" if is_source else "- _ . and :"
            raise InputError(
                f"{name!r} is not an id; start with a letter or digit, after that letters, digits, {signs} are allowed"
            )
        homes = _rivals_of(definition.home)
        rivals = {one.id for one in self.definitions if one.home in homes} - {definition.id}
        if name in rivals or (is_source and name in (self._context.bibliography or {})):
            raise InputError(f"the id {name} is used already; choose another")

    def _edit_of(self, span: Span, name: str, path: Path) -> Edit:
        """Return the edit of an id that is a whole value, in the quotes that it has."""
        first = self._context.document.text[span.start : span.start + 1]
        return Edit(span.start, span.end, f"{first}{name}{first}" if first in ("'", '"') else quoted(name))

    def _find_uses(self) -> Iterator[IdUse]:
        named = {(one.home, one.id): one for one in reversed(self.definitions)}
        for path, name, points_to, _ in self._context.pointers:
            yield IdUse(_meant(named, name, points_to), path, self._scalar_span(path), is_scalar=True)
        yield from self._among_words(named)
        yield from self._cited()
        yield from self._bound()

    def _scalar_span(self, path: Path) -> Span | None:
        root = self._context.document.root
        node = find(root, path) if root is not None else None
        if node is None or not node.whole or not isinstance(node.value, ScalarNode):
            return None
        if node.value.style in ("|", ">"):
            return trimmed(self._context.document.text, node.value)
        return word_span(node.value)

    def _among_words(self, named: Named) -> Iterator[IdUse]:
        """Give the ids in fields that may hold words instead, such as who vouches for an answer."""
        names = {name for _, name in named}
        for path, value in self._context.strings:
            points_to = pointer_at(with_items(path)) if value in names else None
            meant = _meant(named, value, points_to) if points_to and points_to.words else None
            if meant:
                yield IdUse(meant, path, self._scalar_span(path), is_scalar=True)

    def _cited(self) -> Iterator[IdUse]:
        if "@" not in self._context.document.text:
            return
        known = {one.id: one for one in reversed(self.citable())}
        for path, text in prose(self._context, "@"):
            for group in _GROUP.finditer(text):
                for match in _CITED.finditer(text, group.start(), group.end()):
                    name = cited_id(match[1])
                    within = match.start(1), match.start(1) + len(name)
                    yield IdUse(known.get(name), path, exact_span(self._context, path, within, name), is_scalar=False)

    def _bound(self) -> Iterator[IdUse]:
        """Give the ids in the names of fields that bindings hold."""
        entries = {_plain(one.path): one for one in reversed(self.definitions)}
        bindings = _value(self._context.document.data, ("bindings",))
        for index, binding in enumerate(bindings if isinstance(bindings, list) else ()):
            name = binding.get("field") if isinstance(binding, dict) else None
            if isinstance(name, str):
                yield from self._in_field_name(name, ("bindings", index, "field"), entries)

    def _in_field_name(self, name: str, path: Path, entries: dict[Path, Definition]) -> Iterator[IdUse]:
        steps = name.split(".")
        for end in range(1, len(steps) + 1):
            place = find_path(self._context.document.data, ".".join(steps[:end]))
            meant = entries.get(_plain(place)) if place else None
            if meant is None or not ".".join(steps[:end]).endswith(meant.id):
                continue
            stop = len(".".join(steps[:end]))
            within = stop - len(meant.id), stop
            yield IdUse(meant, path, exact_span(self._context, path, within, meant.id), is_scalar=False)


@cache
def homes_of(target: Target) -> tuple[Path, ...]:
    """Return the registers in which an id of a kind is defined, without positions and `items`."""
    return tuple(home_of(place) for place in places_of(target))


def home_of(path: Path) -> Path:
    """Return a path without positions and `items`."""
    return tuple(step for step in path if isinstance(step, str) and step != "items")


def _meant(named: Named, name: str, points_to: PointsTo) -> Definition | None:
    homes = (home for target in points_to.targets for home in homes_of(target))
    return next((named[home, name] for home in homes if (home, name) in named), None)


def _rivals_of(home: Path) -> set[Path]:
    """Return the registers whose ids a value could mean that may mean an entry of this one."""
    return {home}.union(*(group for group in _groups() if home in group))


@cache
def _groups() -> tuple[frozenset[Path], ...]:
    """Return the registers whose entries the same field may name, by such fields."""
    noted = {points_to.targets for key in all_keys() if (points_to := note_in(key.info, PointsTo))}
    return _CITED_HOMES, *(frozenset(home for target in targets for home in homes_of(target)) for targets in noted)


def _plain(path: Path) -> Path:
    return tuple(step for step in path if step != "items")


def _value(data: Any, path: Path) -> Any:
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def _definitions(context: Context) -> Iterator[Definition]:
    """Give every entry with an id, in the order of the file."""
    if context.document.root is None:
        return
    for path, name in _ids_in(context.document.data, ()):
        node = find(context.document.root, (*path, "id")).value
        yield Definition(name, home_of(path), path, word_span(node))


def _ids_in(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, dict):
        if path and isinstance(path[-1], int) and isinstance(data.get("id"), str):
            yield path, data["id"]
        for key, value in data.items():
            if path or not str(key).startswith("x-"):
                yield from _ids_in(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _ids_in(value, (*path, index))

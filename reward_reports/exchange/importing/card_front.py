"""The front matter of a Markdown text: what of it answers a field, and the rest, which is kept as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from reward_reports.exchange.importing.card_titles import DATA, LEARNS, RESOURCES, TESTS
from reward_reports.exchange.importing.source import Kept, Piece, SourceError
from reward_reports.exchange.importing.yaml_text import as_yaml, is_plain
from reward_reports.report.loading.document import load_data
from reward_reports.report.loading.front_matter import FRONT_MATTER
from reward_reports.report.loading.scalars import resolve

if TYPE_CHECKING:
    from yaml.nodes import Node

    from reward_reports.report.model.layouts import FieldPath

_FIELDS: dict[str, tuple[str, FieldPath]] = {
    "datasets": ("Datasets", DATA),
    "base_model": ("Base model", LEARNS),
    "license": ("Licence", RESOURCES),
    "license_name": ("Name of the licence", RESOURCES),
    "license_link": ("Text of the licence", RESOURCES),
}
_RESULTS = ("model-index", "model_index")
_OF_THE_HUB = frozenset((*_FIELDS, *_RESULTS)) | frozenset(
    "library_name pipeline_tag widget inference metrics co2_eq_emissions new_version language tags thumbnail".split()
)
"""Keys that the Hub reads."""
_OF_PAGES = frozenset("layout permalink categories draft slug template nav_order hide weight".split())
"""Keys of programs that make websites, which put front matter before their texts too."""
_COMMENT = re.compile(r"""(?:\A|[ \t])#[^'"]*\Z""")
"""A comment; one with quotes in it may be part of a text."""
_TITLES = ("model_name", "title")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key of the front matter with its value and its line in the text."""

    key: str
    value: Node
    line: int


class Front:
    """The front matter of a text, or none."""

    def __init__(self, end: int, entries: tuple[_Entry, ...], yaml: str = "") -> None:
        """Take where the text begins, the entries before it, and those as they are typed."""
        self._end, self._entries = end, entries
        comments = sum(map(bool, map(_COMMENT.search, yaml.split("\n"))))
        self.notes = (f"left out: {comments} lines with comments in the front matter",) if comments else ()

    @property
    def there(self) -> bool:
        """Whether there is any."""
        return self._end > 0

    @property
    def of_the_hub(self) -> bool:
        """Whether it holds what the Hub reads of a model."""
        keys = {one.key for one in self._entries}
        return bool(keys & _OF_THE_HUB) and not keys & _OF_PAGES

    @property
    def title(self) -> str:
        """The title that it gives, or an empty text."""
        given = {one.key: _words(plain(one.value)) for one in self._entries if one.key in _TITLES}
        return next((given[key] for key in _TITLES if given.get(key)), "")

    def without(self, text: str) -> str:
        """Return a text without it; lines stay where they are."""
        return "\n" * text.count("\n", 0, self._end) + text[self._end :]

    def pieces(self) -> Iterator[Piece]:
        """Give what answers a field."""
        for one in self._entries:
            text = _result_list(plain(one.value)) if one.key in _RESULTS else _stated(one)
            if text:
                yield Piece(
                    f"front matter: {one.key}", TESTS if one.key in _RESULTS else _FIELDS[one.key][1], text, one.line
                )

    def kept(self, place: str) -> tuple[Kept, ...]:
        """Return what is kept as data: all but what a field says in full.

        Args:
            place: the key of the report that it stands under.
        """
        return tuple(Kept(place, one.key, as_yaml(one.value, 4), one.line) for one in self._entries if not _stated(one))


def read_front(text: str, name: str) -> Front:
    """Return the front matter of a text.

    Raises:
        SourceError: if it does not close, or is not valid YAML, with the place.
    """
    match = FRONT_MATTER.match(text)
    if match is None and text.startswith("---\n"):
        if not _is_open(text):
            return Front(0, ())
        raise SourceError(f"{name}:1:1: the front matter that begins here is never closed by a line of three dashes")
    if match is None:
        return Front(0, ())
    document = load_data("\n" + match[1], name)  # so that the lines of its faults are those of the text
    root = document.root
    if not match[1].strip() or (root is not None and isinstance(root, ScalarNode) and not root.value):
        return Front(match.end(), ())
    if document.data is None:
        raise SourceError(document.first_problem())
    if not isinstance(root, MappingNode):
        raise SourceError(f"{name}:2:1: the front matter has no keys")
    entries = tuple(_Entry(str(key.value), value, key.start_mark.line + 1) for key, value in root.value)
    return Front(match.end(), entries, match[1])


def _is_open(text: str) -> bool:
    """Whether a line of dashes at the beginning opens front matter: a key follows."""
    return bool(re.match(r"---\n(?:[ \t]*(?:#[^\n]*)?\n)*[A-Za-z_][\w -]*:(?:[ \t]|\n)", text))


def _stated(one: _Entry) -> str:
    """Return the sentence that says all of an entry, if a field asks for it and it is a text or a list of texts."""
    value = plain(one.value)
    simple = isinstance(value, str) or (isinstance(value, list) and all(isinstance(item, str) for item in value))
    if one.key not in _FIELDS or not simple or not _words(value):
        return ""
    label, text = _FIELDS[one.key][0], _words(value)
    return f"{label}: <{text}>" if re.fullmatch(r"https?://[^\s<>]+", text) else f"{label}: {text}."


def plain(node: Node) -> Any:
    """Return a value as texts, lists and mappings; every number as it is typed, nothing as an empty text."""
    if isinstance(node, MappingNode):
        return {str(key.value): plain(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [plain(value) for value in node.value]
    typed = str(node.value)
    return "" if is_plain(node) and resolve(typed) is None else typed


def _words(value: Any) -> str:
    """Return a value in one line, the names of its parts before them."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_words(one)}" for key, one in value.items() if one not in ("", [], {}))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value)))
    return " ".join(str(value).split())


def _result_list(index: Any) -> str:
    """Return the results of a `model-index` as a list; in a sentence where it has another form."""
    models = index if isinstance(index, list) else [index]
    try:
        lines = [
            line
            for model in models
            for result in model["results"] or ()
            for line in _result(result, _words(model.get("name", "")) if len(models) > 1 else "")
        ]
    except (TypeError, KeyError, AttributeError):
        return f"Results: {words}." if (words := _words(index)) else ""
    return "\n".join(lines)


def _result(result: Any, model: str) -> Iterator[str]:
    dataset = result.get("dataset") or {}
    tested = dataset.get("name") or dataset.get("type") or "a dataset without a name"
    known = [f"{key} {_words(dataset[key])}" for key in ("config", "split", "revision") if dataset.get(key)]
    kind = [_words(dataset["type"])] if _differs(dataset.get("type", ""), tested) else []
    where = f"{tested} ({', '.join([*kind, *known])})" if kind or known else tested
    for metric in result.get("metrics") or ():
        verified = " (verified)" if metric.get("verified") == "true" else ""
        owner = f"{model}: " if model else ""
        yield f"- {owner}{metric.get('name') or metric['type']} on {where}: {_words(metric['value'])}{verified}"


def _differs(kind: str, name: str) -> bool:
    """Whether the type of a data set says more than its name does."""
    letters, known = (re.sub(r"[\W_]+", "", one).casefold() for one in (kind, name))
    return bool(letters) and letters != known

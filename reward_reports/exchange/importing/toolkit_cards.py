"""Cards of Google's Model Card Toolkit in JSON, by the names of their keys."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from reward_reports.exchange.importing.card_prose import parted
from reward_reports.exchange.importing.card_titles import CONTACT, DATA, GOAL, LEARNS, LIMITS, OWNER, RESOURCES, TESTS
from reward_reports.exchange.importing.importer import Importer
from reward_reports.exchange.importing.markdown import read_markdown
from reward_reports.exchange.importing.source import Piece, Source, SourceError
from reward_reports.report.model.layouts import FieldPath

IMPORTERS = (
    Importer(
        "a model card (Markdown with front matter, or Model Card Toolkit JSON)",
        (".json",),
        "exchange.importing.toolkit_cards.read_toolkit",
        in_folders=False,
    ),
)
_ENVIRONMENT = ("implementation", "environment_details")
_NOTHING: tuple[Any, ...] = (None, "", [], {})
_LONE = re.compile("[\ud800-\udfff]")


def read_toolkit(text: str, name: str) -> Source:
    """Return the report in a card of the Model Card Toolkit.

    Raises:
        SourceError: if it is not JSON, with the place, or no such card.
    """
    held = _parsed(text, name)
    if not isinstance(held, dict) or not {"model_details", "model_parameters", "considerations"} & held.keys():
        raise SourceError(f"{name}: this is not a card of the Model Card Toolkit: it has no `model_details`")
    details = held.get("model_details")
    title = details.get("name") if isinstance(details, dict) else ""
    pictures: list[str] = []
    pieces = tuple(_pieces(_without_pictures(held, pictures)))
    count = "1 picture, which is" if len(pictures) == 1 else f"{len(pictures)} pictures, which are"
    notes = (f"left out: {count} data in the card",) if pictures else ()
    return Source(name, pieces, title if isinstance(title, str) else "", day=read_markdown("", name).day, notes=notes)


def _parsed(text: str, name: str) -> Any:
    """Return the data of a JSON text, every number and truth value as it is typed."""

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        mapping = dict(found)
        if len(mapping) < len(found):
            twice = next(key for number, (key, _) in enumerate(found) if key in dict(found[:number]))
            raise SourceError(f"{name}: the key {twice!r} stands twice in one object; remove one")
        return {_LONE.sub("\ufffd", key): _typed(value) for key, value in mapping.items()}

    try:
        return json.loads(text, object_pairs_hook=pairs, parse_float=str, parse_int=str, parse_constant=str)
    except json.JSONDecodeError as error:
        raise SourceError(f"{name}:{error.lineno}:{error.colno}: {error.msg}; it is not JSON") from None
    except RecursionError:
        raise SourceError(f"{name}: it is nested too deep") from None


def _typed(value: Any) -> Any:
    if isinstance(value, str):
        return _LONE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_typed(one) for one in value]
    return str(value).lower() if isinstance(value, bool) else value


def _without_pictures(value: Any, pictures: list[str]) -> Any:
    """Return data without the pictures that are written into them; their names stay."""
    if isinstance(value, list):
        return [_without_pictures(one, pictures) for one in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("image"), str) and value["image"]:
        pictures.append(value["image"])
        value = {key: one for key, one in value.items() if key != "image"}
    return {key: _without_pictures(one, pictures) for key, one in value.items()}


def _pieces(held: dict[str, Any]) -> Iterator[Piece]:
    """Give each part of the card that says something; what has no field of its own keeps its name."""
    for section, inner in held.items():
        for key, value in inner.items() if isinstance(inner, dict) else [("", inner)]:
            name = f"{section}.{key}".rstrip(".")
            if name == "model_details.name" and isinstance(value, str):
                continue  # it is the title
            if name == "model_details.owners" and isinstance(value, list):
                yield from _owners(value)
                continue
            field, write = _PARTS.get(name, (None, _listed))
            if value not in _NOTHING and (text := write(value)):
                piece = Piece(name, field, text, 1)
                yield from parted(piece) if field == GOAL else (piece,)


def _owners(owners: list[Any]) -> Iterator[Piece]:
    known = [one for one in owners if isinstance(one, dict)]
    for key, field, before in (("name", OWNER, ""), ("contact", CONTACT, "Contact: ")):
        texts = [_words(one[key]) for one in known if one.get(key) not in _NOTHING]
        if texts:
            yield Piece("model_details.owners", field, before + ", ".join(texts), 1)
    rest = [
        one
        if not isinstance(one, dict)
        else {key: value for key, value in one.items() if key not in ("name", "contact")}
        for one in owners
    ]
    if text := _listed([one for one in rest if one not in _NOTHING]):
        yield Piece("model_details.owners", None, text, 1)


def _listed(value: Any) -> str:
    """Return a value as Markdown: a text as it is, a list as a list."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return "\n".join(f"- {words}" for one in value if (words := _words(one)))
    return _words(value)


def _words(value: Any) -> str:
    """Return a value in one line, the names of its parts before them."""
    if isinstance(value, dict):
        texts = {key: words for key, one in value.items() if (words := _words(one))}
        if len(texts) == 1:
            return next(iter(texts.values()))
        return ", ".join(f"{key.replace('_', ' ')}: {words}" for key, words in texts.items())
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value)))
    return "" if value is None else " ".join(str(value).split())


_Said: TypeAlias = "Callable[[Any], str]"
_PARTS: dict[str, tuple[FieldPath | None, _Said]] = {
    "model_details.overview": (GOAL, _listed),
    "model_details.documentation": (RESOURCES, _listed),
    "model_details.licenses": (RESOURCES, _listed),
    "model_details.license": (RESOURCES, _listed),
    "model_details.references": (RESOURCES, _listed),
    "model_details.citation": (RESOURCES, _listed),
    "model_details.citations": (RESOURCES, _listed),
    "model_parameters.model_architecture": (LEARNS, _listed),
    "model_parameters.data": (DATA, _listed),
    "model_parameters.input_format": (_ENVIRONMENT, _listed),
    "model_parameters.output_format": (_ENVIRONMENT, _listed),
    "quantitative_analysis.performance_metrics": (TESTS, _listed),
    "considerations.users": (("institutional_interface", "stakeholders"), _listed),
    "considerations.use_cases": (GOAL, _listed),
    "considerations.limitations": (LIMITS, _listed),
    "considerations.tradeoffs": (LIMITS, _listed),
    "considerations.ethical_considerations": (("optimization_intent", "known_failure_modes"), _listed),
}
"""Parts of a card of the toolkit, with the field that asks the same."""

"""Model cards: those of the Hugging Face Hub in Markdown with front matter, those of the Model Card Toolkit in JSON.

A card answers other questions than a report. What both ask is taken, by the titles of the card's own template; everything else is
kept aside with its heading.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from reward_reports.exchange.importing.markdown import BEFORE, pieces_of, read_markdown
from reward_reports.exchange.importing.source import Piece, Source, SourceError
from reward_reports.exchange.importing.titles import field_of, is_section, plain_words
from reward_reports.report.loading import load_text
from reward_reports.report.loading.front_matter import FRONT_MATTER
from reward_reports.report.model.layouts import FieldPath

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_UNFILLED = re.compile(
    r"^[ \t]*(?:[-*][ \t]*)?(?:\*\*[^*\n]*\*\*[ \t]*)?\[More Information Needed\][ \t]*$", re.MULTILINE
)
_GOAL = ("optimization_intent", "goal_of_reinforcement")
_LIMITS = ("implementation", "limitations")
_DATA = ("implementation", "data_flow")
_LEARNS = ("implementation", "algorithmic_details")
_TESTS = ("evaluation", "offline_evaluations")
_RESOURCES = ("system_details", "other_resources")
_TITLES: dict[str, FieldPath] = {
    "Model Description": _GOAL,
    "Uses": _GOAL,
    "Direct Use": _GOAL,
    "Downstream Use": _GOAL,
    "Intended Use": _GOAL,
    "Intended uses & limitations": _LIMITS,
    "Out-of-Scope Use": _LIMITS,
    "Bias, Risks, and Limitations": _LIMITS,
    "Limitations and bias": _LIMITS,
    "Training Data": _DATA,
    "Training and evaluation data": _DATA,
    "Training Procedure": _LEARNS,
    "Training Hyperparameters": _LEARNS,
    "Model Architecture and Objective": _LEARNS,
    "Technical Specifications": _LEARNS,
    "Testing Data, Factors & Metrics": ("evaluation", "evaluation_environment"),
    "Evaluation": _TESTS,
    "Evaluation results": _TESTS,
    "Results": _TESTS,
    "Training results": _TESTS,
    "Model Sources": _RESOURCES,
    "Citation": _RESOURCES,
    "More Information": _RESOURCES,
    "Model Card Contact": ("system_details", "feedback_and_communication"),
}
"""Headings of the Hub's templates, with the field that asks the same."""
_KNOWN = {plain_words(title): path for title, path in _TITLES.items()}
_FRONT_FIELDS: dict[str, tuple[str, FieldPath]] = {
    "datasets": ("Datasets", _DATA),
    "base_model": ("Base model", _LEARNS),
    "license": ("Licence", _RESOURCES),
    "model-index": ("Results", _TESTS),
}


def has_front_matter(text: str) -> bool:
    """Whether a text begins as a model card does."""
    return text.startswith("---\n") or bool(FRONT_MATTER.match(text))


def read_card(text: str, name: str) -> Source:
    """Return the report in a model card of the Hub.

    Raises:
        SourceError: if the front matter does not close, or is no YAML, with the place.
    """
    match = FRONT_MATTER.match(text)
    if match is None:
        raise SourceError(f"{name}:1:1: the front matter that begins here is never closed by a line of three dashes")
    body, notes = _filled(re.sub(r"[^\n]", " ", text[: match.end()]) + text[match.end() :])
    title, pieces = _titled(*pieces_of(body, _named))
    front = tuple(_front(_yaml(match[1], name)))
    return replace(read_markdown("", name), title=title, pieces=(*front, *pieces), notes=notes)


def read_toolkit(text: str, name: str) -> Source:
    """Return the report in a card of the Model Card Toolkit.

    Raises:
        SourceError: if it is no JSON, with the place, or no such card.
    """
    try:
        held = json.loads(text)
    except json.JSONDecodeError as error:
        raise SourceError(f"{name}:{error.lineno}:{error.colno}: {error.msg}; it is no JSON") from None
    except RecursionError:
        raise SourceError(f"{name}: it is nested too deep") from None
    if not isinstance(held, dict) or not {"model_details", "model_parameters", "considerations"} & held.keys():
        raise SourceError(f"{name}: this is no card of the Model Card Toolkit: it has no `model_details`")
    details = held.get("model_details")
    title = details.get("name") if isinstance(details, dict) else ""
    pieces = tuple(_toolkit(held))
    return replace(read_markdown("", name), title=title if isinstance(title, str) else "", pieces=pieces)


def _titled(title: str, pieces: tuple[Piece, ...]) -> tuple[str, tuple[Piece, ...]]:
    """Return the title and the pieces of a card: what stands below its title sums it up."""
    first = pieces[0] if pieces else None
    if title or first is None or first.field or first.heading == BEFORE or is_section(first.heading):
        return title, pieces
    return first.heading, (replace(first, heading="Summary", field=_GOAL), *pieces[1:])


def _named(heading: str) -> FieldPath | None:
    """Return the field that a heading of a report or of a card names."""
    bare = heading.replace("[optional]", "").strip()
    return field_of(bare) or _KNOWN.get(plain_words(bare))


def _filled(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without what its template asks and nobody answered, and how much that was; lines stay where they are."""
    bare, comments = _COMMENT.subn(lambda match: "\n" * match[0].count("\n"), text)
    bare, blanks = _UNFILLED.subn("", bare)
    told = [
        f"{comments} comments, which no reader sees" if comments else "",
        f"{blanks} blanks that nobody filled in" if blanks else "",
    ]
    return bare, tuple(f"left out: {one}" for one in told if one)


def _yaml(text: str, name: str) -> dict[str, Any]:
    """Return the front matter; the lines of its faults are those of the card."""
    document = load_text("\n" + text, name)
    if isinstance(document.data, dict):
        return {str(key): value for key, value in document.data.items()}
    if not text.strip():
        return {}
    raise SourceError(
        document.first_problem() if document.data is None else f"{name}:2:1: the front matter has no keys"
    )


def _front(held: dict[str, Any]) -> Iterator[Piece]:
    for key, value in held.items():
        label, field = _FRONT_FIELDS.get(key, (key, None))
        text = _results(value) if key == "model-index" else f"{label}: {_words(value)}."
        if value not in (None, "", [], {}):
            yield Piece(f"front matter: {key}", field, text, 1)


def _results(index: Any) -> str:
    """Return the results of a `model-index` as a list; as JSON where it has another form."""
    lines = []
    try:
        for model in index:
            for result in model["results"]:
                dataset = result.get("dataset", {}).get("name", "a dataset without a name")
                lines += [
                    f"- {metric.get('name') or metric['type']} on {dataset}: {_words(metric['value'])}"
                    for metric in result["metrics"]
                ]
    except (TypeError, KeyError, AttributeError):
        return f"Results: {_words(index)}."
    return "\n".join(lines)


def _toolkit(held: dict[str, Any]) -> Iterator[Piece]:
    """Give each part of the card that says something; what has no field of its own keeps its name."""
    for section, inner in held.items():
        parts = inner.items() if isinstance(inner, dict) else [("", inner)]
        for key, value in parts:
            if value in (None, "", [], {}):
                continue
            name = f"{section}.{key}".rstrip(".")
            if name == "model_details.owners" and isinstance(value, list):
                yield from _owners(value)
                continue
            if name in ("schema_version", "model_details.name"):
                continue
            field, told = _TOOLKIT.get(name, (None, _listed))
            text = told(value)
            if text:
                yield Piece(name, field, text, 1)


def _owners(owners: list[Any]) -> Iterator[Piece]:
    names = [str(one.get("name")) for one in owners if isinstance(one, dict) and one.get("name")]
    contacts = [str(one.get("contact")) for one in owners if isinstance(one, dict) and one.get("contact")]
    if names:
        yield Piece("model_details.owners", ("system_details", "system_owner"), ", ".join(names), 1)
    if contacts:
        yield Piece(
            "model_details.owners",
            ("system_details", "feedback_and_communication"),
            f"Contact: {', '.join(contacts)}",
            1,
        )


def _listed(value: Any) -> str:
    """Return a value as Markdown: a text as it is, a list as a list."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return "\n".join(f"- {_words(one)}" for one in value)
    return _words(value)


def _words(value: Any) -> str:
    """Return a value in one line, the names of its parts before them."""
    if isinstance(value, dict):
        kept = {key: one for key, one in value.items() if one not in (None, "", [], {}) and key != "graphics"}
        if len(kept) == 1:
            return _words(next(iter(kept.values())))
        return ", ".join(f"{key.replace('_', ' ')}: {_words(one)}" for key, one in kept.items())
    if isinstance(value, list):
        return ", ".join(_words(one) for one in value)
    return " ".join(str(value).split())


_Told = Callable[[Any], str]
_TOOLKIT: dict[str, tuple[FieldPath | None, _Told]] = {
    "model_details.overview": (_GOAL, _listed),
    "model_details.documentation": (_RESOURCES, _listed),
    "model_details.licenses": (_RESOURCES, _listed),
    "model_details.references": (_RESOURCES, _listed),
    "model_details.citations": (_RESOURCES, _listed),
    "model_parameters.model_architecture": (_LEARNS, _listed),
    "model_parameters.data": (_DATA, _listed),
    "model_parameters.input_format": (("implementation", "environment_details"), _listed),
    "model_parameters.output_format": (("implementation", "environment_details"), _listed),
    "quantitative_analysis.performance_metrics": (_TESTS, _listed),
    "considerations.users": (("institutional_interface", "stakeholders"), _listed),
    "considerations.use_cases": (_GOAL, _listed),
    "considerations.limitations": (_LIMITS, _listed),
    "considerations.tradeoffs": (_LIMITS, _listed),
    "considerations.ethical_considerations": (("optimization_intent", "known_failure_modes"), _listed),
}
"""Parts of a card of the toolkit, with the field that asks the same."""

"""What a report says to an item of a framework: the texts and values at its places, and their sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from reward_reports.base.sentences import unit_for
from reward_reports.publishing.rendering.words import humanised, number_in_words
from reward_reports.report.frameworks.answered import Answered, values_at
from reward_reports.report.frameworks.items import KeyPath
from reward_reports.report.model import Report
from reward_reports.report.model.base import Answer, Base
from reward_reports.report.model.evaluation import Evaluation
from reward_reports.report.model.guides import guides
from reward_reports.report.model.placeholders import said
from reward_reports.report.model.references import Reference
from reward_reports.report.model.routes import cited_by
from reward_reports.report.model.states import KNOWN_WORDS

_MOST = 20
"""Entries of a list; the report has the others."""
_NAMES = ("name", "title", "what", "source", "task", "requirement", "act", "summary", "id")
_BODIES = ("definition", "objective", "description", "interest", "algorithm", "rationale", "role", "kind")


class Disclosure(NamedTuple):
    """What stands at one place.

    Attributes:
        where: what the place is called.
        text: the text, as Markdown with citations.
        sources: the ids of the references that the answer there rests on.
    """

    where: str
    text: str
    sources: tuple[str, ...] = ()


def disclosures(report: Report, one: Answered) -> Iterator[Disclosure]:
    """Give what the report says to an item."""
    for place in one.item.fields:
        if text := _text_at(report, place):
            answer = getattr(getattr(report, place[0]), place[1], None)
            yield Disclosure(title_of(place), text, tuple(cited_by(answer)) if isinstance(answer, Answer) else ())
    if one.own:
        yield Disclosure("Block of the report for what has no field", one.own)


def references_of(report: Report, answers: Iterable[Disclosure]) -> list[Reference]:
    """Return the references that answers rest on, in the order of the report."""
    used = {id_ for one in answers for id_ in one.sources}
    return [one for one in report.references if one.id in used]


def title_of(place: KeyPath) -> str:
    """Return what a place is called: the title of its field, with the key in words."""
    guide = guides().get((place[0], place[1]))
    title = guide.title if guide else " ".join(place[:2]).replace("_", " ").capitalize()
    return f"{title}, {place[2].replace('_', ' ')}" if len(place) == 3 else title


def _text_at(report: Report, place: KeyPath) -> str:
    values = values_at(report, place)
    if len(place) == 2:
        return " ".join(filter(None, map(_field, values)))
    texts = [_value(value) for value in values]
    answer = getattr(getattr(report, place[0]), place[1], None)
    if len(texts) < 2:
        return "".join(texts) or (_stated(answer) if isinstance(answer, Answer) else "")
    entries = getattr(answer, "items", ())
    return _listed([_under(_name(entry), text) for entry, text in zip(entries, texts, strict=True) if text])


def _under(name: str, text: str) -> str:
    return text if text == name else f"{name}: {text}"


def _field(answer: Any) -> str:
    """Return the text of a field, or why there is none, and its entries."""
    if not isinstance(answer, Answer):
        return _value(answer)
    entries = [_entry(entry) for entry in getattr(answer, "items", ())]
    return " ".join(filter(None, (_text(answer.text), _stated(answer), _listed(entries))))


def _stated(answer: Answer) -> str:
    """Return the state and the reason of an answer that is not simply given."""
    if answer.disclosure == "answered" or answer.unanswered:
        return ""
    return f"({_capital(_STATES[answer.disclosure])}{': ' if answer.reason else ''}{_text(answer.reason)})"


_STATES = {
    "partial": KNOWN_WORDS["part"],
    "withheld": "withheld",
    "unknown": "not known",
    "not_measured": "not measured",
    "not_applicable": KNOWN_WORDS["not_applicable"],
}


def _entry(entry: Base) -> str:
    body = next((_body(key, text) for key in _BODIES if (text := _value(getattr(entry, key, None)))), "")
    named = f"{_name(entry)} ({body.rstrip('.')})" if body else _name(entry)
    result = _result(entry) if isinstance(entry, Evaluation) else ""
    return f"{named}: {result}" if result else named


def _body(key: str, text: str) -> str:
    return humanised(text) if key in ("role", "kind") else text


def _result(entry: Evaluation) -> str:
    """Return what came out: `79.8 % ± 2, 1,883 cases, compared with 39.2 % for DeepSeek-V3`."""
    if entry.value is None:
        return ""
    number = (number_in_words(entry.value), _text(entry.unit), _text(entry.interval))
    cases = f"{entry.n:,} {unit_for(entry.n, 'case')}" if entry.n is not None else ""
    baseline = f"compared with {_text(entry.baseline)}" if entry.baseline else ""
    return ", ".join(filter(None, (" ".join(filter(None, number)), cases, baseline)))


def _name(entry: Base) -> str:
    return next((text for key in _NAMES if (text := _value(getattr(entry, key, None)))), "")


def _value(value: Any) -> str:
    if isinstance(value, Answer):
        number = " ".join(filter(None, (_value(getattr(value, "value", None)), _value(getattr(value, "unit", None)))))
        return " ".join(filter(None, (number, _text(value.text), _stated(value))))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | list):
        return ", ".join(filter(None, map(_value, value)))
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Base):
        return _value(list(value.model_dump(exclude_unset=True).values()))
    return "" if value is None else _text(str(value))


def _text(text: str | None) -> str:
    return said(text).strip()


def _listed(texts: list[str]) -> str:
    more = f"; and {len(texts) - _MOST} more in the report" if len(texts) > _MOST else ""
    return "; ".join(text.rstrip(".") for text in texts[:_MOST]) + more


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""What things are called in plain words: `the weight of the reward term Speed`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reward_reports.base.sentences import id_in_words
from reward_reports.base.words import Named
from reward_reports.report.model import Base
from reward_reports.report.model.about import Label, Noun
from reward_reports.report.model.fields import info_of, model_at, note_in, noun_of

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

_LONGEST = 60


def named(item: Base) -> Named:
    """Return an entry with its noun: `the metric Mean speed`, by its name, else its title, else its id as words."""
    values = vars(item)
    name = next(
        (
            id_in_words(values[key]) if key == "id" else values[key]
            for key in ("name", "title", "id", "expectation", "by", "where")
            if isinstance(values.get(key), str)
        ),
        "",
    )
    if not name and values.get("date"):
        return Named("the %(noun)s of %(date)s", noun=Named(noun_of(type(item))), date=str(values["date"]))
    if not name:
        return Named("the %(noun)s", noun=Named(noun_of(type(item))))
    return Named("the %(noun)s %(name)s", noun=Named(noun_of(type(item))), name=shortened(name))


def words_of(info: FieldInfo, key: str) -> Named:
    """Return what a value is called that a field holds: `metrics that show it`; in other languages it has its label's words."""
    noun, label = note_in(info, Noun), note_in(info, Label)
    words = key.replace("_", " ")
    return Named(noun.text if noun else words).known_as(label.text if label else words.capitalize())


def of(words: str, owner: str) -> Named:
    """Return what a value of something is called: `the weight of the reward term Speed`."""
    if not owner:
        return Named("the %(words)s", words=words)
    return Named("the %(words)s of %(owner)s", words=words, owner=owner)


@cache
def title_of(path: tuple[str, ...]) -> Named:
    """Return what a part of the report is called, `Recourse`, by its section and field."""
    if path in ((), ("report",)):
        return Named("the report")
    model = model_at(path[:-1])
    info = info_of(model, path[-1]) if model else None
    return Named((info.title if info else None) or path[-1].replace("_", " "))


def shortened(text: str) -> str:
    """Return a text on one line and not too long for a sentence."""
    line = " ".join(text[: 4 * _LONGEST].split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def nested(item: Base, owner: str) -> Named:
    """Return what an entry inside another is called: `the threshold of the metric Mean speed`."""
    return Named("%(part)s of %(owner)s", part=named(item), owner=owner) if owner else named(item)

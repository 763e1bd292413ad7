"""What things are called in plain words: `the weight of the reward term Speed`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reward_reports.report.model import Base
from reward_reports.report.model.about import Noun
from reward_reports.report.model.fields import info_of, model_at, note_in, noun_of

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

_LONGEST = 60
_TITLES = {"report": "the report", "rlhf": "the section on human feedback", "recommender": "the section on ranking"}


def named(item: Base) -> str:
    """Return an entry with its noun: `the metric Mean speed`, by its name, else its title, else its id."""
    values = vars(item)
    name = next(
        (
            values[key]
            for key in ("name", "title", "id", "expectation", "by", "where")
            if isinstance(values.get(key), str)
        ),
        "",
    )
    if not name and values.get("date"):
        name = f"of {values['date']}"
    return f"the {noun_of(type(item))} {shortened(name)}".rstrip()


def words_of(info: FieldInfo, key: str) -> str:
    """Return what a value is called that a field holds: `metrics that show it`."""
    noun = note_in(info, Noun)
    return noun.text if noun else key.replace("_", " ")


def of(words: str, owner: str) -> str:
    """Return what a value of something is called: `the weight of the reward term Speed`."""
    return f"the {words} of {owner}" if owner else f"the {words}"


@cache
def title_of(path: tuple[str, ...]) -> str:
    """Return what a part of the report is called, `Recourse`, by its section and field."""
    if path in ((), ("report",)):
        return "the report"
    model = model_at(path[:-1])
    info = info_of(model, path[-1]) if model else None
    return (info.title if info else None) or path[-1].replace("_", " ")


def shortened(text: str) -> str:
    """Return a text on one line and not too long for a sentence."""
    line = " ".join(text[: 4 * _LONGEST].split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def nested(item: Base, owner: str) -> str:
    """Return what an entry inside another is called: `the threshold of the metric Mean speed`."""
    return f"{named(item)} of {owner}" if owner else named(item)

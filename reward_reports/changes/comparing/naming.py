"""What things are called in plain words: `the weight of the reward term Speed`."""

from __future__ import annotations

from functools import cache

from reward_reports.report.model import Base
from reward_reports.report.model.fields import info_of, model_at, noun_of

_LONGEST = 60
_KEYS = {
    "affected": "people affected",
    "ai_assistance": "help from AI tools",
    "as_of": "date it holds for",
    "audience": "audience",
    "disclosure": "state of the answer",
    "every": "interval",
    "for": "purpose",
    "fired": "time it went off",
    "in_scope": "place in the design",
    "kl_coefficient": "KL coefficient",
    "kl_target": "KL aimed for",
    "final_kl": "KL reached",
    "n": "number of cases",
    "observations_from": "log of values",
    "on_event": "event",
    "op": "comparison",
    "reporting_role": "part in later reports",
    "respond_within": "time to respond",
    "sustained_for": "time it must hold",
    "sources": "sources",
    "detected_by": "metrics that show it",
    "monitored_by": "metrics that watch it",
    "triggered_by": "triggers",
    "to": "recipient",
    "who": "people who may use it",
}
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


def of(key: str, owner: str) -> str:
    """Return what a value is called that stands under a key of something."""
    words = _KEYS.get(key) or key.replace("_", " ")
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

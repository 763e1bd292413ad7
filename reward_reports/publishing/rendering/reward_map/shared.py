"""What both layouts share: widths of bands, labels, the strips of failures and metrics, the key."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from reward_reports.publishing.rendering.failures import in_words
from reward_reports.publishing.rendering.reward_map.drawing import Drawing
from reward_reports.publishing.rendering.reward_map.measuring import LINE, width_of, wrapped
from reward_reports.publishing.rendering.reward_map.model import FailureLook, Gate, Person, RewardMap, Term
from reward_reports.publishing.rendering.words import number_in_words

_WIDEST, _THINNEST = 30, 3
_UNWEIGHED = {"plain": 15, "unknown": 15, "rule": 12, "rest": 8}
_ALONE = 22
_LEFT_OUT = {None: "Not stated whether taken into account", False: "Not taken into account"}


def thickness(reward_map: RewardMap) -> list[float]:
    """Return how thick the band of each term is: shares of one whole true to scale, other weights by their square root."""
    known = [abs(term.weight) for term in reward_map.terms if term.weight is not None]
    # A lone weight of 0.005 must not look like the whole reward.
    top = max([*known, 1.0])
    return [_thick(reward_map, term, top) for term in reward_map.terms]


def _thick(reward_map: RewardMap, term: Term, top: float) -> float:
    if term.kind != "weighed" or term.weight is None:
        return _ALONE if len(reward_map.terms) == 1 else _UNWEIGHED[term.kind]
    share = abs(term.weight) / top
    return max(_THINNEST, _WIDEST * (share if reward_map.to_scale else math.sqrt(share)))


def weight_label(reward_map: RewardMap, term: Term) -> str:
    """Return the weight of a term with its sign; "" where none belongs."""
    if term.kind == "rule":
        return reward_map.language.gettext("by a rule")
    if term.kind in ("plain", "rest"):
        return ""
    sign = "−" if term.minus else "+" if reward_map.sign == "+" else ""
    known = term.weight is not None
    return f"{sign} {number_in_words(abs(term.weight or 0), reward_map.language) if known else '?'}".strip()


@dataclass(frozen=True, slots=True)
class StripCell:
    """A cell of a strip: a flag if it has a number, its words, a line below them, the failures it belongs to."""

    words: str
    below: str
    strong: bool
    number: int = 0
    failures: tuple[int, ...] = ()
    link: str = ""


def failures_of(reward_map: RewardMap) -> list[StripCell]:
    """Return the cells of the known failures."""
    return [
        StripCell(one.name, in_words(one.state, one.tracking, reward_map.language), False, one.number, (), one.anchor)
        for one in reward_map.failures
    ]


def watched_of(reward_map: RewardMap) -> list[StripCell]:
    """Return the cells of what is watched."""
    none = reward_map.language.gettext("no value published")
    return [StripCell(one.name, one.value or none, bool(one.value), 0, one.failures) for one in reward_map.watched]


def gate_in_words(reward_map: RewardMap, gate: Gate) -> str:
    """Return what must hold before a launch."""
    return reward_map.language.gettext("Gate: %(requirement)s") % {"requirement": gate.requirement}


def strip(
    draw: Drawing,
    reward_map: RewardMap,
    y: float,
    heading: str,
    link: str,
    cells: Sequence[StripCell],
    x: float,
    columns: int,
) -> float:
    """Draw a heading at the left and cells in columns from `x`; where `x` is 0, the heading stands above them."""
    if not cells:
        return y
    draw.rule(y)
    gap, y = 20, y + 9
    below = draw.text(0, y, heading, (x or draw.width) - 24, "b", link=link)
    y = y if x else below + 2
    room = (draw.width - x + gap) / columns - gap
    for start in range(0, len(cells), columns):
        row = cells[start : start + columns]
        y = max(_cell(draw, reward_map, cell, x + place * (room + gap), y, room) for place, cell in enumerate(row)) + 8
    return max(y, below + 8)


def _cell(draw: Drawing, reward_map: RewardMap, cell: StripCell, x: float, y: float, room: float) -> float:
    if cell.number:
        draw.flag(x, y - 1, str(cell.number), reward_map.failures[cell.number - 1].look)
        x, room = x + 28, room - 28
    y = draw.text(x, y, cell.words, room, link=cell.link)
    y = draw.text(x, y, cell.below, room, "b" if cell.strong else "soft")
    return draw.numbers_after(cell.failures, x, y, cell.below, room, cell.strong)


def people(
    draw: Drawing, reward_map: RewardMap, x: float, y: float, room: float
) -> tuple[float, list[tuple[float, bool]]]:
    """Write the people from `y` down; return how tall that is, and where the line to each ends, with whether it is solid."""
    start, ends = y, []
    if not reward_map.people:
        return draw.text(x, y, reward_map.language.gettext("nobody is named"), room, "soft") - start, [
            (y + LINE / 2, False)
        ]
    for scope in (True, None, False):
        group = [one for one in reward_map.people if one.in_scope is scope]
        if group and scope is not True:
            y = draw.text(x, y + 2, reward_map.language.gettext(_LEFT_OUT[scope]), room, "b soft") + 4
        for one in group:
            ends.append((y + len(wrapped(one.name, room)) * LINE / 2, scope is True))
            y = _person(draw, one, x, y, room)
    return y - 8 - start, ends


def _person(draw: Drawing, one: Person, x: float, y: float, room: float) -> float:
    return draw.numbers_after(one.failures, x, draw.text(x, y, one.name, room), one.name, room) + 8


def key(draw: Drawing, reward_map: RewardMap, y: float) -> None:
    """Draw what the shapes mean that this map has."""
    x = 0.0
    for sample, meaning in _keys(reward_map):
        words = reward_map.language.gettext(meaning)
        wide = 34 + width_of(words) + 12
        if x and x + wide - 12 > draw.width:
            x, y = 0, y + 22
        _sample(draw, sample, x, y)
        y = draw.text(x + 34, y, words, draw.width - 34, "soft") - LINE
        x += wide


KEYS = {
    "unknown": "weight not published",
    "minus": "subtracted",
    "rule": "a rule decides when it counts",
    "gate": "gate before launch",
    "dash": "not taken into account",
    "open": "failure, open",
    "feared": "failure, not seen yet",
    "shut": "failure, mitigated or resolved",
    "pin": "the failures that harm them, or that it would show",
    "scale": "width: the weight, true to scale",
    "roots": "width: square root of the weight; units differ, thicker need not count more",
}
"""What the shapes mean, in the order of the key."""


def _keys(reward_map: RewardMap) -> list[tuple[str, str]]:
    scopes = [one.in_scope for one in reward_map.people] + [one.in_scope for one in reward_map.loops]
    pinned = [one.failures for one in reward_map.people] + [one.failures for one in reward_map.watched]
    weighed = sum(term.kind == "weighed" for term in reward_map.terms) > 1
    there = {
        "unknown": any(term.kind == "unknown" for term in reward_map.terms),
        "minus": any(term.minus for term in reward_map.terms),
        "rule": any(term.kind == "rule" for term in reward_map.terms),
        "gate": bool(reward_map.gates),
        "dash": any(scope is not True for scope in scopes),
        **{look: any(one.look == look for one in reward_map.failures) for look in get_args(FailureLook)},
        "pin": any(pinned),
        "scale": weighed and reward_map.to_scale,
        "roots": weighed and not reward_map.to_scale,
    }
    return [(sample, words) for sample, words in KEYS.items() if there[sample]]


def _sample(draw: Drawing, sample: str, x: float, y: float) -> None:
    middle = y + 8
    across = f"M{x:g},{middle:g}h26"
    if sample in ("scale", "roots", "minus"):
        draw.ribbon(across, 9, Term("", "weighed", minus=sample == "minus"))
    elif sample == "unknown":
        draw.ribbon(across, 10, Term("", "unknown"))
    elif sample == "rule":
        draw.path(f"M{x:g},{middle:g}h9l9,-6M{x + 18:g},{middle:g}h8")
    elif sample == "gate":
        draw.path(across)
        draw.path(f"M{x + 13:g},{middle - 7:g}v14", "gate")
    elif sample == "dash":
        draw.path(across, "dash")
    elif sample == "pin":
        draw.numbers_after([1], x - 5, y + LINE, "", 100)
    else:
        draw.flag(x + 4, y - 1, "n", sample)

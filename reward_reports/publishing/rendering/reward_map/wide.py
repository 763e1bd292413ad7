"""The map in columns, from left to right: signals, terms, the system, people. Loops run back under everything."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from reward_reports.publishing.rendering.reward_map.drawing import FLAG_ROW, FLAG_STEP, Drawing
from reward_reports.publishing.rendering.reward_map.measuring import LINE, width_of, wrapped
from reward_reports.publishing.rendering.reward_map.model import Loop, RewardMap, Term, Zone
from reward_reports.publishing.rendering.reward_map.shared import (
    failures_of,
    gate_in_words,
    key,
    people,
    strip,
    thickness,
    watched_of,
    weight_label,
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand: the right edge of the signals, the left edges of the bands, the sum, the system and the people.

    Attributes:
        signals: the right edge of the signals.
        bands: where the bands begin.
        weights: the right edge of the weights.
        total: where the bands end.
        system: the left edge of the system, and `system_width` how wide it is.
        bus: where the lines to the people part.
        people: the left edge of the people.
        width: how wide all is.
        cells: how many failures and metrics stand side by side.
    """

    signals: int
    bands: int
    weights: int
    total: int
    system: int
    system_width: int
    bus: int
    people: int
    width: int
    cells: int


FULL = Columns(190, 246, 506, 610, 708, 150, 918, 936, 1120, 4)
"""For a page as wide as a screen."""
COMPACT = Columns(122, 178, 372, 426, 510, 142, 686, 704, 840, 3)
"""For a sheet of paper, on which the letters must not become too small."""
_FLOW_TOP, _LEAST_FLOW = 30, 96
_BETWEEN, _TRACK = 18, 12
"""Between two terms, and between two loops side by side."""


def wide(reward_map: RewardMap, columns: Columns = FULL, mirrored: bool = False) -> Drawing:
    """Return the map laid out in columns."""
    return _Wide(reward_map, Drawing(columns.width, "map-w", mirrored=mirrored), columns).drawn()


@dataclass(slots=True)
class _Wide:
    reward_map: RewardMap
    draw: Drawing
    at: Columns
    thick: list[float] = field(default_factory=list)
    middle: float = 0
    """Where the terms, the system and the people meet."""
    box: float = 0
    """How tall the system is."""
    starts: list[float] = field(default_factory=list)
    """Where the band of each term begins."""
    terms_end: float = 0
    signals_end: float = 0
    people_end: float = 0
    gates_end: float = 0

    def drawn(self) -> Drawing:
        self.thick = thickness(self.reward_map)
        self._place()
        self._heads()
        self._terms()
        self._sum()
        self._signals()
        self._system()
        self._people()
        self._gates()
        self._flags()
        self._below(self._loops())
        return self.draw

    def _heads(self) -> None:
        draw, gettext = self.draw, self.reward_map.language.gettext
        draw.text(self.at.signals, 0, gettext("Signals & data"), 180, "b", "end", link="implementation.data_flow")
        draw.text(self.at.bands, 0, gettext("Rewarded for"), 180, "b", link="implementation.reward_details")
        draw.text(self.at.system, 0, gettext("System"), 180, "b", link="implementation.algorithmic_details")
        draw.text(self.at.people, 0, gettext("People"), 180, "b", link="institutional_interface.stakeholders")
        if any(term.kind in ("weighed", "unknown") for term in self.reward_map.terms):
            draw.text(self.at.weights, 0, gettext("weight"), 100, "soft", "end")

    # How tall each column is, before anything is drawn.

    def _place(self) -> None:
        reward_map = self.reward_map
        self.box = len(self._system_lines()) * LINE + 18
        signals = sum(len(self._signal_lines(place)) * LINE + 12 for place in range(len(reward_map.signals)))
        persons = people(Drawing(self.at.width, ""), reward_map, self.at.people, 0, self.at.width - self.at.people)[0]
        flow = max(self._terms_height(), persons, signals, 2 * self._over(), _LEAST_FLOW)
        self.middle = _FLOW_TOP + flow / 2

    def _over(self) -> float:
        """Return how far flags reach above the middle."""
        above = (lift + self._rows(zone, per) * FLAG_ROW for zone, _, lift, per in self._spots())
        return max(self.box / 2, *above) + 2

    def _spots(self) -> list[tuple[Zone, float, float, int]]:
        """Return where flags stand beside the lines: the left edge, how far above the middle, how many in a row."""
        edge = self.at.system + self.at.system_width + 10
        return [
            ("reward", self.at.total + 38, 16, 2),
            ("system", self.at.system, self.box / 2 + 10, 5),
            ("people", edge, 20 if self.reward_map.gates else 12, max(1, (self.at.bus - edge) // FLAG_STEP)),
        ]

    def _rows(self, zone: Zone, per: int) -> int:
        return math.ceil(len(self.reward_map.at(zone)) / per)

    def _room(self, term: Term) -> float:
        return self.at.weights - self.at.bands - width_of(weight_label(self.reward_map, term), True) - 14

    def _term_height(self, term: Term) -> float:
        name = wrapped(term.name, self._room(term), True)
        note = wrapped(term.note, self.at.weights - self.at.bands) if term.note else ()
        return (len(name) + len(note)) * LINE + 4

    def _terms_height(self) -> float:
        terms = self.reward_map.terms
        return sum(map(self._term_height, terms)) + sum(self.thick) + _BETWEEN * (len(terms) - 1)

    def _system_lines(self) -> list[str]:
        room = self.at.system_width - 24
        method = wrapped(self.reward_map.method, room) if self.reward_map.method else ()
        return [*wrapped(self.reward_map.system, room, True), *method]

    def _signal_lines(self, place: int) -> list[str]:
        signal = self.reward_map.signals[place]
        return [*wrapped(signal.name, self.at.signals), *(wrapped(signal.note, self.at.signals) if signal.note else ())]

    # The columns.

    def _terms(self) -> None:
        top = self.middle - self._terms_height() / 2
        slot = self.middle - (sum(self.thick) + 2 * (len(self.thick) - 1)) / 2
        for term, thick in zip(self.reward_map.terms, self.thick, strict=True):
            line = top + self._term_height(term) + thick / 2
            self._words(term, top)
            self._band(term, line, slot + thick / 2, thick)
            self.starts.append(line)
            self.terms_end = line + thick / 2
            top, slot = self.terms_end + _BETWEEN, slot + thick + 2

    def _words(self, term: Term, y: float) -> None:
        label = weight_label(self.reward_map, term)
        below = self.draw.text(self.at.bands, y, term.name, self._room(term), "b", link=term.anchor)
        if label:
            self.draw.text(self.at.weights, y, label, 120, "soft" if term.kind == "rule" else "b", "end")
        if term.note:
            self.draw.text(self.at.bands, below, term.note, self.at.weights - self.at.bands, "soft")

    def _band(self, term: Term, line: float, end: float, thick: float) -> None:
        start, half = self.at.weights + 10, (self.at.total - self.at.weights - 10) * 0.55
        bend = f"C{start + half:g},{line:g} {self.at.total - half:g},{end:g} {self.at.total},{end:g}"
        self.draw.ribbon(f"M{self.at.bands},{line:g}H{start}{bend}", thick, term)
        if term.kind == "rule":  # an open lever
            gap = self.at.weights - 14
            self.draw.path(f"M{gap},{line:g}h22", "inner", thick + 2)
            self.draw.path(f"M{gap},{line:g}l20,{-thick:g}")

    def _sum(self) -> None:
        half = sum(self.thick) / 2 + len(self.thick)
        self.draw.path(f"M{self.at.total},{self.middle - half:g}V{self.middle + half:g}", "line", 2)
        link = self.at.total
        if len(self.reward_map.terms) > 1:
            self.draw.ring(self.at.total + 20, self.middle, self.reward_map.sign)
            self.draw.path(f"M{self.at.total},{self.middle:g}h7")
            link = self.at.total + 33
        self.draw.path(f"M{link},{self.middle:g}H{self.at.system - 6}", "line", 2)
        self.draw.arrow(self.at.system - 1, self.middle)

    def _signals(self) -> None:
        draw, floor = self.draw, float(_FLOW_TOP)
        for place, signal in enumerate(self.reward_map.signals):
            terms = zip(self.reward_map.terms, self.starts, strict=True)
            own = [line for term, line in terms if term.signal == place and term.kind != "rest"]
            tall = len(self._signal_lines(place)) * LINE
            at = max(floor, sum(own) / len(own) - tall / 2)
            floor = draw.text(self.at.signals, at, signal.name, self.at.signals, "" if signal.known else "soft", "end")
            if signal.note:
                floor = draw.text(self.at.signals, floor, signal.note, self.at.signals, "soft", "end")
            for line in own:
                self._flow(at + tall / 2, line, signal.known)
            floor += 12
        self.signals_end = floor - 8

    def _flow(self, start: float, end: float, known: bool) -> None:
        bend = f"C{self.at.signals + 28},{start:g} {self.at.bands - 28},{end:g} {self.at.bands - 6},{end:g}"
        self.draw.path(f"M{self.at.signals + 8},{start:g}{bend}", "line" if known else "dash")
        self.draw.arrow(self.at.bands - 1, end)

    def _system(self) -> None:
        top, room = self.middle - self.box / 2, self.at.system_width - 24
        self.draw.rect(self.at.system, top, self.at.system_width, self.box, self.reward_map.system)
        below = self.draw.text(self.at.system + 12, top + 9, self.reward_map.system, room, "b on")
        if self.reward_map.method:
            self.draw.text(self.at.system + 12, below, self.reward_map.method, room, "on")

    def _people(self) -> None:
        room, middle = self.at.width - self.at.people, self.middle
        tall = people(Drawing(self.at.width, ""), self.reward_map, self.at.people, 0, room)[0]
        _, ends = people(self.draw, self.reward_map, self.at.people, middle - tall / 2, room)
        self.people_end = middle + tall / 2
        self.draw.path(f"M{self.at.system + self.at.system_width},{middle:g}H{self.at.bus}", "line", 2)
        for at, solid in ends:
            self.draw.path(f"M{self.at.bus},{at:g}H{self.at.people - 6}", "line" if solid else "dash")
        reached = [middle, *(at for at, solid in ends if solid)]
        first, last = min(reached), max(reached)
        self.draw.path(f"M{self.at.bus},{first:g}V{last:g}")
        if ends[-1][0] > last:
            self.draw.path(f"M{self.at.bus},{last:g}V{ends[-1][0]:g}", "dash")
        if ends[0][0] < first:
            self.draw.path(f"M{self.at.bus},{first:g}V{ends[0][0]:g}", "dash")

    def _gates(self) -> None:
        x = self.at.system + _TRACK * sum(one.short for one in self.reward_map.loops) + 4
        room, y = self.at.bus - x - 14, self.middle + self.box / 2 + 8
        for gate in self.reward_map.gates:
            self.draw.path(f"M{self.at.system + self.at.system_width + 40},{self.middle - 14:g}v28", "gate")
            y = self.draw.text(x, y, gate_in_words(self.reward_map, gate), room)
            y = self.draw.text(x, y, gate.state, room, "b") + 6
        self.gates_end = y

    def _flags(self) -> None:
        for zone, left, lift, per in self._spots():
            top = self.middle - lift - self._rows(zone, per) * FLAG_ROW
            self.draw.flags(self.reward_map, self.reward_map.at(zone), left, top, per)
        top = self.starts[0] - 12 - self._rows("signals", 2) * FLAG_ROW
        self.draw.flags(self.reward_map, self.reward_map.at("signals"), self.at.signals + 8, top, 2)

    # Loops: a short one from the system to the reward, any other from people to signals; each in a track of its own.

    def _loops(self) -> float:
        y = max(self.terms_end, self.middle + self.box / 2) + 12
        y = self._short_loops([one for one in self.reward_map.loops if one.short], y)
        y = max(y, self.people_end + 8, self.signals_end + 8, self.gates_end + 2)
        return self._long_loops([one for one in self.reward_map.loops if not one.short], y)

    def _short_loops(self, loops: list[Loop], y: float) -> float:
        start = self.at.bands + _TRACK * len(loops) + 10
        for track, loop in enumerate(loops):
            y = self._loop_words(loop, start, y, self.at.system - start - 10)
            right, left = self.at.system + 8 + _TRACK * track, self.at.bands + 8 + _TRACK * track
            self._rail(loop, right, left, self.middle + self.box / 2, self.terms_end + 3, y)
            y += 7
        return y

    def _long_loops(self, loops: list[Loop], y: float) -> float:
        flags, step = self.reward_map.at("loops"), min(_TRACK, 150 / max(1, len(loops)))
        kept = FLAG_STEP * len(flags) + 6 if flags else 0
        for track, loop in enumerate(loops):
            y = self._loop_words(loop, self.at.bands, y, self.at.people - self.at.bands - 12 - (0 if track else kept))
            if flags and not track:
                self.draw.flags(self.reward_map, flags, self.at.people - FLAG_STEP * len(flags) - 8, y - 23, len(flags))
            right, left = self.at.people + 6 + step * track, self.at.signals - 14 - step * track
            self._rail(loop, right, left, self.people_end + 4, self.signals_end + 2, y)
            y += 7
        return y if loops or not flags else self.draw.flags(self.reward_map, flags, self.at.bands, y, 20) + 4

    def _loop_words(self, loop: Loop, x: float, y: float, room: float) -> float:
        return self.draw.text(x, y, _said(loop), room, _tone(loop), lead=loop.name) + 4

    def _rail(self, loop: Loop, right: float, left: float, roof: float, ceiling: float, floor: float) -> None:
        d = f"M{right:g},{roof:g}V{floor:g}H{left:g}V{ceiling + 6:g}"
        self.draw.path(d, "line" if loop.in_scope else "dash")
        self.draw.arrow(left, ceiling, "up", loop.in_scope)

    def _below(self, y: float) -> None:
        draw, reward_map = self.draw, self.reward_map
        y = max(y, self.people_end + 10, self.signals_end + 10, self.gates_end + 4) + 6
        link = "optimization_intent.known_failure_modes"
        head = reward_map.language.gettext("Known failures, worst first")
        y = strip(draw, reward_map, y, head, link, failures_of(reward_map), self.at.bands, self.at.cells)
        link = "optimization_intent.oversight_metrics"
        head = reward_map.language.gettext("Watched, not rewarded")
        y = strip(draw, reward_map, y, head, link, watched_of(reward_map), self.at.bands, self.at.cells)
        draw.rule(y)
        key(draw, reward_map, y + 9)


def _said(loop: Loop) -> str:
    return f"{loop.name}  {loop.path}" if loop.name else loop.path


def _tone(loop: Loop) -> str:
    return "" if loop.in_scope else "soft"

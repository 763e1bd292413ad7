"""The map from top to bottom, for a phone: bands run down a gutter, people hang on a line, loops are hooks."""

from __future__ import annotations

from dataclasses import dataclass, field

from reward_reports.publishing.rendering.reward_map.drawing import FLAG_STEP, Drawing
from reward_reports.publishing.rendering.reward_map.measuring import LINE, width_of, wrapped
from reward_reports.publishing.rendering.reward_map.model import Loop, RewardMap, Term
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

WIDTH = 358
_INSET, _BUS, _SUM = 34, 8, 15
_FLAGS = WIDTH // FLAG_STEP - 2
_THINNER = 0.62
_WIDEST_GUTTER = 130


def narrow(reward_map: RewardMap, mirrored: bool = False) -> Drawing:
    """Return the map laid out for a phone."""
    return _Narrow(reward_map, Drawing(WIDTH, "map-n", mirrored=mirrored)).drawn()


@dataclass(slots=True)
class _Narrow:
    reward_map: RewardMap
    draw: Drawing
    thick: list[float] = field(default_factory=list)
    y: float = 0

    def drawn(self) -> Drawing:
        self.thick = self._thickness()
        self._terms()
        self._sum()
        self._system()
        self._people()
        self._loops()
        self._below()
        return self.draw

    def _thickness(self) -> list[float]:
        wanted = [max(1.5, thick * _THINNER) if thick > 5 else thick for thick in thickness(self.reward_map)]
        room = _WIDEST_GUTTER - 5 * len(wanted) - 10
        return [max(1.0, thick * min(1, room / sum(wanted))) for thick in wanted]

    def _terms(self) -> None:
        draw, reward_map = self.draw, self.reward_map
        gutter = max(30, sum(self.thick) + 5 * len(self.thick) + 10)
        draw.text(0, 0, reward_map.language.gettext("Rewarded for"), 200, "b", link="implementation.reward_details")
        if any(term.kind in ("weighed", "unknown") for term in reward_map.terms):
            draw.text(WIDTH, 0, reward_map.language.gettext("weight"), 100, "soft", "end")
        self.y, slot, tops = LINE + 6.0, 2.0, []
        for place, (term, thick) in enumerate(zip(reward_map.terms, self.thick, strict=True)):
            tops.append((slot + thick / 2, self.y + 8))
            self._term(term, gutter + 12, flags=reward_map.at("signals") if not place else [])
            slot += thick + 5
        end = self.y + 4
        for (at, line), thick, term in zip(tops, self.thick, reward_map.terms, strict=True):
            draw.ribbon(f"M{gutter:g},{line:g}H{at + 7:g}Q{at:g},{line:g} {at:g},{line + 7:g}V{end:g}", thick, term)
            if term.kind == "rule":
                draw.path(f"M{at:g},{end - 18:g}v10", "inner", thick + 2)
                draw.path(f"M{at:g},{end - 8:g}l{thick:g},-10")
        draw.path(f"M0,{end:g}H{max(slot - 2, 30):g}", "line", 2)
        self.y = end

    def _term(self, term: Term, x: float, flags: list[int]) -> None:
        draw, room, label = self.draw, WIDTH - x, weight_label(self.reward_map, term)
        top = self.y
        self.y = draw.text(x, top, term.name, room - width_of(label, True) - 12, "b", link=term.anchor)
        if label:
            draw.text(WIDTH, top, label, 120, "soft" if term.kind == "rule" else "b", "end")
        if term.note:
            self.y = draw.text(x, self.y, term.note, room, "soft")
        if term.kind != "rest":
            source = self.reward_map.language.gettext("from: %(signal)s") % {
                "signal": self.reward_map.signals[term.signal].name
            }
            self.y = draw.text(x, self.y, source, room, "soft")
            self.y = draw.flags_after(self.reward_map, flags, x, self.y, source, room)
        self.y += 10

    def _sum(self) -> None:
        draw, reward_map, end = self.draw, self.reward_map, self.y
        if len(reward_map.terms) > 1:
            draw.path(f"M{_SUM},{end:g}v7")
            draw.ring(_SUM, end + 20, reward_map.sign)
            self.y = end + 33
        flags_end = draw.flags(reward_map, reward_map.at("reward", "system"), 38, end + 8, _FLAGS)
        bottom = max(self.y + 16, flags_end + 6)
        draw.path(f"M{_SUM},{self.y:g}V{bottom - 5:g}", "line", 2)
        draw.arrow(_SUM, bottom, "down")
        self.y = bottom

    def _system(self) -> None:
        draw, reward_map, room = self.draw, self.reward_map, WIDTH - 24
        method = wrapped(reward_map.method, room) if reward_map.method else ()
        tall = (len(wrapped(reward_map.system, room, True)) + len(method)) * LINE + 16
        draw.rect(0, self.y, WIDTH, tall, reward_map.system)
        below = draw.text(12, self.y + 8, reward_map.system, room, "b on", link="implementation.algorithmic_details")
        if reward_map.method:
            draw.text(12, below, reward_map.method, room, "on")
        self.y += tall

    def _people(self) -> None:
        draw, reward_map, room = self.draw, self.reward_map, WIDTH - _INSET
        top, head = self.y, reward_map.language.gettext("People")
        self._gates()
        self.y = draw.text(_INSET, self.y, head, room, "b", link="institutional_interface.stakeholders")
        self.y = draw.flags_after(reward_map, reward_map.at("people"), _INSET, self.y, head, room) + 6
        tall, ends = people(draw, reward_map, _INSET, self.y, room)
        reached = max([at for at, solid in ends if solid], default=top + 10)
        draw.path(f"M{_BUS},{top:g}V{reached:g}")
        if ends[-1][0] > reached:
            draw.path(f"M{_BUS},{reached:g}V{ends[-1][0]:g}", "dash")
        for at, solid in ends:
            draw.path(f"M{_BUS},{at:g}H{_INSET - 6}", "line" if solid else "dash")
        self.y += tall + 14

    def _gates(self) -> None:
        self.y += 12
        for gate in self.reward_map.gates:
            self.draw.path(f"M0,{self.y + 8:g}h16", "gate")
            self.y = self.draw.text(_INSET, self.y, gate_in_words(self.reward_map, gate), WIDTH - _INSET)
            self.y = self.draw.text(_INSET, self.y, gate.state, WIDTH - _INSET, "b") + 10

    def _loops(self) -> None:
        flags = self.reward_map.at("loops")
        if not self.reward_map.loops and not flags:
            return
        self.draw.rule(self.y)
        room, head = WIDTH - _INSET, self.reward_map.language.gettext("Loops back")
        self.y = self.draw.text(0, self.y + 9, head, room, "b", link="implementation.environment_details")
        self.y = self.draw.flags_after(self.reward_map, flags, 0, self.y, head, room) + 4
        for loop in self.reward_map.loops:
            self._loop(loop)
        self.y += 4

    def _loop(self, loop: Loop) -> None:
        said = f"{loop.name}  {loop.path}" if loop.name else loop.path
        tone = "" if loop.in_scope else "soft"
        down = self.draw.text(_INSET, self.y, said, WIDTH - _INSET, tone, lead=loop.name)
        d = f"M24,{down - 6:g}H10Q4,{down - 6:g} 4,{down - 12:g}V{self.y + 10:g}"
        self.draw.path(d, "line" if loop.in_scope else "dash")
        self.draw.arrow(4, self.y + 3, "up", loop.in_scope)
        self.y = down + 8

    def _below(self) -> None:
        draw, reward_map = self.draw, self.reward_map
        link = "optimization_intent.known_failure_modes"
        y = strip(
            draw,
            reward_map,
            self.y,
            reward_map.language.gettext("Known failures, worst first"),
            link,
            failures_of(reward_map),
            0,
            1,
        )
        link = "optimization_intent.oversight_metrics"
        y = strip(
            draw,
            reward_map,
            y,
            reward_map.language.gettext("Watched, not rewarded"),
            link,
            watched_of(reward_map),
            0,
            2,
        )
        draw.rule(y)
        key(draw, reward_map, y + 9)

"""The shapes of a picture, each with its box: what must not overlap can be tested without drawing it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import escape

from reward_reports.publishing.rendering.addresses import fragment
from reward_reports.publishing.rendering.reward_map.measuring import LINE, width_of, wrapped
from reward_reports.publishing.rendering.reward_map.model import RewardMap, Term

FLAG_STEP, FLAG_ROW = 22, 21
"""From one flag to the next in a row, and from one row to the next. With two figures a flag is as wide as with one."""
_FROM_LEFT, _END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
"""Numbers with signs run from left to right also where words do not."""
_TIPS = {
    "right": "M{0:g},{1:g}l-7,-4v8z",
    "up": "M{0:g},{1:g}l-4,7h8z",
    "down": "M{0:g},{1:g}l-4,-7h8z",
}


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands: a `text`, a `node` that holds texts, a `flag`."""

    kind: str
    left: float
    top: float
    right: float
    bottom: float
    label: str = ""


@dataclass(slots=True)
class Drawing:
    """A picture that grows downwards.

    Attributes:
        width: how wide it is.
        key: the beginning of its ids.
        height: how far down anything reaches.
        back: lines and bands, as SVG; `front` is drawn over them: texts and flags, each with the place it leads to, if any.
        boxes: where everything stands that must not overlap.
        mirrored: whether it is shown from right to left. Places are given from left to right all the same.
    """

    width: float
    key: str
    mirrored: bool = False
    height: float = 0
    back: list[str] = field(default_factory=list)
    front: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def mark(self, kind: str, left: float, top: float, right: float, bottom: float, label: str = "") -> None:
        """Note where something stands."""
        self.boxes.append(Box(kind, left, top, right, bottom, label))
        self.height = max(self.height, bottom)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        room: float,
        css: str = "",
        anchor: str = "start",
        lead: str = "",
        link: str = "",
    ) -> float:
        """Write wrapped text from the top `y` down.

        Args:
            x: its left edge, its middle or its right edge, as the anchor says: `start`, `middle` or `end`.
            y: its top.
            text: the words.
            room: how wide a line may be.
            css: its classes; `b` is bold.
            anchor: where `x` is.
            lead: the beginning of the text, if that is bold.
            link: where it leads, within the page.

        Returns:
            Where the next line would begin.
        """
        bold = "b" in css.split()
        more = width_of(lead, True) - width_of(lead) if lead else 0.0
        lines = wrapped(text, room - more, bold)
        for row, line in enumerate(lines):
            said = f"{_FROM_LEFT}{line}{_END}" if self.mirrored and not any(map(str.isalpha, line)) else line
            wide = width_of(line, bold) + (more if not row else 0)
            left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[anchor]
            top = y + row * LINE
            self.front.append((_text(self._across(x), top + 12, said, css, anchor, lead if not row else ""), link))
            self.mark("text", left, top + 1, left + wide, top + LINE - 1, line)
        return y + len(lines) * LINE

    def _across(self, x: float) -> float:
        return self.width - x if self.mirrored else x

    def turned(self, shapes: str) -> str:
        """Return shapes without words as they stand in the picture."""
        return f'<g transform="matrix(-1 0 0 1 {self.width:g} 0)">{shapes}</g>' if self.mirrored and shapes else shapes

    def path(self, d: str, css: str = "line", width: float = 0) -> None:
        """Draw a line; a width goes before that of its class."""
        thick = f' stroke-width="{width:g}"' if width else ""
        self.back.append(f'<path d="{d}" class="{css}"{thick}/>')

    def rect(self, x: float, y: float, width: float, height: float, label: str) -> None:
        """Draw a filled box that holds texts."""
        self.back.append(f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="3" class="solid"/>')
        self.mark("node", x, y, x + width, y + height, label)

    def ring(self, x: float, y: float, sign: str) -> None:
        """Draw the place where the terms become one number."""
        self.back.append(f'<circle cx="{x:g}" cy="{y:g}" r="13" class="ring"/>')
        self.text(x, y - 9, sign, 40, "b", "middle")

    def ribbon(self, d: str, thick: float, term: Term) -> None:
        """Draw the band of a term: hatched where its weight is unknown, hollow where it is subtracted."""
        self.path(d, "band", thick)
        if term.kind == "unknown":
            self.path(d, "inner", thick - 2)
            self.back.append(
                f'<path d="{d}" class="hatch" stroke="url(#{self.key}-hatch)" stroke-width="{thick - 2:g}"/>'
            )
        elif term.minus:
            self.path(d, "inner pale", max(1, thick - 2.5))

    def arrow(self, x: float, y: float, way: str = "right", solid: bool = True) -> None:
        """Draw the tip of an arrow."""
        self.path(_TIPS[way].format(x, y), "tip" if solid else "tip faint")

    def rule(self, y: float) -> None:
        """Draw a line from edge to edge."""
        self.path(f"M0,{y:g}H{self.width:g}", "rule")

    def flag(self, x: float, y: float, label: str, look: str) -> None:
        """Draw a pennant of 20 by 18 with its top left corner here, in the look of a failure."""
        shape = self.turned(f'<path d="M{x + 1:g},{y + 17:g}v-16h18v13h-18"/>')
        words = f'<text x="{self._across(x + 10):g}" y="{y + 12:g}" text-anchor="middle">{escape(str(label))}</text>'
        self.front.append((f'<g class="flag {look}">{shape}{words}</g>', ""))
        self.mark("flag", x, y, x + 20, y + 18, label)

    def flags(self, reward_map: RewardMap, numbers: Sequence[int], x: float, y: float, per_row: int) -> float:
        """Draw the flags of failures in rows; return where the next row would begin."""
        for place, number in enumerate(numbers):
            at, row = place % per_row, place // per_row
            self.flag(x + at * FLAG_STEP, y + row * FLAG_ROW, str(number), reward_map.failures[number - 1].look)
        return y + math.ceil(len(numbers) / per_row) * FLAG_ROW

    def flags_after(
        self, reward_map: RewardMap, numbers: Sequence[int], x: float, y: float, text: str, room: float
    ) -> float:
        """Draw flags behind the last line of a text that ends at `y` if they fit there, else below it."""
        if not numbers:
            return y
        start = width_of(wrapped(text, room)[-1], True) + 8
        if start + len(numbers) * FLAG_STEP <= room:
            self.flags(reward_map, numbers, x + start, y - LINE - 1, len(numbers))
            return y
        return self.flags(reward_map, numbers, x, y + 2, max(1, int(room // FLAG_STEP)))

    def numbers_after(
        self, numbers: Sequence[int], x: float, y: float, text: str, room: float, bold: bool = False
    ) -> float:
        """Write the numbers of failures, small, behind the last line of a text that ends at `y`, or below it."""
        if not numbers:
            return y
        said = " ".join(map(str, numbers))
        behind = width_of(wrapped(text, room, bold)[-1], bold) + 8
        inline = behind + 14 + width_of(said, True) <= room
        at, top = (x + behind, y - LINE) if inline else (x, y)
        pin = f'<path class="pin" d="M{at + 1:g},{top + 13:g}v-9.5h8v6h-8"/>'
        self.front.append((self.turned(pin), ""))
        end = self.text(at + 13, top, said, room if inline else room - 13, "b ref")
        return y if inline else end


def _text(x: float, y: float, line: str, css: str, anchor: str, lead: str) -> str:
    words = escape(str(line))
    if lead and line.startswith(lead):
        words = f'<tspan class="b">{escape(lead)}</tspan>{escape(line[len(lead) :])}'  # type: ignore[assignment]
    more = f' text-anchor="{anchor}"' if anchor != "start" else ""
    more += f' class="{css}"' if css else ""
    return f'<text x="{x:g}" y="{y:g}"{more}>{words}</text>'


def linked(shape: str, link: str) -> str:
    """Return a shape inside a link to a place on the page."""
    return f'<a href="#{fragment(link)}">{shape}</a>' if link else shape

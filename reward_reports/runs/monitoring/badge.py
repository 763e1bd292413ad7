"""A badge says when somebody last looked at the report and how much it tells; it does not say that the system is good."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from reward_reports.base.escaping.cells import cells_of
from reward_reports.base.escaping.data import dump
from reward_reports.base.escaping.visible import visible
from reward_reports.report.model.evidence import in_words
from reward_reports.runs.monitoring.status import Standing

LABEL = "reward report"
_LATE, _PLAIN, _QUIET = "#c0392b", "#0b6bb5", "#6b6b6b"
_NARROW, _WIDE = frozenset(" .,:;!|'()[]ijlftr/·-"), frozenset("mwMW%@")
_PAD, _HEIGHT = 6, 20


@dataclass(frozen=True, slots=True)
class StatusBadge:
    """What a badge says, and its colour: red if something is late, grey if nobody keeps the report up yet or any more."""

    message: str
    colour: str


def badge_of(one: Standing) -> StatusBadge:
    """Return the badge of a report."""
    kept = one.status == "published" and not one.hypothetical
    words = ["hypothetical"] if one.hypothetical else []
    words += [one.status] if one.status != "published" else []
    words.append(f"reviewed {one.reviewed:%Y-%m}" if one.reviewed else "never reviewed")
    words += [f"{one.overdue} overdue"] if one.overdue else []
    tally = one.evidence.tally()
    words.append(
        f"{in_words(tally.known)} of {tally.questions} answered, {in_words(tally.checkable)} anybody can check"
    )
    return StatusBadge(" · ".join(words), _LATE if one.overdue else _PLAIN if kept else _QUIET)


def as_endpoint(one: Standing) -> str:
    """Return the JSON that shields.io reads from an endpoint."""
    badge = badge_of(one)
    return dump({"schemaVersion": 1, "label": LABEL, "message": badge.message, "color": badge.colour})


def as_svg(one: Standing) -> str:
    """Return a picture that needs nothing else; its title is read to those who do not see it."""
    badge = badge_of(one)
    left, right = _width(LABEL), _width(badge.message)
    whole = left + right + 4 * _PAD
    split = left + 2 * _PAD
    title = escape(visible(f"Reward report of {one.title}: {badge.message}"))
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{_HEIGHT}" role="img" aria-labelledby="t">
<title id="t">{title}</title>
<clipPath id="r"><rect width="{whole}" height="{_HEIGHT}" rx="3"/></clipPath>
<g clip-path="url(#r)">
<rect width="{split}" height="{_HEIGHT}" fill="#444"/>
<rect x="{split}" width="{right + 2 * _PAD}" height="{_HEIGHT}" fill="{badge.colour}"/>
</g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" aria-hidden="true">
<text x="{_PAD}" y="14" textLength="{left}" lengthAdjust="spacingAndGlyphs">{escape(visible(LABEL))}</text>
<text x="{split + _PAD}" y="14" textLength="{right}" lengthAdjust="spacingAndGlyphs">{escape(visible(badge.message))}</text>
</g>
</svg>
"""


def _width(text: str) -> int:
    """Return about how wide a text is in Verdana of 11 pixels; `textLength` makes it exactly so in any font."""
    return round(sum(_advance(character) for character in text))


def _advance(character: str) -> float:
    if character in _NARROW:
        return 3.9
    if character in _WIDE:
        return 10.2
    return 11.0 if cells_of(character) > 1 else 7.6 if character.isupper() else 6.8

"""What happened when: the versions of a system on one line, and above it what was expected of each and when that was judged."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from reward_reports.publishing.rendering.first_screen import entry_in_words, weight_of
from reward_reports.publishing.rendering.history import answers_to, expected, in_time
from reward_reports.publishing.rendering.render_context import RenderContext
from reward_reports.publishing.rendering.reward_map.drawing import Drawing
from reward_reports.publishing.rendering.translation import Translation, gettext_noop
from reward_reports.publishing.rendering.views import Badge
from reward_reports.publishing.rendering.words import date_in_words
from reward_reports.report.model.system_maintenance import Entry

_WIDTH, _EDGE, _LEAST_GAP, _ROOMY_GAP = 1080, 8, 88, 130
_MOST = (_WIDTH - 2 * _EDGE) // _LEAST_GAP
"""Entries that are drawn; of more, those that matter most."""
_MOST_EXPECTED = 9
_TRACK, _TOP = 26, 12
_UNBROKEN = re.compile(r"(?<=\d) ")
"""Where a line would part a number from what it counts."""
RESULTS: dict[str, Badge] = {
    "as_expected": Badge("✓", "", "came as expected"),
    "partly": Badge("◐", "", "came in part"),
    "not_as_expected": Badge("✕", "bad", "did not come"),
    "cannot_tell": Badge("?", "", "cannot be judged"),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """An expectation: its words, who stated it, and its last judgement, if any."""

    words: str
    stated: str
    result: Badge | None
    judged: str


@dataclass(frozen=True, slots=True)
class TimeStrip:
    """What happened when.

    Attributes:
        picture: the strip.
        expected: the expectations on it, in the order of their numbers.
        title: both in a sentence.
        left_out: how many entries are not on it.
        to_scale: whether the entries stand as far apart as in time.
    """

    picture: Markup
    expected: list[Judged]
    title: str
    left_out: int
    to_scale: bool


@dataclass(frozen=True, slots=True)
class _Arc:
    number: int
    start: int
    end: int
    result: Badge


def time_strip(context: RenderContext) -> TimeStrip | None:
    """Return the strip of a report; None where its changelog has fewer than two entries."""
    entries = in_time(context.report.system_maintenance.changelog.items)
    if len(entries) < 2:
        return None
    shown = _shown(entries)
    listed = list(_expected(context, entries))
    arcs = [
        _Arc(number, shown.index(start), shown.index(end), judged.result)
        for number, (judged, start, end) in enumerate(listed[:_MOST_EXPECTED], 1)
        if judged.result and start in shown and end in shown and start != end
    ]
    title = _title([judged for judged, _, _ in listed], context.words)
    drawn = [entries[at] for at in shown]
    places = _places(drawn)
    picture = _picture(context, drawn, places, arcs, title)
    judged = [one for one, _, _ in listed]
    return TimeStrip(picture, judged, title, len(entries) - len(shown), _is_to_scale(drawn, places))


def _shown(entries: Sequence[Entry]) -> list[int]:
    """Return the positions of the entries that matter most, in the order of time."""
    with_outcomes = {at for at, entry in enumerate(entries) if entry.outcomes or entry.expectations}
    places = sorted(range(len(entries)), key=lambda at: (weight_of(entries[at]), at not in with_outcomes, -at))
    return sorted(places[:_MOST])


def _expected(context: RenderContext, entries: Sequence[Entry]) -> Iterator[tuple[Judged, int, int]]:
    """Give each expectation with the positions of the entries that stated and last judged it."""
    answered = answers_to(entries)
    for at, entry in enumerate(entries):
        for one in entry.expectations:
            found = answered.get((at, one.id), [])
            result = RESULTS[found[-1][1].result] if found else None
            end = entries.index(found[-1][0]) if found else at
            version = context.gettext("version %(version)s")
            judged = version % {"version": entries[end].version} if found else ""
            stated = version % {"version": entry.version}
            words = expected(context, one, judged=bool(found))
            yield Judged(words, stated, result and _in(context.words, result), judged), at, end


def _in(words: Translation, result: Badge) -> Badge:
    return Badge(result.label, result.tone, words.gettext(result.meaning))


def _title(listed: Sequence[Judged], words: Translation) -> str:
    """Return what came of the expectations: `Of 3 expectations 1 came true, 1 in part, 1 did not.`"""
    if not listed:
        return words.gettext("No change says what it was expected to do")
    tone = [one.result.label if one.result else "" for one in listed]
    counted = [
        (tone.count("✓"), gettext_noop("%(number)s came true")),
        (tone.count("◐"), gettext_noop("%(number)s came true in part")),
        (tone.count("✕"), gettext_noop("%(number)s did not come true")),
        (tone.count("?"), gettext_noop("%(number)s cannot be judged")),
        (tone.count(""), gettext_noop("%(number)s not judged yet")),
    ]
    found = (words.gettext(said) % {"number": number} for number, said in counted if number)
    parts = words.gettext(", ").join(_UNBROKEN.sub("\N{NO-BREAK SPACE}", one) for one in found)
    return words.ngettext(
        "Of %(number)s expectation: %(results)s", "Of %(number)s expectations: %(results)s", len(listed), results=parts
    )


def _picture(
    context: RenderContext, entries: Sequence[Entry], places: Sequence[float], arcs: Sequence[_Arc], title: str
) -> Markup:
    draw = Drawing(_WIDTH, "when")
    tracks = _tracks(arcs)
    axis = _TOP + _TRACK * (max(tracks, default=-1) + 1) + 12
    draw.path(f"M0,{axis}H{_WIDTH}")
    for arc, track in zip(arcs, tracks, strict=True):
        _bracket(draw, arc, places[arc.start], places[arc.end], axis - 12 - _TRACK * (track + 1) + 10, axis)
    ends = [*places[1:], _WIDTH]
    for entry, x, end in zip(entries, places, ends, strict=True):
        bad = entry.kind == "incident"
        css = "bad" if bad else ""
        draw.back.append(f'<circle class="dot {css}" cx="{x:g}" cy="{axis}" r="5"/>')
        y = draw.text(x - 5, axis + 12, entry.version, end - x - 8, f"b {css}")
        y = draw.text(x - 5, y, date_in_words(entry.date.text, context.words), end - x - 8, "soft")
        draw.text(x - 5, y, entry_in_words(entry, context.words), end - x - 8, css)
    shapes = "".join([*draw.back, *(shape for shape, _ in draw.front)])
    high = math.ceil(draw.height + 4)
    head = (
        f'<svg class="map when" viewBox="-6 0 {_WIDTH + 12} {high}" role="img" aria-labelledby="when-title when-words">'
    )
    description = "; ".join(_in_words(one, context.words) for one in entries)
    words = (
        f'<title id="when-title">{escape(str(title))}</title><desc id="when-words">{escape(str(description))}</desc>'
    )
    return Markup(f"{head}{words}{shapes}</svg>")  # noqa: S704 all texts are escaped


def _in_words(entry: Entry, words: Translation) -> str:
    given = {"date": date_in_words(entry.date.text, words), "version": entry.version}
    return words.gettext("%(date)s: version %(version)s, %(event)s") % (given | {"event": entry_in_words(entry, words)})


def _places(entries: Sequence[Entry]) -> list[float]:
    """Return where each entry stands: as far apart as in time, and never closer than its words need."""
    days = [entry.date.start.toordinal() for entry in entries]
    gap = min(_ROOMY_GAP, (_WIDTH - 2 * _EDGE) // len(entries))
    span, room = max(1, days[-1] - days[0]), _WIDTH - gap - _EDGE
    places = [_EDGE + room * (day - days[0]) / span for day in days]
    for at in range(1, len(places)):
        places[at] = max(places[at], places[at - 1] + gap)
    places[-1] = min(places[-1], _EDGE + room)
    for at in reversed(range(len(places) - 1)):
        places[at] = min(places[at], places[at + 1] - gap)
    return [round(place, 1) for place in places]


def _is_to_scale(entries: Sequence[Entry], places: Sequence[float]) -> bool:
    days = [entry.date.start.toordinal() for entry in entries]
    span, wide = days[-1] - days[0], places[-1] - places[0]
    moved = ((place - places[0]) * span - (day - days[0]) * wide for day, place in zip(days, places, strict=True))
    return span > 0 and all(abs(one) <= _EDGE * span for one in moved)


def _tracks(arcs: Sequence[_Arc]) -> list[int]:
    """Return how high each bracket stands, so that no two lie over each other; a short one lies low."""
    taken: dict[int, list[_Arc]] = {}
    tracks: dict[int, int] = {}
    for arc in sorted(arcs, key=lambda one: (one.end - one.start, one.number)):
        track = 0
        while any(arc.start <= other.end and other.start <= arc.end for other in taken.get(track, ())):
            track += 1
        taken.setdefault(track, []).append(arc)
        tracks[arc.number] = track
    return [tracks[arc.number] for arc in arcs]


def _bracket(draw: Drawing, arc: _Arc, start: float, end: float, y: float, axis: float) -> None:
    """Draw a bracket from the entry that stated an expectation to the one that judged it, with its number and its mark."""
    left, right = start + 3 + arc.number % 4 * 3, end - 3 - arc.number % 3 * 3
    draw.path(f"M{left:g},{axis - 6}V{y:g}H{right:g}V{axis - 6}", f"line {arc.result.tone}".strip())
    for x, words, css in ((left + 14, str(arc.number), ""), (right, arc.result.label, arc.result.tone)):
        disc = f'<circle class="mark {css}" cx="{x:g}" cy="{y:g}" r="9"/>'
        sign = f'<text class="on b" x="{x:g}" y="{y + 4.5:g}" text-anchor="middle">{words}</text>'
        draw.front.append((disc + sign, ""))

"""A comparison of two reports to a page of HTML that needs no other file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reward_reports.base.words import said
from reward_reports.changes.comparing.change import KIND_WORDS, Change, ChangeKind, Impact
from reward_reports.changes.comparing.comparison import Comparison
from reward_reports.changes.comparing.formats.values import HEADINGS, sides, total, warnings
from reward_reports.changes.comparing.summary import summary_of
from reward_reports.changes.comparing.words import Word
from reward_reports.publishing.rendering.frame import Frame
from reward_reports.publishing.rendering.html import SITE_POLICY, policy, stylesheet
from reward_reports.publishing.rendering.templates import filled, html_templates
from reward_reports.publishing.rendering.translation import Translation

_AROUND = 600
"""Characters that stayed, shown on either side of those that changed."""
_TONES: dict[ChangeKind, str] = {
    "loosened": "bad",
    "removed": "warn",
    "disclosure": "warn",
    "held_back": "warn",
    "redefined": "warn",
    "moved": "warn",
    "status": "accent",
    "added": "good",
    "tightened": "good",
}
_TROUBLE: tuple[ChangeKind, ...] = ("loosened", "removed", "disclosure", "held_back", "redefined", "moved", "status")
"""What stands before all else, the worst first."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A change as the page shows it; old and new are stretches of text, marked `same`, `removed` or `added`."""

    change: Change
    summary: str
    label: str
    tone: str
    old: list[tuple[str, str]]
    new: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Group:
    """The changes that touch one thing, the worst first; passages of prose stand apart."""

    impact: Impact
    heading: str
    rows: list[_Row]
    passages: list[_Row]


def render(
    comparison: Comparison, frame: Frame | None = None, own: Path | None = None, words: Translation | None = None
) -> str:
    """Return the comparison as one page: what was on the left, what is on the right.

    Args:
        comparison: what changed.
        frame: how the page stands in a site; None for a file that needs no other.
        own: a folder of templates that go before ours, if any.
        words: the language of the page; by default that of the later report.
    """
    words = words or Translation(comparison.new.language)
    groups = [_group(impact, changes, words) for impact, changes in comparison.groups.items()]
    style = "" if frame else stylesheet(own)
    return filled(
        html_templates,
        own,
        "changes.html",
        words,
        comparison=comparison,
        names=[said(side.name, words) for side in (comparison.old, comparison.new)],
        groups=groups,
        total=total(comparison, words),
        warnings=warnings(comparison, words),
        policy=SITE_POLICY if frame else policy(style),
        style=style,
        frame=frame,
    )


def _group(impact: Impact, changes: Sequence[Change], words: Translation) -> _Group:
    rows = [_row(change, words) for change in sorted(changes, key=_badness)]
    prose = [row for row in rows if row.change.kind == "prose"]
    return _Group(impact, words.gettext(HEADINGS[impact]), [row for row in rows if row.change.kind != "prose"], prose)


def _badness(change: Change) -> int:
    """Return the place of a change among the others, 0 for the worst; equals stay in the order of the report."""
    if "sources" in change.path:
        return len(_TROUBLE) + 1
    return _TROUBLE.index(change.kind) if change.kind in _TROUBLE else len(_TROUBLE)


def _row(change: Change, words: Translation) -> _Row:
    old, new = sides(change)
    label = words.gettext(KIND_WORDS[change.kind])
    summary = summary_of(change, words).replace(" -> ", " ← " if words.direction == "rtl" else " → ")
    return _Row(change, summary, label, _TONES.get(change.kind, ""), list(_stretches(old)), list(_stretches(new)))


def _stretches(words: list[Word]) -> Iterator[tuple[str, str]]:
    """Give stretches of text without the space behind a marked one, which is not marked, and of what stayed the ends alone."""
    for op, text in words:
        if op == "same" and len(text) > 3 * _AROUND:
            yield op, f"{text[:_AROUND]} […] {text[-_AROUND:]}"
            continue
        bare = text if op == "same" else text.rstrip()
        yield op, bare
        if bare != text:
            yield "same", text[len(bare) :]

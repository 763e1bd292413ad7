"""A comparison of two reports to a page of HTML that needs no other file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reward_reports.changes.comparing.change import Change, ChangeKind, Impact, Word
from reward_reports.changes.comparing.comparison import Comparison
from reward_reports.changes.comparing.formats.values import HEADINGS, sides, total, warnings
from reward_reports.publishing.rendering.frame import Frame
from reward_reports.publishing.rendering.html import SITE_POLICY, policy, stylesheet
from reward_reports.publishing.rendering.templates import filled, html_templates

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


@dataclass(frozen=True, slots=True)
class _Row:
    """A change as the page shows it; old and new are stretches of text, marked `same`, `removed` or `added`."""

    change: Change
    label: str
    tone: str
    old: list[tuple[str, str]]
    new: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Group:
    """The changes that touch one thing."""

    impact: Impact
    heading: str
    rows: list[_Row]


def render(comparison: Comparison, frame: Frame | None = None, own: Path | None = None) -> str:
    """Return the comparison as one page: what was on the left, what is on the right.

    Args:
        comparison: what changed.
        frame: how the page stands in a site; None for a file that needs no other.
        own: a folder of templates that go before ours, if any.
    """
    groups = [
        _Group(impact, HEADINGS[impact], [_row(change) for change in changes])
        for impact, changes in comparison.groups.items()
    ]
    style = "" if frame else stylesheet(own)
    return filled(
        html_templates,
        own,
        "changes.html",
        comparison=comparison,
        groups=groups,
        total=total(comparison),
        warnings=warnings(comparison),
        policy=SITE_POLICY if frame else policy(style),
        style=style,
        frame=frame,
    )


def _row(change: Change) -> _Row:
    old, new = sides(change)
    label = change.kind.replace("_", " ")
    return _Row(change, label, _TONES.get(change.kind, ""), list(_stretches(old)), list(_stretches(new)))


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

"""Which questions reports answer, as pages: a matrix of many, a few side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from markupsafe import Markup

from reward_reports.changes.comparing.side_by_side import SYMBOLS, SideBySide, figures_in_rows
from reward_reports.publishing.rendering.html import policy, stylesheet
from reward_reports.publishing.rendering.markup import filled as written
from reward_reports.publishing.rendering.summary_box import STATE_TONES
from reward_reports.publishing.rendering.templates import filled, html_templates
from reward_reports.report.model.states import DISCLOSED, STATES


@cache
def mark_of(state: str) -> Markup:
    """Return a state as a shape, with its word for those who do not see it."""
    return written(
        '<span class="mark %s" title="%s"><span aria-hidden="true">%s</span><span class="hush">%s</span></span>',
        STATE_TONES[state], STATES[state], SYMBOLS[state], STATES[state],
    )  # fmt: skip


@cache
def shape_of(state: str) -> Markup:
    """Return a state as a shape beside its word."""
    return written('<span class="mark %s" aria-hidden="true">%s</span>', STATE_TONES[state], SYMBOLS[state])


def legend() -> list[tuple[Markup, str, bool]]:
    """Return every shape with its word, and whether it counts as disclosed."""
    return [(shape_of(state), words, state in DISCLOSED) for state, words in STATES.items()]


def shown(found: SideBySide, addresses: Sequence[str] = ()) -> dict[str, Any]:
    """Return what a page of reports side by side shows; their titles are links where addresses are given."""
    marks = {state: shape_of(state) for state in STATES}
    return {
        "found": found,
        "figures": figures_in_rows(found.evidence),
        "addresses": addresses,
        "legend": legend(),
        "marks": marks,
    }


def render(found: SideBySide) -> str:
    """Return reports side by side as one page that needs no other."""
    style = stylesheet(None) + filled(html_templates, None, "css/site.css")
    return filled(html_templates, None, "compare.html", policy=policy(style), style=style, **shown(found))

"""The tally of a report on a page: its lines, each with links to the answers that it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from reward_reports.changes.comparing.evidence_matrix import title_in
from reward_reports.publishing.rendering.translation import ENGLISH, Translation
from reward_reports.publishing.rendering.views import TallyLine
from reward_reports.report.model import Item, Report
from reward_reports.report.model.evidence import Cell, Evidence, in_words
from reward_reports.report.model.fields import kind_of
from reward_reports.report.model.routes import CHECKABLE, INDEPENDENT, Route
from reward_reports.report.model.states import Known

TONES: dict[Known, str] = {
    "whole": "good",
    "part": "partial",
    "declined": "withheld",
    "not_found": "unknown",
    "owner_does_not_know": "candid",
    "not_applicable": "quiet",
    "held_back": "held",
    "not_answered": "missing",
}
"""What the stylesheet calls what is known."""
_IN_AN_ENTRY = 4
"""An answer inside an entry: the section, the field, `items`, the position, and its name."""


def tally_lines(
    evidence: Evidence, group: str, links: Sequence[str] = (), words: Translation = ENGLISH
) -> list[TallyLine]:
    """Return the lines of the tally of a group of questions.

    Args:
        evidence: what the report tells.
        group: `core`, or a profile.
        links: where each answer stands, in the order of the cells; empty where there is no page.
        words: the language of the page.
    """
    tally = evidence.tally(group)
    answered = {"number": words.separated(in_words(tally.known)), "total": tally.questions}
    counted = [
        (words.gettext("%(number)s of %(total)s questions answered") % answered, None),
        (_checkable(tally.checkable, words), CHECKABLE),
        (_checked(tally.independent, words), INDEPENDENT),
    ]
    shown = [TallyLine(sentence, _counted(evidence, group, routes, links, words)) for sentence, routes in counted]
    return [*shown, *_candour(evidence, group, links, words)]


def _candour(evidence: Evidence, group: str, links: Sequence[str], words: Translation) -> Iterator[TallyLine]:
    """Give what the owner says not to know, apart from the other three lines: candour is not silence."""
    titles = [
        (title_in(cell.question, words), link, "")
        for cell, link in _linked(evidence, links)
        if cell.group == group and cell.known == "owner_does_not_know"
    ]
    if titles:
        sentence = words.gettext("The owner says “we do not know” to %(number)s") % {"number": len(titles)}
        yield TallyLine(sentence, titles)


def _linked(evidence: Evidence, links: Sequence[str]) -> list[tuple[Cell, str]]:
    return list(zip(evidence.cells, links or ("",) * len(evidence.cells), strict=True))


def _checkable(value: float, words: Translation) -> str:
    if not value:
        return words.gettext("Anybody can check none of them")
    return words.gettext("Anybody can check %(number)s of them") % {"number": words.separated(in_words(value))}


def _checked(value: float, words: Translation) -> str:
    if not value:
        return words.gettext("Somebody independent has checked none")
    return words.gettext("Somebody independent has checked %(number)s") % {"number": words.separated(in_words(value))}


def _counted(
    evidence: Evidence, group: str, routes: frozenset[Route] | None, links: Sequence[str], words: Translation
) -> list[tuple[str, str, str]]:
    """Return the cells that a line counts: their questions, their places, and how much they count where it is not 1."""
    scored = [
        (cell, link, cell.score(routes))
        for cell, link in _linked(evidence, links)
        if cell.group == group and cell.counts
    ]
    return [(title_in(cell.question, words), link, _worth(score)) for cell, link, score in scored if score]


def _worth(score: float) -> str:
    return "" if score == 1 else in_words(round(score, 2))


def anchor_of(report: Report, cell: Cell) -> str:
    """Return where on the report's page a cell's answer stands: the entry that holds it, or the field; "" for a missing section."""
    if not cell.parts:
        return ""
    path = cell.path
    if len(cell.parts) == 1 and len(path) > _IN_AN_ENTRY:
        items: Sequence[Item] = getattr(getattr(report, str(path[0])), str(path[1])).items
        item = items[int(path[3])]
        return quote(f"{kind_of(type(item))}:{item.id}", safe=":")
    return f"{path[0]}.{path[1]}"

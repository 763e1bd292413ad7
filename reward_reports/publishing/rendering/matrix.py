"""What reports tell and by which routes, as pages: the matrix of many, a few side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from reward_reports.changes.comparing.evidence_findings import findings_of
from reward_reports.changes.comparing.evidence_matrix import (
    Block,
    Kind,
    Matrix,
    MatrixCell,
    MatrixRow,
    agreed_in_words,
    group_title,
    headline,
    kind_of,
    title_in,
)
from reward_reports.changes.comparing.side_by_side import SideBySide, matrix_of_side
from reward_reports.publishing.rendering.html import policy, stylesheet
from reward_reports.publishing.rendering.markup import filled as written
from reward_reports.publishing.rendering.tally_lines import TONES, tally_lines
from reward_reports.publishing.rendering.templates import filled, html_templates
from reward_reports.publishing.rendering.ten_rows import ten_rows
from reward_reports.publishing.rendering.translation import ENGLISH, Translation
from reward_reports.publishing.rendering.views import TallyLine
from reward_reports.report.model.evidence import NO_ROUTE, RULE, Evidence, cell_in_words, in_words, sentence
from reward_reports.report.model.report import PROFILE_SECTIONS
from reward_reports.report.model.routes import (
    CHECKABLE,
    ROUTE_LETTERS,
    ROUTE_WORDS,
    ROUTES,
    Route,
)
from reward_reports.report.model.states import KNOWN, KNOWN_SHAPES, KNOWN_WORDS, Known

_OPEN_UP_TO = 24
"""With so many reports at most, the blocks stand open; with more, a reader opens the one that matters."""
_KINDS: dict[Kind, tuple[str, str]] = {
    "open": ("Open", "anybody can have the weights, the code or the data"),
    "gated": ("In between", "the weights on request or under conditions"),
    "closed": ("Closed", "the owner keeps the weights"),
    "unsaid": ("Not stated", "the report does not say who can have the weights, the code or the data"),
    "made_up": ("Made up", "nobody runs these systems"),
}
_ACCESS: dict[tuple[str, str], str] = {
    ("weights", "open"): "weights published",
    ("weights", "gated"): "weights on request",
    ("weights", "closed"): "weights not given out",
    ("artefacts", "open"): "code, data or configuration published",
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar: where it begins and how long it is in percent, by which route, and its letter if there is room."""

    start: float
    width: float
    route: str
    letter: str

    @property
    def middle(self) -> float:
        """Where its letter stands."""
        return round(self.start + self.width / 2, 2)


@dataclass(frozen=True, slots=True)
class Bar:
    """What is answered by some routes: in words, and as pieces."""

    label: str
    words: str
    segments: list[Segment]


@dataclass(frozen=True, slots=True)
class System:
    """What is shown of one report: its two bars and the lines of its tally.

    Attributes:
        name: a short name, `title` the whole, `address` its page.
        access: who can have the system; `said_in` is the mark of the answer that says so.
        bars: what anybody can check, and what is taken on trust.
        figures: the lines of its tally, each of which opens.
        numbers: the tally as shares of the questions that apply, by which a reader can sort.
    """

    name: str
    title: str
    address: str
    access: str
    said_in: Markup
    bars: list[Bar]
    figures: list[TallyLine]
    numbers: str


def evidence_shown(matrix: Matrix, words: Translation = ENGLISH) -> dict[str, Any]:
    """Return what a page of evidence shows."""
    return next(evidence_on_pages(matrix, [matrix.rows], words))


def evidence_on_pages(
    matrix: Matrix, pages: Iterable[Sequence[MatrixRow]], words: Translation = ENGLISH
) -> Iterator[dict[str, Any]]:
    """Give what each page of evidence shows.

    Args:
        matrix: all reports; what they agree on, and what follows, is counted over all of them.
        pages: the reports on each page.
        words: the language of the pages.
    """
    of_all, asked = _of_all(matrix, words), {name: len(matrix.rows_in(name)) for name in matrix.groups()}
    for rows in pages:
        here = sorted(rows, key=lambda row: list(_KINDS).index(kind_of(row)))
        shown = {id(row): place for place, row in enumerate(here)}
        yield of_all | {
            "groups": [_group(name, here, number, words) for name, number in asked.items()],
            "blocks": [_block(block, shown, words) for block in matrix.blocks],
            "paged": len(here) < len(matrix.rows),
        }


def _of_all(matrix: Matrix, words: Translation) -> dict[str, Any]:
    """Return what is the same on every page."""
    states = {cell.known for row in matrix.rows for cell in row.evidence.cells}
    return {
        "headline": headline(matrix.rows, words),
        "rule": words.gettext(RULE),
        "findings": findings_of(matrix, words),
        "open": len(matrix.rows) <= _OPEN_UP_TO,
        "shapes": [
            (known, shape, words.gettext(KNOWN_WORDS[known]))
            for known, shape in KNOWN_SHAPES.items()
            if known in states
        ],
        "routes": [(route, ROUTE_LETTERS[route], words.gettext(ROUTE_WORDS[route])) for route in _used(matrix)],
        "differing": sum(len(block.chosen(agreed=False)) for block in matrix.blocks),
        "questions": sum(len(block.columns) for block in matrix.blocks),
        "total": len(matrix.rows),
    }


def _used(matrix: Matrix) -> list[Route]:
    used = {cell.route for row in matrix.rows for cell in row.evidence.cells}
    return [route for route in ROUTES if route in used]


def _group(name: str, rows: Iterable[MatrixRow], asked: int, words: Translation) -> dict[str, Any]:
    """Return the reports that are asked the questions of a group: those of open systems, those of closed ones, and the others."""
    kinds: dict[Kind, list[MatrixRow]] = {kind: [] for kind in _KINDS}
    for row in rows:
        if name in row.evidence.groups():
            kinds[kind_of(row)].append(row)
    return {
        "name": name,
        "title": group_title(name, words),
        "asked": asked,
        "kinds": [_together(kind, of, name, words) for kind, of in kinds.items() if of],
    }


def _together(kind: Kind, rows: Sequence[MatrixRow], group: str, words: Translation) -> dict[str, Any]:
    """Return systems of one kind: what is known of all together, so that open ones can be compared with closed ones, and of each."""
    evidence = Evidence(tuple(cell for row in rows for cell in row.evidence.cells))
    short, meaning = map(words.gettext, _KINDS[kind])
    return {
        "kind": kind,
        "title": words.gettext("%(label)s: %(value)s") % {"label": short, "value": meaning},
        "short": short,
        "words": sentence(evidence.tally(group), words) + words.gettext("."),
        "bars": _bars(evidence, group, words),
        "systems": [_system(row, group, words) for row in rows],
    }


def _system(row: MatrixRow, group: str, words: Translation) -> System:
    access, said_in = _access(row, words) if group == "core" else ("", Markup())
    lines, bars = tally_lines(row.evidence, group, row.links, words), _bars(row.evidence, group, words)
    return System(row.name, row.title, row.address, access, said_in, bars, lines, _numbers(row, group))


def _bars(evidence: Evidence, group: str, words: Translation) -> list[Bar]:
    number, shares = evidence.tally(group).questions, evidence.shares(group)
    checked: dict[Route | None, float] = {route: share for route, share in shares.items() if route in CHECKABLE}
    trusted = {route: share for route, share in shares.items() if route not in CHECKABLE}
    return [
        _bar(words.gettext("Anybody can check"), checked, number, words),
        _bar(words.gettext("Taken on trust"), trusted, number, words),
    ]


def _access(row: MatrixRow, words: Translation) -> tuple[str, Markup]:
    """Return who can have a system, and the mark of the answer that says so."""
    if not row.access:
        return "", Markup()
    cell = row.access.cell(row.evidence)
    link = row.links[row.evidence.cells.index(cell)] if cell and row.links else ""
    said_in = mark(MatrixCell(cell, link), words) if cell else Markup()
    return words.gettext(_ACCESS[row.access.what, row.access.level]), said_in


def _numbers(row: MatrixRow, group: str) -> str:
    tally = row.evidence.tally(group)
    return " ".join(f"{one / (tally.questions or 1):.4f}" for one in (tally.known, tally.checkable, tally.independent))


def _bar(label: str, shares: dict[Route | None, float], number: int, words: Translation) -> Bar:
    segments: list[Segment] = []
    start = 0.0
    for route, value in shares.items():
        width = 100 * value / number
        letter = ROUTE_LETTERS[route] if route and width > _ROOM else ""
        begins = start if words.direction == "ltr" else 100 - start - width
        segments.append(Segment(round(begins, 2), round(width, 2), route or "none", letter))
        start += width
    parts = [
        f"{words.gettext(ROUTE_WORDS[route] if route else NO_ROUTE)} {words.separated(in_words(value))}"
        for route, value in shares.items()
    ]
    return Bar(label, words.gettext(", ").join(parts) or words.gettext("none"), segments)


_ROOM = 4.0


def _block(block: Block, shown: Mapping[int, int], words: Translation) -> dict[str, Any]:
    rows = sorted((pair for pair in block.rows if id(pair[0]) in shown), key=lambda pair: shown[id(pair[0])])
    group = block.section if block.section in PROFILE_SECTIONS else "core"
    return {
        "section": block.section,
        "title": words.gettext(block.title),
        "asked": len(block.rows),
        "differing": _table(block, block.chosen(agreed=False), rows, group, words),
        "agreed": _table(block, block.chosen(agreed=True), rows, group, words),
        "agreements": agreed_in_words(block, words),
    }


def _table(
    block: Block,
    chosen: list[int],
    rows: Sequence[tuple[MatrixRow, tuple[MatrixCell, ...]]],
    group: str,
    words: Translation,
) -> dict[str, Any]:
    return {
        "titles": [title_in(block.columns[index].question, words) for index in chosen],
        "rows": [(row, _numbers(row, group), [mark(places[index], words) for index in chosen]) for row, places in rows],
    }


def mark(place: MatrixCell, words: Translation = ENGLISH) -> Markup:
    """Return a cell as a shape for what is known with the letter of its route; it leads to its answer where it has a page."""
    linked, bare = _marks(place.cell.known, place.cell.route, words)
    return written(linked, place.link) if place.link else bare


@cache
def _marks(known: Known, route: Route | None, words: Translation) -> tuple[str, Markup]:
    """Return a mark that leads to what is filled in, and one that leads nowhere. A page has a thousand marks and few kinds."""
    label, sign = str(cell_in_words(known, route, words=words)), _sign(known, route)
    linked = written('<a class="k k-%s" href="%%s" aria-label="%s">%s</a>', known, label.replace("%", "%%"), sign)
    return str(linked), written('<span class="k k-%s" role="img" aria-label="%s">%s</span>', known, label, sign)


def _has_route(known: Known) -> bool:
    return known in ("whole", "part")


@cache
def _sign(known: Known, route: Route | None) -> Markup:
    if _has_route(known):
        return Markup(ROUTE_LETTERS[route] if route else "")  # noqa: S704 letters of ours
    return escape(KNOWN_SHAPES[known])


@cache
def shape_of(state: Known) -> Markup:
    """Return a state as a shape beside its word."""
    return written('<span class="mark %s" aria-hidden="true">%s</span>', TONES[state], KNOWN_SHAPES[state])


def shown(found: SideBySide, addresses: Sequence[str] = (), words: Translation = ENGLISH) -> dict[str, Any]:
    """Return what a page of reports side by side shows.

    Args:
        found: the reports.
        addresses: their pages, to which their titles lead; empty where they have none.
        words: the language of the page.
    """
    marks = {state: shape_of(state) for state in KNOWN}
    evidence = evidence_shown(matrix_of_side(found), words=words)
    return {
        "found": found,
        "addresses": addresses,
        "marks": marks,
        "evidence": evidence,
        "rows": ten_rows(found.reports, words),
        "access": [words.gettext(_ACCESS[one.what, one.level]) if one else "" for one in found.access],
    }


def render(found: SideBySide) -> str:
    """Return reports side by side as one page that needs no other."""
    style, words = stylesheet(None) + filled(html_templates, None, "css/site.css"), _language_of(found)
    given = shown(found, words=words)
    return filled(html_templates, None, "compare.html", words, policy=policy(style), style=style, **given)


def _language_of(found: SideBySide) -> Translation:
    """Return the language that all reports share; English where they have several."""
    tags = {report.report.language or "en" for report in found.reports}
    return Translation(tags.pop()) if len(tags) == 1 else ENGLISH

"""How far a report answers the items of a framework: a table, the answers below it, and the same as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from reward_reports.base.escaping.data import dump
from reward_reports.base.escaping.markdown import escape
from reward_reports.base.escaping.spreadsheets import csv_text, safe_cell
from reward_reports.exchange.exporting.citations import without_citations
from reward_reports.exchange.exporting.disclosures import Disclosure, disclosures, references_of, title_of
from reward_reports.exchange.exporting.exporter import Exporter
from reward_reports.publishing.rendering import prose_markdown
from reward_reports.publishing.rendering.addresses import doi_address, safe_address
from reward_reports.publishing.rendering.redacted import Edition
from reward_reports.report.frameworks import FRAMEWORKS, Framework, FrameworkItem, KeyPath
from reward_reports.report.frameworks.answered import STATE_WORDS, Answered, answered
from reward_reports.report.model.evidence import Cell, as_data, evidence_of, sentence
from reward_reports.report.model.references import Reference
from reward_reports.report.model.report import PROFILE_SECTIONS
from reward_reports.report.model.routes import ROUTE_WORDS, is_outside
from reward_reports.report.model.states import KNOWN_WORDS, Known

_HERE = "exchange.exporting.crosswalk."
EXPORTERS = (
    *(
        Exporter(one.name, one.short, _HERE + "as_markdown", "markdown", framework=one.name)
        for one in FRAMEWORKS.values()
    ),
    *(Exporter(f"{name}-json", "", _HERE + "as_json", framework=name) for name in FRAMEWORKS),
    Exporter("fmti-csv", "", _HERE + "as_csv", "csv", (".csv",), "fmti"),
)
NO_CLAIM = (
    "This table helps to find what is written and what is missing. It does not claim compliance, "
    "which only the responsible bodies can assess."
)
_OUTSIDE = "The report was written by others than those who provide the system, from what is published. A filing is the provider's own."
_MEANING = (
    '"Answered here" means that every field named is answered, and that the format has a place for all that the item asks. Read '
    "the answers to judge whether they are sufficient."
)


def as_markdown(edition: Edition, framework: Framework) -> str:
    """Return the table and the answers as Markdown."""
    rows = answered(edition.report, framework, edition.audience)
    answers = {one.item: list(disclosures(edition.report, one)) for one in rows}
    parts = (_head(edition, framework), _table(edition, rows), _answers(answers), _sources(edition, answers))
    return "\n".join(line for part in parts for line in part) + "\n"


def as_json(edition: Edition, framework: Framework) -> str:
    """Return the table and the answers as JSON."""
    evidence = evidence_of(edition.report, edition.audience)
    data: dict[str, Any] = {
        "framework": framework.name,
        "title": framework.title,
        "source": framework.source,
        "source_note": framework.reading,
        "report": {"id": edition.report.report.id, "version": edition.report.report.version},
        "audience": edition.audience,
        "evidence": {group: as_data(evidence.tally(group)) for group in evidence.groups()},
        "note": NO_CLAIM,
        "items": [_as_data(edition, one) for one in answered(edition.report, framework, edition.audience)],
    }
    return dump(data)


def as_csv(edition: Edition, framework: Framework) -> str:
    """Return the answers as a table whose columns have the names that the index gives those of its company reports."""
    rows = (_csv_row(edition, one) for one in answered(edition.report, framework, edition.audience))
    return csv_text([("Indicator", "Disclosure", "References", "State", "Missing"), *rows])


def _csv_row(edition: Edition, one: Answered) -> list[str]:
    answers = list(disclosures(edition.report, one))
    text = " ".join(f"{part.where}: {without_citations(part.text)}" for part in answers)
    sources = " ".join(filter(None, map(_address, references_of(edition.report, answers))))
    return [safe_cell(cell) for cell in (one.item.number, text, sources, STATE_WORDS[one.state], _missing(one))]


def _as_data(edition: Edition, one: Answered) -> dict[str, Any]:
    return {
        "item": one.item.number,
        "asks_for": one.item.what,
        "recipient": one.item.recipient,
        "also_asked_in": one.item.basis,
        "fields": {".".join(place): known for place, known in one.known.items()},
        "state": one.state,
        "no_field_for": one.without_field,
        "answers": [one._asdict() for one in disclosures(edition.report, one)],
    }


def _head(edition: Edition, framework: Framework) -> Iterator[str]:
    info = edition.report.report
    evidence = evidence_of(edition.report, edition.audience)
    yield f"# {escape(info.title)}: {framework.title}"
    yield ""
    yield f"Version {escape(info.version)}. Items: {framework.source}; summarised in our own words. {NO_CLAIM}"
    if framework.reading:
        yield from ("", framework.reading)
    if is_outside(edition.report):
        yield from ("", _OUTSIDE)
    yield ""
    yield f"Of the core: {sentence(evidence.tally('core'))}. {_MEANING}"
    yield ""


def _table(edition: Edition, rows: list[Answered]) -> Iterator[str]:
    evidence = evidence_of(edition.report, edition.audience)
    cells = {cell.question: cell for cell in evidence.cells}
    addressed = any(one.item.recipient for one in rows)
    heads = ["Item", "Asks for", *(["For"] if addressed else []), "Where it is answered", "State", "Still missing"]
    yield _row(heads)
    yield _row("---" for _ in heads)
    for one in rows:
        where = "; ".join(
            f"{title_of(place)} ({_state_and_route(place, cells, known)})" for place, known in one.known.items()
        )
        where = "; ".join(filter(None, (where, "a block of the report's own" if one.own else "")))
        head = [one.item.number, _asks(one.item), *([one.item.recipient] if addressed else [])]
        yield _row([*head, where or _nowhere(one.item), STATE_WORDS[one.state], _missing(one)])
    count = Counter(one.state for one in rows)
    yield ""
    yield f"{count.total()} items: {', '.join(f'{count[state]} {words}' for state, words in STATE_WORDS.items())}."


def _answers(answers: Mapping[FrameworkItem, list[Disclosure]]) -> Iterator[str]:
    yield from ("", "## The answers")
    for item, parts in answers.items():
        if parts:
            yield from ("", f"### {item.number}: {item.what}", "")
            yield from (f"- **{one.where}**: {prose_markdown.cell(one.text)}{_cited(one)}" for one in parts)


def _cited(one: Disclosure) -> str:
    """Return the sources that the text itself does not name."""
    beside = [id_ for id_ in one.sources if f"@{id_}" not in one.text]
    return f" ({', '.join(f'[@{escape(id_)}]' for id_ in beside)})" if beside else ""


def _sources(edition: Edition, answers: Mapping[FrameworkItem, list[Disclosure]]) -> Iterator[str]:
    used = references_of(edition.report, chain.from_iterable(answers.values()))
    if used:
        yield from ("", "## Sources", "")
        yield from (f"- [@{escape(one.id)}]: {_reference(one)}" for one in used)


def _reference(one: Reference) -> str:
    address = _address(one)
    return ", ".join(filter(None, (escape(one.title or ""), f"<{address}>" if address else "")))


def _address(one: Reference) -> str:
    return safe_address(one.url or "") or (doi_address(one.doi) if one.doi else "") or ""


def _row(cells: Any) -> str:
    return f"| {' | '.join(cells)} |"


def _asks(item: FrameworkItem) -> str:
    return f"{item.what} ({item.basis})" if item.basis else item.what


def _missing(one: Answered) -> str:
    """Return what a reader of the report still does not learn of an item."""
    beyond = [f"no field for: {one.without_field}"] if one.without_field and one.item.fields else []
    return "; ".join([*map(title_of, one.missing), *beyond])


def _state_and_route(place: KeyPath, cells: dict[KeyPath, Cell], known: Known) -> str:
    """Return what is known of a place and by which route; optional fields are not questions of the matrix and have no route."""
    cell = cells.get(place[:2])
    route = cell.route if cell and known in ("whole", "part") else None
    return f"{KNOWN_WORDS[known]}: {ROUTE_WORDS[route]}" if route else KNOWN_WORDS[known]


def _nowhere(item: FrameworkItem) -> str:
    profile = next((place[0] for place in item.fields if place[0] in PROFILE_SECTIONS), "")
    return (
        f"Nowhere: the profile `{profile}` has fields for it."
        if profile
        else "Nowhere: the format has no field for it."
    )

"""The sources that a report keeps in a BibTeX file beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from reward_reports.publishing.rendering.bibtex_words import LONGEST, FieldWords, read_address, read_doi, read_words
from reward_reports.publishing.rendering.files import Files, NotRead
from reward_reports.publishing.rendering.marks import citations
from reward_reports.publishing.rendering.prose_source import without_citations
from reward_reports.report.model import Report
from reward_reports.report.model.references import Reference

if TYPE_CHECKING:
    from pybtex.database import Person

    from reward_reports.publishing.rendering.bibtex_file import Fields

_CONTAINERS = ("journal", "journaltitle", "booktitle", "howpublished", "institution", "school", "publisher")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}\Z")


def with_sources(report: Report, files: Files) -> Report:
    """Return a report with those entries of its BibTeX file that it cites among its references.

    Where the file cannot be read the report stays as it is, and its pages say where more references are.
    """
    if report.bibliography is None:
        return report
    from reward_reports.publishing.rendering.bibtex_file import MAX_BYTES

    raw = files.read(report.bibliography, MAX_BYTES)
    if isinstance(raw, NotRead):
        return report
    known = {one.id for one in report.references}
    cited = [key for key in dict.fromkeys(_cited(report)) if key not in known]
    found = _references(raw.decode("utf-8", "replace"), cited)
    return report.model_copy(update={"references": (*report.references, *found), "bibliography": None})


def _cited(value: Any) -> Iterator[str]:
    """Give what may be the key of a source: every text that stands alone, and every citation in prose."""
    if isinstance(value, str):
        yield value
        yield from _cited_in(value)
    elif isinstance(value, BaseModel):
        for name, about in type(value).model_fields.items():
            if not about.exclude:  # free keys are on no page
                yield from _cited(getattr(value, name))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _cited(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _cited(inner)


def _cited_in(prose: str) -> Iterator[str]:
    for label in without_citations(prose)[1]:
        yield from (key for key, _ in citations(label))


def _references(text: str, cited: list[str]) -> Iterator[Reference]:
    """Give the entries that are cited, in the order of their first citation. What cannot be read of the file is left out."""
    from pybtex.errors import capture

    from reward_reports.publishing.rendering.bibtex_file import read_entries

    with capture():  # an invalid name does not affect the rest
        find = read_entries(text)
        for key in cited:
            fields = find(key)
            reference = _reference(key, fields) if fields is not None else None
            if reference is not None:
                yield reference


def _reference(key: str, fields: Fields) -> Reference | None:
    on_arxiv = fields.get("archiveprefix", fields.get("eprinttype", "")).lower() == "arxiv"
    year = _YEAR.search(fields.get("year") or fields.get("date") or "")
    read_on = fields.get("urldate", "")
    container = next((read_words(fields[name]) for name in _CONTAINERS if fields.get(name)), FieldWords(""))
    url = read_address(fields.get("url", "")) or container.address or read_words(fields.get("note", "")).address
    values = {
        "id": key,
        "title": read_words(fields.get("title", "")).text or key,
        "authors": _names(fields.get("author") or fields.get("editor") or ""),
        "year": int(year[0]) if year else None,
        "container": container.text if container.text != url else None,
        "url": url,
        "doi": read_doi(fields.get("doi", "")),
        "arxiv": read_address(fields.get("eprint", "")) if on_arxiv else None,
        "accessed": read_on if _DAY.match(read_on) else None,
    }
    values = {name: value or None for name, value in values.items()}
    try:
        return Reference(**values)
    except ValidationError as error:
        faulty = {one["loc"][0] for one in error.errors()}
    try:
        return Reference(**{name: value for name, value in values.items() if name not in faulty})
    except ValidationError:  # a key that is not an id cannot be cited
        return None


def _names(field: str) -> str | None:
    """Return the names of people in the order they are spoken: `Doe, Jane and van Berg, Jan` is Jane Doe and Jan van Berg."""
    from pybtex.bibtex.utils import split_name_list
    from pybtex.database import Person

    names = [read_words(_spoken(Person(name))).text for name in split_name_list(field[:LONGEST]) if name.strip()]
    *before, last = [name for name in names if name] or [""]
    return f"{', '.join(before)} and {last}" if before else last or None


def _spoken(person: Person) -> str:
    parts = (person.first_names, person.middle_names, person.prelast_names, person.last_names, person.lineage_names)
    return " ".join(word for part in parts for word in part)

"""The sources that a report keeps in a BibTeX file beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from reward_reports.base.escaping.quiet import silence
from reward_reports.publishing.rendering.files import Files, NotRead
from reward_reports.publishing.rendering.marks import citations
from reward_reports.publishing.rendering.prose_source import without_citations
from reward_reports.report.model import Report
from reward_reports.report.model.references import Reference

if TYPE_CHECKING:
    from pybtex.database import Entry, Person

MAX_BYTES = 1024 * 1024
"""The largest file that is read: some two thousand entries."""
_MOST_FAULTS = 200
_LONGEST = 2_000
"""Characters of a title, or of all names of an entry, that are read."""
_CONTAINERS = ("journal", "journaltitle", "booktitle", "howpublished", "institution", "school", "publisher")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}\Z")
_TYPED = re.compile(r"\\url\s*\{([^{}]*)\}")
_ESCAPED = re.compile(r"\\([%_#&$~{}])(?:\{\})?")


def with_sources(report: Report, files: Files) -> Report:
    """Return a report with those entries of its BibTeX file that it cites among its references.

    Where the file cannot be read the report stays as it is, and its pages say where more references are.
    """
    if report.bibliography is None:
        return report
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

    with capture():  # a name that is no name spoils nothing else
        entries = _entries(text)
        for key in cited:
            made = _reference(key, entries[key]) if key in entries else None
            if made is not None:
                yield made


def _entries(text: str) -> Mapping[str, Entry]:
    """Return the entries of a file; one that is told twice, or that never closes, spoils no other."""
    from pybtex.database.input.bibtex import Parser
    from pybtex.utils import CaseInsensitiveDict

    class Strings(CaseInsensitiveDict):  # type: ignore[misc]
        """What `@string` defines; each may hold the others many times over."""

        given = 0

        def __getitem__(self, name: str) -> str:
            value: str = super().__getitem__(name)
            self.given += len(value)
            if self.given > MAX_BYTES:
                raise _TooMuchError
            return value

    class Entries(Parser):  # type: ignore[misc]
        faults = 0

        def handle_error(self, _error: Exception) -> None:
            self.faults += 1
            if self.faults > _MOST_FAULTS:
                raise _TooMuchError

    parser = Entries(person_fields=())  # names are read of what is cited alone
    parser.macros = Strings(parser.macros)
    with suppress(_TooMuchError, RecursionError):
        parser.parse_string(text)
    entries: Mapping[str, Entry] = parser.data.entries
    return entries


class _TooMuchError(Exception):
    """The file wants more than any bibliography needs; what was read of it until then counts."""


def _reference(key: str, entry: Entry) -> Reference | None:
    told: dict[str, str] = dict(entry.fields)
    fields = {name.lower(): value for name, value in told.items()}
    on_arxiv = fields.get("archiveprefix", fields.get("eprinttype", "")).lower() == "arxiv"
    year = _YEAR.search(fields.get("year") or fields.get("date") or "")
    read_on = fields.get("urldate", "")
    made = {
        "id": key,
        "title": _plain(fields.get("title", "")) or key,
        "authors": _names(fields.get("author") or fields.get("editor") or ""),
        "year": int(year[0]) if year else None,
        "container": next((_plain(fields[name]) for name in _CONTAINERS if fields.get(name)), None),
        "url": _typed(fields.get("url")),
        "doi": _typed(fields.get("doi")),
        "arxiv": _typed(fields.get("eprint")) if on_arxiv else None,
        "accessed": read_on if _DAY.match(read_on) else None,
    }
    try:
        return Reference(**made)
    except ValidationError as error:
        faulty = {one["loc"][0] for one in error.errors()}
    try:
        return Reference(**{name: value for name, value in made.items() if name not in faulty})
    except ValidationError:  # a key that is no id cannot be cited
        return None


def _names(field: str) -> str | None:
    """Return the names of people in the order they are spoken: `Doe, Jane and van Berg, Jan` is Jane Doe and Jan van Berg."""
    from pybtex.bibtex.utils import split_name_list
    from pybtex.database import Person

    names = [_plain(_spoken(Person(name))) for name in split_name_list(field[:_LONGEST]) if name.strip()]
    *before, last = [name for name in names if name] or [""]
    return f"{', '.join(before)} and {last}" if before else last or None


def _spoken(person: Person) -> str:
    parts = (person.first_names, person.middle_names, person.prelast_names, person.last_names, person.lineage_names)
    return " ".join(word for part in parts for word in part)


def _plain(tex: str) -> str:
    """Return words of LaTeX as plain ones; as they are where they cannot be read."""
    from pylatexenc.latex2text import LatexNodes2Text

    silence("pylatexenc")
    tex = tex[:_LONGEST]
    try:
        words: str = LatexNodes2Text(math_mode="text").latex_to_text(tex)
    except Exception:  # on what is no LaTeX the library fails in many ways
        words = tex
    return " ".join(words.split())


def _typed(value: str | None) -> str | None:
    """Return an address or a number as it is typed elsewhere."""
    return _ESCAPED.sub(r"\1", _TYPED.sub(r"\1", value)).strip() or None if value else None

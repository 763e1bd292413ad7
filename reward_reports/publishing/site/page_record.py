"""What is known of a report's pages once they are written, as an object and as a line of JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields, is_dataclass
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from reward_reports.publishing.rendering.views import Share
from reward_reports.publishing.site.entry import IndexEntry, News
from reward_reports.publishing.site.page_writer import Stamp
from reward_reports.report.model.evidence import Cell, Evidence, Part

_LISTS = {"bar": Share, "news": News}


@dataclass(frozen=True, slots=True)
class EvidenceData:
    """What a report tells as data, which is the same whatever other reports there are: its lines of CSV, and a line of JSON."""

    csv: str
    json: str


@dataclass(frozen=True, slots=True)
class PageRecord:
    """The pages of one report.

    Attributes:
        entry: what the pages about all reports show of it.
        files: what was written, by paths from the top of the site.
        digest: of the report's file.
        beside: the files beside the report that were asked for, each with the digest of what was read, or why nothing was.
        head: the commit whose history was read; "" if none was.
        evidence: what the report tells, ready for the files of all reports.
        digests: of the files, as the list of the site has them.
    """

    entry: IndexEntry
    files: dict[str, Stamp]
    digest: str
    beside: dict[str, str]
    evidence: EvidenceData
    head: str = ""
    digests: dict[str, str] = field(default_factory=dict)

    def packed(self) -> str:
        """Return everything as one line."""
        record = [
            self.entry.file,
            self.digest,
            self.head,
            self.beside,
            [self.evidence.csv, self.evidence.json],
            self.files,
            _plain(self.entry),
        ]
        return json.dumps(record, separators=(",", ":"))


def unpacked(line: str) -> PageRecord:
    """Return what a line holds.

    Raises:
        ValueError, TypeError, KeyError: if it is no such line.
    """
    _, digest, head, beside, data, files, entry = json.loads(line, object_hook=_marked)
    for name, kind in _LISTS.items():
        entry[name] = [kind(**one) for one in entry[name]]
    evidence = Evidence(tuple(map(_cell, entry.pop("evidence"))))
    stamps = {name: (int(changed), int(size)) for name, (changed, size) in files.items()}
    return PageRecord(IndexEntry(**entry, evidence=evidence), stamps, digest, beside, EvidenceData(*data), head)


def _plain(value: Any) -> Any:
    """Return a value as JSON has it. What is ready for a page is marked, or it would be escaped when it comes back."""
    if isinstance(value, Markup):
        return {"markup": str(value)}
    if isinstance(value, Evidence):
        return [_plain_cell(cell) for cell in value.cells]
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value


def _plain_cell(cell: Cell) -> str:
    parts = [[part.path, part.known, part.routes] for part in cell.parts]
    return json.dumps([cell.question, cell.group, cell.known, cell.route, parts], separators=(",", ":"))


@lru_cache(1 << 14)
def _cell(text: str) -> Cell:
    """Return the cell that a text holds. Most reports say the same of a question as others: they share one."""
    question, group, known, route, parts = json.loads(text)
    inside = tuple(Part(tuple(path), part_known, tuple(routes)) for path, part_known, routes in parts)
    return Cell(tuple(question), group, known, route, inside)


def _marked(value: dict[str, Any]) -> Any:
    return Markup(value["markup"]) if value.keys() == {"markup"} else value  # noqa: S704 it was markup when it was kept

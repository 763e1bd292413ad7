"""Bytes of a file to a Source: which format it is, and what its name says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath

from reward_reports.exchange.importing.formats import IMPORTERS
from reward_reports.exchange.importing.importer import Importer
from reward_reports.exchange.importing.source import MAX_BYTES, Source, SourceError
from reward_reports.report.loading.decoding import decode
from reward_reports.report.loading.positions import Lines

_DATE = re.compile(r"(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)", re.ASCII)
_STAMP = re.compile(_DATE.pattern + r"(?:[-_T ]\d{2}[-_:]?\d{2}(?:[-_:]?\d{2})?(?!\d))?", re.ASCII)


def read_source(raw: bytes, name: str) -> Source:
    """Return the report that a file holds.

    Args:
        raw: the file's bytes.
        name: its name, which says the format and perhaps the date.

    Raises:
        SourceError: if it is in no format that is known, no UTF-8, too large, or does not close; with the place.
    """
    read = _importer(name)
    if read is None:
        raise SourceError(_unsupported(name))
    text, problems = decode(raw, MAX_BYTES)
    if problems:
        place = Lines(text).place(problems[0].span) if problems[0].span else None
        where = f":{place.line}:{place.column}" if place and text else ""
        raise SourceError(
            f"{name}{where}: {problems[0].message}; a text in UTF-8 of at most {MAX_BYTES:,} bytes is read"
        )
    return read(text.replace("\r\n", "\n").replace("\r", "\n"), name)


def is_readable(name: str) -> bool:
    """Whether a file is in a format that is read, by its name."""
    importer = _importer(name)
    return importer is not None and importer.in_folders


def day_in(name: str) -> date | None:
    """Return the date in the name of a file, such as `reward_report_2023-09-01_14-07-54.md`."""
    match = _DATE.search(PurePosixPath(name).name)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def name_without_date(name: str) -> str:
    """Return what the names of all versions of one report have in common."""
    path = PurePosixPath(name)
    return f"{path.parent}/{_STAMP.sub('', path.stem).strip('-_. ')}"


def _importer(name: str) -> Importer | None:
    """Return what reads a file, by the ending of its name, or None if it cannot be imported."""
    return next((one for one in IMPORTERS if name.lower().endswith(one.endings)), None)


def _unsupported(name: str) -> str:
    endings = [ending for one in IMPORTERS if one.in_folders for ending in one.endings[: one.known]]
    named = [f"{one.endings[0]} ({one.about.partition(' (')[0]})" for one in IMPORTERS if not one.in_folders]
    supported = ", ".join((*endings, *named, ".zip"))
    return f"{name}: this type of file cannot be imported; supported are {supported} or a folder of them"

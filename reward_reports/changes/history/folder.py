"""A folder of versions of one report, without git."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

from reward_reports.base.discovery import REPORT_NAMES, Note, find_reports
from reward_reports.base.errors import InputError
from reward_reports.changes.history.revision import PlacedBy, Revision
from reward_reports.changes.history.series import DATE, VERSION, without_ending
from reward_reports.report.loading import Document, Limits
from reward_reports.report.loading.document import read_bytes
from reward_reports.report.loading.versions import Versions

_Key: TypeAlias = tuple[object, ...]


def versions_in(folder: Path, limits: Limits, note: Note | None = None) -> tuple[Revision, ...]:
    """Return the report files of a folder as versions of one report, the oldest first.

    The first of these orders them that every file has, and no two the same: the date in the name
    (`2021-03-01.reward-report.yaml`, `20210301`), the version in the name (`v0.3.reward-report.yaml`), `report.date`,
    `report.version`. Names that differ by nothing but that are taken for one report; otherwise all need one `report.id`.

    Raises:
        InputError: if there is no report, they are not versions of one report, or nothing orders them.
    """
    names = find_reports([folder], note=note, deep=False, none=True)
    # Where no file is named as a report, the versions are: 0.1.yaml, 2021-03-01.yaml.
    names = names or find_reports([folder], (*REPORT_NAMES, "*.yaml", "*.yml"), note=note, deep=False)
    files = [Path(name) for name in names]
    read: dict[bytes, Document] = {}
    versions = Versions(limits)
    revisions = [
        Revision(
            file.name, None, "", file.name, read_bytes(file, limits), _limits=limits, _read=read, _versions=versions
        )
        for file in files
    ]
    return tuple(revisions) if len(revisions) == 1 else _ordered(revisions, folder)


def _ordered(versions: list[Revision], folder: Path) -> tuple[Revision, ...]:
    for placed_by, key_of in _ORDERS.items():
        keys = [key_of(revision) for revision in versions]
        known = [key for key in keys if key is not None]
        if len(set(known)) < len(versions):
            continue
        if placed_by not in _IN_NAME or len({_rest(revision.name, placed_by) for revision in versions}) > 1:
            _check_ids(versions, folder)
        return tuple(
            _placed(revision, placed_by)
            for _, revision in sorted(zip(known, versions, strict=True), key=lambda pair: pair[0])
        )
    _check_ids(versions, folder)
    raise InputError(
        f"cannot order the versions in {folder.as_posix()}: put a date into each name (2021-03-01.reward-report.yaml), "
        "or give each report its `date`"
    )


def _rest(name: str, placed_by: PlacedBy) -> str:
    return (DATE if placed_by == "date in the name" else VERSION).sub("", name, count=1)


def _check_ids(versions: list[Revision], folder: Path) -> None:
    ids = sorted({revision.report.report.id for revision in versions if revision.report})
    if len(ids) != 1:
        shown = ", ".join(ids[:5]) + (", …" if len(ids) > 5 else "")
        raise InputError(
            f"{folder.as_posix()} holds {len(ids)} different reports and not versions of one ({shown}): name one file"
            if ids
            else f"no report in {folder.as_posix()} loads: lint them first"
        )


def _placed(revision: Revision, placed_by: PlacedBy) -> Revision:
    day = _date_in_name(revision)
    if day is None and revision.report is not None and revision.report.report.date is not None:
        day = revision.report.report.date.start
    return replace(revision, date=day, placed_by=placed_by)


def _date_in_name(revision: Revision) -> date | None:
    match = DATE.search(revision.name)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _key_date(revision: Revision) -> _Key | None:
    day = _date_in_name(revision)
    return (day,) if day else None


def _key_version(revision: Revision) -> _Key | None:
    match = VERSION.search(without_ending(revision.name))
    return tuple(map(int, match[1].split("."))) if match else None


def _key_report_date(revision: Revision) -> _Key | None:
    day = revision.report.report.date if revision.report else None
    return (day.start, day.end) if day else None


def _key_report_version(revision: Revision) -> _Key | None:
    match = VERSION.fullmatch(revision.report.report.version.strip()) if revision.report else None
    return tuple(map(int, match[1].split("."))) if match else None


_ORDERS: dict[PlacedBy, Callable[[Revision], _Key | None]] = {
    "date in the name": _key_date,
    "version in the name": _key_version,
    "report.date": _key_report_date,
    "report.version": _key_report_version,
}
_IN_NAME = ("date in the name", "version in the name")

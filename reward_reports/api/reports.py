"""Reports as data: read, written, compared."""

from __future__ import annotations

import os
from pathlib import Path

from reward_reports.base.discovery import PathLike
from reward_reports.changes.comparing import Change
from reward_reports.report.model import Report


def load(path: PathLike) -> Report:
    """Read a report from a file.

    Args:
        path: a YAML file.

    Returns:
        The report, frozen and typed.

    Raises:
        InputError: if the file cannot be read.
        InvalidReportError: if the file does not hold a report; the message names the first problem and its place.
    """
    from reward_reports.report.loading import load_file

    return load_file(path if isinstance(path, Path) else os.fspath(path)).require()


def loads(text: str | bytes) -> Report:
    """Read a report from a text.

    Args:
        text: YAML, as a string or as UTF-8.

    Returns:
        The report, frozen and typed.

    Raises:
        InvalidReportError: if the text does not hold a report; the message names the first problem and its place.
    """
    from reward_reports.report.loading import load_bytes, load_text

    return (load_text(text) if isinstance(text, str) else load_bytes(text, "<text>")).require()


def dumps(report: Report) -> str:
    """Write a report as YAML, in the layout of the examples.

    Keys that were not set are left out, and so are answers that say nothing. `reward-reports fmt` has nothing to change.

    Args:
        report: the report.

    Returns:
        The YAML; `loads` gives an equal report.

    Raises:
        InvalidReportError: if no file can hold the report, because a free value nests too deep or a value was never
            validated.
    """
    from reward_reports.report.dumping import dumps as dump_text

    return dump_text(report)


def dump(report: Report, path: PathLike, *, overwrite: bool = False) -> None:
    """Write a report to a YAML file, whole or not at all.

    A file that `dump` wrote is replaced. One that was written or edited by hand is not, since its comments and its layout
    would be lost.

    Args:
        report: the report.
        path: the file; its folder must exist.
        overwrite: whether to replace any file.

    Raises:
        InvalidReportError: if no file can hold the report; see `dumps`.
        InputError: if a file that is there cannot be read.
        OutputError: if the file cannot be written, or holds something that `dump` would not have written.
    """
    from reward_reports.base.errors import OutputError
    from reward_reports.base.reading import shown
    from reward_reports.base.writing import write_file

    text = dumps(report)
    if not overwrite and _is_by_hand(Path(path)):
        raise OutputError(
            f"{shown(path)} is not overwritten, because its comments and its layout would be lost; "
            "name another file, or pass overwrite=True"
        )
    write_file(path, text.encode())


def _is_by_hand(file: Path) -> bool:
    """Whether a file holds anything that `dump` would not have written."""
    if not file.is_file() or not file.stat().st_size:
        return False
    from reward_reports.report.loading import load_file

    document = load_file(file)
    return document.report is None or dumps(document.report).encode() != document.raw


def compare(old: Report | PathLike, new: Report | PathLike) -> tuple[Change, ...]:
    """Find what changed between two reports, or between the reports in two files.

    Args:
        old: the earlier report.
        new: the later report.

    Returns:
        The changes in the order of the report; none for equal reports.

    Raises:
        InputError: if a file cannot be read.
        InvalidReportError: if a file does not hold a report.
    """
    from reward_reports.changes.comparing import compare as compare_reports

    return compare_reports(as_report(old), as_report(new))


def as_report(given: Report | PathLike) -> Report:
    """Return a report, or the report in a file."""
    return load(given) if isinstance(given, str | os.PathLike) else given

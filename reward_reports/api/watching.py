"""Reports watched over time: what is due, where each stands, what came of changes, which triggers fire."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reward_reports.api.options import Audience, day_of, search_for, settings_or_nearest
from reward_reports.base.discovery import PathLike
from reward_reports.base.errors import ConfigError, LogError
from reward_reports.linting.settings import Settings
from reward_reports.report.model import Report
from reward_reports.report.model.values import Duration
from reward_reports.runs.monitoring.check import CheckRow
from reward_reports.runs.monitoring.due import Due
from reward_reports.runs.monitoring.metric_logs import Logs, MetricLogReader
from reward_reports.runs.monitoring.outcomes import Expected
from reward_reports.runs.monitoring.status import Standing

if TYPE_CHECKING:
    from reward_reports.report.loading import Document


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What was found about one report.

    Attributes:
        file: the report's file.
        report: the report's id.
        rows: a row for each trigger, threshold and performance standard, in the order of the report.
    """

    file: str
    report: str
    rows: tuple[CheckRow, ...]

    @property
    def alarm(self) -> bool:
        """Whether somebody must act: a trigger fires, or fired, and was not answered in time."""
        return any(row.alarm for row in self.rows)


def check(
    *paths: PathLike,
    logs: Iterable[str] = (),
    settings: Settings | None = None,
    today: date | None = None,
    audience: Audience = "internal",
) -> tuple[CheckResult, ...]:
    """Compare every metric trigger, threshold and performance standard with the measured values.

    Values come from a report's observations, from the logs that it names and from `logs`. Where values are missing, the result
    of a row is `cannot_tell`.

    Args:
        paths: files, and folders that are searched for reports; by default the working folder.
        logs: logs to read besides, each as `[METRIC=]PATH[:TAG]`.
        settings: which files are reports; by default the settings nearest to the working folder.
        today: the date that counts as today; by default the day of the call.
        audience: `public`, `auditor` or `internal`; what they may not read is `held_back`.

    Returns:
        What was found, a result for each report.

    Raises:
        InputError: if no report is found, or a report or a log cannot be read.
        InvalidReportError: if a file does not hold a report.
        ConfigError: if the settings cannot be used, or no report has a metric that `logs` names.
    """
    from reward_reports.runs.monitoring.check import Checker
    from reward_reports.runs.monitoring.metric_logs import parse_option

    reports = list(_reports(paths, settings, audience))
    reader = MetricLogReader(map(parse_option, logs))
    reader.check_metrics(report for _, report in reports)
    checkers = [
        (document.name, Checker(report, _logs(reader, document, report, audience), day_of(today)))
        for document, report in reports
    ]
    return tuple(
        CheckResult(name, checker.report.report.id, tuple(checker.rows(audience))) for name, checker in checkers
    )


def due(
    *paths: PathLike,
    within: Duration | str | None = None,
    settings: Settings | None = None,
    today: date | None = None,
    audience: Audience = "internal",
) -> tuple[Due, ...]:
    """List what is to be reviewed, answered, judged and done in the reports among and below the paths.

    Args:
        paths: files, and folders that are searched for reports; by default the working folder.
        within: leave out what is due later than this from today, as an ISO 8601 duration such as `P30D`.
        settings: which files are reports; by default the settings nearest to the working folder.
        today: the date that counts as today; by default the day of the call.
        audience: `public`, `auditor` or `internal`; what they may not read is left out.

    Returns:
        What is due, the most overdue first.

    Raises:
        InputError: if no report is found or a report cannot be read.
        InvalidReportError: if a file does not hold a report.
        ConfigError: if the settings or the duration cannot be used.
    """
    from reward_reports.runs.monitoring.due import due_in, due_within, in_order

    day, span = day_of(today), _duration(within)
    reports = _reports(paths, settings, audience)
    items = in_order(item for document, report in reports for item in due_in(report, document.name, day, audience))
    return tuple(items if span is None else due_within(items, span, day))


def status(
    *paths: PathLike, settings: Settings | None = None, today: date | None = None, audience: Audience = "internal"
) -> tuple[Standing, ...]:
    """Say where the reports among and below the paths stand: their age, their gaps, what is open and what is due.

    Args:
        paths: files, and folders that are searched for reports; by default the working folder.
        settings: which files are reports, and the frameworks whose items are counted; by default the settings nearest to the
            working folder.
        today: the date that counts as today; by default the day of the call.
        audience: `public`, `auditor` or `internal`; only what they may read is counted.

    Returns:
        A line for each report, in the order of the files.

    Raises:
        InputError: if no report is found or a report cannot be read.
        InvalidReportError: if a file does not hold a report.
        ConfigError: if the settings cannot be used.
    """
    from reward_reports.runs.monitoring.status import standing

    reports = _reports(paths, settings, audience)
    frameworks = settings_or_nearest(settings).frameworks
    return tuple(standing(report, document.name, day_of(today), audience, frameworks) for document, report in reports)


def outcomes(
    *paths: PathLike, settings: Settings | None = None, today: date | None = None, audience: Audience = "internal"
) -> tuple[Expected, ...]:
    """List what was expected of each change in the reports among and below the paths, and what came of it.

    Args:
        paths: files, and folders that are searched for reports; by default the working folder.
        settings: which files are reports; by default the settings nearest to the working folder.
        today: the date that counts as today; by default the day of the call.
        audience: `public`, `auditor` or `internal`; what they may not read is left out.

    Returns:
        The expectations in the order of the files and their changelogs, each with the values before and after the change.

    Raises:
        InputError: if no report is found, or a report or a log that it names cannot be read.
        InvalidReportError: if a file does not hold a report.
        ConfigError: if the settings cannot be used.
    """
    from reward_reports.runs.monitoring.outcomes import outcomes_of

    reader = MetricLogReader()
    return tuple(
        expected
        for document, report in _reports(paths, settings, audience)
        for expected in outcomes_of(
            report, document.name, day_of(today), _logs(reader, document, report, audience).points, audience
        )
    )


def _reports(
    paths: tuple[PathLike, ...], settings: Settings | None, audience: str
) -> Iterator[tuple[Document, Report]]:
    from reward_reports.report.loading import load_file

    files, limits = search_for(paths or (".",), settings)
    for name in files:
        document = load_file(name, limits=limits)
        yield document, document.require(audience)


def _logs(reader: MetricLogReader, document: Document, report: Report, audience: str) -> Logs:
    logs = reader.logs_of(report, document.folder, audience)
    if logs.errors:
        raise LogError(f"{document.name}: {logs.errors[0]}")
    return logs


def _duration(given: Duration | str | None) -> Duration | None:
    try:
        return Duration.parse(given) if isinstance(given, str) else given
    except ValueError as error:
        raise ConfigError(f"{given!r} is not a duration: {error}") from None

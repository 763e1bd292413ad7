"""Finds the log of each metric, on the command line or in the report, and reads its points."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reward_reports.base.boundary import boundary_of, reaches
from reward_reports.base.errors import ConfigError, InputError, RewardReportsError
from reward_reports.report.model import Report
from reward_reports.report.model.optimization_intent import Metric, ObservationsFrom
from reward_reports.report.model.redaction import metrics_held
from reward_reports.report.model.values import ID_PATTERN
from reward_reports.runs.monitoring.series import Timed

Reader = Callable[..., Mapping[str, Sequence[Timed]]]


@dataclass(frozen=True, slots=True)
class LogOption:
    """A log named on the command line.

    Attributes:
        path: the file or folder.
        metric: the metric it is of; None for every metric whose tag it holds.
        tag: the name of the metric in the log; None for the metric's own tag or id.
    """

    path: Path
    metric: str | None = None
    tag: str | None = None


@dataclass
class Logs:
    """The points of a report's metrics.

    Attributes:
        points: by the ids of the metrics.
        missing: why a metric's log gave nothing, by the ids of the metrics.
        errors: the logs that could not be read.
    """

    points: dict[str, Sequence[Timed]] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


def parse_option(text: str) -> LogOption:
    """Read `[METRIC=]PATH[:TAG]`. Where a name holds `=` or `:`, what is there as a file decides.

    Raises:
        ConfigError: if no file is there.
    """
    if Path(text).exists():
        return LogOption(Path(text))
    name, equals, rest = text.partition("=")
    metric = name if equals and re.match(ID_PATTERN, name) else None
    path, tag = _split(rest if metric else text)
    if path is None:
        raise ConfigError(f"--log {text} does not exist; write METRIC=PATH or METRIC=PATH:TAG")
    return LogOption(path, metric, tag)


def _split(text: str) -> tuple[Path | None, str | None]:
    """Split a path from a tag at the last colon that leaves a file; tags and Windows drives have colons too."""
    if Path(text).exists():
        return Path(text), None
    for match in reversed(list(re.finditer(":", text))):
        if match.start() and Path(text[: match.start()]).exists():
            return Path(text[: match.start()]), text[match.end() :] or None
    return None, None


class MetricLogReader:
    """Reads logs, each once, however many metrics and reports they serve."""

    def __init__(self, options: Iterable[LogOption] = (), read: Reader | None = None) -> None:
        """Take the logs of the command line, and what reads a log; by default `reward_reports.runs.logs.read_log`."""
        self._options = list(options)
        self._read = read
        self.remarks: list[str] = []
        """What was odd about logs that were read all the same: that the last record is cut off, say."""
        self._known: dict[tuple[str, str | None], Mapping[str, Sequence[Timed]]] = {}

    def logs_of(self, report: Report, folder: Path | None, audience: str = "internal") -> Logs:
        """Return the points of all metrics of a report. A log of the command line goes before one that the report names.

        Args:
            report: the report.
            folder: the folder that it lies in.
            audience: who reads what is said of logs that cannot be read, or are odd.

        Raises:
            InputError: if a log of the command line cannot be read, or does not hold the tag it was named with.
        """
        logs, held = Logs(), metrics_held(report, audience)
        # What may be told of a log is told of the first metric that asks for it.
        for metric in sorted(report.optimization_intent.metrics, key=lambda one: one.id in held):
            remarks = len(self.remarks)
            if not self._from_options(metric, logs):
                self._from_report(metric, folder, logs, held, audience)
            if metric.id in held:
                del self.remarks[remarks:]
        return logs

    def check_metrics(self, reports: Iterable[Report]) -> None:
        """Refuse a log for a metric that no report has.

        Raises:
            ConfigError: naming it.
        """
        metrics = {
            metric.id
            for report in reports
            for register in (
                report.optimization_intent.performance_metrics,
                report.optimization_intent.oversight_metrics,
            )
            for metric in register.items
        }
        for option in self._options:
            if option.metric is not None and option.metric not in metrics:
                raise ConfigError(f"--log {option.metric}=…: no report has a metric {option.metric}")

    def _from_options(self, metric: Metric, logs: Logs) -> bool:
        named = metric.observations_from.tag if metric.observations_from else None
        for option in self._options:
            if option.metric not in (None, metric.id):
                continue
            held = self._log(option.path, None)
            wanted = [option.tag] if option.tag else [tag for tag in (named, metric.id) if tag]
            if option.metric is None and option.tag not in (None, named, metric.id):
                continue
            tag = next((tag for tag in wanted if tag in held), None)
            if tag is not None:
                self._keep(metric, held[tag], f"{option.path.as_posix()} holds no point of {tag}", logs)
                return True
            if option.metric is not None:
                raise InputError(_no_tag(option.path.as_posix(), wanted[0], held))
        return False

    def _from_report(
        self, metric: Metric, folder: Path | None, logs: Logs, held: Collection[str], audience: str
    ) -> None:
        source = metric.observations_from
        if source is None:
            return
        tag = source.tag or metric.id
        try:
            points = self._tag_in(inside(folder, source.path), source, tag, audience)
        except RewardReportsError as error:
            logs.missing[metric.id] = str(error)
            known = f"the log of {metric.id}: {error}"
            logs.errors.append(
                "the log of a metric that this audience may not see cannot be read" if metric.id in held else known
            )
            return
        self._keep(metric, points, f"{source.path} holds no point of {tag}", logs)

    def _tag_in(self, file: Path, source: ObservationsFrom, tag: str, audience: str) -> Sequence[Timed]:
        """Return the points of a tag of a log.

        Where not everything may be read, an error quotes nothing of the log: it may hold metrics that are held back.

        Raises:
            InputError: if the log cannot be read, or lacks the tag. It names the log as the report does.
        """
        try:
            held = self._log(file, source.format)
        except RewardReportsError as error:
            if audience != "internal":
                raise InputError(f"{source.path} cannot be read as a log") from error
            raise InputError(str(error).replace(str(file), source.path)) from error
        if tag not in held:
            raise InputError(
                _no_tag(source.path, tag, held) if audience == "internal" else f"{source.path} has no tag {tag}"
            )
        return held[tag]

    @staticmethod
    def _keep(metric: Metric, points: Sequence[Timed], empty: str, logs: Logs) -> None:
        if points:
            logs.points[metric.id] = points
        else:
            logs.missing[metric.id] = empty

    def _log(self, path: Path, form: str | None) -> Mapping[str, Sequence[Timed]]:
        key = path.as_posix(), form
        if key not in self._known:
            if self._read is None:
                from reward_reports.runs.logs import read_log

                self._read = read_log
            self._known[key] = self._read(path, format=form, note=self.remarks.append)
        return self._known[key]


def inside(folder: Path | None, path: str) -> Path:
    """Return the path of a log that a report names, which must lie within the report's boundary, links followed.

    Raises:
        InputError: if it lies elsewhere, or is not there.
    """
    if folder is None:
        raise InputError(f"{path} cannot be looked for, since the report is not a file")
    try:
        target = reaches(folder, path)
        there = target is not None and target.exists()
    except (OSError, ValueError, RuntimeError) as error:  # a name that no file system takes, or links in a circle
        raise InputError(f"{path} cannot be read: {error}") from error
    if target is None:
        raise InputError(
            f"{path} lies outside the report's folder and its git checkout; put the log in the checkout, or name it with --log"
        )
    if not there:
        raise InputError(f"{path} does not exist")
    # What a folder holds is read too, and a link in it may lead anywhere.
    root = boundary_of(folder)
    for link in (one for one in target.rglob("*") if one.is_symlink()) if target.is_dir() else ():
        if not link.resolve().is_relative_to(root):
            raise InputError(f"{path} holds a link out of {root.name}: {link.name}; replace it by a copy")
    return target


def _no_tag(path: str, tag: str, held: Iterable[str]) -> str:
    names = sorted(held)
    more = f" and {len(names) - 8} more" if len(names) > 8 else ""
    return f"{path} has no tag {tag}" + (f"; it has {', '.join(names[:8])}{more}" if names else "; it has none")

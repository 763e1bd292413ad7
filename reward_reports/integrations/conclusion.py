"""The end of a training run: a report that is not there yet is drafted, one that is there is held against the run."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from reward_reports.api.starting import draft
from reward_reports.api.watching import check
from reward_reports.base.errors import RewardReportsError
from reward_reports.base.escaping.visible import visible
from reward_reports.base.writing import write_file
from reward_reports.runs.drafting import update

_LOGGER = logging.getLogger("reward_reports")


def conclude(report: Path, sources: Sequence[Path]) -> None:
    """Draft a report or check it, and log what people should know as warnings. A run is never ended by its report.

    Args:
        report: the report; nothing in it is changed if it is there.
        sources: what the run left behind.
    """
    try:
        lines = _checked(report, sources) if report.exists() else _drafted(report, sources)
    except (RewardReportsError, OSError) as error:
        lines = [f"{report.as_posix()} was neither drafted nor checked: {error}"]
    for line in lines:
        _LOGGER.warning("%s", visible(line))


def warn(path: Path, error: OSError) -> None:
    """Log that a file of the run cannot be written."""
    _LOGGER.warning("%s cannot be written: %s", visible(path.as_posix()), error.strerror or error)


def _drafted(report: Path, sources: Sequence[Path]) -> list[str]:
    drafted = draft(*sources, folder=report.parent)
    report.parent.mkdir(parents=True, exist_ok=True)
    write_file(report, drafted.yaml.encode(), new=True)
    message = f"{report.as_posix()} was drafted with {drafted.facts} values of this run; answer the questions in it"
    return [message, *(f"sources differ on {one}" for one in drafted.conflicts)]


def _checked(report: Path, sources: Sequence[Path]) -> list[str]:
    updated = update(report, sources, values_only=True)
    lines = []
    if updated.differs:
        advice = (
            f"take what is right with `reward-reports draft --update {report.as_posix()}` and say why in its changelog"
        )
        lines = [f"{report.as_posix()} differs from this run; {advice}"]
        lines += [f"differs: {one}" for one in (*updated.changed, *updated.weights, *updated.gone)]
    for result in check(report):
        lines += [
            f"{result.file}: {row.subject} {row.item}: {row.result}: {row.why}" for row in result.rows if row.alarm
        ]
    return lines

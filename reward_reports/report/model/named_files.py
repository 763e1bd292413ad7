"""The files that a report names: its logs, figures and bibliography, and those that its values are bound to."""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.report.model.report import Report


def named_files(report: Report) -> Iterator[str]:
    """Give the paths as the report writes them, from its folder."""
    yield from (one.observations_from.path for one in report.optimization_intent.metrics if one.observations_from)
    yield from (one.path for one in report.figures)
    yield from (one.path for one in report.bindings)
    if report.bibliography is not None:
        yield report.bibliography

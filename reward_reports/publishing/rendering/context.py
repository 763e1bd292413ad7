"""What every part of a page needs to know while it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from reward_reports.publishing.rendering.writer import Writer
from reward_reports.report.model import Layout, Report
from reward_reports.report.model.system_maintenance import Entry, Outcome


@dataclass(slots=True)
class Context:
    """One report on its way to one page.

    Attributes:
        report: the report as the audience may see it.
        writer: how values are written in the format.
        layout: the order and titles of the fields.
        audience: who reads.
        today: the date that counts as today, or None where the page says nothing that depends on it.
        units: the unit of each metric.
        outcomes: what came of each expectation, by the entry and the id of the expectation.
    """

    report: Report
    writer: Writer
    layout: Layout
    audience: str
    today: date | None = None
    units: dict[str, str] = field(default_factory=dict)
    outcomes: dict[tuple[int, str], list[tuple[Entry, Outcome]]] = field(default_factory=dict)

"""Where a report stands: how old, how much is answered, what is known to go wrong, what is due next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from reward_reports.report.frameworks import FRAMEWORKS
from reward_reports.report.frameworks.answered import State, counted
from reward_reports.report.model import Report
from reward_reports.report.model.evidence import Evidence, evidence_of
from reward_reports.report.model.promises import entries_by_trigger, last_review, responses
from reward_reports.report.model.redaction import redact
from reward_reports.report.model.states import is_open
from reward_reports.runs.monitoring.due import Due, due_in, in_order


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one report stands.

    Attributes:
        file: the report's file.
        report: the report's id.
        title: its title.
        version: its version.
        status: `draft`, `published`, `superseded` or `archived`.
        hypothetical: whether it is about a system that does not exist.
        reviewed: the day of the last review, or else of the report; None if neither is known.
        age: how many days ago that was; below zero if it lies ahead.
        evidence: what it tells, by which route: the cells that are counted.
        failures: how many failure modes are open: not mitigated, not resolved.
        armed: how many triggers are being watched.
        fired: how many times a trigger went off that no changelog entry answers.
        overdue: how many things are too late.
        next: what is due next; what is overdue comes first.
        frameworks: of each framework asked for, how many of its items are in each state.
    """

    file: str
    report: str
    title: str
    version: str
    status: str
    hypothetical: bool
    reviewed: date | None
    age: int | None
    evidence: Evidence
    failures: int
    armed: int
    fired: int
    overdue: int
    next: Due | None
    frameworks: dict[str, Counter[State]] = field(default_factory=dict)


def standing(
    report: Report, file: str, today: date, audience: str = "internal", frameworks: Sequence[str] = ()
) -> Standing:
    """Return where a report stands, as far as an audience may read it.

    Args:
        report: the report.
        file: what to call its file.
        today: the date that counts as today.
        audience: `public`, `auditor` or `internal`.
        frameworks: names of frameworks whose items are counted.
    """
    seen, info = redact(report, audience), report.report
    due = in_order(due_in(seen, file, today))
    reviewed = last_review(seen)
    return Standing(
        file=file,
        report=info.id,
        title=info.title,
        version=info.version,
        status=info.status,
        hypothetical=info.kind == "hypothetical",
        reviewed=reviewed,
        age=(today - reviewed).days if reviewed else None,
        evidence=evidence_of(report, audience),
        failures=sum(is_open(mode) for mode in seen.optimization_intent.known_failure_modes.items),
        armed=sum(one.state == "armed" for one in seen.system_maintenance.update_triggers.items),
        fired=_unanswered(seen, today),
        overdue=sum(one.overdue for one in due),
        next=due[0] if due else None,
        frameworks={name: counted(report, FRAMEWORKS[name], audience) for name in dict.fromkeys(frameworks)},
    )


def _unanswered(report: Report, today: date) -> int:
    entries = entries_by_trigger(report)
    return sum(
        one.state in ("waiting", "missed")
        for trigger in report.system_maintenance.update_triggers.items
        for one in responses(report, trigger, entries.get(trigger.id, []), today)
    )

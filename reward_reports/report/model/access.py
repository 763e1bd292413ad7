"""Whether a system is open or closed: who can have its weights, code or data, as its report says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from reward_reports.report.model.evidence import Cell, Evidence
from reward_reports.report.model.report import Report

Level: TypeAlias = Literal["open", "gated", "closed"]


@dataclass(frozen=True, slots=True)
class Access:
    """Who can have what a system runs on.

    Attributes:
        level: `open` to anybody, `gated` (on request or under conditions), or `closed`.
        what: what they can have: `weights`, or `artefacts` (code, data or configuration).
        question: the section and the field that say so, with a dot between them.
    """

    level: Level
    what: Literal["weights", "artefacts"]
    question: str

    def cell(self, evidence: Evidence) -> Cell | None:
        """Return the cell of the answer that says so."""
        return next((cell for cell in evidence.cells if ".".join(cell.question) == self.question), None)


def access_of(report: Report, evidence: Evidence) -> Access | None:
    """Return who can have a system; None where the report does not say.

    What it says of the weights decides. Where it says nothing of them, an answer that rests on the owner's code, data or
    configuration shows that anybody can have these.

    Args:
        report: the report as its audience may read it.
        evidence: what it tells that audience.
    """
    if report.rlhf and report.rlhf.release.weights:
        return Access(report.rlhf.release.weights, "weights", "rlhf.release")
    if report.recommender and report.recommender.weights_published.url:
        return Access("open", "weights", "recommender.weights_published")
    shown = next((cell for cell in evidence.cells if any(part.has({"artefact"}) for part in cell.parts)), None)
    return Access("open", "artefacts", ".".join(shown.question)) if shown else None

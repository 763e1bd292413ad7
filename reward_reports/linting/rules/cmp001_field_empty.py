"""A field that every report answers is missing or empty.

Readers cannot tell whether nobody knew, nobody asked or somebody preferred not to say. "We do not know" and "we will
not say, because" are answers; an empty field is not. At the strictness `minimal`, only the most important fields are
required.

Bad: everything else is missing too.
```yaml
system_details:
  system_owner: ""
```

Good: what is not known is stated, with a reason.
```yaml
system_details:
  system_owner: The city library runs the system and wrote this report.
  dates: {active_from: 2025-09-01, lifecycle: deployed}
  feedback_and_communication: [{id: desk, email: shelf@library.org}]
  other_resources: {disclosure: not_applicable, reason: This report is the only description.}
optimization_intent:
  goal_of_reinforcement: Show readers three books that they will borrow and finish.
  performance_metrics: [{id: finished, name: Finished loans}]
  oversight_metrics: [{id: small-press, name: Share of small publishers}]
  known_failure_modes: [{id: loop, name: Bestsellers recommend themselves}]
institutional_interface:
  deployment_agency: It took over from a shelf that staff arranged by hand.
  stakeholders: [{id: readers, name: Readers}]
  explainability_and_transparency: Each book shows the loan that led to it.
  recourse: [{id: desk, who: any reader, how: ask at the desk, respond_within: P1W}]
implementation:
  reward_details: {formula: r = f}
  environment_details: One step is one visit to the start page.
  measurement_details: Loans are read from the lending system each night.
  algorithmic_details: {algorithm: LinUCB}
  data_flow: Loans of the last two years; none are kept longer.
  limitations: Reading in the library leaves no trace and is not counted.
  engineering_tricks: {disclosure: not_applicable, reason: The library's defaults were kept.}
evaluation:
  evaluation_environment: A replay of the loans of 2024.
  offline_evaluations: {disclosure: not_measured, reason: There was no time before the pilot.}
  evaluation_validity: {disclosure: unknown, reason: Nobody has compared the replay with the pilot.}
  performance_standards: {disclosure: withheld, reason: The contract is under negotiation until June.}
system_maintenance:
  reporting_cadence: {every: P6M}
  update_triggers: [{id: council, kind: stakeholder, owner: the library council}]
  changelog: [{id: first, version: "1.0", date: 2026-03-02, summary: The first version.}]
```
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.versions import after_the_first
from reward_reports.linting.extract.wording import STATE_IT
from reward_reports.linting.rule import Rule
from reward_reports.linting.template_text.fingerprints import sentences_of
from reward_reports.report.model.guides import guides

if TYPE_CHECKING:
    from reward_reports.report.model.guides import Guide

RULE = Rule("CMP001", "field-empty", "error", level="minimal")
_CHANGELOG = ("system_maintenance", "changelog")
_REGRESSIONS = ("rlhf", "regression_checks")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each field that is asked for and not answered."""
    for path in context.blank:
        if _is_expected(context, path):
            yield _problem(context, guides()[path])


def _is_expected(context: Context, path: Path) -> bool:
    guide = guides()[path]
    if guide.optional or (context.strictness == "minimal" and not guide.minimal) or path == _REGRESSIONS:
        return False  # RLF011 covers regressions against the base model
    # CMP014 covers an empty changelog of a later version.
    return path != _CHANGELOG or not after_the_first(context.report.report.version)


def _problem(context: Context, guide: Guide) -> Problem:
    section = context.document.data.get(guide.path[0]) or {}
    what = "is empty" if guide.path[1] in section else "is missing"
    return Problem(f"{guide.title} {what}", _advice(guide.guidance), guide.path, on="key")


@cache
def _advice(guidance: str) -> str:
    return f"{sentences_of(guidance)[0].rstrip('.')}; {STATE_IT}"

"""Which changes touch the reward, which the oversight of it, which who answers for it."""

from __future__ import annotations

from functools import lru_cache

from reward_reports.base.diagnostics import Path
from reward_reports.changes.comparing.change import IMPACTS, Impact

BY_FIELD: dict[str, Impact] = {
    "schema_version": "editorial",
    "profiles": "accountability",
    "report": "accountability",
    "report.id": "editorial",
    "report.title": "editorial",
    "report.version": "editorial",
    "report.date": "editorial",
    "system_details.system_owner": "accountability",
    "system_details.dates": "accountability",
    "system_details.feedback_and_communication": "accountability",
    "system_details.other_resources": "editorial",
    "optimization_intent.goal_of_reinforcement": "reward",
    "optimization_intent.goal_of_reinforcement.alternatives": "editorial",
    "optimization_intent.performance_metrics": "reward",
    "optimization_intent.oversight_metrics": "oversight",
    "optimization_intent.known_failure_modes": "oversight",
    "institutional_interface.deployment_agency": "accountability",
    "institutional_interface.stakeholders": "accountability",
    "institutional_interface.explainability_and_transparency": "accountability",
    "institutional_interface.recourse": "accountability",
    "implementation.reward_details": "reward",
    "implementation.environment_details": "reward",
    "implementation.measurement_details": "oversight",
    "implementation.algorithmic_details": "reward",
    "implementation.data_flow": "reward",
    "implementation.limitations": "editorial",
    "implementation.engineering_tricks": "editorial",
    "evaluation.evaluation_environment": "oversight",
    "evaluation.offline_evaluations": "oversight",
    "evaluation.evaluation_validity": "oversight",
    "evaluation.performance_standards": "oversight",
    "system_maintenance.reporting_cadence": "oversight",
    "system_maintenance.update_triggers": "oversight",
    "system_maintenance.comments_on_performance": "editorial",
    "system_maintenance.comments_on_user_feedback": "editorial",
    "system_maintenance.recommendations": "accountability",
    "system_maintenance.changelog": "accountability",
    "rlhf": "reward",
    "rlhf.red_teaming": "oversight",
    "rlhf.regression_checks": "oversight",
    "rlhf.release": "accountability",
    "references": "editorial",
    "bibliography": "editorial",
    "figures": "editorial",
    # Whatever the field, these keys decide. They stand for the frame of an answer first of all.
    "*.disclosure": "accountability",
    "*.audience": "accountability",
    "*.reason": "accountability",
    "*.basis": "accountability",
    "*.as_of": "accountability",
    "*.license": "accountability",
    "*.contact": "accountability",
    "*.owner": "accountability",
    "*.retention": "accountability",
    "*.notice": "accountability",
    "*.opt_out": "accountability",
    "*.personal_data": "accountability",
    "*.protections": "accountability",
    "*.pay": "accountability",
    "*.thresholds": "oversight",
    "*.observations": "oversight",
    "*.observations_from": "oversight",
    "*.monitored_by": "oversight",
}
"""The one table. A key that stands anywhere (`*.`) goes first, then the longest beginning; the rest is editorial."""


def impact_of(path: Path) -> Impact:
    """Return what a change at a place touches."""
    return _impact(tuple(step for step in path if isinstance(step, str)))


def weightiest(*impacts: Impact) -> Impact:
    """Return the impact that matters most."""
    return min(impacts, key=IMPACTS.index)


@lru_cache(4096)
def _impact(keys: tuple[str, ...]) -> Impact:
    anywhere = (BY_FIELD.get(f"*.{key}") for key in reversed(keys[1:]))
    field = [key for key in keys if key not in ("items", "text")]
    longest = (BY_FIELD.get(".".join(field[:end])) for end in range(len(field), 0, -1))
    return next((found for found in (*anywhere, *longest) if found), "editorial")

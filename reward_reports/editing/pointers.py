"""Which keys hold the id of something else, for offering what may stand there."""

from __future__ import annotations

from reward_reports.base.diagnostics import Path
from reward_reports.editing.identifiers import home_of
from reward_reports.editing.spots import with_items
from reward_reports.linting.extract.pointers import Target

_INTENT, _CHANGES = "optimization_intent", "system_maintenance.changelog"
_BY_KEY: dict[str, Target] = {
    f"{_INTENT}.known_failure_modes.detected_by": "metric",
    f"{_INTENT}.known_failure_modes.affected": "stakeholder",
    f"{_INTENT}.performance_metrics.observations.source": "reference",
    f"{_INTENT}.oversight_metrics.observations.source": "reference",
    f"{_INTENT}.performance_metrics.baseline.source": "reference",
    f"{_INTENT}.oversight_metrics.baseline.source": "reference",
    "implementation.reward_details.metric": "metric",
    "implementation.reward_details.made_from": "source of a reward",
    "implementation.reward_details.part_of": "reward term",
    "implementation.environment_details.monitored_by": "metric",
    "implementation.environment_details.affected": "stakeholder",
    "implementation.measurement_details.measures": "metric",
    "evaluation.offline_evaluations.metric": "metric",
    "evaluation.performance_standards.metric": "metric",
    "system_maintenance.update_triggers.condition.metric": "metric",
    f"{_CHANGES}.triggered_by": "trigger",
    f"{_CHANGES}.expectations.metric": "metric",
    f"{_CHANGES}.outcomes.expectation": "expectation",
    f"{_CHANGES}.experiment.results.metric": "metric",
    "rlhf.preference_data.agreement.on": "preference data",
    "rlhf.training_stages.data": "data",
    "rlhf.reward_models.component": "component",
    "rlhf.reward_models.trained_on": "preference data",
    "rlhf.policy_optimization.component": "component",
    "rlhf.ai_feedback.term": "reward term",
    "rlhf.deployment_signals.monitored_by": "metric",
    "rlhf.environments.rewards": "reward term",
    "rlhf.reward_hacking.monitored_by": "metric",
    "recommender.signals.monitored_by": "metric",
}


def target_at(path: Path) -> Target | None:
    """Return what a value at a path is the id of, or None where no id of the report is meant."""
    keys = home_of(with_items(path))
    if keys and (keys[-1] == "sources" or keys[-2:] == ("owner_response", "source")):
        return "reference"
    return _BY_KEY.get(".".join(map(str, keys)))

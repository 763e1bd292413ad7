"""Two orders of the same fields: the 2022 paper's and the later web builder's."""

from __future__ import annotations

from typing import Literal, TypeAlias

Layout: TypeAlias = Literal["paper", "builder"]
FieldPath: TypeAlias = tuple[str, str]

_SYSTEM = tuple(
    ("system_details", name) for name in ("system_owner", "dates", "feedback_and_communication", "other_resources")
)
_IMPLEMENTATION = tuple(
    ("implementation", name)
    for name in (
        "reward_details",
        "environment_details",
        "measurement_details",
        "algorithmic_details",
        "data_flow",
        "limitations",
        "engineering_tricks",
    )
)
_EVALUATION = tuple(
    ("evaluation", name)
    for name in ("evaluation_environment", "offline_evaluations", "evaluation_validity", "performance_standards")
)
_COMMENTS = tuple(
    ("system_maintenance", name) for name in ("comments_on_performance", "comments_on_user_feedback", "recommendations")
)

LAYOUTS: dict[Layout, tuple[tuple[str, tuple[FieldPath, ...]], ...]] = {
    "paper": (
        ("System Details", _SYSTEM),
        (
            "Optimization Intent",
            tuple(
                ("optimization_intent", name)
                for name in ("goal_of_reinforcement", "performance_metrics", "oversight_metrics", "known_failure_modes")
            ),
        ),
        (
            "Institutional Interface",
            tuple(
                ("institutional_interface", name)
                for name in ("deployment_agency", "stakeholders", "explainability_and_transparency", "recourse")
            ),
        ),
        ("Implementation", _IMPLEMENTATION),
        ("Evaluation", _EVALUATION),
        (
            "System Maintenance",
            (
                ("system_maintenance", "reporting_cadence"),
                ("system_maintenance", "update_triggers"),
                ("system_maintenance", "changelog"),
                *_COMMENTS,
            ),
        ),
    ),
    "builder": (
        ("Overview", _SYSTEM),
        (
            "Performance",
            (
                ("optimization_intent", "goal_of_reinforcement"),
                ("optimization_intent", "performance_metrics"),
                ("optimization_intent", "known_failure_modes"),
            ),
        ),
        (
            "Responsibilities",
            (
                ("system_maintenance", "reporting_cadence"),
                ("system_maintenance", "update_triggers"),
                ("optimization_intent", "oversight_metrics"),
                ("institutional_interface", "deployment_agency"),
                ("institutional_interface", "stakeholders"),
                ("institutional_interface", "explainability_and_transparency"),
                ("institutional_interface", "recourse"),
            ),
        ),
        ("Implementation", _IMPLEMENTATION),
        ("Evaluation", _EVALUATION),
        ("Maintenance", (*_COMMENTS, ("system_maintenance", "changelog"))),
    ),
}
_SINCE_1_1 = (("rlhf", "environments"), ("rlhf", "reward_hacking"), ("rlhf", "specifications"))

OPTIONAL: frozenset[FieldPath] = frozenset((*_COMMENTS, *_SINCE_1_1))
"""The builder's three additions, and what later versions of the format added to a section: no rule asks for them."""

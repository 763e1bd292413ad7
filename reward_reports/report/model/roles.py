"""The order in which different people read a report: what each asks first, and which fields answer it.

The orders are our own judgement; whom each field is written for (`Guide.reader`) was the start. A role names no field twice and need not name all: what it does not name stands behind, so that nothing is ever hidden by a role.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reward_reports.report.model.layouts import FieldPath


@dataclass(frozen=True, slots=True)
class ReaderQuestion:
    """A question with the fields that answer it.

    Attributes:
        title: the question in a few words.
        why: what to look for in the answers, and why.
        fields: where they stand, the most telling first.
    """

    title: str
    why: str
    fields: tuple[FieldPath, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody who reads a report for a purpose.

    Attributes:
        name: what the role is called in addresses.
        readers: who they are, as in "for auditors".
        lead: what this order is good for.
        parts: what they ask, in their order.
    """

    name: str
    readers: str
    lead: str
    parts: tuple[ReaderQuestion, ...]

    def rest(self, fields: Iterable[FieldPath]) -> tuple[FieldPath, ...]:
        """Return the fields that no part names, in the order given."""
        named = {path for part in self.parts for path in part.fields}
        return tuple(path for path in fields if path not in named)


def _fields(text: str) -> tuple[FieldPath, ...]:
    return tuple((section, name) for section, name in (path.split(".") for path in text.split()))


AFFECTED = Role(
    "affected-people",
    "people it affects",
    "What the system wants of you, what it may do to you, and what you can do. A reward is the number that such a system is "
    "built to make large; a metric is something that is counted; a trigger is what makes its owners look again.",
    (
        ReaderQuestion(
            "What is it, and whose is it?",
            "Look for a name that answers for it, and for a goal that you would recognise from what you meet.",
            _fields("system_details.system_owner optimization_intent.goal_of_reinforcement system_details.dates"),
        ),
        ReaderQuestion(
            "Am I meant?",
            "If nobody here is in your place, the system was built without thinking of you; that is worth telling its owners.",
            _fields("institutional_interface.stakeholders implementation.environment_details"),
        ),
        ReaderQuestion(
            "What can I do?",
            "Look for what can be contested, how, and by when an answer is promised.",
            _fields(
                "institutional_interface.recourse system_details.feedback_and_communication "
                "institutional_interface.explainability_and_transparency system_maintenance.comments_on_user_feedback"
            ),
        ),
        ReaderQuestion(
            "What can go wrong, and who watches?",
            "What is known to go wrong, what is counted to notice it, and what makes the owners act.",
            _fields(
                "optimization_intent.known_failure_modes optimization_intent.oversight_metrics "
                "system_maintenance.update_triggers implementation.limitations rlhf.red_teaming"
            ),
        ),
        ReaderQuestion(
            "What is it rewarded for?",
            "What is not in the reward, the system does not care about, however much its owners do.",
            _fields("implementation.reward_details optimization_intent.performance_metrics rlhf.reward_models"),
        ),
        ReaderQuestion(
            "What does it know of me?",
            "What is collected, for how long it is kept, and whether what you do trains the system.",
            _fields("implementation.data_flow rlhf.deployment_signals rlhf.preference_data"),
        ),
        ReaderQuestion(
            "What has changed, and did it help?",
            "Each change with its cause, what was expected of it, and what came of it.",
            _fields(
                "system_maintenance.changelog system_maintenance.recommendations system_maintenance.reporting_cadence"
            ),
        ),
    ),
)
AUDITOR = Role(
    "auditors",
    "auditors",
    "The claims first, then what would show that they are wrong. An answer that is withheld or not known says so, with its reason.",
    (
        ReaderQuestion(
            "Who answers for what?",
            "Names and powers: who decides on the reward, who may demand an audit, who has conflicts of interest.",
            _fields(
                "system_details.system_owner institutional_interface.deployment_agency institutional_interface.stakeholders "
                "system_details.dates"
            ),
        ),
        ReaderQuestion(
            "What is it rewarded for?",
            "Compare the goal in words with the terms of the reward and their weights: the gap between the two is where harm begins.",
            _fields(
                "optimization_intent.goal_of_reinforcement implementation.reward_details optimization_intent.performance_metrics "
                "rlhf.reward_models rlhf.policy_optimization rlhf.deployment_signals"
            ),
        ),
        ReaderQuestion(
            "What is watched, and what follows?",
            "Each failure should have a metric that would show it, each metric a limit, each limit an owner and a time to respond.",
            _fields(
                "optimization_intent.oversight_metrics optimization_intent.known_failure_modes system_maintenance.update_triggers "
                "evaluation.performance_standards"
            ),
        ),
        ReaderQuestion(
            "Were the designers right?",
            "What was expected of each change against what came of it; a change without an expectation cannot be judged.",
            _fields(
                "system_maintenance.changelog system_maintenance.comments_on_performance system_maintenance.recommendations"
            ),
        ),
        ReaderQuestion(
            "How well is it measured?",
            "Sample sizes, intervals, baselines, and where the measurement differs from the place of use.",
            _fields(
                "evaluation.offline_evaluations evaluation.evaluation_validity evaluation.evaluation_environment "
                "implementation.measurement_details rlhf.red_teaming rlhf.regression_checks"
            ),
        ),
        ReaderQuestion(
            "Whose data, whose work?",
            "Where the data come from, on what terms, and who labelled them under what conditions.",
            _fields("implementation.data_flow rlhf.preference_data rlhf.ai_feedback rlhf.base_model"),
        ),
        ReaderQuestion(
            "Can people object?",
            "What can be contested, how, by when, and whether it changed anything.",
            _fields(
                "institutional_interface.recourse institutional_interface.explainability_and_transparency "
                "system_maintenance.comments_on_user_feedback system_details.feedback_and_communication rlhf.release"
            ),
        ),
    ),
)
DEVELOPER = Role(
    "developers",
    "developers",
    "How it is built and what is known to break, before you change it or build on it. Whatever you change belongs into the changelog, "
    "with what you expect of it.",
    (
        ReaderQuestion(
            "What does it optimise?",
            "The reward as it is computed, the horizon it looks ahead, and what was left out on purpose.",
            _fields(
                "optimization_intent.goal_of_reinforcement implementation.reward_details optimization_intent.performance_metrics "
                "optimization_intent.oversight_metrics"
            ),
        ),
        ReaderQuestion(
            "How is it built?",
            "Environment, measurements, algorithm and tricks: what a copy would need.",
            _fields(
                "implementation.environment_details implementation.measurement_details implementation.algorithmic_details "
                "implementation.engineering_tricks implementation.data_flow rlhf.base_model rlhf.training_stages "
                "rlhf.preference_data rlhf.reward_models rlhf.policy_optimization rlhf.ai_feedback rlhf.deployment_signals"
            ),
        ),
        ReaderQuestion(
            "What breaks?",
            "Failures that were seen or feared, what holds them back, and what training made worse.",
            _fields(
                "optimization_intent.known_failure_modes implementation.limitations rlhf.red_teaming rlhf.regression_checks"
            ),
        ),
        ReaderQuestion(
            "How is it tested?",
            "What a new version has to pass, and how far the tests can be trusted.",
            _fields(
                "evaluation.offline_evaluations evaluation.performance_standards evaluation.evaluation_environment "
                "evaluation.evaluation_validity"
            ),
        ),
        ReaderQuestion(
            "When must I look again?",
            "What sets off a review, how often one is due, and what earlier changes did.",
            _fields(
                "system_maintenance.update_triggers system_maintenance.reporting_cadence system_maintenance.changelog "
                "system_maintenance.comments_on_performance system_maintenance.recommendations rlhf.release"
            ),
        ),
    ),
)
ROLES = (AFFECTED, AUDITOR, DEVELOPER)

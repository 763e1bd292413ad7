"""The categories of the core of the NIST AI Risk Management Framework."""

from __future__ import annotations

from reward_reports.report.frameworks.items import Framework, item

NIST_AI_RMF = Framework(
    "nist-ai-rmf",
    "NIST AI Risk Management Framework 1.0: the categories of its core",
    "NIST AI 100-1, January 2023, section 5",
    (
        item("GOVERN 1", "policies and practices of risk management are in place and followed", "institutional_interface.deployment_agency system_maintenance.reporting_cadence", "written policies, an inventory of systems, how systems are retired"),
        item("GOVERN 2", "who is accountable, and able to be", "system_details.system_owner institutional_interface.deployment_agency", "training of staff"),
        item("GOVERN 3", "different people take part in the work on risks", "institutional_interface.stakeholders", "who is on the team"),
        item("GOVERN 4", "teams think of risks and speak of them", "optimization_intent.known_failure_modes system_maintenance.changelog", "how the organisation thinks"),
        item("GOVERN 5", "those concerned are heard", "institutional_interface.stakeholders system_details.feedback_and_communication system_maintenance.comments_on_user_feedback"),
        item("GOVERN 6", "risks of others' software and data", "implementation.data_flow rlhf.base_model rlhf.ai_feedback", "contracts, and plans for when others fail"),
        item("MAP 1", "the context: purpose, setting, people, law", "optimization_intent.goal_of_reinforcement implementation.environment_details institutional_interface.stakeholders", "law, and how much risk is borne"),
        item("MAP 2", "the type of system and the limits of its knowledge", "implementation.algorithmic_details implementation.limitations"),
        item("MAP 3", "abilities, aims, benefits and costs against a measure", "optimization_intent.goal_of_reinforcement optimization_intent.performance_metrics evaluation.performance_standards", "costs"),
        item("MAP 4", "risks and benefits of all parts, others' parts too", "optimization_intent.known_failure_modes rlhf.base_model implementation.algorithmic_details"),
        item("MAP 5", "effects on people, groups, society", "institutional_interface.stakeholders optimization_intent.known_failure_modes"),
        item("MEASURE 1", "methods and metrics that fit", "optimization_intent.performance_metrics optimization_intent.oversight_metrics implementation.measurement_details"),
        item("MEASURE 2", "the system is evaluated for what makes it trustworthy", "evaluation.offline_evaluations evaluation.evaluation_environment rlhf.red_teaming rlhf.regression_checks", "security, privacy, the environment"),
        item("MEASURE 3", "risks are tracked over time", "optimization_intent.oversight_metrics system_maintenance.update_triggers"),
        item("MEASURE 4", "whether measuring works is asked too", "evaluation.evaluation_validity system_maintenance.comments_on_performance"),
        item("MANAGE 1", "risks are ranked and answered", "optimization_intent.known_failure_modes system_maintenance.recommendations", "a ranking of risks"),
        item("MANAGE 2", "plans for more benefit and less harm, switching off included", "system_maintenance.update_triggers institutional_interface.deployment_agency", "the means that are set aside for it"),
        item("MANAGE 3", "risks from others are managed", "rlhf.base_model rlhf.ai_feedback"),
        item("MANAGE 4", "answers to risks are written down, watched, told", "system_maintenance.changelog system_maintenance.update_triggers institutional_interface.recourse system_details.feedback_and_communication"),
    ),
    short="the NIST AI RMF",
)  # fmt: skip

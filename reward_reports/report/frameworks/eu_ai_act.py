"""The technical documentation of high-risk systems: Annex IV of the EU AI Act."""

from __future__ import annotations

from reward_reports.report.frameworks.items import Framework, item

EU_AI_ACT = Framework(
    "eu-ai-act",
    "EU AI Act, Annex IV: technical documentation of high-risk systems",
    "Regulation (EU) 2024/1689, Article 11(1) and Annex IV",
    (
        item("1(a)", "what the system is for, who provides it, which version this is", "optimization_intent.goal_of_reinforcement system_details.system_owner system_maintenance.changelog"),
        item("1(b)", "hardware and software outside the system that it works with", "implementation.environment_details", "versions and interfaces of what it works with"),
        item("1(c)", "versions of software and firmware, and what updates ask for"),
        item("1(d)", "the forms in which it is offered: download, interface, part of a product", "institutional_interface.deployment_agency rlhf.release", "packages and downloads"),
        item("1(e)", "the hardware it is meant to run on"),
        item("1(f)", "pictures of the product it is a part of"),
        item("1(g)", "the user interface that a deployer gets"),
        item("1(h)", "instructions for the deployer", "institutional_interface.explainability_and_transparency", "the instructions themselves"),
        item("2(a)", "how it was developed, and what of others was used", "implementation.algorithmic_details rlhf.base_model rlhf.training_stages"),
        item("2(b)", "its logic, what it is designed to optimise and why, the choices and trade-offs made", "optimization_intent.goal_of_reinforcement optimization_intent.performance_metrics implementation.reward_details implementation.limitations implementation.engineering_tricks"),
        item("2(c)", "its architecture, and the computing it took", "implementation.algorithmic_details rlhf.training_stages", "how its software parts build on each other"),
        item("2(d)", "the data it was trained on: where from, how chosen, labelled and cleaned", "implementation.data_flow rlhf.preference_data"),
        item("2(e)", "the human oversight it needs", "institutional_interface.deployment_agency optimization_intent.oversight_metrics institutional_interface.explainability_and_transparency"),
        item("2(f)", "changes that were foreseen, and how it stays in line with the rules as it changes", "system_maintenance.update_triggers system_maintenance.reporting_cadence implementation.data_flow"),
        item("2(g)", "how it was tested: data, metrics, results, effects on groups", "evaluation.evaluation_environment evaluation.offline_evaluations evaluation.evaluation_validity rlhf.red_teaming rlhf.regression_checks", "logs and reports of tests, dated and signed"),
        item("2(h)", "cybersecurity"),
        item("3", "what it can do and cannot, for which groups, which harm can be foreseen, how people watch it", "implementation.limitations optimization_intent.known_failure_modes optimization_intent.oversight_metrics institutional_interface.stakeholders evaluation.offline_evaluations", "what input it was made for"),
        item("4", "why these metrics are the right ones", "optimization_intent.performance_metrics implementation.measurement_details evaluation.evaluation_validity"),
        item("5", "the management of risks", "optimization_intent.known_failure_modes system_maintenance.update_triggers rlhf.red_teaming", "the whole of the risk management that Article 9 asks for"),
        item("6", "changes over its life", "system_maintenance.changelog"),
        item("7", "the standards that were applied", "evaluation.performance_standards", "the list of harmonised standards"),
        item("8", "the declaration of conformity"),
        item("9", "how it is watched once it is in use", "system_maintenance.update_triggers system_maintenance.reporting_cadence optimization_intent.oversight_metrics system_details.feedback_and_communication system_maintenance.comments_on_user_feedback", "the plan of Article 72"),
    ),
    short="Annex IV of the EU AI Act, high-risk systems",
)  # fmt: skip

"""What others ask of a system's documentation, item by item, and which fields of a report answer it.

The items are told in our own words, by the numbers that the source gives them; the source alone is authoritative. A field
answers an item at most in part. An item without a field asks for what a Reward Report does not hold.
"""

from __future__ import annotations

from dataclasses import dataclass

from reward_reports.report.model.layouts import FieldPath


@dataclass(frozen=True, slots=True)
class Asked:
    """One item.

    Attributes:
        number: as the source numbers or names it.
        what: what it asks for, in our words.
        fields: the fields that say something of it; none where the format has no place for it.
        beyond: what of the item the format has no place for, in our words.
    """

    number: str
    what: str
    fields: tuple[FieldPath, ...]
    beyond: str


@dataclass(frozen=True, slots=True)
class Framework:
    """A list of items.

    Attributes:
        name: what it is called in options.
        title: what it is called.
        source: where it stands.
        items: the items, in the order of the source.
    """

    name: str
    title: str
    source: str
    items: tuple[Asked, ...]


def _asked(number: str, what: str, fields: str = "", beyond: str = "") -> Asked:
    paths = tuple((section, name) for section, name in (path.split(".") for path in fields.split()))
    return Asked(number, what, paths, beyond if paths else what)


EU_AI_ACT = Framework(
    "eu-ai-act",
    "EU AI Act, Annex IV: technical documentation of high-risk systems",
    "Regulation (EU) 2024/1689, Article 11(1) and Annex IV",
    (
        _asked("1(a)", "what the system is for, who provides it, which version this is", "optimization_intent.goal_of_reinforcement system_details.system_owner system_maintenance.changelog"),
        _asked("1(b)", "hardware and software outside the system that it works with", "implementation.environment_details", "versions and interfaces of what it works with"),
        _asked("1(c)", "versions of software and firmware, and what updates ask for"),
        _asked("1(d)", "the forms in which it is offered: download, interface, part of a product", "institutional_interface.deployment_agency rlhf.release", "packages and downloads"),
        _asked("1(e)", "the hardware it is meant to run on"),
        _asked("1(f)", "pictures of the product it is a part of"),
        _asked("1(g)", "the user interface that a deployer gets"),
        _asked("1(h)", "instructions for the deployer", "institutional_interface.explainability_and_transparency", "the instructions themselves"),
        _asked("2(a)", "how it was developed, and what of others was used", "implementation.algorithmic_details rlhf.base_model rlhf.training_stages"),
        _asked("2(b)", "its logic, what it is designed to optimise and why, the choices and trade-offs made", "optimization_intent.goal_of_reinforcement optimization_intent.performance_metrics implementation.reward_details implementation.limitations implementation.engineering_tricks"),
        _asked("2(c)", "its architecture, and the computing it took", "implementation.algorithmic_details rlhf.training_stages", "how its software parts build on each other"),
        _asked("2(d)", "the data it was trained on: where from, how chosen, labelled and cleaned", "implementation.data_flow rlhf.preference_data"),
        _asked("2(e)", "the human oversight it needs", "institutional_interface.deployment_agency optimization_intent.oversight_metrics institutional_interface.explainability_and_transparency"),
        _asked("2(f)", "changes that were foreseen, and how it stays in line with the rules as it changes", "system_maintenance.update_triggers system_maintenance.reporting_cadence implementation.data_flow"),
        _asked("2(g)", "how it was tested: data, metrics, results, effects on groups", "evaluation.evaluation_environment evaluation.offline_evaluations evaluation.evaluation_validity rlhf.red_teaming rlhf.regression_checks", "logs and reports of tests, dated and signed"),
        _asked("2(h)", "cybersecurity"),
        _asked("3", "what it can do and cannot, for which groups, which harm can be foreseen, how people watch it", "implementation.limitations optimization_intent.known_failure_modes optimization_intent.oversight_metrics institutional_interface.stakeholders evaluation.offline_evaluations", "what input it was made for"),
        _asked("4", "why these metrics are the right ones", "optimization_intent.performance_metrics implementation.measurement_details evaluation.evaluation_validity"),
        _asked("5", "the management of risks", "optimization_intent.known_failure_modes system_maintenance.update_triggers rlhf.red_teaming", "the whole of the risk management that Article 9 asks for"),
        _asked("6", "changes over its life", "system_maintenance.changelog"),
        _asked("7", "the standards that were applied", "evaluation.performance_standards", "the list of harmonised standards"),
        _asked("8", "the declaration of conformity"),
        _asked("9", "how it is watched once it is in use", "system_maintenance.update_triggers system_maintenance.reporting_cadence optimization_intent.oversight_metrics system_details.feedback_and_communication system_maintenance.comments_on_user_feedback", "the plan of Article 72"),
    ),
)  # fmt: skip
NIST_AI_RMF = Framework(
    "nist-ai-rmf",
    "NIST AI Risk Management Framework 1.0: the categories of its core",
    "NIST AI 100-1, January 2023, section 5",
    (
        _asked("GOVERN 1", "policies and practices of risk management are in place and followed", "institutional_interface.deployment_agency system_maintenance.reporting_cadence", "written policies, an inventory of systems, how systems are retired"),
        _asked("GOVERN 2", "who is accountable, and able to be", "system_details.system_owner institutional_interface.deployment_agency", "training of staff"),
        _asked("GOVERN 3", "different people take part in the work on risks", "institutional_interface.stakeholders", "who is on the team"),
        _asked("GOVERN 4", "teams think of risks and speak of them", "optimization_intent.known_failure_modes system_maintenance.changelog", "how the organisation thinks"),
        _asked("GOVERN 5", "those concerned are heard", "institutional_interface.stakeholders system_details.feedback_and_communication system_maintenance.comments_on_user_feedback"),
        _asked("GOVERN 6", "risks of others' software and data", "implementation.data_flow rlhf.base_model rlhf.ai_feedback", "contracts, and plans for when others fail"),
        _asked("MAP 1", "the context: purpose, setting, people, law", "optimization_intent.goal_of_reinforcement implementation.environment_details institutional_interface.stakeholders", "law, and how much risk is borne"),
        _asked("MAP 2", "the type of system and the limits of its knowledge", "implementation.algorithmic_details implementation.limitations"),
        _asked("MAP 3", "abilities, aims, benefits and costs against a measure", "optimization_intent.goal_of_reinforcement optimization_intent.performance_metrics evaluation.performance_standards", "costs"),
        _asked("MAP 4", "risks and benefits of all parts, others' parts too", "optimization_intent.known_failure_modes rlhf.base_model implementation.algorithmic_details"),
        _asked("MAP 5", "effects on people, groups, society", "institutional_interface.stakeholders optimization_intent.known_failure_modes"),
        _asked("MEASURE 1", "methods and metrics that fit", "optimization_intent.performance_metrics optimization_intent.oversight_metrics implementation.measurement_details"),
        _asked("MEASURE 2", "the system is evaluated for what makes it trustworthy", "evaluation.offline_evaluations evaluation.evaluation_environment rlhf.red_teaming rlhf.regression_checks", "security, privacy, the environment"),
        _asked("MEASURE 3", "risks are tracked over time", "optimization_intent.oversight_metrics system_maintenance.update_triggers"),
        _asked("MEASURE 4", "whether measuring works is asked too", "evaluation.evaluation_validity system_maintenance.comments_on_performance"),
        _asked("MANAGE 1", "risks are ranked and answered", "optimization_intent.known_failure_modes system_maintenance.recommendations", "a ranking of risks"),
        _asked("MANAGE 2", "plans for more benefit and less harm, switching off included", "system_maintenance.update_triggers institutional_interface.deployment_agency", "the means that are set aside for it"),
        _asked("MANAGE 3", "risks from others are managed", "rlhf.base_model rlhf.ai_feedback"),
        _asked("MANAGE 4", "answers to risks are written down, watched, told", "system_maintenance.changelog system_maintenance.update_triggers institutional_interface.recourse system_details.feedback_and_communication"),
    ),
)  # fmt: skip
FMTI = Framework(
    "fmti",
    "Foundation Model Transparency Index, December 2025: the 19 groups of its 100 indicators",
    "Stanford CRFM, github.com/stanford-crfm/fmti, Dec2025_indicators.csv",
    (
        _asked("Data acquisition", "12 indicators: sources of data, notice to users, pay and place of those who make data, synthetic data", "implementation.data_flow rlhf.preference_data rlhf.deployment_signals", "notice to users"),
        _asked("Data processing", "3 indicators: how and why data are processed", "implementation.data_flow"),
        _asked("Data properties", "5 indicators: size, languages, domains, access for others", "implementation.data_flow rlhf.preference_data"),
        _asked("Compute", "9 indicators: computing, hardware, energy, water, carbon", "rlhf.training_stages", "hardware, energy, water, carbon"),
        _asked("Methods", "3 indicators: stages, objectives, code", "rlhf.training_stages implementation.reward_details rlhf.policy_optimization system_details.other_resources"),
        _asked("Other resources", "2 indicators: organisation, cost", "institutional_interface.deployment_agency", "cost"),
        _asked("Model information", "4 indicators: what the model is, what it depends on", "implementation.algorithmic_details rlhf.base_model"),
        _asked("Model access", "4 indicators: weights, access for research", "rlhf.release"),
        _asked("Capabilities", "4 indicators: which, how tested, whether others can repeat it", "evaluation.offline_evaluations evaluation.evaluation_validity"),
        _asked("Risks", "5 indicators: which, how tested, by whom", "optimization_intent.known_failure_modes rlhf.red_teaming evaluation.offline_evaluations"),
        _asked("Model mitigations", "5 indicators: which, against which risk, how well they work", "optimization_intent.known_failure_modes rlhf.regression_checks"),
        _asked("Release", "8 indicators: stages, thresholds, versions, changes, channels, terms", "rlhf.release system_maintenance.changelog system_maintenance.update_triggers"),
        _asked("Usage data", "5 indicators: how much it is used, how long that is kept", "rlhf.deployment_signals", "how much it is used"),
        _asked("Impact", "7 indicators: products, users, benefits", "institutional_interface.stakeholders", "products, users and benefits in numbers"),
        _asked("Post-deployment monitoring", "7 indicators: how faults are reported and answered", "system_details.feedback_and_communication system_maintenance.update_triggers system_maintenance.comments_on_user_feedback"),
        _asked("Model behavior policy", "4 indicators: what it may and may not do", "optimization_intent.goal_of_reinforcement rlhf.preference_data"),
        _asked("Downstream mitigations", "5 indicators: safeguards in products, guidance for use", "implementation.limitations", "safeguards in products"),
        _asked("Acceptable use policy", "5 indicators: who may use it for what, how that is enforced", "rlhf.release", "who watches it and what follows a breach"),
        _asked("Accountability", "3 indicators: oversight, protection of those who speak up", "institutional_interface.deployment_agency institutional_interface.recourse", "protection of those who speak up"),
    ),
)  # fmt: skip
FRAMEWORKS = (EU_AI_ACT, NIST_AI_RMF, FMTI)

"""General-purpose AI models in the EU: the items of the Model Documentation Form, with the points of Annexes XI and XII."""

from __future__ import annotations

from reward_reports.report.frameworks.items import Framework, item

_UNREAD = "recipients not read"
_ALL = "AI Office, national authorities, downstream providers"
_AUTHORITIES = "AI Office, national authorities"
_BOTH = "AI Office and national authorities; downstream providers in a text of their own"
_TWO = "AI Office and national authorities, each with another precision"
_SYSTEMIC = "models with systemic risk only"

EU_GPAI = Framework(
    "eu-gpai",
    "EU AI Act, general-purpose AI models: Model Documentation Form and Annexes XI and XII",
    "Regulation (EU) 2024/1689, Article 53(1)(a) and (b), Annexes XI and XII; General-Purpose AI Code of Practice, Transparency chapter, Model Documentation Form",
    (
        item("Document", "version of this documentation and the day of its last change", "report.version report.date", "", _UNREAD),
        item("1.1", "legal name of the provider", "system_details.system_owner", "the legal name as a value of its own", _ALL),
        item("1.2", "name of the model, of its collection, and of the public versions that this covers", "report.title", "its identifier, and the list of public versions", _ALL),
        item("1.3", "evidence of authenticity, such as a hash or the address of the service", "", "", _AUTHORITIES),
        item("1.4", "day of the first release through any channel", "system_details.dates", "the day of release as a date of its own", _ALL, "XI.1.1(c), XII.1(c)"),
        item("1.5", "day on which it was placed on the Union market", "", "", _ALL, "XI.1.1(c), XII.1(c)"),
        item("1.6", "models that it was made from by modification or fine-tuning", "rlhf.base_model.name rlhf.base_model.version rlhf.base_model.lineage", "", _ALL),
        item("2.1", "architecture in general", "implementation.algorithmic_details.architecture", "", _ALL, "XI.1.1(d), XII.1(f)"),
        item("2.2", "main choices in the design of the model, with reasons and assumptions", "implementation.algorithmic_details implementation.engineering_tricks implementation.limitations", "", _UNREAD, "XI.1.2(b)"),
        item("2.3 to 2.5", "modalities of input, each with its largest size", "rlhf.base_model.modalities implementation.environment_details.states", "the largest size for each", _UNREAD, "XI.1.1(e), XII.1(g), XII.2(b)"),
        item("2.6 ff.", "modalities of output, each with its largest size", "rlhf.base_model.modalities implementation.environment_details.actions", "the largest size for each", _UNREAD, "XI.1.1(e), XII.1(g), XII.2(b)"),
        item("2, parameters", "number of parameters, with two significant figures", "rlhf.base_model.parameters", "", _UNREAD, "XI.1.1(d), XII.1(f)"),
        item("3.1", "channels of distribution and the access that each gives", "rlhf.release.channel rlhf.release.weights", "", _BOTH, "XI.1.1(c), XII.1(c)"),
        item("3.2", "licence: link, category, and what else is released under it", "rlhf.release.license", "its category and the assets it covers", _UNREAD, "XI.1.1(f), XII.1(h)"),
        item("4.1", "acceptable use policy, or that there is none", "rlhf.release.acceptable_use", "", _ALL, "XI.1.1(b), XII.1(b)"),
        item("4.2", "uses that are intended, or those that are restricted or prohibited", "optimization_intent.goal_of_reinforcement rlhf.release.acceptable_use", "a list of the uses", _UNREAD, "XI.1.1(a), XII.1(a)"),
        item("4, systems", "kind and nature of the AI systems that it can be built into", "institutional_interface.deployment_agency", "systems of others that may take it in", _UNREAD, "XI.1.1(a), XII.1(a)"),
        item("4, integration", "technical means of integration: instructions, infrastructure, tools", "", "", _UNREAD, "XI.1.2(a), XII.1(d), XII.2(a)"),
        item("4, hardware", "hardware that it needs", "", "", _UNREAD, "XII.1(d)"),
        item("4, software", "software that it needs, with versions", "", "", _UNREAD, "XII.1(e)"),
        item("Training, specifications", "stages and methods of training; what the model is designed to optimise, and how much each parameter matters", "optimization_intent.goal_of_reinforcement optimization_intent.performance_metrics implementation.reward_details implementation.reward_details.weight rlhf.training_stages rlhf.reward_models rlhf.policy_optimization", "", _UNREAD, "XI.1.2(b)"),
        item("Training, decisions", "how the main choices were made, and why", "optimization_intent.performance_metrics.rationale implementation.reward_details.rationale system_maintenance.changelog.motivation", "", _UNREAD, "XI.1.2(b)"),
        item("Data, type", "types of data for training, testing and validation", "implementation.data_flow.kind", "", _ALL, "XI.1.2(c), XII.2(c)"),
        item("Data, provenance", "where the data come from: web, third parties, users, public sets, synthetic", "implementation.data_flow rlhf.preference_data.prompts_from rlhf.deployment_signals", "", _UNREAD, "XI.1.2(c), XII.2(c)"),
        item("Data, selection", "how data were obtained and selected", "implementation.data_flow rlhf.preference_data.selection", "", _UNREAD, "XI.1.2(c)"),
        item("Data, amount", "number of data points", "implementation.data_flow.size rlhf.preference_data.size", "", _TWO, "XI.1.2(c)"),
        item("Data, scope", "scope and main characteristics", "implementation.data_flow rlhf.preference_data.task rlhf.preference_data.languages", "", _UNREAD, "XI.1.2(c)"),
        item("Data, curation", "how data were cleaned and filtered", "implementation.data_flow.filtered_by rlhf.preference_data.quality_control", "", _UNREAD, "XI.1.2(c), XII.2(c)"),
        item("Data, unsuitable sources", "measures against unsuitable sources", "implementation.data_flow.filtered_by", "measures against unsuitable sources in particular", _UNREAD, "XI.1.2(c)"),
        item("Data, biases", "measures to detect identifiable biases", "implementation.measurement_details.biases rlhf.reward_models.known_biases", "biases of the data as a whole", _UNREAD, "XI.1.2(c)"),
        item("Training time", "duration of training", "rlhf.training_stages", "the duration as a value of its own", _TWO, "XI.1.2(d)"),
        item("Computation", "amount of computation for training", "rlhf.training_stages.compute", "the amount as a number of operations", _TWO, "XI.1.2(d)"),
        item("Computation, method", "how the computation was measured or estimated", "", "", _UNREAD, "XI.1.2(d)"),
        item("Energy", "energy used for training", "", "", _AUTHORITIES, "XI.1.2(e)"),
        item("Energy, method", "how the energy was measured or estimated", "", "", _AUTHORITIES, "XI.1.2(e)"),
        item("Inference", "computation for inference on a benchmark", "", "", _AUTHORITIES),
        item("Inference, method", "task and hardware of that benchmark", "", "", _AUTHORITIES),
        item("XI.2.1", "strategy of evaluation with results, criteria, metrics, and how limits are identified", "evaluation.offline_evaluations evaluation.evaluation_environment evaluation.evaluation_validity evaluation.performance_standards implementation.limitations", "", _SYSTEMIC),
        item("XI.2.2", "adversarial testing, internal and external, and adaptations such as alignment and fine-tuning", "rlhf.red_teaming rlhf.training_stages rlhf.regression_checks", "", _SYSTEMIC),
        item("XI.2.3", "how the software parts build on each other", "implementation.algorithmic_details", "the software around the model", _SYSTEMIC),
    ),
    "The official form could not be read: its items, their recipients where given, and the numbers from 1.1 to 4.2 come from "
    "copies by others; items with names in place of numbers have names of ours. The points of the annexes were read in copies "
    "of the regulation.",
    "general-purpose AI models under the EU AI Act",
)  # fmt: skip

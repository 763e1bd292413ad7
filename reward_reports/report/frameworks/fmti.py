"""The 100 indicators of the Foundation Model Transparency Index of December 2025, by their names (CC BY 4.0, Stanford CRFM)."""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.report.frameworks.items import Framework, FrameworkItem, item

_DATA = "implementation.data_flow"
_PEOPLE = "rlhf.preference_data"
_SIGNALS = "rlhf.deployment_signals"
_TESTS = "evaluation.offline_evaluations"
_FAILURES = "optimization_intent.known_failure_modes"
_RELEASE = "rlhf.release"
_TOP = "the five largest in order"

_DOMAINS: dict[str, tuple[FrameworkItem, ...]] = {
    "Data acquisition": (
        item("Data acquisition methods", "how data were acquired", f"{_DATA} {_PEOPLE}"),
        item("Public datasets", "the largest public data sets", f"{_DATA}.name {_DATA}.license", _TOP),
        item("Crawling", "name of the crawler and how to opt out", "", ""),
        item("Usage data used in training", "the largest sources of usage data", _SIGNALS, _TOP),
        item("Notice of usage data used in training", "how users are told", f"{_SIGNALS}.notice"),
        item("Licensed data sources", "the largest sources of licensed data", f"{_DATA}.license", _TOP),
        item("Licensed data compensation", "what is paid for licensed data"),
        item("New human-generated data sources", "the largest sources of data made by people", f"{_PEOPLE} {_PEOPLE}.vendor"),
        item("Instructions for data generation", "what these people are told to do", f"{_PEOPLE}.instructions"),
        item("Data laborer practices", "pay, countries and protections of these people", f"{_PEOPLE}.pay {_PEOPLE}.countries {_PEOPLE}.protections"),
        item("Synthetic data sources", "what generates synthetic data", f"{_DATA}.generated_by"),
        item("Synthetic data purpose", "what synthetic data are for", f"{_DATA}.generated_by rlhf.training_stages.data", "the purpose as a value of its own"),
    ),
    "Data processing": (
        item("Data processing methods", "how data are processed", f"{_DATA} {_DATA}.filtered_by"),
        item("Data processing purpose", "why each method is used", _DATA, "the purpose of each method"),
        item("Data processing techniques", "how each method is carried out", f"{_DATA}.filtered_by", "the implementation of each method"),
    ),
    "Data properties": (
        item("Data size", "amount of data, by modality", f"{_DATA}.size {_PEOPLE}.size"),
        item("Data language composition", "languages with their shares", f"{_PEOPLE}.languages", "shares of languages in all data"),
        item("Data domain composition", "domains with their shares", _DATA, "shares of domains"),
        item("External data access", "named outsiders with direct access to the data", f"{_DATA}.datasheet", "who has access"),
        item("Data replicability", "enough detail to build the data again", f"{_DATA}.datasheet {_DATA}.license", "a list of all data and where to get them"),
    ),
    "Compute": (
        item("Compute usage for final training run", "operations of the final run, and how they were measured", "rlhf.training_stages.compute", "how it was measured"),
        item("Compute usage including R&D", "operations with all experiments"),
        item("Development duration for final training run", "time and hardware hours", "rlhf.training_stages.compute", "time as a value of its own"),
        item("Compute hardware for final training run", "amount and type of hardware", "rlhf.training_stages.compute", "hardware as a value of its own"),
        item("Compute provider", "who provides the hardware"),
        item("Energy usage for final training run", "energy, and how it was measured"),
        item("Carbon emissions for final training run", "emissions, and how they were measured"),
        item("Water usage for final training run", "water, and how it was measured"),
        item("Internal compute allocation", "hardware by team"),
    ),
    "Methods": (
        item("Model stages", "all stages of development", "rlhf.training_stages"),
        item("Model objectives", "the objective of each stage", "rlhf.training_stages.objective implementation.reward_details"),
        item("Code access", "code to train and run the model", "implementation.algorithmic_details.code", "code to train it"),
    ),
    "Other resources": (
        item("Organization chart", "organisation and headcounts of the teams"),
        item("Model cost", "cost, and how it was estimated"),
    ),
    "Model information": (
        item("Basic model properties", "modalities, size, components, architecture", "implementation.algorithmic_details.architecture rlhf.base_model.parameters rlhf.base_model.modalities"),
        item("Deeper model properties", "an architecture that others could implement", "implementation.algorithmic_details.architecture implementation.algorithmic_details.weights", "enough detail to implement it"),
        item("Model dependencies", "models that it was derived from", "rlhf.base_model.name rlhf.base_model.lineage"),
        item("Benchmarked inference", "computation and time for a stated task on stated hardware"),
    ),
    "Model access": (
        item("Researcher credits", "how outsiders get free use of the interface"),
        item("Specialized access", "early, cheaper or deeper access, and for whom", f"{_RELEASE}.gating"),
        item("Open weights", "weights that anybody can download", f"{_RELEASE}.weights"),
        item("Agent Protocols", "protocols for agents that it supports"),
    ),
    "Capabilities": (
        item("Capabilities taxonomy", "abilities that post-training aimed at", "optimization_intent.goal_of_reinforcement optimization_intent.performance_metrics"),
        item("Capabilities evaluation", "results of tests of them, published with the release", _TESTS),
        item("External reproducibility of capabilities evaluation", "code and prompts of the tests", f"{_TESTS}.harness"),
        item("Train-test overlap", "overlap of training data with each test", "evaluation.evaluation_environment", "the overlap with each test"),
    ),
    "Risks": (
        item("Risks taxonomy", "risks that were considered", _FAILURES),
        item("Risks evaluation", "results of tests of them, published with the release", f"rlhf.red_teaming {_TESTS}"),
        item("External reproducibility of risks evaluation", "code and prompts of these tests", "rlhf.red_teaming.data", "code of these tests"),
        item("Pre-deployment risk evaluation", "outsiders who tested it before release", "rlhf.red_teaming.who", "whether before release"),
        item("External risk evaluation", "parties paid to test risks", "rlhf.red_teaming.who", "who was paid"),
    ),
    "Model mitigations": (
        item("Mitigations taxonomy", "mitigations in post-training", f"{_FAILURES}.mitigation"),
        item("Mitigations taxonomy mapped to risk taxonomy", "which mitigation is against which risk", f"{_FAILURES}.mitigation"),
        item("Mitigations efficacy", "how well mitigations work", "rlhf.red_teaming.result rlhf.regression_checks"),
        item("External reproducibility of mitigations evaluation", "code and prompts to test mitigations"),
        item("Model theft prevention measures", "protection of the weights against theft"),
    ),
    "Release": (
        item("Release stages", "stages of the release", f"{_RELEASE}.stages"),
        item("Risk thresholds", "thresholds of risk, and what follows", "evaluation.performance_standards"),
        item("Versioning protocol", "how versions are named and how they end", f"{_RELEASE}.versioning {_RELEASE}.deprecation"),
        item("Change log", "changes between versions", "system_maintenance.changelog"),
        item("Foundation model roadmap", "plans for coming models or features"),
        item("Top distribution channels", "the largest channels of distribution", f"{_RELEASE}.channel"),
        item("Quantization", "precision of the weights as served"),
        item("Terms of use", "terms of use", f"{_RELEASE}.license {_RELEASE}.acceptable_use"),
    ),
    "Usage data": (
        item("Distribution channels with usage data", "channels on which use is observed"),
        item("Amount of usage", "amount of use by channel"),
        item("Classification of usage data", "a sample of requests by type of use"),
        item("Data retention and deletion policy", "how long data are kept", f"{_SIGNALS}.retention {_DATA}.retention"),
        item("Geographic statistics", "use by region"),
    ),
    "Impact": (
        item("Internal products and services", "the developer's own products that use it"),
        item("External products and services", "others' products that use it"),
        item("Users of internal products and services", "active users by product"),
        item("Consumer/enterprise usage", "shares of consumers and companies"),
        item("Enterprise users", "the largest companies that use it"),
        item("Government use", "the largest contracts with governments"),
        item("Benefits Assessment", "an assessment of benefits"),
    ),
    "Post-deployment monitoring": (
        item("AI bug bounty", "a public reward for reported faults"),
        item("Responsible disclosure policy", "how outsiders report faults and weaknesses", "system_details.feedback_and_communication", "a policy for weaknesses"),
        item("Safe harbor", "legal protection of research in good faith"),
        item("Security incident reporting protocol", "major incidents of security"),
        item("Misuse incident reporting protocol", "incidents of misuse"),
        item("Post-deployment coordination with government", "tests with public bodies after release"),
        item("Feedback mechanisms", "how users give feedback, and what they say", "system_details.feedback_and_communication system_maintenance.comments_on_user_feedback"),
    ),
    "Model behavior policy": (
        item("Permitted, restricted, and prohibited model behaviors", "what the model may and may not do", "rlhf.specifications"),
        item("Model response characteristics", "how it should answer", "optimization_intent.goal_of_reinforcement rlhf.specifications"),
        item("System prompt", "the default prompt of one channel", f"{_RELEASE}.system_prompt"),
        item("Intermediate tokens", "whether users see intermediate reasoning"),
    ),
    "Downstream mitigations": (
        item("Internal product and service mitigations", "protection of the developer's own products against attacks"),
        item("External developer mitigations", "protection offered to other developers"),
        item("Enterprise mitigations", "further protection for companies"),
        item("Detection of machine-generated content", "how generated content can be detected"),
        item("Documentation for responsible use", "guidance for developers", "implementation.limitations", "guidance for developers"),
    ),
    "Acceptable use policy": (
        item("Permitted and prohibited users", "who may use it", f"{_RELEASE}.gating {_RELEASE}.acceptable_use"),
        item("Permitted, restricted, and prohibited uses", "what it may be used for", f"{_RELEASE}.acceptable_use"),
        item("AUP enforcement process", "how the policy is enforced"),
        item("AUP enforcement frequency", "how often it is enforced"),
        item("Regional policy variations", "differences between regions"),
    ),
    "Accountability": (
        item("Oversight mechanism", "a body that reviews the model before release", "institutional_interface.deployment_agency", "a body of review"),
        item("Whistleblower protection", "protection of those who report wrongs"),
        item("Government commitments", "commitments to public bodies"),
    ),
}  # fmt: skip


def _items() -> Iterator[FrameworkItem]:
    for items in _DOMAINS.values():
        yield from items


DOMAINS = {item.number: domain for domain, items in _DOMAINS.items() for item in items}
"""The group of each indicator."""
FMTI = Framework(
    "fmti",
    "Foundation Model Transparency Index, December 2025: its 100 indicators",
    "Stanford CRFM, github.com/stanford-crfm/fmti, Dec2025_indicators.csv (CC BY 4.0)",
    tuple(_items()),
    "The team of the index gives its scores; nothing here is one.",
    "the Foundation Model Transparency Index",
)

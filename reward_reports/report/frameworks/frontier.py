"""Transparency reports on frontier models: California's SB 53 and New York's RAISE Act."""

from __future__ import annotations

from reward_reports.report.frameworks.items import Framework, item

_ALL = "every frontier developer"
_LARGE = "large frontier developers only"
_RISK = "assessments of catastrophic risk under the developer's own frontier framework"
_DATE = "system_details.dates"

FRONTIER_TRANSPARENCY = Framework(
    "frontier-transparency",
    "Transparency reports on frontier models: California SB 53 and New York RAISE",
    "California Business and Professions Code 22757.12(c); New York General Business Law 1421",
    (
        item("SB 53 (c)(1)(A)", "the developer's website", "", "", _ALL),
        item("SB 53 (c)(1)(B)", "a way for a person to reach the developer", "system_details.feedback_and_communication", "", _ALL),
        item("SB 53 (c)(1)(C)", "the date on which the model was released", _DATE, "the day of release as a date of its own", _ALL),
        item("SB 53 (c)(1)(D)", "the languages that the model supports", "rlhf.base_model.languages", "", _ALL),
        item("SB 53 (c)(1)(E)", "the modalities of output that it supports", "rlhf.base_model.modalities", "which of them are outputs", _ALL),
        item("SB 53 (c)(1)(F)", "the uses that it is intended for", "optimization_intent.goal_of_reinforcement", "", _ALL),
        item("SB 53 (c)(1)(G)", "restrictions and conditions that generally apply to its use", "rlhf.release.acceptable_use rlhf.release.license", "", _ALL),
        item("SB 53 (c)(2)(A)", f"a summary of the {_RISK}", "rlhf.red_teaming optimization_intent.known_failure_modes", _RISK, _LARGE),
        item("SB 53 (c)(2)(B)", "the results of those assessments", "rlhf.red_teaming.result", _RISK, _LARGE),
        item("SB 53 (c)(2)(C)", "how far third-party evaluators took part", "rlhf.red_teaming.who evaluation.offline_evaluations.run_by", "", _LARGE),
        item("SB 53 (c)(2)(D)", "other steps taken for this model under the framework", "", "", _LARGE),
        item("RAISE 1421, contact", "how to reach the developer", "system_details.feedback_and_communication", "", _ALL),
        item("RAISE 1421, release date", "the date on which the model was released", _DATE, "the day of release as a date of its own", _ALL),
        item("RAISE 1421, languages", "the languages that the model supports", "rlhf.base_model.languages", "", _ALL),
        item("RAISE 1421, output", "the modalities of output", "rlhf.base_model.modalities", "which of them are outputs", _ALL),
        item("RAISE 1421, uses", "the uses that it is intended for", "optimization_intent.goal_of_reinforcement", "", _ALL),
        item("RAISE 1421, restrictions", "restrictions on its use", "rlhf.release.acceptable_use rlhf.release.license", "", _ALL),
        item("RAISE 1421, risk", "summaries of assessments of catastrophic risk", "rlhf.red_teaming optimization_intent.known_failure_modes", _RISK, "large frontier developers; read in a summary"),
    ),
    "The items of SB 53 were read in a copy of the statute, those of RAISE in a summary of the enacted text without the letters "
    "of its paragraphs, so they carry names. What both laws ask of a developer's frontier framework is another document and is "
    "not listed.",
    "transparency reports under California SB 53 and New York RAISE",
)  # fmt: skip

"""Transparency of recommender systems: Articles 27 and 38 of the EU's Digital Services Act."""

from __future__ import annotations

from reward_reports.report.frameworks.items import Framework, item

_USERS = "users of the platform, in its terms and conditions"
_INTERFACE = "asked of the interface: a function, not a text"

DSA_RECOMMENDER = Framework(
    "dsa-recommender",
    "EU Digital Services Act, Articles 27 and 38: recommender systems",
    "Regulation (EU) 2022/2065, Articles 27 and 38",
    (
        item("27(1), parameters", "the main parameters of the recommender, in plain language", "recommender.signals recommender.adjustments", "that the terms and conditions say so", _USERS),
        item("27(1), options", "what people can do to change or influence those parameters", "recommender.user_options", "that the terms and conditions say so", _USERS),
        item("27(2)", "why this is suggested to this person", "institutional_interface.explainability_and_transparency recommender.surfaces optimization_intent.goal_of_reinforcement", "", _USERS),
        item("27(2)(a)", "the criteria that matter most", "recommender.signals recommender.signals.weight recommender.weights_published", "", _USERS),
        item("27(2)(b)", "the reasons for the relative importance of the parameters", "recommender.signals.reason recommender.adjustments.why", "", _USERS),
        item("27(3)", "where people can choose between several orders of what they see, a function to select and change the order at any time, directly reachable where it is shown", "recommender.user_options.how", "the function itself", _INTERFACE),
        item("38", "at least one option for each recommender that does not rest on profiling", "recommender.non_profiling_option.offered recommender.non_profiling_option.how", "", "asked of very large platforms and search engines only"),
    ),
    "The articles were read in copies of the regulation.",
    "Articles 27 and 38 of the Digital Services Act",
)  # fmt: skip

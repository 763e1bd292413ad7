"""What a reader sees in front of a value, where the field's own name would not tell her."""

from __future__ import annotations

_LABELS = {
    "ai_assistance": "Help from AI tools",
    "as_of": "As of",
    "check_by": "To be checked by",
    "collected": "How it was collected",
    "combination": "How the terms are combined",
    "contest_what": "What can be contested",
    "derived_from": "Derived from",
    "detected_by": "Shown by",
    "exclusion_rationale": "Why it is kept out of the reward",
    "every": "How often",
    "extent": "Reach",
    "fired": "Went off",
    "headcount": "How many people",
    "how": "How",
    "in_reward": "Part of the reward",
    "in_scope": "Taken into account in the design",
    "interval": "Uncertainty",
    "kl_coefficient": "KL coefficient or beta",
    "kl_target": "KL aimed for",
    "final_kl": "KL reached",
    "license": "Licence",
    "launch_gate": "Holds back a release until met",
    "measures": "Measures",
    "monitored_by": "Watched by",
    "n": "Cases",
    "observations_from": "Values are kept in",
    "on": "Measured on",
    "on_event": "Set off by",
    "opt_out": "How users can refuse",
    "over_optimization": "Over-optimisation",
    "owner": "Who decides",
    "path": "The loop",
    "pay": "Pay",
    "provenance": "Where it comes from",
    "rationale": "Why",
    "reporting_role": "Part in later reports",
    "respond_within": "Answer due within",
    "roles_subsumed": "What it takes over",
    "slice": "For",
    "slices": "Broken down by",
    "system_version": "Version",
    "sustained_for": "Sustained for",
    "thresholds": "Calls for attention",
    "to": "To",
    "tolerance": "Counts as missed after",
    "user_approval": "Measures how much users like it",
    "valid_when": "Holds when",
    "who": "Who",
}


def label_of(name: str) -> str:
    """Return the label of a field of the model, by its name."""
    return _LABELS.get(name) or name.replace("_", " ").capitalize()

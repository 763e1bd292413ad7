"""The rlhf profile: what auditors of systems trained on human feedback look for and most model cards leave out."""

from typing import Annotated, Literal

from reward_reports.report.model.about import Impact, Noun
from reward_reports.report.model.base import Answer, Base, Section
from reward_reports.report.model.declaring import field, optional, section
from reward_reports.report.model.rlhf_items import (
    AIFeedbacks,
    BaseModelInfo,
    PolicyRuns,
    PreferenceDataSets,
    RedTeams,
    RewardModels,
    Signals,
    Stages,
)
from reward_reports.report.model.rlhf_risks import RewardHacks, Specifications, TrainingEnvironments
from reward_reports.report.model.values import Choices, License

WeightsAccess = Annotated[
    Literal["open", "gated", "closed"],
    Choices(
        open="Anybody may download the weights.",
        gated="The weights can be had on request or under conditions.",
        closed="The weights are not given out.",
    ),
]


class Release(Answer):
    """How the model reaches people."""

    channel: str | None = optional("By which channel: API, app, download.")
    weights: WeightsAccess | None = optional("Whether the weights can be had.")
    license: License | None = optional("The licence it is released under, as an SPDX name where there is one.")
    acceptable_use: str | None = optional("The rules of use, with a link.")
    gating: Annotated[str | None, Noun("conditions of access")] = optional(
        "Who must ask, and how many users need another licence."
    )
    stages: str | None = optional("How the release was staged.")
    system_prompt: Section[Answer] = section("The system prompt, or why it is not given.")
    versioning: str | None = optional("How versions are named, and whether users can stay on one.")
    deprecation: str | None = optional("How versions end.")
    rollback_plan: Section[Answer] = section("How an earlier version is put back, and who decides.")


class RLHF(Base):
    """Training on human or AI feedback."""

    base_model: Section[BaseModelInfo] = field(
        "Base Model and Lineage",
        "Name the model that training started from, where that one came from, its licence and the languages it serves.",
        questions=(
            "Which model, which version, which licence?",
            "Which models came before it?",
            "Which languages is it claimed to serve?",
        ),
        writer="the developers",
        reader="auditors, downstream users",
        minimal=True,
    )
    training_stages: Section[Stages] = field(
        "Training Stages",
        "List the stages of training in order: what each optimises, from what it starts, on which data.",
        questions=("Which stages, in which order?", "What does each optimise?", "What data and compute did it take?"),
        writer="the developers",
        reader="practitioners and auditors",
    )
    preference_data: Section[PreferenceDataSets] = field(
        "Preference Data",
        "For each collection of human feedback: who the people are, how they were chosen, paid and instructed, how far they agreed, and how concentrated their labels are.",
        questions=(
            "Whose preferences are these?",
            "How were they chosen, paid, instructed and protected?",
            "How far do they agree, and what happens where they do not?",
        ),
        writer="the developers, with the vendor",
        reader="annotators, auditors, researchers",
        minimal=True,
    )
    reward_models: Section[RewardModels] = field(
        "Reward Models",
        "For each reward model: what it starts from, its data, its accuracy on unseen data, and what it is known to prefer for the wrong reason.",
        questions=(
            "On what was it trained?",
            "How often does it agree with people on unseen data?",
            "What does it reward by mistake?",
        ),
        writer="the developers",
        reader="auditors, practitioners",
        minimal=True,
    )
    policy_optimization: Section[PolicyRuns] = field(
        "Policy Optimization",
        "Name the algorithm, the reference policy, the KL coefficient or beta, and what is known about over-optimisation.",
        questions=(
            "Which algorithm and settings?",
            "What keeps it near the reference?",
            "At which point does the reward rise while quality falls?",
        ),
        writer="the developers",
        reader="auditors, practitioners",
        minimal=True,
    )
    ai_feedback: Section[AIFeedbacks] = field(
        "AI Feedback and Verifiable Rewards",
        "List every judge that is not a person: models, constitutions, programs; by what they judge and how they are fooled.",
        questions=("Which models or programs judge?", "By which rubric?", "How has the policy exploited them?"),
        writer="the developers",
        reader="auditors, practitioners",
    )
    deployment_signals: Section[Signals] = field(
        "User Signals in Training",
        "List which acts of users flow back into training, with which weight and since when, and how users are told and can refuse.",
        questions=(
            "Which acts of users become reward or data?",
            "Since when, and how much do they weigh?",
            "How can a user refuse?",
        ),
        writer="the developers and the product owner",
        reader="users, privacy officers, auditors",
        minimal=True,
    )
    red_teaming: Annotated[Section[RedTeams], Impact("oversight")] = field(
        "Red Teaming",
        "For each round: who attacked, how many, what was in scope, how success was counted, and what changed.",
        questions=("Who, how many, for how long?", "What was in scope?", "What succeeded, and what was fixed?"),
        writer="the safety team or outside testers",
        reader="auditors, users in sensitive fields",
    )
    regression_checks: Annotated[Section[Answer], Impact("oversight")] = field(
        "Regressions against the Base Model",
        "Say what got worse by training on feedback, compared with the base model, and how that was checked.",
        questions=("On which tests was it compared with the base model?", "What got worse?"),
        writer="the developers",
        reader="practitioners, auditors",
    )
    release: Annotated[Section[Release], Impact("accountability")] = field(
        "Release and Access",
        "Say how it reaches people, under which licence and rules, and how an earlier version would be put back.",
        questions=(
            "Who can get what, under which licence?",
            "How was the release staged?",
            "How is it rolled back, and who decides?",
        ),
        writer="the product owner",
        reader="users, downstream developers, regulators",
        minimal=True,
    )
    environments: Section[TrainingEnvironments] = field(
        "Training Environments",
        "List the environments the policy is trained in: tasks with tools, conversations with simulated users, games against itself; each with its source at a revision, its share and what it rewards.",
        questions=(
            "Which environments, from where, in which version?",
            "Which share of training does each make, and what does it reward?",
            "How were they exploited, and do their tasks stand in evaluations?",
        ),
        writer="the developers",
        reader="auditors, practitioners",
        since="1.1",
    )
    reward_hacking: Annotated[Section[RewardHacks], Impact("oversight")] = field(
        "Reward Hacking, Measured",
        "For each way of earning reward without doing what was meant: how it was looked for, how often it was seen before and after, what was done, and whether it spread.",
        questions=(
            "Which behaviour was looked for, and how?",
            "How often was it seen, before and after?",
            "Did it spread beyond the task it was learned in?",
        ),
        writer="the developers, or those who tested the model",
        reader="auditors, practitioners",
        since="1.1",
    )
    specifications: Section[Specifications] = field(
        "Specifications of Behaviour",
        "List the documents that say how the model should behave, such as a constitution, a model spec or a system prompt: their version and date, what they are used for, and who may change them.",
        questions=(
            "Which documents, in which version?",
            "What are they used for, and which goes first in a conflict?",
            "Who may change them, and who was asked?",
        ),
        writer="the developers, with those who decide on policy",
        reader="users, auditors, regulators",
        since="1.1",
    )

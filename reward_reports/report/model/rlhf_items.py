"""The entries of the rlhf profile: stages, preference data, reward models, policy runs, judges, signals, red teams."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, JsonValue

from reward_reports.report.model.about import About, Impact, Label, Noun, PointsTo
from reward_reports.report.model.base import Answer, Item, Many, Quantity, Register, Section, WatchedBy
from reward_reports.report.model.code import Code
from reward_reports.report.model.declaring import added, entries, optional, section
from reward_reports.report.model.rlhf_judges import CheckedByPeople, Criterion, Granularity
from reward_reports.report.model.values import Choices, Count, Flag, Id, License, Number, PartialDate, Plain, Share

FeedbackType = Annotated[
    Literal["pairwise", "ranking", "likert", "binary", "edit", "demonstration", "implicit", "rubric"],
    Choices(
        pairwise="Which of two is better.",
        ranking="Several outputs in order.",
        likert="A grade, or a margin of preference.",
        binary="Good or bad.",
        edit="The output is corrected.",
        demonstration="The output is written by a person.",
        implicit="Read off behaviour: clicks, dwell time, regeneration.",
        rubric="Graded by a list of criteria.",
    ),
]
AIFeedbackKind = Annotated[
    Literal["ai_judge", "generative_reward_model", "process_reward", "constitution", "verifiable_reward", "rule_based"],
    Choices(
        ai_judge="A model grades outputs.",
        generative_reward_model="A model writes a judgement, from which the reward is read.",
        process_reward="A model grades the steps on the way and not only the answer.",
        constitution="A model criticises outputs by written principles.",
        verifiable_reward="A program checks the answer: tests, a solver, a string match.",
        rule_based="Fixed rules give or take reward.",
    ),
]


class BaseModelInfo(Answer):
    """The model that training on feedback started from."""

    name: str | None = optional("Its name.")
    family: Plain | None = optional("The family it belongs to, to compare with judges: GPT-3, Llama 2.")
    version: Plain | None = optional("Its version, quoted.")
    parameters: str | None = optional("Its size, with the unit.")
    license: License | None = optional("Its licence, as an SPDX name where there is one.")
    data_cutoff: PartialDate | None = optional("The date its pre-training data ends.")
    lineage: Many[str] = optional("The models it came from, oldest first.", ())
    modalities: Many[str] = optional("What goes in and out: text, image, audio.", ())
    languages: Many[str] = optional("The languages it is claimed to serve, as language names.", ())


class Stage(Item):
    """One stage of training."""

    about: ClassVar = About(noun="training stage")

    name: str = Field(description="The stage's name: supervised fine-tuning, reward modelling, PPO.")
    objective: str | None = optional("What it optimises.")
    algorithm: str | None = optional("The algorithm.")
    starts_from: Annotated[str | None, PointsTo("component", words=True), Noun("starting point")] = optional(
        "The component or model it starts from."
    )
    produces: Annotated[str | None, PointsTo("component", words=True), Noun("result")] = optional(
        "The component it makes."
    )
    data: Annotated[Many[Id], PointsTo("preferences", "dataset")] = optional(
        "Ids of the preference data or the datasets it uses.", ()
    )
    compute: str | None = optional("The computing it took, with the unit.")


class Stages(Register):
    """The stages in order."""

    items: Many[Stage] = entries()


class Agreement(Item):
    """How far people agreed."""

    about: ClassVar = About(table=True)

    statistic: str = Field(description="What was computed: share of pairs agreed on, Gwet AC2, Krippendorff's alpha.")
    value: Number = Field(description="Its value.")
    interval: Annotated[str | None, Label("Uncertainty")] = optional("Its uncertainty.")
    between: Annotated[str | None, Noun("parties")] = optional("Between whom.")
    on: Annotated[Id | None, PointsTo("preferences"), Label("Measured on"), Noun("test data")] = optional(
        "The id of the preference data it was measured on, if another one."
    )


class Agreements(Register):
    """How far people agreed."""

    items: Many[Agreement] = entries()


class PreferenceData(Item):
    """One collection of human feedback."""

    about: ClassVar = About(kind="preferences", badges=("feedback_type",), body="task")

    task: str | None = optional("What people were asked to do.")
    feedback_type: FeedbackType | None = optional("The form of the feedback.")
    size: str | None = optional("How much was collected, with the unit.")
    options_per_prompt: str | None = optional("How many outputs were compared.")
    prompts_from: Annotated[str | None, Noun("origin of the prompts")] = optional(
        "Where the prompts came from, and whether those users were told."
    )
    vendor: str | None = optional("Who employed the annotators.")
    headcount: Annotated[Section[Quantity], Label("How many people")] = section("How many people annotated.")
    countries: Many[str] = optional("Where they live.", ())
    languages: Many[str] = optional("The languages of the data, as language names.", ())
    selection: Section[Answer] = section("How annotators were chosen.")
    training: Section[Answer] = section("How they were prepared.")
    pay: Annotated[Section[Answer], Impact("accountability")] = section("What they were paid, and on which basis.")
    protections: Annotated[Section[Answer], Impact("accountability")] = section(
        "What protects them from harm by the material."
    )
    instructions: Section[Answer] = section("What they were told, with a link if it is published.")
    priority_order: str | None = optional(
        "Which value came first where helpfulness, truth and harmlessness conflict, and when that changed."
    )
    labels_per_item: str | None = optional("How many people labelled each item.")
    agreement: Section[Agreements] = section("How far annotators agreed with each other and with the researchers.")
    disagreement_policy: Section[Answer] = section("What happens where people disagree, and who they are.")
    quality_control: str | None = optional("How bad labels were found.")
    exclusions: str | None = optional("What was dropped: ties, weak preferences, whole topics.")
    concentration: Section[Answer] = section("The share of labels given by the busiest annotators.")
    personal_data: Annotated[str | None, Impact("accountability")] = optional("How personal data was handled.")
    license: License | None = optional("The licence of the data.")


class PreferenceDataSets(Register):
    """Human feedback, one entry per collection."""

    items: Many[PreferenceData] = entries()


class Accuracy(Item):
    """How often a reward model agrees with people."""

    about: ClassVar = About(table=True)

    value: Number = Field(description="The share of pairs it orders as people did, between 0 and 1.", ge=0, le=1)
    interval: Annotated[str | None, Label("Uncertainty")] = optional("Its uncertainty.")
    on: Annotated[str | None, PointsTo("preferences", words=True), Label("Measured on"), Noun("test set")] = optional(
        "The test set; the id of preference data where it is that."
    )
    held_out: Annotated[Flag | None, Noun("separation of the test set")] = optional(
        "Whether the test set was kept out of training."
    )
    strength: str | None = optional("For which strength of preference, if not all.")


class Accuracies(Register):
    """Accuracy by test set and by strength of preference."""

    items: Many[Accuracy] = entries()


class RewardModel(Item):
    """A model that stands in for people's judgement."""

    about: ClassVar = About(body="role")

    role: str | None = optional("What it judges: helpfulness, safety, all.")
    component: Annotated[Id | None, PointsTo("component")] = optional(
        "The id of the component in the algorithmic details."
    )
    initialised_from: Annotated[str | None, Noun("starting point")] = optional("What it was initialised from.")
    parameters: str | None = optional("Its size, with the unit.")
    loss: str | None = optional("Its loss, and any margin.")
    trained_on: Annotated[Many[Id], PointsTo("preferences"), Noun("training data")] = optional(
        "Ids of the preference data.", ()
    )
    epochs: str | None = optional("How long it was trained.")
    accuracy: Section[Accuracies] = section("How often it agrees with people on data it has not seen.")
    calibration: str | None = optional("Whether its confidence can be trusted.")
    known_biases: Section[Answer] = section("What it prefers for the wrong reason: length, format, flattery.")
    combination: Annotated[str | None, Label("How the terms are combined")] = optional(
        "How it is combined with other reward models."
    )


class RewardModels(Register):
    """Reward models."""

    items: Many[RewardModel] = entries()


class PolicyRun(Item):
    """One optimisation of the policy against the reward."""

    about: ClassVar = About(title=("algorithm",))

    algorithm: str | None = optional("PPO, DPO, GRPO, rejection sampling, and so on.")
    component: Annotated[Id | None, PointsTo("component")] = optional(
        "The id of the policy in the algorithmic details."
    )
    reference_policy: Section[Answer] = section("What the policy is held close to.")
    kl_coefficient: Annotated[Section[Quantity], Label("KL coefficient or beta"), Noun("KL coefficient")] = section(
        "The weight of the KL penalty, or beta of DPO."
    )
    kl_target: Annotated[Number | None, Label("KL aimed for"), Noun("KL target")] = optional(
        "The KL divergence aimed for, where the weight adapts."
    )
    final_kl: Annotated[Number | None, Label("KL reached"), Noun("final KL")] = optional("The KL divergence reached.")
    learning_rate: Number | None = optional("The learning rate.")
    batch_size: Count | None = optional("The batch size.")
    clip_range: Number | None = optional("The clipping range of the policy ratio.")
    duration: str | None = optional("Episodes, steps or epochs.")
    sampling_temperature: Number | None = optional("The temperature while sampling.")
    auxiliary_losses: str | None = optional("Further losses with their weights.")
    early_stopping: str | None = optional("What ended training.")
    over_optimization: Annotated[Section[Answer], Label("Over-optimisation")] = section(
        "Evidence on over-optimisation: the reward model's score against people's judgement as training goes on."
    )
    group_size: Count | None = added("How many outputs are sampled for one prompt and compared.")
    advantage_scaling: str | None = added(
        "By what advantages are divided: the group's deviation, the batch's, nothing."
    )
    loss_aggregation: str | None = added("Over what the loss is averaged: tokens, sequences, prompts.")
    clip_high: Number | None = added("The upper clipping range, where it differs from the lower.")
    importance_sampling: str | None = added("At which level ratios are taken, and how they are corrected.")
    reward_aggregation: str | None = added("How several rewards of one output are scaled and combined.")
    reference_refresh: str | None = added("When the reference policy is replaced, and by what.")
    truncated: Annotated[str | None, Noun("handling of truncated outputs")] = added(
        "What happens to outputs that were cut off."
    )
    length_penalty: str | None = added("How length enters into the reward, or why it does not.")
    entropy: str | None = added("What keeps the policy from narrowing: a bonus, a target, nothing.")
    off_policy_lag: str | None = added("How old the samples may be, in updates.")
    hyperparameters: dict[str, JsonValue] = Field(default_factory=dict, description="Further settings by name.")


class PolicyRuns(Register):
    """Policy optimisation."""

    items: Many[PolicyRun] = entries()


class AIFeedback(Item):
    """A judge or a checker that is not a person."""

    about: ClassVar = About(noun="judge", badges=("kind",))

    kind: AIFeedbackKind = Field(description="The kind of feedback.")
    judge: str | None = optional("The model or program that judges.")
    judge_family: str | None = optional("The family the judge belongs to, to compare with the policy's.")
    rubric: str | None = optional("By what it judges, with a link.")
    term: Annotated[Id | None, PointsTo("term")] = added("The id of the reward term that it gives.")
    applies_to: Annotated[str | None, Noun("scope")] = added(
        "Which prompts, tasks or personalities it judges, if not all."
    )
    share: Share | None = added("Which share of the training samples it judges, between 0 and 1.")
    gate: Flag | None = added("Whether an output that fails it earns nothing at all.")
    granularity: Granularity | None = added("What it grades.")
    criteria: Many[Criterion] = added("What it looks for, one by one.", ())
    checked_by_people: Annotated[CheckedByPeople | None, Noun("human check")] = added(
        "How often people found it wrong."
    )
    also_used_for_evaluation: Annotated[
        Flag | None, Label("Also grades the evaluations"), Noun("use in evaluations")
    ] = added("Whether it also grades the evaluations.")
    code: Code | None = added("Where its code lies, so that a change of it is noticed.")
    known_exploits: Section[Answer] = section("How the policy fools it.")


class AIFeedbacks(Register):
    """AI feedback and verifiable rewards."""

    items: Many[AIFeedback] = entries()


class Signal(Item):
    """Something users do that flows back into training."""

    about: ClassVar = About(noun="user signal", body="source")

    source: Annotated[str, PointsTo("reference", words=True)] = Field(
        description="What it is: thumbs, edits, regeneration, conversations."
    )
    in_reward: Annotated[Flag | None, Label("Part of the reward"), Noun("place in the reward")] = optional(
        "Whether it is part of the reward."
    )
    user_approval: Annotated[
        Flag | None, Label("Measures how much users like it"), Noun("use as a measure of approval")
    ] = optional("Whether it measures how much users like an answer.")
    weight: Number | None = optional("Its weight in the reward.")
    since: Annotated[PartialDate | None, Noun("start")] = optional("Since when.")
    share: Share | None = added("Which share of the training data or of the reward it makes, between 0 and 1.")
    computed_how: Annotated[str | None, Noun("computation")] = added("How the act becomes a number.")
    negative: Annotated[Flag | None, Noun("direction")] = added("Whether the act counts against what was shown.")
    notice: Annotated[str | None, Impact("accountability")] = optional("How users are told.")
    opt_out: Annotated[str | None, Label("How users can refuse"), Impact("accountability")] = optional(
        "How users can refuse."
    )
    retention: Annotated[str | None, Impact("accountability")] = optional("How long it is kept.")
    monitored_by: Annotated[WatchedBy, PointsTo("metric", mention="Watches the signal")] = optional(
        "Ids of the metrics that would show its side effects.", ()
    )


class Signals(Register):
    """User signals that return to training."""

    items: Many[Signal] = entries()


class RedTeam(Item):
    """One round of adversarial testing."""

    who: Annotated[str | None, Noun("attackers")] = optional("Who attacked, and how they were chosen.")
    headcount: Annotated[Section[Quantity], Label("How many people")] = section("How many people attacked.")
    expertise: str | None = optional("What they know.")
    hours: Number | None = optional("How many hours in all.")
    scope: Section[Answer] = section("What was attacked and what was not.")
    attack_types: Many[str] = optional("The kinds of attack.", ())
    success_metric: Section[Answer] = section("How success was counted.")
    result: str | None = optional("What came out, over the iterations.")
    fixes: str | None = optional("What was changed because of it.")
    data: Annotated[str | None, PointsTo("preferences", "dataset", words=True)] = optional(
        "Whether the attacks are published, and where."
    )


class RedTeams(Register):
    """Red teaming."""

    items: Many[RedTeam] = entries()

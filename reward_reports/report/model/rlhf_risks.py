"""The entries of the rlhf profile that speak of training since 2025: environments, reward hacking, specifications."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from reward_reports.report.model.about import About, Noun, PointsTo
from reward_reports.report.model.base import Answer, Item, Many, Register, Section, WatchedBy
from reward_reports.report.model.declaring import entries, optional, section
from reward_reports.report.model.values import Address, Choices, Id, Number, PartialDate, Plain, Share

EnvironmentKind = Annotated[
    Literal["single_turn", "multi_turn", "tools", "self_play", "user_simulator", "other"],
    Choices(
        single_turn="One prompt, one output.",
        multi_turn="Several turns.",
        tools="The policy calls programs, browses or edits files.",
        self_play="The policy plays against itself.",
        user_simulator="A model plays the user.",
        other="Another kind.",
    ),
]
HackMitigation = Annotated[
    Literal["hardening", "penalty", "inoculation_prompt", "filter", "monitor", "none", "other"],
    Choices(
        hardening="The environment or the verifier was made harder to fool.",
        penalty="It costs reward.",
        inoculation_prompt="The training prompt allows it, so that it does not spread.",
        filter="Samples that show it are dropped.",
        monitor="It is watched, and nothing else is done.",
        none="Nothing is done.",
        other="Something else; the text says what.",
    ),
]


class TrainingEnvironment(Item):
    """One environment the policy is trained in."""

    about: ClassVar = About(badges=("kind",), body="tasks")

    name: str | None = optional("What it is called.")
    source: Annotated[str | None, PointsTo("reference", words=True)] = optional("Where it can be had.")
    revision: str | None = optional("The commit, tag or version that was used.")
    kind: EnvironmentKind | None = optional("The type of environment.")
    tasks: str | None = optional("What is to be done in it, and how many tasks there are.")
    share: Share | None = optional("Its share of the training samples, between 0 and 1.")
    difficulty_filter: str | None = optional("Which tasks are kept, by how often they are solved.")
    contamination_check: Section[Answer] = section("Whether its tasks stand in evaluations, and how one looked.")
    rewards: Annotated[Many[Id], PointsTo("term")] = optional("Ids of the reward terms that it gives.", ())
    known_exploits: Section[Answer] = section("How the policy has earned its reward without the task.")
    hardening: str | None = optional("What was done against it.")


class TrainingEnvironments(Register):
    """The environments the policy is trained in."""

    items: Many[TrainingEnvironment] = entries()


class RewardHack(Item):
    """A way of earning reward without doing what was meant, as it was measured."""

    about: ClassVar = About(noun="reward hacking", badges=("mitigation",), body="probe")

    name: str | None = optional("The behaviour in a few words.")
    probe: str | None = optional("How it was looked for.")
    rate_before: Number | None = optional("How often it was seen before something was done, as a share.")
    rate_after: Number | None = optional("How often it was seen afterwards, as a share.")
    monitored_by: Annotated[WatchedBy, PointsTo("metric", mention="Would show the reward hacking")] = optional(
        "Ids of the metrics that would show it.", ()
    )
    mitigation: HackMitigation | None = optional("The type of countermeasure.")
    what_was_done: Annotated[str | None, Noun("countermeasure")] = optional("The countermeasure in words.")
    spillover: Section[Answer] = section("Whether it spread to other tasks, and how one looked.")


class RewardHacks(Register):
    """Reward hacking as it was measured."""

    items: Many[RewardHack] = entries()


class Specification(Item):
    """A document that says how the model should behave."""

    title: str = Field(description="What it is called: constitution, model spec, system prompt, guidelines.")
    version: Plain | None = optional("Its version, quoted.")
    date: PartialDate | None = optional("The date of that version.")
    url: Address | None = optional("Where it can be read.")
    used_for: Annotated[str | None, Noun("use")] = optional(
        "What it is used for: writing data, judging, the prompt, evaluation."
    )
    priority_order: str | None = optional("Which instruction goes first where two conflict.")
    changed_by: Annotated[str | None, Noun("editors")] = optional("Who may change it.")
    consultation: str | None = optional("Whose views were asked for, and what came of it.")


class Specifications(Register):
    """Constitutions, model specs, system prompts."""

    items: Many[Specification] = entries()

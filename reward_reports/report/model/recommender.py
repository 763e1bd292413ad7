"""The recommender profile: what ranks, with which weight and why, and what people can do about it.

Articles 27 and 38 of the Digital Services Act ask for the main parameters and the reasons for their relative importance.
"""

from typing import Annotated

from reward_reports.report.model.about import Impact
from reward_reports.report.model.base import Answer, Base, Section
from reward_reports.report.model.declaring import field
from reward_reports.report.model.recommender_items import (
    Adjustments,
    Exploration,
    Holdouts,
    NonProfilingOption,
    RankingSignals,
    Surfaces,
    UserOptions,
    WeightsPublished,
)


class Recommender(Base):
    """A system that chooses what people see."""

    surfaces: Annotated[Section[Surfaces], Impact("accountability")] = field(
        "Surfaces",
        "List the places where people meet recommendations, and what is ranked there.",
        questions=("Where do people meet it?", "What is ranked, from which candidates?"),
        writer="the product owner",
        reader="users, researchers, regulators",
        since="1.1",
    )
    signals: Section[RankingSignals] = field(
        "Ranking Signals",
        "List the acts of users that rank: for or against, with which weight, since when, and why this much.",
        questions=(
            "Which acts count, for or against?",
            "How much does each weigh, and why?",
            "Since when is it so?",
        ),
        writer="the developers",
        reader="users, creators, regulators",
        since="1.1",
    )
    adjustments: Section[Adjustments] = field(
        "Adjustments",
        "List the rules that go over the ranking, such as boosts, caps and filters: their value, whom they favour, and why.",
        questions=("What is boosted, capped or filtered?", "For whom, by how much, and why?"),
        writer="the developers, with those who decide on policy",
        reader="creators, auditors, regulators",
        since="1.1",
    )
    exploration: Section[Exploration] = field(
        "Exploration",
        "Say how items are shown that the ranking would not show, how often, and to whom.",
        questions=("How often is something shown to learn from it?", "Who is chosen for that?"),
        writer="the developers",
        reader="auditors, researchers",
        since="1.1",
    )
    user_options: Annotated[Section[UserOptions], Impact("accountability")] = field(
        "Options of Users",
        "List what users can set, where they find it, and what it changes.",
        questions=("What can a user choose?", "Where, and with which effect?"),
        writer="the product owner",
        reader="users, first of all",
        since="1.1",
    )
    non_profiling_option: Annotated[Section[NonProfilingOption], Impact("accountability")] = field(
        "Option without Profiling",
        "Say whether people can have a ranking that does not rest on a profile of them, and where they find it.",
        questions=("Is there one?", "Where is it found, and does it stay chosen?"),
        writer="the product owner",
        reader="users, regulators",
        since="1.1",
    )
    ads: Section[Answer] = field(
        "Advertising",
        "Say how paid content enters into the ranking, and how people can tell.",
        questions=("Where does paid content stand?", "How is it marked, and ranked?"),
        writer="the product owner",
        reader="users, regulators",
        since="1.1",
    )
    holdouts: Annotated[Section[Holdouts], Impact("oversight")] = field(
        "Holdouts",
        "Say which people are kept out of the ranking, so that its effects can be seen, and what came out.",
        questions=("Who is kept out, and for how long?", "What does the comparison show?"),
        writer="the developers",
        reader="researchers, auditors",
        since="1.1",
    )
    weights_published: Annotated[Section[WeightsPublished], Impact("accountability")] = field(
        "Published Weights",
        "Say whether the weights in use can be read, where, and when they were last brought up to date.",
        questions=("Where can they be read?", "Are these the ones in use, and as of when?"),
        writer="the developers",
        reader="researchers, regulators",
        since="1.1",
    )

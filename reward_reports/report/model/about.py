"""What is known about a field, or about a type of entry, besides its type.

It stands at the field (`detected_by: Annotated[Many[Id], PointsTo("metric")]`) or in the class (`about`); the linter, pages and
comparisons read it there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Target: TypeAlias = Literal[
    "metric",
    "failure",
    "stakeholder",
    "trigger",
    "expectation",
    "component",
    "dataset",
    "measurement",
    "preferences",
    "rewardmodel",
    "signal",
    "term",
    "reference",
]
"""The kinds of entries that ids may point to; see `About.kind`."""


@dataclass(frozen=True, init=False, eq=False, slots=True)
class PointsTo:
    """What the ids in a field are ids of.

    Attributes:
        targets: the kinds of entries, one of which has the id.
        words: whether the field may hold words instead; an id among them becomes a link, and others are not reported.
        mention: what stands before the entry in the list of all that name a metric or a stakeholder, "" if it is not listed;
            by default "Named in the " and the entry's noun.
    """

    targets: tuple[Target, ...]
    words: bool
    mention: str | None

    def __init__(self, *targets: Target, words: bool = False, mention: str | None = None) -> None:
        object.__setattr__(self, "targets", targets)
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "mention", mention)


@dataclass(frozen=True, slots=True)
class About:
    """What is known about a type of entry.

    Attributes:
        kind: what other fields point to it as, and the first part of its anchor on a page; by default the name of the class.
        noun: what one is called in a sentence; by default the words of the class's name.
    """

    kind: str = ""
    noun: str = ""

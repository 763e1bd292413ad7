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


ImpactName: TypeAlias = Literal["reward", "oversight", "accountability", "editorial"]
"""What a change touches: what is optimised, what watches it, who answers for it, or only the wording."""


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


@dataclass(frozen=True, eq=False, slots=True)
class Label:
    """What a page writes before the value, where the words of the key would not do: `Shown by`."""

    text: str


@dataclass(frozen=True, eq=False, slots=True)
class Noun:
    """What a comparison calls the value, where the words of the key would not do: `metrics that show it`."""

    text: str


@dataclass(frozen=True, eq=False, slots=True)
class Impact:
    """What a change of the value touches; without it, what a change of the field around it touches."""

    on: ImpactName


@dataclass(frozen=True, eq=False, slots=True)
class LooserIfLonger:
    """The value is a time that limits something: with a longer one, more passes or is noticed later.

    Attributes:
        missing: what it means that none is given: `never`, or `at once`.
    """

    missing: Literal["never", "at once"]


@dataclass(frozen=True, eq=False, slots=True)
class LooserIfMissing:
    """Without the value, something is no longer watched."""


@dataclass(frozen=True, init=False, eq=False, slots=True)
class LoosestFirst:
    """How strict each value of a choice is.

    Attributes:
        order: the values, the loosest first; those that are as strict as each other stand together. No value is as loose as
            the first.
    """

    order: tuple[tuple[str | bool, ...], ...]

    def __init__(self, *order: str | bool | tuple[str, ...]) -> None:
        object.__setattr__(self, "order", tuple(one if isinstance(one, tuple) else (one,) for one in order))

    def rank(self, value: str | bool | None) -> int:
        """Return how strict a value is, from 0."""
        return 0 if value is None else next(rank for rank, values in enumerate(self.order) if value in values)


@dataclass(frozen=True, eq=False, slots=True)
class Written:
    """How a page writes a text that is not prose: as it stands, as a link, or as a formula."""

    form: Literal["plain", "address", "formula"]


@dataclass(frozen=True, slots=True)
class About:
    """What is known about a type of entry. Fields are named as in Python; a name that the type does not have is refused.

    Attributes:
        kind: what other fields point to it as, and the first part of its anchor on a page; by default the name of the class.
        noun: what one is called in a sentence; by default the words of the class's name.
        identified_by: the fields by which two versions of an entry without an id are matched, the surest first.
        defined_by: what it is, beside how much of it there is: with another of these, its name stands for something else.
        title: the fields whose first value is its title on a page; by default `name` and `title`, and its id where all are empty.
        badges: choices that are shown beside the title.
        body: the field that is its text.
        table: whether entries are rows of a table, and not cards.
    """

    kind: str = ""
    noun: str = ""
    identified_by: tuple[tuple[str, ...], ...] = ()
    defined_by: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    badges: tuple[str, ...] = ()
    body: str = ""
    table: bool = False

    def names(self) -> set[str]:
        """Return the fields that it speaks of."""
        matched = (name for names in self.identified_by for name in names)
        return {*matched, *self.defined_by, *self.title, *self.badges, *((self.body,) if self.body else ())}

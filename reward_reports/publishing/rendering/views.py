"""What a page shows, without how it looks: the data that templates read. Strings are ready for the format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from reward_reports.publishing.rendering.reward_map.model import RewardMap
from reward_reports.publishing.rendering.translation import Translation

_SHORTEST_NAME = 3


def split_title(title: str) -> tuple[str, str]:
    """Return a title up to its first comma, which names the system, and what follows or ""."""
    lead, _, rest = title.partition(", ")
    return (lead, rest) if len(lead) >= _SHORTEST_NAME else (title, "")


@dataclass(slots=True)
class Badge:
    """A word with a tone: `good`, `bad`, `warn`, `accent`, or none."""

    label: str
    tone: str = ""
    meaning: str = ""


@dataclass(slots=True)
class State:
    """What is the matter with an answer that is not simply given."""

    label: str
    tone: str
    meaning: str = ""
    reason: str | None = None


@dataclass(slots=True)
class Fact:
    """A label with a value, or with an answer that has a state of its own."""

    label: str
    value: str | None = None
    answer: AnswerView | None = None


@dataclass(slots=True)
class Card:
    """An item of a register."""

    anchor: str
    id: str
    title: str
    body: str | None = None
    badges: list[Badge] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    kind: str = "card"


@dataclass(slots=True)
class TableRow:
    """A row of a table; `anchor` where something may point to it."""

    cells: list[str]
    anchor: str = ""


@dataclass(slots=True)
class Table:
    """A table; `numeric` holds the positions of columns of numbers. The first cell of a row is its heading."""

    caption: str
    heads: list[str]
    rows: list[TableRow]
    numeric: frozenset[int] = frozenset()
    kind: str = "table"


@dataclass(slots=True)
class Formula:
    """A formula on a line of its own."""

    value: str
    kind: str = "formula"


@dataclass(slots=True)
class Links:
    """A list of lines."""

    lines: list[tuple[str, str]]
    """Each with its anchor."""
    kind: str = "links"


@dataclass(slots=True)
class Judgement:
    """What came of an expectation: the day it was said where it was judged more than once, the result, what shows it."""

    date: str | None
    result: Badge
    evidence: str | None


@dataclass(slots=True)
class Check:
    """An expectation of a change, with every judgement of it, the oldest first; one that says so where there is none."""

    anchor: str
    what: str
    due: str | None
    judgements: list[Judgement]


@dataclass(slots=True)
class Moment:
    """An entry of the changelog."""

    anchor: str
    id: str
    version: str
    date: str
    kind: Badge | None
    summary: str
    facts: list[Fact]
    checks: list[Check]
    outcomes: list[Fact]


@dataclass(slots=True)
class Timeline:
    """The changelog, newest entry first."""

    moments: list[Moment]
    kind: str = "timeline"


@dataclass(slots=True)
class Chart:
    """A drawing of a metric's values; see `charts`."""

    drawing: Any
    kind: str = "chart"


Block: TypeAlias = Card | Table | Formula | Links | Timeline | Chart


@dataclass(slots=True)
class AnswerView:
    """An answer: its state, its words, its facts, its items, and how the authors know."""

    state: State | None = None
    body: str | None = None
    facts: list[Fact] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    questions: tuple[str, ...] = ()


@dataclass(slots=True)
class FieldView:
    """A field under its title; `anchor` is its path in the report, and `shown` the answer once a template has made it."""

    anchor: str
    title: str
    answer: AnswerView
    shown: str | None = None


@dataclass(slots=True)
class SectionView:
    """A section with its fields; `in_layout` unless it is a profile's, as `rlhf` is; `name` is its title in English."""

    anchor: str
    number: int
    title: str
    lead: str
    fields: list[FieldView]
    in_layout: bool = True
    name: str = ""


@dataclass(slots=True)
class Share:
    """Of how many questions the same is known, for the bar; `start` and `width` in percent."""

    label: str
    tone: str
    number: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class TallyLine:
    """A line of a tally: its sentence, and the cells that it counts, each with its title, its place and its worth."""

    words: str
    cells: list[tuple[str, str, str]]


@dataclass(slots=True)
class Step:
    """A day on the strip of what happened: when, what, and `bad` where something went wrong."""

    date: str
    words: str
    tone: str = ""


@dataclass(slots=True)
class FirstScreen:
    """What a reader should know after half a minute.

    Attributes:
        said: what is rewarded, what happened, what one can do, the worst failure.
        steps: the days that matter most, the oldest first.
        bar: how many questions are answered, answered in part and not, as shares of 100.
        shares: of how many questions the same is known; `summary` says the tallies in a sentence.
        figures: the lines of the tally of the core, then of each profile, each tally with its name or "".
        map: the reward map.
    """

    said: list[Fact]
    steps: list[Step]
    bar: list[Share]
    shares: list[Share]
    summary: str
    figures: list[tuple[str, list[TallyLine]]]
    map: RewardMap


@dataclass(slots=True)
class Banner:
    """A plain-language warning that nobody can miss."""

    title: str
    text: str
    tone: str


@dataclass(slots=True)
class ReferenceView:
    """An entry of the list of references."""

    anchor: str
    id: str
    number: int
    text: str


@dataclass(slots=True)
class FigureView:
    """A picture with its line; `picture` is a visible note where the file cannot be shown."""

    id: str
    anchor: str
    picture: str
    caption: str
    notes: list[str]


class Titled:
    """Something with the title of a report."""

    __slots__ = ()
    title: str

    @property
    def lead(self) -> str:
        """The title up to its first comma, which names the system; `rest` is what follows."""
        return split_title(self.title)[0]

    @property
    def rest(self) -> str:
        """What follows the name of the system in the title, or ""."""
        return split_title(self.title)[1]


@dataclass(slots=True)
class PageView(Titled):
    """All that a page shows."""

    id: str
    title: str
    raw_title: str
    version: str
    badges: list[Badge]
    banners: list[Banner]
    facts: list[Fact]
    authors: list[str]
    first: FirstScreen
    sections: list[SectionView]
    figures: list[FigureView]
    references: list[ReferenceView]
    bibliography: str | None
    author_names: str
    layout: str
    audience: str
    translation: Translation

    @property
    def language(self) -> str:
        """The language of the report, as BCP 47 writes it; `direction` is `rtl` or `ltr`."""
        return self.translation.tag

    @property
    def direction(self) -> str:
        """In which direction the page runs."""
        return self.translation.direction

"""What a report tells, by which route, and who can check it: the one place that counts.

Two questions are asked of every answer: what is known, and by which route. The same questions are asked of every report: the
core, and each profile by itself; an answer inside the entries of a register is one question, whatever the number of entries.
A whole answer counts 1, a part of one ½; what does not apply is not counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

from reward_reports.base.words import ENGLISH, Words
from reward_reports.report.model.base import Answer, Base, Register
from reward_reports.report.model.fields import is_answer, model_in
from reward_reports.report.model.layouts import LAYOUTS, OPTIONAL
from reward_reports.report.model.references import Reference
from reward_reports.report.model.report import PROFILE_SECTIONS, Report, promised
from reward_reports.report.model.routes import (
    CHECKABLE,
    INDEPENDENT,
    ROUTE_WORDS,
    ROUTES,
    Route,
    is_outside,
    routes_of,
)
from reward_reports.report.model.states import KNOWN, KNOWN_WORDS, Known, held_back, known_of

Step: TypeAlias = "str | int"
Question: TypeAlias = tuple[str, ...]
"""A section, a field, and the name of an answer inside it: `("rlhf", "preference_data", "pay")`."""
RULE = (
    "A whole answer counts 1, a part of one ½. What does not apply is left out. What is not known, declined, held back or not "
    "answered counts 0. Answers inside the entries of a list are one question, whatever the number of entries."
)
"""The rule by which answers are counted, for the pages that show them."""


@dataclass(frozen=True, slots=True)
class Part:
    """One answer behind a cell: where it stands, what is known, and by which routes, the easiest to follow first."""

    path: tuple[Step, ...]
    known: Known
    routes: tuple[Route, ...]

    @property
    def route(self) -> Route | None:
        """The route that most readers can follow; None where nothing says so."""
        return self.routes[0] if self.routes else None

    @property
    def worth(self) -> float:
        """What it counts by itself."""
        return _WORTH.get(self.known, 0.0)

    def has(self, routes: AbstractSet[Route | None]) -> bool:
        """Whether it is known by one of these routes; None among them stands for no route."""
        return not routes.isdisjoint(self.routes or _NO_ROUTE)


@dataclass(frozen=True, slots=True)
class Cell:
    """One question to one report.

    Attributes:
        question: the section, the field, and the name of the inner answer if it is one.
        group: `core`, or the profile that asks it.
        known: what is known.
        route: by which route most of it is known; None where nothing is known or no route is given.
        parts: the answers behind it, in the order of the file.
    """

    question: Question
    group: str
    known: Known
    route: Route | None
    parts: tuple[Part, ...]

    @property
    def path(self) -> tuple[Step, ...]:
        """Where the first answer stands; where there is none, the field."""
        return self.parts[0].path if self.parts else self.question[:2]

    @property
    def counts(self) -> bool:
        """Whether it is among those that are counted."""
        return self.known != "not_applicable"

    def score(self, routes: AbstractSet[Route | None] | None = None) -> float:
        """Return what it adds to a tally: the mean of its answers that apply, of these routes alone if any are given."""
        if len(self.parts) == 1:  # most cells, and each is counted for many pages
            part = self.parts[0]
            return part.worth if routes is None or part.has(routes) else 0.0
        return self._mean(sum(part.worth for part in self.parts if routes is None or part.has(routes)))

    def shares(self) -> dict[Route | None, float]:
        """Return what it adds to the share of each route: the mean of its answers that apply, of those that are known by it first."""
        if len(self.parts) == 1:
            part = self.parts[0]
            return {part.route: part.worth} if part.worth else {}
        worths: dict[Route | None, float] = {}
        for part in self.parts:
            if part.worth:
                worths[part.route] = worths.get(part.route, 0.0) + part.worth
        return {route: self._mean(worth) for route, worth in worths.items()}

    def _mean(self, worth: float) -> float:
        return worth / sum(part.known != "not_applicable" for part in self.parts) if worth else 0.0


_WORTH: dict[str, float] = {"whole": 1.0, "part": 0.5}
_NO_ROUTE: frozenset[Route | None] = frozenset({None})


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of some cells are known and can be checked.

    Attributes:
        questions: how many of the questions apply.
        known: how many of them are answered.
        checkable: of how many anybody can check the answer.
        independent: of how many somebody independent has checked it.
        without_route: how many are answered, and nothing says by which route.
        candid: of how many the owner says not to know it.
    """

    questions: int
    known: float
    checkable: float
    independent: float
    without_route: float
    candid: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one report tells. `cells` stand in the order of the questions."""

    cells: tuple[Cell, ...]
    _tallies: dict[str | None, Tally] = field(default_factory=dict, init=False, repr=False, compare=False)
    _shared: dict[str, Mapping[Route | None, float]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def tally(self, group: str | None = None) -> Tally:
        """Return the tally of all cells, or of `core` or one profile. It is counted once for many pages."""
        if group not in self._tallies:
            self._tallies[group] = tally_of([cell for cell in self.cells if group in (None, cell.group)])
        return self._tallies[group]

    def shares(self, group: str) -> Mapping[Route | None, float]:
        """Return by which routes the questions of a group are answered: how many by each, in the order of the routes."""
        if group not in self._shared:
            self._shared[group] = self._summed(group)
        return self._shared[group]

    def _summed(self, group: str) -> dict[Route | None, float]:
        shares: dict[Route | None, float] = {}
        for cell in self.cells:
            if cell.group == group:
                for route, share in cell.shares().items():
                    shares[route] = shares.get(route, 0.0) + share
        return {route: rounded for route in (*ROUTES, None) if (rounded := _rounded(shares.get(route, 0.0)))}

    def groups(self) -> list[str]:
        """Return `core` and the profiles that were asked."""
        return list(dict.fromkeys(cell.group for cell in self.cells))

    def states(self, group: str | None = None) -> Counter[Known]:
        """Return how many cells there are of each state: of all cells, or of `core` or one profile."""
        return Counter(cell.known for cell in self.cells if group in (None, cell.group))

    def routes(self) -> Counter[Route | None]:
        """Return by which route the cells are known that are known at all."""
        return Counter(cell.route for cell in self.cells if cell.known in _WORTH)


def counted_in_words(report: Report, audience: str) -> dict[str, int]:
    """Return of how many questions the same is known, by the words for it; what is known of none is there too."""
    numbers = evidence_of(report, audience).states()
    return {words: numbers[known] for known, words in KNOWN_WORDS.items()}


NO_ROUTE = "no route given"


def cell_in_words(known: Known, route: Route | None, where: str = "%(known)s", words: Words = ENGLISH) -> str:
    """Return what a cell says: `answered in part: the owner's statement`; `where` is a sentence around what is known."""
    label = where % {"known": words.gettext(KNOWN_WORDS[known])}
    if known not in _WORTH:
        return label
    given = {"label": label, "value": words.gettext(ROUTE_WORDS[route] if route else NO_ROUTE)}
    return words.gettext("%(label)s: %(value)s") % given


def in_words(value: float) -> str:
    """Return a number of a tally as people write it: `14`, `14½`, `14.3`."""
    if value == int(value):
        return str(int(value))
    return f"{int(value) or ''}½" if value * 2 == int(value * 2) else f"{value:.1f}"


SENTENCE = (
    "%(answered)s of %(total)s questions answered; anybody can check %(checkable)s, somebody independent has checked "
    "%(checked)s"
)


def sentence(tally: Tally, words: Words = ENGLISH) -> str:
    """Return a tally in a sentence."""
    numbers = {"answered": tally.known, "checkable": tally.checkable, "checked": tally.independent}
    given = {name: words.separated(in_words(value)) for name, value in numbers.items()}
    return words.gettext(SENTENCE) % (given | {"total": tally.questions})


def as_data(tally: Tally) -> dict[str, float]:
    """Return a tally as data for JSON."""
    return {
        "questions": tally.questions,
        "known": tally.known,
        "anybody_can_check": tally.checkable,
        "somebody_independent_has_checked": tally.independent,
        "without_route": tally.without_route,
        "owner_does_not_know": tally.candid,
    }


def tally_of(cells: Sequence[Cell]) -> Tally:
    """Return the tally of some cells."""
    counted = [cell for cell in cells if cell.counts]
    return Tally(
        questions=len(counted),
        known=_rounded(sum(cell.score() for cell in counted)),
        checkable=_rounded(sum(cell.score(CHECKABLE) for cell in counted)),
        independent=_rounded(sum(cell.score(INDEPENDENT) for cell in counted)),
        without_route=_rounded(sum(cell.score(_NO_ROUTE) for cell in counted)),
        candid=sum(cell.known == "owner_does_not_know" for cell in counted),
    )


def _rounded(value: float) -> float:
    return round(value, 2)


def evidence_of(report: Report, audience: str) -> Evidence:
    """Return what a report tells an audience.

    Args:
        report: the report, whole or redacted for the audience.
        audience: `public`, `auditor` or `internal`.
    """
    references = {reference.id: reference for reference in report.references}
    seen = _Seen(report, audience, references, is_outside(report))
    return Evidence(tuple(_cell(seen, question) for question in questions_of(report)))


def questions_of(report: Report) -> list[Question]:
    """Return the questions that are asked of a report: those of the core, then those of its profiles."""
    asked = [*core_questions()]
    for section in PROFILE_SECTIONS:
        if getattr(report, section) is not None or promised(report, section):
            asked += profile_questions(section)
    return asked


@cache
def core_questions() -> tuple[Question, ...]:
    """Return the questions of the core: the fields of the paper that a rule asks for."""
    return tuple(path for _, paths in LAYOUTS["paper"] for path in paths if path not in OPTIONAL)


@cache
def profile_questions(section: str) -> tuple[Question, ...]:
    """Return the questions of a profile: its fields that a rule asks for, each followed by the answers inside it."""
    model = model_in(Report.model_fields[section].annotation)
    questions: list[Question] = []
    for name, info in model.model_fields.items() if model else ():
        if (section, name) not in OPTIONAL:
            field = model_in(info.annotation)
            questions += [(section, name), *((section, name, inner) for inner in _inner_names(field))]
    return tuple(questions)


def _inner_names(field: type[Base] | None) -> Iterator[str]:
    """Give the names of the answers that stand in a field, or in the entries of a register."""
    if field is None:
        return
    holder = model_in(field.model_fields["items"].annotation) if issubclass(field, Register) else field
    for name, info in holder.model_fields.items() if holder else ():
        if is_answer(model_in(info.annotation)):
            yield name


@dataclass(frozen=True, slots=True)
class _Seen:
    report: Report
    audience: str
    references: Mapping[str, Reference]
    outside: bool


def _cell(seen: _Seen, question: Question) -> Cell:
    section = getattr(seen.report, question[0])
    group = question[0] if question[0] in PROFILE_SECTIONS else "core"
    if section is None:
        return Cell(question, group, "not_answered", None, ())
    field: Answer = getattr(section, question[1])
    parts = tuple(_inside(seen, field, question) if len(question) > 2 else [_part(seen, field, question, None)])
    return Cell(question, group, _together([part.known for part in parts]), _main_route(parts), parts)


def _inside(seen: _Seen, field: Answer, question: Question) -> list[Part]:
    """Return the answers of this name inside a field; where it has no entries, what the field itself says."""
    place, name = question[:2], question[2]
    if held_back(field, seen.audience):
        return [_part(seen, field, place, None)]
    if not isinstance(field, Register):
        return [_part(seen, getattr(field, name), question, field)]
    if not field.items:
        whole = _part(seen, field, place, None)
        # A text in the place of entries may answer the question or not: nothing says that it does.
        return [Part(place, "not_answered", ()) if whole.known in _WORTH else whole]
    return [
        _part(seen, getattr(item, name), (*place, "items", index, name), field)
        for index, item in enumerate(field.items)
    ]


def _part(seen: _Seen, answer: Answer, path: tuple[Step, ...], around: Answer | None) -> Part:
    known = known_of(answer, seen.audience, outside=seen.outside)
    is_answered = known in _WORTH
    return Part(path, known, routes_of(seen.report, answer, seen.references, around) if is_answered else ())


def _together(states: Sequence[Known]) -> Known:
    """Return what is known of a question with several answers: what all say, else a part, else the one that tells least."""
    applying = [state for state in states if state != "not_applicable"]
    if not applying:
        return "not_applicable"
    if len(set(applying)) == 1:
        return applying[0]
    return "part" if any(state in _WORTH for state in applying) else max(applying, key=KNOWN.index)


def _main_route(parts: Sequence[Part]) -> Route | None:
    """Return the route by which most of the answers are known; of several, the first in the file."""
    routes = Counter(part.route for part in parts if part.known in _WORTH)
    return routes.most_common(1)[0][0] if routes else None

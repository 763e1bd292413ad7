"""What follows from what reports tell: sentences with the numbers behind them, by a few sure rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reward_reports.base.words import ENGLISH, Words
from reward_reports.changes.comparing.evidence_matrix import BLOCKS, Column, Matrix, title_in
from reward_reports.report.model.routes import INDEPENDENT, Route
from reward_reports.report.model.states import Known

_NOTHING: frozenset[Known] = frozenset({"declined", "not_found", "owner_does_not_know", "not_answered"})
_MOST = 5
_FEW = 3
"""What holds of fewer reports than this says nothing, unless there are no more."""
_SAID = {
    ("evaluation", "performance_standards"): "state no value that was required before launch",
    ("institutional_interface", "recourse"): "name no way to contest a decision",
    ("optimization_intent", "oversight_metrics"): "name nothing that is measured without being rewarded",
    ("optimization_intent", "known_failure_modes"): "name nothing that can go wrong",
    ("implementation", "reward_details"): "do not say what the reward is made of",
    ("system_maintenance", "update_triggers"): "do not say what would make them change the report",
    ("system_maintenance", "reporting_cadence"): "do not say when they are reviewed",
    ("rlhf", "red_teaming"): "say nothing about people set to attack the system",
    ("rlhf", "preference_data", "pay"): "do not say what the people who judged were paid",
    ("rlhf", "preference_data", "agreement"): "do not say how often the people who judged agreed",
    ("rlhf", "policy_optimization", "kl_coefficient"): "do not say how strongly the model is held to its reference",
    ("rlhf", "release", "system_prompt"): "do not give the system prompt",
    ("rlhf", "release", "rollback_plan"): "do not say how an earlier version is put back",
}
"""What it means where a question has no answer, for the questions that readers ask first."""


@dataclass(frozen=True, slots=True)
class EvidenceFinding:
    """A sentence that begins with a number: `6 of 8` and `reports state no value that was required before launch`."""

    number: int
    of: int
    words: str

    def __str__(self) -> str:
        return f"{self.number} of {self.of} {self.words}"


def findings_of(matrix: Matrix, words: Words = ENGLISH) -> list[EvidenceFinding]:
    """Return what follows from the data: which questions most reports leave open, and how the answers are known."""
    return [*_left_open(matrix, words), *_routes(matrix, words)]


def _left_open(matrix: Matrix, words: Words) -> Iterator[EvidenceFinding]:
    """Give the questions that most reports leave open; an inner question not where its field says nothing either."""
    enough = min(_FEW, len(matrix.rows))
    open_questions = [
        (open_in, column)
        for block in matrix.blocks
        for column in block.columns
        if (open_in := sum(column.states[state] for state in _NOTHING)) * 2 > _applying(column) >= enough
    ]
    open_questions.sort(key=lambda pair: (pair[1].question not in _SAID, -pair[0] / _applying(pair[1])))
    for number, column in open_questions[:_MOST]:
        message = _SAID.get(column.question, _NO_ANSWER)
        yield _finding(number, _applying(column), "report", message, words, question=title_in(column.question, words))


def _applying(column: Column) -> int:
    return column.states.total() - column.states["not_applicable"]


def _routes(matrix: Matrix, words: Words) -> Iterator[EvidenceFinding]:
    parts = Counter(
        (cell.question[0], part.known, part.routes)
        for row in matrix.rows
        for cell in row.evidence.cells
        for part in cell.parts
    )
    answered = Counter({kind: number for kind, number in parts.items() if kind[1] in ("whole", "part")})
    if answered:
        checked = sum(number for (_, _, routes), number in answered.items() if not INDEPENDENT.isdisjoint(routes))
        yield _finding(checked, answered.total(), "answer", _CHECKED, words)
        yield from _without_route(answered, words)
    for state, message in _STATED.items():
        if number := sum(number for (_, known, _), number in parts.items() if known == state):
            yield _finding(number, parts.total(), "answer", message, words)


def _without_route(answered: Counter[tuple[str, Known, tuple[Route, ...]]], words: Words) -> Iterator[EvidenceFinding]:
    blank: Counter[str] = Counter()
    for (section, _, routes), number in answered.items():
        if not routes:
            blank[section] += number
    if blank:
        section, most = blank.most_common(1)[0]
        message = _NO_ROUTE[0 if blank.total() == 1 else 1 if most == blank.total() else 2]
        yield _finding(
            blank.total(), answered.total(), "answer", message, words, section=words.gettext(BLOCKS[section]), most=most
        )


_NO_ANSWER = "do not answer “%(question)s”"
_CHECKED = "were measured or audited by somebody independent"
_STATED: dict[Known, str] = {
    "declined": "are declined by the owner",
    "owner_does_not_know": "are an owner’s “we do not know”: candour, not silence",
    "held_back": "are held back from the readers of this edition",
}
_NO_ROUTE = (
    "give no route, in %(section)s",
    "give no route, all in %(section)s",
    "give no route, %(most)s of them in %(section)s",
)


def messages() -> Iterator[str]:
    """Give the messages of all findings."""
    yield from (f"reports {message}." for message in (*_SAID.values(), _NO_ANSWER))
    yield from (f"answers {message}." for message in (_CHECKED, *_STATED.values(), *_NO_ROUTE))


def _finding(number: int, of: int, noun: str, predicate: str, words: Words, **given: object) -> EvidenceFinding:
    """Return a finding. What is said begins with a verb in the plural; other languages say it so that any number fits."""
    message = f"{noun}s {predicate}."
    text = words.gettext(message)
    if text != message:
        return EvidenceFinding(number, of, text % given)
    if 1 in (number, of):
        verb, rest = predicate.split(" ", 1)
        predicate = f"{_SINGULAR.get(verb) or f'{verb}s'} {rest}"
    return EvidenceFinding(number, of, type(text)(f"{noun}{'' if of == 1 else 's'} {predicate}.") % given)


_SINGULAR = {"do": "does", "are": "is", "were": "was"}

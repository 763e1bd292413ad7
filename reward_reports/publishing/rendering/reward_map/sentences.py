"""What a map shows, in sentences, in the order in which the picture is read."""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.publishing.rendering.reward_map.model import Person, RewardMap, Term
from reward_reports.publishing.rendering.words import listed, number_in_words

_SCOPES = {
    True: "taken into account",
    False: "not taken into account",
    None: "not stated whether taken into account",
}


def as_list(made: RewardMap) -> list[str]:
    """Return the map as a list of sentences."""
    return list(_sentences(made))


def in_short(made: RewardMap) -> str:
    """Return the map in one sentence."""
    terms = listed(
        [one.name for one in made.terms[:4]] + ([f"{len(made.terms) - 4} more"] if len(made.terms) > 4 else [])
    )
    return f"{made.system} is rewarded for: {terms}. The same as a list follows the picture."


def _sentences(made: RewardMap) -> Iterator[str]:
    for term in made.terms:
        yield _term(made, term)
    if made.combination and len(made.terms) > 1:
        yield f"Combined: {made.combination[:1].lower()}{made.combination[1:]}"
    yield f"This trains {made.system}{f'. Method: {made.method}' if made.method else ''}."
    for gate in made.gates:
        yield f"Gate before launch: {gate.requirement.rstrip('.')}. State: {gate.state}."
    for person in made.people:
        yield _person(person)
    for loop in made.loops:
        named = f"{loop.name}: " if loop.name else ""
        yield f"Loop, {'' if loop.in_scope else 'not '}taken into account: {named}{loop.path}."
    for metric in made.watched:
        yield f"Watched, not rewarded: {metric.name}, {metric.value or 'no value published'}{_would_show(metric.failures)}."
    for one in made.failures:
        yield f"Failure {one.number}: {one.name}, {one.state}{'' if one.shown else '; no number shows it'}."


def _term(made: RewardMap, term: Term) -> str:
    about = f" ({term.note})" if term.note else ""
    source = f" From: {made.signals[term.signal].name}." if term.kind != "rest" else ""
    how = {"weighed": "weight ", "unknown": "weight not published", "rule": "counts by a rule"}.get(term.kind, "")
    if term.kind == "weighed" and term.weight is not None:
        how += number_in_words(abs(term.weight))
    sign = "Subtracted" if term.minus else "Rewarded"
    return f"{sign}: {term.name}{about}{f', {how}' if how else ''}.{source}"


def _person(person: Person) -> str:
    harmed = f"; failures {listed(map(str, person.failures))} harm them" if len(person.failures) > 1 else ""
    harmed = f"; failure {person.failures[0]} harms them" if len(person.failures) == 1 else harmed
    return f"Affects {person.name}: {_SCOPES[person.in_scope]}{harmed}."


def _would_show(numbers: tuple[int, ...]) -> str:
    if not numbers:
        return ""
    return f"; would show failure{'s' if len(numbers) > 1 else ''} {listed(map(str, numbers))}"

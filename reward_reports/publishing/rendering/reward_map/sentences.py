"""What a map shows, in sentences, in the order in which the picture is read."""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.publishing.rendering.failures import in_words
from reward_reports.publishing.rendering.reward_map.model import Person, RewardMap, Term, Watched
from reward_reports.publishing.rendering.translation import Translation
from reward_reports.publishing.rendering.words import listed, number_in_words

_SCOPES = {
    True: "taken into account",
    False: "not taken into account",
    None: "not stated whether taken into account",
}


_HOW = {"unknown": "weight not published", "rule": "counts by a rule"}


def as_list(made: RewardMap) -> list[str]:
    """Return the map as a list of sentences."""
    return list(_sentences(made))


def in_short(made: RewardMap) -> str:
    """Return the map in one sentence."""
    gettext, others = made.language.gettext, len(made.terms) - 4
    more = [gettext("%(number)s more") % {"number": others}] if others > 0 else []
    terms = listed([*(one.name for one in made.terms[:4]), *more], made.language)
    said = gettext("%(system)s is rewarded for: %(terms)s. The same as a list follows the picture.")
    return said % {"system": made.system, "terms": terms}


def _sentences(made: RewardMap) -> Iterator[str]:
    gettext = made.language.gettext
    for term in made.terms:
        yield _term(made, term)
    if made.combination and len(made.terms) > 1:
        yield gettext("Combined: %(how)s") % {"how": made.language.lowered(made.combination)}
    if made.method:
        yield gettext("This trains %(system)s. Method: %(method)s.") % {"system": made.system, "method": made.method}
    else:
        yield gettext("This trains %(system)s.") % {"system": made.system}
    for gate in made.gates:
        given = {"requirement": gate.requirement.rstrip("."), "state": gate.state}
        yield gettext("Gate before launch: %(requirement)s. State: %(state)s.") % given
    for person in made.people:
        yield _person(person, made.language)
    for loop in made.loops:
        given = {"path": f"{loop.name}: {loop.path}" if loop.name else loop.path}
        if loop.in_scope:
            yield gettext("Loop, taken into account: %(path)s.") % given
        else:
            yield gettext("Loop, not taken into account: %(path)s.") % given
    for metric in made.watched:
        yield _watched(metric, made.language)
    for one in made.failures:
        given = {"number": str(one.number), "name": one.name, "state": in_words(one.state, one.shown, made.language)}
        yield gettext("Failure %(number)s: %(name)s, %(state)s.") % given


def _term(made: RewardMap, term: Term) -> str:
    gettext = made.language.gettext
    how = [gettext(_HOW[term.kind])] if term.kind in _HOW else []
    if term.kind == "weighed" and term.weight is not None:
        how = [gettext("weight %(number)s") % {"number": number_in_words(abs(term.weight), made.language)}]
    told = gettext(", ").join([f"{term.name} ({term.note})" if term.note else term.name, *how])
    said = (gettext("Subtracted: %(term)s.") if term.minus else gettext("Rewarded: %(term)s.")) % {"term": told}
    if term.kind == "rest":
        return said
    return said + " " + gettext("From: %(signal)s.") % {"signal": made.signals[term.signal].name}


def _person(person: Person, words: Translation) -> str:
    told = words.gettext(_SCOPES[person.in_scope])
    if person.failures:
        numbers = listed(map(str, person.failures), words)
        harmed = words.form(
            "%(scope)s; failure %(numbers)s harms them",
            "%(scope)s; failures %(numbers)s harm them",
            len(person.failures),
        )
        told = harmed % {"scope": told, "numbers": numbers}
    return words.gettext("Affects %(people)s: %(scope)s.") % {"people": person.name, "scope": told}


def _watched(metric: Watched, words: Translation) -> str:
    told = metric.value or words.gettext("no value published")
    if metric.failures:
        shows = words.form(
            "%(value)s; would show failure %(numbers)s",
            "%(value)s; would show failures %(numbers)s",
            len(metric.failures),
        )
        told = shows % {"value": told, "numbers": listed(map(str, metric.failures), words)}
    return words.gettext("Watched, not rewarded: %(metric)s, %(value)s.") % {"metric": metric.name, "value": told}

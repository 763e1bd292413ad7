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


def as_list(reward_map: RewardMap) -> list[str]:
    """Return the map as a list of sentences."""
    return list(_sentences(reward_map))


def in_short(reward_map: RewardMap) -> str:
    """Return the map in one sentence."""
    gettext, others = reward_map.language.gettext, len(reward_map.terms) - 4
    more = [gettext("%(number)s more") % {"number": others}] if others > 0 else []
    terms = listed([*(one.name for one in reward_map.terms[:4]), *more], reward_map.language)
    said = gettext("%(system)s is rewarded for: %(terms)s. The same as a list follows the picture.")
    return said % {"system": reward_map.system, "terms": terms}


def _sentences(reward_map: RewardMap) -> Iterator[str]:
    gettext = reward_map.language.gettext
    for term in reward_map.terms:
        yield _term(reward_map, term)
    if reward_map.combination and len(reward_map.terms) > 1:
        yield gettext("Combined: %(how)s") % {"how": reward_map.language.lowered(reward_map.combination)}
    if reward_map.method:
        yield gettext("This trains %(system)s. Method: %(method)s.") % {
            "system": reward_map.system,
            "method": reward_map.method,
        }
    else:
        yield gettext("This trains %(system)s.") % {"system": reward_map.system}
    for gate in reward_map.gates:
        given = {"requirement": gate.requirement.rstrip("."), "state": gate.state}
        yield gettext("Gate before launch: %(requirement)s. State: %(state)s.") % given
    for person in reward_map.people:
        yield _person(person, reward_map.language)
    for loop in reward_map.loops:
        given = {"path": f"{loop.name}: {loop.path}" if loop.name else loop.path}
        if loop.in_scope:
            yield gettext("Loop, taken into account: %(path)s.") % given
        else:
            yield gettext("Loop, not taken into account: %(path)s.") % given
    for metric in reward_map.watched:
        yield _watched(metric, reward_map.language)
    for one in reward_map.failures:
        given = {
            "number": str(one.number),
            "name": one.name,
            "state": in_words(one.state, one.tracking, reward_map.language),
        }
        yield gettext("Failure %(number)s: %(name)s, %(state)s.") % given


def _term(reward_map: RewardMap, term: Term) -> str:
    gettext = reward_map.language.gettext
    how = [gettext(_HOW[term.kind])] if term.kind in _HOW else []
    if term.kind == "weighed" and term.weight is not None:
        how = [gettext("weight %(number)s") % {"number": number_in_words(abs(term.weight), reward_map.language)}]
    term_text = gettext(", ").join([f"{term.name} ({term.note})" if term.note else term.name, *how])
    said = (gettext("Subtracted: %(term)s.") if term.minus else gettext("Rewarded: %(term)s.")) % {"term": term_text}
    if term.kind == "rest":
        return said
    return said + " " + gettext("From: %(signal)s.") % {"signal": reward_map.signals[term.signal].name}


def _person(person: Person, words: Translation) -> str:
    scope = words.gettext(_SCOPES[person.in_scope])
    if person.failures:
        numbers = listed(map(str, person.failures), words)
        harmed = words.form(
            "%(scope)s; failure %(numbers)s harms them",
            "%(scope)s; failures %(numbers)s harm them",
            len(person.failures),
        )
        scope = harmed % {"scope": scope, "numbers": numbers}
    return words.gettext("Affects %(people)s: %(scope)s.") % {"people": person.name, "scope": scope}


def _watched(metric: Watched, words: Translation) -> str:
    value = metric.value or words.gettext("no value published")
    if metric.failures:
        shows = words.form(
            "%(value)s; would show failure %(numbers)s",
            "%(value)s; would show failures %(numbers)s",
            len(metric.failures),
        )
        value = shows % {"value": value, "numbers": listed(map(str, metric.failures), words)}
    return words.gettext("Watched, not rewarded: %(metric)s, %(value)s.") % {"metric": metric.name, "value": value}

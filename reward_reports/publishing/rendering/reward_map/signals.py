"""Where the numbers of a reward term come from, as far as the report says it in typed fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reward_reports.publishing.rendering.plain_words import cut, first_clause, plain_words
from reward_reports.publishing.rendering.reward_map.model import TermSignal
from reward_reports.publishing.rendering.translation import Translation
from reward_reports.publishing.rendering.words import date_in_words, humanised
from reward_reports.report.model import Report
from reward_reports.report.model.implementation import Measurement, RewardTerm
from reward_reports.report.model.rlhf_items import PreferenceData, RewardModel

_LONGEST = 70
_FEEDBACK = {
    "pairwise": "Choices between answers",
    "ranking": "Rankings",
    "likert": "Grades",
    "binary": "Votes for or against",
    "edit": "Corrections",
    "demonstration": "Written examples",
    "implicit": "Behaviour of users",
    "rubric": "Grades by a list of criteria",
}


def not_stated(words: Translation) -> TermSignal:
    """Return what stands in the place of a signal that the report does not name."""
    return TermSignal(words.gettext("source not stated"), known=False)


def signal_of(report: Report, term: RewardTerm, words: Translation) -> TermSignal:
    """Return where a term comes from: what it says itself, else how its metric is measured, else that nothing is said."""
    named = list(dict.fromkeys(_named(report, term.made_from, words)))
    if named:
        notes = list(dict.fromkeys(note for _, note in named if note))
        names = list(dict.fromkeys(name for name, _ in named))
        return TermSignal(_few(names, words), "; ".join(notes[:2]))
    measured = (one for one in report.implementation.measurement_details.items if one.measures == term.metric)
    found = next((said for one in measured if (said := _measured(one))), "") if term.metric else ""
    return TermSignal(found) if found else _reference(report, term, words) or not_stated(words)


def _few(names: list[str], words: Translation) -> str:
    more = [words.gettext("%(number)s more") % {"number": len(names) - 2}] if len(names) > 2 else []
    return words.listed([*names[:2], *more]) if more else words.gettext(", ").join(names)


def _named(report: Report, ids: Iterable[str], words: Translation) -> Iterator[tuple[str, str]]:
    """Give each source by its name with a note; a reward model that stands beside its own data is a note on them."""
    known = dict(_sources(report, words))
    wanted = [id_ for id_ in ids if id_ in known]
    models = {one.id: one for one in (report.rlhf.reward_models.items if report.rlhf else ())}
    for id_ in wanted:
        if id_ in models:
            trained = [known[data] for data in models[id_].trained_on if data in known]
            through = _through(models[id_], words)
            yield from ((name, through) for name, _ in trained or [(words.gettext("Scores"), "")])
        elif not any(id_ in models[one].trained_on for one in wanted if one in models):
            yield known[id_]


def _through(model: RewardModel, words: Translation) -> str:
    if model.parameters and len(model.parameters) < 9:
        return words.gettext("through a reward model (%(size)s)") % {"size": model.parameters}
    return words.gettext("through a reward model")


def _sources(report: Report, words: Translation) -> Iterator[tuple[str, tuple[str, str]]]:
    for data in report.implementation.data_flow.items:
        yield data.id, (cut(plain_words(data.name or data.kind or words.gettext("Data")), _LONGEST), "")
    for how in report.implementation.measurement_details.items:
        yield how.id, (_measured(how) or words.gettext("A measurement"), "")
    if report.rlhf is None:
        return
    for given in report.rlhf.preference_data.items:
        yield given.id, (_feedback(given, words), "")
    for sign in report.rlhf.deployment_signals.items:
        day = date_in_words(str(sign.since), words) if sign.since else ""
        since = words.gettext("since %(date)s") % {"date": day} if day else ""
        yield sign.id, (_capital(cut(plain_words(sign.source), _LONGEST)), since)
    for model in report.rlhf.reward_models.items:
        yield model.id, (words.gettext("Scores"), _through(model, words))


def _feedback(data: PreferenceData, words: Translation) -> str:
    kind = words.gettext(
        _FEEDBACK.get(data.feedback_type or "", humanised(data.feedback_type or "feedback").capitalize())
    )
    people = data.headcount.value
    if data.feedback_type == "implicit":
        return kind
    if people is None:
        return words.gettext("%(feedback)s by an unpublished number of people") % {"feedback": kind}
    return words.gettext("%(feedback)s by %(number)s people") % {"feedback": kind, "number": words.number(people)}


def _measured(how: Measurement) -> str:
    words = how.name or (first_clause(plain_words(how.method), _LONGEST) if how.method else "")
    return _capital(cut(plain_words(words), _LONGEST))


def _reference(report: Report, term: RewardTerm, words: Translation) -> TermSignal | None:
    """Return the model that a penalty on the divergence keeps the policy near."""
    if "kl" not in f"{term.id} {term.metric or ''}".replace("_", "-").replace("-", " ").lower().split():
        return None
    parts = report.implementation.algorithmic_details.items
    near = next((one.name for one in parts if one.role == "reference" and one.name), None)
    return TermSignal(cut(plain_words(near), _LONGEST), words.gettext("the model it starts from")) if near else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""The first screen: what is rewarded, what happened, what one can do, when it happened, how much is known."""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.publishing.rendering.context import Context
from reward_reports.publishing.rendering.failures import standing, worst_first
from reward_reports.publishing.rendering.figures import TONES, anchor_of, figures_shown
from reward_reports.publishing.rendering.history import in_time
from reward_reports.publishing.rendering.plain_words import cut, plain_words, whole_clauses
from reward_reports.publishing.rendering.reward_map.reading import read
from reward_reports.publishing.rendering.views import Fact, Figure, FirstScreen, Share, Step
from reward_reports.publishing.rendering.words import humanised, listed, within_in_words
from reward_reports.report.model import Answer, Report
from reward_reports.report.model.evidence import Evidence, evidence_of, in_words, sentence
from reward_reports.report.model.institutional_interface import RecourseChannel
from reward_reports.report.model.placeholders import said
from reward_reports.report.model.routes import is_outside
from reward_reports.report.model.states import KNOWN, KNOWN_WORDS, Known, known_of
from reward_reports.report.model.system_maintenance import Entry

_MOST_STEPS = 4
_MOST_NAMED = 4
_LONGEST_FALLBACK = 200
_LONGEST_STEP = 36
_DID: dict[str | None, str] = {
    None: "changed",
    "release": "released",
    "retrain": "trained again",
    "reward_change": "reward changed",
    "metric_change": "metrics changed",
    "incident": "incident",
    "rollback": "rolled back",
    "observation": "observed",
    "review_no_change": "reviewed",
    "correction": "report corrected",
    "prompt_change": "prompt changed",
    "specification_change": "rules changed",
    "data_change": "data changed",
    "filter_change": "filter changed",
    "experiment": "experiment",
}
_WEIGHTY = ("incident", "rollback", "reward_change", "release", "experiment")
"""The sorts of entries that stand on the strip before others, where there is no room for all."""


def first_screen(context: Context) -> FirstScreen:
    """Return what a reader should know after half a minute."""
    evidence = evidence_of(context.report, context.audience)
    return FirstScreen(
        said=[*_said(context), Fact("Worst known failure", _worst(context))],
        steps=list(_steps(context)),
        bar=_bar(evidence),
        shares=_shares(evidence),
        summary=_sentence(evidence),
        figures=_figures(context, evidence),
        map=read(context.report),
    )


def _said(context: Context) -> Iterator[Fact]:
    """Give the authors' own sentences; in the place of one that is missing, what typed fields say."""
    summary, writer = context.report.report.summary, context.writer
    told = {
        "Rewarded for": (summary and summary.rewarded_for, _rewarded_for),
        "What happened": (summary and summary.what_happened, _what_happened),
        "What you can do": (summary and summary.what_you_can_do, _what_you_can_do),
    }
    for label, (words, fallback) in told.items():
        yield Fact(label, writer.inline(words) if words else fallback(context))


def _rewarded_for(context: Context) -> str:
    reward, writer = context.report.implementation.reward_details, context.writer
    if reward.items:
        terms = [term.name for term in read(context.report).terms]
        return writer.plain(listed([*terms[:_MOST_NAMED], *_more(len(terms) - _MOST_NAMED)]) + ".")
    words = whole_clauses(plain_words(said(reward.text)), _LONGEST_FALLBACK)
    return writer.plain(f"{words.rstrip('.')}.") if words else _missing(context, reward)


def _more(number: int) -> list[str]:
    return [f"{number} more"] if number > 0 else []


def _what_happened(context: Context) -> str:
    """Return the worst failure that was seen; what is only feared has not happened."""
    modes = context.report.optimization_intent.known_failure_modes
    worst = next((mode for mode in worst_first(context.report) if mode.status != "hypothesised"), None)
    if worst is None:
        return context.writer.plain("No failure has been seen.") if modes.items else _missing(context, modes)
    words = whole_clauses(plain_words(worst.description or ""), _LONGEST_FALLBACK).rstrip(".")
    return context.writer.plain(f"{plain_words(worst.name)}{f': {words}' if words else ''}.")


def _what_you_can_do(context: Context) -> str:
    recourse = context.report.institutional_interface.recourse
    if recourse.items:
        return context.writer.join([_channel(context, item) for item in recourse.items[:2]], "; ")
    reason = plain_words(said(recourse.text) or recourse.reason or "")
    if reason:
        return context.writer.plain(f"{whole_clauses(reason, _LONGEST_FALLBACK).rstrip('.')}.")
    return _missing(context, recourse)


def _channel(context: Context, item: RecourseChannel) -> str:
    words = ": ".join(plain_words(part) for part in (item.who, item.how or item.name) if part)
    answer = f" (answer {within_in_words(item.respond_within)})" if item.respond_within else ""
    return context.writer.plain((words or "The report names a channel and does not describe it") + answer)


def _missing(context: Context, answer: Answer) -> str:
    """Return why nothing can be said, for a fact that would else be empty."""
    known = known_of(answer, context.audience, outside=is_outside(context.report))
    return context.writer.plain(_NOTHING.get(known, "The report says so in its text."))


_NOTHING: dict[Known, str] = {
    "held_back": "Held back from this edition.",
    "not_answered": "The report does not say.",
    "declined": "The owner does not say.",
    "not_found": "Not known.",
    "owner_does_not_know": "The owner does not know.",
    "not_applicable": "Does not apply.",
}


def _worst(context: Context) -> str:
    """Return the worst failure, whatever its state, and how many more there are."""
    writer, modes = context.writer, worst_first(context.report)
    if not modes:
        return _missing(context, context.report.optimization_intent.known_failure_modes)
    worst = modes[0]
    name = writer.named(("failure",), worst.id, plain_words(worst.name))
    more = f"; {len(modes) - 1} more" if len(modes) > 1 else ""
    return writer.join([name, f" ({standing(context.report, worst)}){more}"], "")


def _steps(context: Context) -> Iterator[Step]:
    """Give the entries of the changelog that matter most, in the order of time."""
    entries = in_time(context.report.system_maintenance.changelog.items)
    places = sorted(range(len(entries)), key=lambda at: (weight_of(entries[at]), -at))
    for at in sorted(places[:_MOST_STEPS]):
        entry = entries[at]
        date = context.writer.date(entry.date)
        yield Step(date, context.writer.plain(entry_in_words(entry)), "bad" if entry.kind == "incident" else "")


def entry_in_words(entry: Entry) -> str:
    """Return what an entry of a changelog is called, or else what it did."""
    words = plain_words(entry.name) if entry.name else _DID.get(entry.kind, humanised(entry.kind or "changed"))
    return cut(words, _LONGEST_STEP)


def weight_of(entry: Entry) -> int:
    """Return how soon an entry is left out where there is no room for all, the smallest last."""
    return _WEIGHTY.index(entry.kind) if entry.kind in _WEIGHTY else len(_WEIGHTY)


def _sentence(evidence: Evidence) -> str:
    """Return the three figures of the core, then of each profile."""
    told = [(_title(group), sentence(evidence.figures(group))) for group in evidence.groups()]
    return ". ".join(f"{name}: {words}" if name else words for name, words in told)


def _title(group: str) -> str:
    return "" if group == "core" else Report.model_fields[group].title or group


def _figures(context: Context, evidence: Evidence) -> list[tuple[str, list[Figure]]]:
    """Return the figures of each group of questions with the answers they count, where these stand on the same page."""
    links = [f"#{anchor}" if (anchor := anchor_of(context.report, cell)) else "" for cell in evidence.cells]
    return [(_title(group), figures_shown(evidence, group, links)) for group in evidence.groups()]


def _bar(evidence: Evidence) -> list[Share]:
    states = evidence.states()
    total = sum(number for state, number in states.items() if state != "not_applicable")
    if not total:
        return []
    numbers = {"whole": states["whole"], "part": states["part"]}
    numbers["none"] = total - sum(numbers.values())
    words = {"whole": "answered", "part": "answered in part", "none": "not answered"}
    made, start = [], 0.0
    for tone, number in numbers.items():
        if number:
            made.append(
                Share(
                    f"{in_words(number)} {words[tone]}", tone, number, round(start, 2), round(100 * number / total, 2)
                )
            )
            start += 100 * number / total
    return made


def _shares(evidence: Evidence) -> list[Share]:
    numbers = evidence.states()
    shares: list[Share] = []
    start = 0.0
    for known in KNOWN:
        if numbers[known]:
            width = 100 * numbers[known] / numbers.total()
            shares.append(Share(KNOWN_WORDS[known], TONES[known], numbers[known], round(start, 2), round(width, 2)))
            start += width
    return shares

"""The first screen: what is rewarded, what happened, what one can do, when it happened, how much is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from reward_reports.publishing.rendering.addresses import address_in_words, safe_address
from reward_reports.publishing.rendering.failures import standing, worst_first
from reward_reports.publishing.rendering.history import in_time
from reward_reports.publishing.rendering.plain_words import cut, plain_words, whole_clauses
from reward_reports.publishing.rendering.render_context import RenderContext
from reward_reports.publishing.rendering.reward_map.model import RewardMap
from reward_reports.publishing.rendering.reward_map.reading import read
from reward_reports.publishing.rendering.tally_lines import TONES, anchor_of, tally_lines
from reward_reports.publishing.rendering.translation import Translation, gettext_noop
from reward_reports.publishing.rendering.views import Fact, FirstScreen, Share, Step, TallyLine
from reward_reports.publishing.rendering.words import humanised, listed
from reward_reports.report.model import Answer, Report
from reward_reports.report.model.durations import within_in_words
from reward_reports.report.model.evidence import Evidence, in_words, sentence
from reward_reports.report.model.institutional_interface import RecourseChannel
from reward_reports.report.model.placeholders import said
from reward_reports.report.model.routes import is_outside
from reward_reports.report.model.states import KNOWN, KNOWN_WORDS, Known, known_of
from reward_reports.report.model.system_details import Contact
from reward_reports.report.model.system_maintenance import Entry

SAID = ("Rewarded for", "What happened", "What you can do")
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


def first_screen(context: RenderContext) -> FirstScreen:
    """Return what a reader should know after half a minute."""
    evidence, drawn = context.evidence, read(context.report, context.words, context.newest_logged)
    return FirstScreen(
        said=[*_said(context, drawn), *_help(context), Fact(context.gettext("Worst known failure"), _worst(context))],
        steps=list(_steps(context)),
        bar=bar_of(evidence, context.words),
        shares=_shares(evidence, context.words),
        summary=_sentence(evidence, context.words),
        figures=_tallies(context, evidence),
        map=drawn,
    )


def _said(context: RenderContext, drawn: RewardMap) -> Iterator[Fact]:
    """Give the authors' own sentences; in the place of one that is missing, what typed fields say."""
    summary, writer = context.report.report.summary, context.writer
    sentences: tuple[tuple[str | None, Callable[[RenderContext], str]], ...] = (
        (summary.rewarded_for if summary else None, partial(_rewarded_for, drawn=drawn)),
        (summary.what_happened if summary else None, _what_happened),
        (summary.what_you_can_do if summary else None, _what_you_can_do),
    )
    for label, (words, fallback) in zip(SAID, sentences, strict=True):
        yield Fact(context.gettext(label), writer.inline(words) if words else fallback(context))


def _rewarded_for(context: RenderContext, drawn: RewardMap) -> str:
    reward, writer = context.report.implementation.reward_details, context.writer
    if reward.items:
        terms = [term.name for term in drawn.terms]
        named = [*terms[:_MOST_NAMED], *_more(len(terms) - _MOST_NAMED, context.words)]
        return writer.plain(listed(named, context.words) + context.gettext("."))
    words = whole_clauses(plain_words(said(reward.text)), _LONGEST_FALLBACK)
    return writer.plain(words.rstrip(".。") + context.gettext(".")) if words else _missing(context, reward)


def _more(number: int, words: Translation) -> list[str]:
    return [words.gettext("%(number)s more") % {"number": number}] if number > 0 else []


def _what_happened(context: RenderContext) -> str:
    """Return the worst failure that was seen; what is only feared has not happened."""
    modes = context.report.optimization_intent.known_failure_modes
    worst = next((mode for mode in worst_first(context.report) if mode.status != "hypothesised"), None)
    if worst is None:
        return (
            context.writer.plain(context.gettext("No failure has been seen."))
            if modes.items
            else _missing(context, modes)
        )
    words = whole_clauses(plain_words(worst.description or ""), _LONGEST_FALLBACK).rstrip(".。")
    return context.writer.plain(f"{plain_words(worst.name)}{f': {words}' if words else ''}" + context.gettext("."))


def _what_you_can_do(context: RenderContext) -> str:
    recourse = context.report.institutional_interface.recourse
    if recourse.items:
        return context.writer.join([_channel(context, item) for item in recourse.items[:2]], "; ")
    reason = plain_words(said(recourse.text) or recourse.reason or "")
    if reason:
        return context.writer.plain(whole_clauses(reason, _LONGEST_FALLBACK).rstrip(".。") + context.gettext("."))
    return _missing(context, recourse)


def _channel(context: RenderContext, item: RecourseChannel) -> str:
    words = ": ".join(plain_words(part) for part in (item.who, item.how or item.name) if part)
    words = words or context.gettext("The report names a channel and does not describe it")
    if item.respond_within is None:
        return context.writer.plain(words)
    within = within_in_words(item.respond_within, context.words)
    return context.writer.phrase("%(channel)s (answer %(within)s)", channel=context.writer.plain(words), within=within)


def _help(context: RenderContext) -> Iterator[Fact]:
    if helping := who_helps(context):
        yield Fact(context.gettext("Where to find help"), helping)


def who_helps(context: RenderContext) -> str:
    """Return the places that help people who are in danger or in need; "" where the report names none."""
    contacts = context.report.system_details.feedback_and_communication.items
    helping = [_link(context, one) for one in contacts if one.kind == "help" and (one.name or one.url or one.email)]
    return context.writer.join(helping, "; ") if helping else ""


def _link(context: RenderContext, contact: Contact) -> str:
    address = contact.url or contact.email or ""
    return context.writer.link(safe_address(address), plain_words(contact.name or "") or address_in_words(address))


def _missing(context: RenderContext, answer: Answer) -> str:
    """Return why nothing can be said, for a fact that would else be empty."""
    known = known_of(answer, context.audience, outside=is_outside(context.report))
    return context.writer.plain(context.gettext(_NOTHING.get(known, _IN_TEXT)))


_IN_TEXT = gettext_noop("The report says so in its text.")
_NOTHING: dict[Known, str] = {
    "held_back": "Held back from this edition.",
    "not_answered": "The report does not say.",
    "declined": "The owner does not say.",
    "not_found": "Not known.",
    "owner_does_not_know": "The owner does not know.",
    "not_applicable": "Does not apply.",
}


def _worst(context: RenderContext) -> str:
    """Return the worst failure, whatever its state, and how many more there are."""
    writer, modes = context.writer, worst_first(context.report)
    if not modes:
        return _missing(context, context.report.optimization_intent.known_failure_modes)
    worst = modes[0]
    name = writer.named(("failure",), worst.id, plain_words(worst.name))
    failure = writer.join([name, " (", standing(context.report, worst, context.words), ")"], "")
    if len(modes) == 1:
        return failure
    return writer.phrase("%(failure)s; %(number)s more", failure=failure, number=str(len(modes) - 1))


def _steps(context: RenderContext) -> Iterator[Step]:
    """Give the entries of the changelog that matter most, in the order of time, without plain corrections of the report."""
    entries = [
        one
        for one in in_time(context.report.system_maintenance.changelog.items)
        if one.name or one.kind != "correction"
    ]
    places = sorted(range(len(entries)), key=lambda at: (weight_of(entries[at]), -at))
    for at in sorted(places[:_MOST_STEPS]):
        entry = entries[at]
        date = context.writer.date(entry.date)
        yield Step(
            date, context.writer.plain(entry_in_words(entry, context.words)), "bad" if entry.kind == "incident" else ""
        )


def entry_in_words(entry: Entry, words: Translation) -> str:
    """Return what an entry of a changelog is called, or else what it did."""
    if entry.name:
        return cut(plain_words(entry.name), _LONGEST_STEP)
    return words.gettext(_DID.get(entry.kind, humanised(entry.kind or "changed")))


def weight_of(entry: Entry) -> int:
    """Return how soon an entry is left out where there is no room for all, the smallest last."""
    return _WEIGHTY.index(entry.kind) if entry.kind in _WEIGHTY else len(_WEIGHTY)


def _sentence(evidence: Evidence, words: Translation) -> str:
    """Return the tally of the core, then of each profile, in sentences."""
    sentences = [(_title(group, words), sentence(evidence.tally(group), words)) for group in evidence.groups()]
    return ". ".join(f"{name}: {said}" if name else said for name, said in sentences)


def _title(group: str, words: Translation) -> str:
    return "" if group == "core" else words.gettext(Report.model_fields[group].title or group)


def _tallies(context: RenderContext, evidence: Evidence) -> list[tuple[str, list[TallyLine]]]:
    """Return the tally of each group of questions with the answers its lines count, where these stand on the same page."""
    links = [f"#{anchor}" if (anchor := anchor_of(context.report, cell)) else "" for cell in evidence.cells]
    words = context.words
    titled = [(_title(group, words), tally_lines(evidence, group, links, words)) for group in evidence.groups()]
    return [
        (title, [_summed(lines[0], evidence, words), *lines[1:]] if not title else lines) for title, lines in titled
    ]


def _summed(line: TallyLine, evidence: Evidence, words: Translation) -> TallyLine:
    """Return the first line with the numbers it is the sum of, which the bar above it shows."""
    bar = bar_of(evidence, words)
    if not any(share.tone == "part" for share in bar):
        return line
    given = {"answered": line.words, "counts": words.gettext(", ").join(share.label for share in bar)}
    return replace(line, words=words.gettext("%(answered)s: %(counts)s; a part counts ½") % given)


_BAR = {
    "whole": "%(number)s in full",
    "part": "%(number)s in part",
    "none": "%(number)s not answered",
}


def bar_of(evidence: Evidence, words: Translation) -> list[Share]:
    """Return how many questions of the core are answered in full, in part and not, as shares of 100."""
    states = evidence.states("core")
    total = sum(number for state, number in states.items() if state != "not_applicable")
    if not total:
        return []
    numbers = {"whole": states["whole"], "part": states["part"]}
    numbers["none"] = total - sum(numbers.values())
    shares, start = [], 0.0
    for tone, number in numbers.items():
        if number:
            label = words.gettext(_BAR[tone]) % {"number": words.separated(in_words(number))}
            shares.append(Share(label, tone, number, round(start, 2), round(100 * number / total, 2)))
            start += 100 * number / total
    return shares


def _shares(evidence: Evidence, words: Translation) -> list[Share]:
    numbers = evidence.states()
    shares: list[Share] = []
    start = 0.0
    for known in KNOWN:
        if numbers[known]:
            width = 100 * numbers[known] / numbers.total()
            label = words.gettext(KNOWN_WORDS[known])
            shares.append(Share(label, TONES[known], numbers[known], round(start, 2), round(width, 2)))
            start += width
    return shares

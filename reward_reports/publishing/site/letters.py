"""What a page says to one group of people: whether it concerns them, what it did, what they can do, what nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reward_reports.publishing.rendering.answers import answer_view
from reward_reports.publishing.rendering.failures import STANDING, has_values, seen_in_use, worst_first
from reward_reports.publishing.rendering.items import facts_of
from reward_reports.publishing.rendering.plain_words import plain_words
from reward_reports.publishing.rendering.render_context import RenderContext
from reward_reports.publishing.rendering.views import Fact
from reward_reports.publishing.rendering.words import humanised, listed
from reward_reports.publishing.site.mentions import Mention
from reward_reports.report.model.durations import within_in_words
from reward_reports.report.model.institutional_interface import RecourseChannel, Stakeholder
from reward_reports.report.model.optimization_intent import FailureMode
from reward_reports.report.model.routes import is_outside
from reward_reports.report.model.states import KNOWN_WORDS, known_of
from reward_reports.report.model.system_details import Contact
from reward_reports.report.model.system_maintenance import Trigger
from reward_reports.report.model.values import Duration

Mentions = dict[tuple[str, str], list[Mention]]
_HELP = re.compile(r"\b(help|crisis|crises|emergenc|suicid|hotline|helpline)", re.IGNORECASE)
_ASKED = (
    ("institutional_interface", "recourse"),
    ("institutional_interface", "explainability_and_transparency"),
    ("system_details", "feedback_and_communication"),
)
"""What somebody affected would want to know, and a report may not tell."""
_SCOPE = {
    True: "The design takes you into account.",
    False: "The design does not take you into account.",
    None: "The report does not say whether the design takes you into account.",
}
_LABELS = {"Purpose": "For"}
NO_TIME = "No time to answer is promised."


@dataclass(frozen=True, slots=True)
class Harm:
    """A failure that hits a group: its name, its words, how it stands, what was done, and whether anybody has seen it."""

    anchor: str
    name: str
    words: str | None
    standing: str
    done: str | None
    seen: bool


@dataclass(frozen=True, slots=True)
class Way:
    """Something that people can do.

    Attributes:
        title: what can be done.
        words: how; None where the facts say it.
        facts: what else is said of it.
        answer: by when an answer is due; "" where that is no question.
        open_to: the ids of the groups that alone may do it; empty where anybody may.
    """

    title: str
    words: str | None
    facts: list[Fact]
    answer: str
    open_to: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Letter:
    """What a page says to a group.

    Attributes:
        id: the group's id.
        anchor: its place on the page of the report.
        name: what the group is called.
        interest: what they stand to gain or lose; None where the report does not say.
        concerns: whether the design takes them into account, and which part they have, in sentences.
        contact: who speaks for them, if anybody.
        harms: the failures that hit them, the worst first.
        mentions: the other places of the report that name them.
        ways: what they can do.
        closed: what only others can do.
        unknown: what nobody knows, in sentences.
    """

    id: str
    anchor: str
    name: str
    interest: str | None
    concerns: list[str]
    contact: list[Fact]
    harms: list[Harm]
    mentions: list[Mention]
    ways: list[Way]
    closed: list[Way]
    unknown: list[str]


def letters_of(context: RenderContext, mentions: Mentions, ways: Sequence[Way]) -> list[Letter]:
    """Return a letter to each group of people in the order of the report; of two with one id, to the first.

    Args:
        context: the report and how it is rendered.
        mentions: the places that name each group.
        ways: what anybody can do.
    """
    known: dict[str, Stakeholder] = {}
    for stakeholder in context.report.institutional_interface.stakeholders.items:
        known.setdefault(stakeholder.id, stakeholder)
    return [
        _letter(context, stakeholder, mentions.get(("stakeholder", stakeholder.id), []), ways)
        for stakeholder in known.values()
    ]


def ways_of(context: RenderContext) -> list[Way]:
    """Return what anybody can do: turn to those who help first, then contest, demand a review, write."""
    contacts = [_contact(context, item) for item in context.report.system_details.feedback_and_communication.items]
    triggers = context.report.system_maintenance.update_triggers.items
    demands = [item for item in triggers if item.kind == "stakeholder" and item.state != "retired"]
    contest = [_channel(context, item) for item in context.report.institutional_interface.recourse.items]
    first = [way for helps, way in contacts if helps]
    rest = [way for helps, way in contacts if not helps]
    return [*first, *contest, *(_demand(context, item) for item in demands), *rest]


def harms_of(context: RenderContext, group: str | None = None) -> list[Harm]:
    """Return the failures that hit a group, the worst first; all failures where none is named."""
    modes = (mode for mode in worst_first(context.report) if group is None or group in mode.affected)
    return [_harm(context, mode) for mode in modes]


def unknown_of(context: RenderContext, group: str | None = None) -> list[str]:
    """Return what the report does not know of what hits a group, in sentences."""
    return [*_unmeasured(context, group), *_untold(context)]


def _letter(context: RenderContext, stakeholder: Stakeholder, mentions: list[Mention], ways: Sequence[Way]) -> Letter:
    facts = {fact.label: fact for fact in facts_of(context, stakeholder, answer_view, set())}
    shown = map(context.gettext, ("Contact", "Why this part"))
    harms = harms_of(context, stakeholder.id)
    own = {harm.anchor for harm in harms}
    return Letter(
        stakeholder.id,
        f"stakeholder:{stakeholder.id}",
        context.writer.plain(stakeholder.name),
        context.writer.inline(stakeholder.interest) if stakeholder.interest else None,
        list(_concerns(context, stakeholder)),
        [facts[label] for label in shown if label in facts],
        harms,
        [mention for mention in mentions if mention.anchor not in own],
        [way for way in ways if not way.open_to or stakeholder.id in way.open_to],
        [way for way in ways if way.open_to and stakeholder.id not in way.open_to],
        unknown_of(context, stakeholder.id),
    )


def _concerns(context: RenderContext, stakeholder: Stakeholder) -> Iterator[str]:
    yield context.gettext(_SCOPE[stakeholder.in_scope])
    if stakeholder.reporting_role != "not_stated":
        part = humanised(stakeholder.reporting_role, context.words)
        yield context.gettext("Your part in later reports: %(part)s.") % {"part": part}


def _harm(context: RenderContext, mode: FailureMode) -> Harm:
    writer = context.writer
    return Harm(
        f"failure:{mode.id}",
        writer.plain(mode.name),
        writer.block(mode.description) if mode.description else None,
        context.gettext(STANDING[mode.status]),
        writer.inline(mode.mitigation) if mode.mitigation else None,
        seen_in_use(mode) or mode.status in ("mitigated", "resolved", "accepted"),
    )


def _channel(context: RenderContext, item: RecourseChannel) -> Way:
    writer = context.writer
    title = item.name or context.gettext("Contest what it did")
    conditions = ((context.gettext("Who may"), item.who), (context.gettext("About what"), item.contest_what))
    facts = [Fact(label, writer.inline(words)) for label, words in conditions if words]
    how = writer.inline(item.how) if item.how else writer.plain(context.gettext("The report does not say how."))
    answer = _answer(context, item.respond_within)
    return Way(writer.plain(plain_words(title)), how, facts, answer, frozenset(item.open_to))


def _demand(context: RenderContext, trigger: Trigger) -> Way:
    writer = context.writer
    facts = [Fact(context.gettext("Who decides"), writer.inline(trigger.owner))] if trigger.owner else []
    unsaid = writer.plain(context.gettext("The report does not say how."))
    words = writer.inline(trigger.description) if trigger.description else unsaid
    title = writer.plain(context.gettext("Demand a review"))
    return Way(title, words, facts, _answer(context, trigger.respond_within), frozenset(trigger.open_to))


def _answer(context: RenderContext, within: Duration | None) -> str:
    if within is None:
        return context.gettext(NO_TIME)
    return context.gettext("Answer due %(within)s.") % {"within": within_in_words(within, context.words)}


def _contact(context: RenderContext, contact: Contact) -> tuple[bool, Way]:
    """Return a place to turn to, and whether it is there to help people."""
    writer = context.writer
    helps = contact.kind == "help" or (
        contact.kind is None and bool(_HELP.search(f"{contact.name or ''} {contact.purpose or ''}"))
    )
    labels = {context.gettext(old): context.gettext(new) for old, new in _LABELS.items()}
    facts = [
        replace(fact, label=labels.get(fact.label, fact.label))
        for fact in facts_of(context, contact, answer_view, {"name", "kind"})
    ]
    words = None if facts else writer.plain(context.gettext("The report gives no address."))
    return helps, Way(writer.plain(contact.name or context.gettext("Write")), words, facts, "")


def _unmeasured(context: RenderContext, group: str | None) -> Iterator[str]:
    """Give the failures that no number shows, each with the metrics that would."""
    names = {metric.id: metric.name for metric in context.report.optimization_intent.metrics}
    for mode in worst_first(context.report):
        if group is not None and group not in mode.affected:
            continue
        if not mode.detected_by:
            message = context.gettext("How often it happens: %(failure)s. Nothing measures it.")
            yield context.writer.plain(message % {"failure": mode.name})
        elif not any(has_values(context.report, metric) for metric in mode.detected_by):
            metrics = listed([names.get(metric, metric) for metric in mode.detected_by], context.words)
            message = context.gettext("How often it happens: %(failure)s. No value of %(metrics)s is published.")
            yield context.writer.plain(message % {"failure": mode.name, "metrics": metrics})


def _untold(context: RenderContext) -> Iterator[str]:
    """Give what somebody affected would ask and the report does not answer."""
    outside = is_outside(context.report)
    for section, name in _ASKED:
        part = getattr(context.report, section)
        known = known_of(getattr(part, name), context.audience, outside=outside)
        if known not in ("whole", "part", "not_applicable"):
            title = context.gettext(type(part).model_fields[name].title or name)
            yield context.writer.plain(f"{title}: {context.gettext(KNOWN_WORDS[known])}.")

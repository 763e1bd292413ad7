"""The changelog as a line of time: what changed, what was expected of it, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reward_reports.base.sentences import measured, unit_for
from reward_reports.publishing.rendering.field_formats import plans_of
from reward_reports.publishing.rendering.item_layouts import badge
from reward_reports.publishing.rendering.render_context import RenderContext
from reward_reports.publishing.rendering.values import plainly
from reward_reports.publishing.rendering.views import Badge, Check, Fact, Judgement, Moment, Timeline
from reward_reports.publishing.rendering.words import between, number_in_words
from reward_reports.report.model.fields import meanings_in
from reward_reports.report.model.system_maintenance import Entry, Expectation, Outcome, WhenStated

Answered = dict[tuple[int, str], list[tuple[Entry, Outcome]]]
"""What came of each expectation, by the position of its entry in time and its id."""

_MEANT = meanings_in(Expectation.model_fields["direction"].annotation)
MOVES = {
    "": "is expected to change",
    **{value: meaning.removeprefix("The metric ").rstrip(".") for value, meaning in _MEANT.items()},
}
"""What is expected of a metric, by the direction; without one, it is said only where the report tells how far."""
WERE = {direction: re.sub(r"\bis\b", "was", move) for direction, move in MOVES.items()}
"""The same of an expectation that was judged."""
_STATED = {
    "before": "stated before the outcome",
    "after": "stated when the outcome was known",
    "reconstructed": "reconstructed by others",
}
assert set(_STATED) == set(meanings_in(WhenStated))  # noqa: S101 a new value needs its words here
_MEANINGS = {plan.name: plan.meanings for model in (Entry, Outcome) for plan in plans_of(model)}


def timeline(context: RenderContext, entries: Sequence[Entry]) -> Timeline:
    """Return the changelog, newest entry first."""
    ordered = in_time(entries)
    answered = answers_to(ordered)
    moments = [_moment(context, number, entry, answered) for number, entry in enumerate(ordered)]
    return Timeline(moments[::-1])


def in_time(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries from the oldest to the newest; of one day, as the file's own order suggests."""
    newest_first = len(entries) > 1 and entries[0].date.start > entries[-1].date.start
    return sorted(reversed(entries) if newest_first else entries, key=lambda entry: entry.date.start)


def answers_to(ordered: Sequence[Entry]) -> Answered:
    """Return the outcomes that answer each expectation; an outcome answers the latest expectation of its id."""
    made_in: dict[str, int] = {}
    found: Answered = {}
    for number, entry in enumerate(ordered):
        made_in.update({expectation.id: number for expectation in entry.expectations})
        for outcome in entry.outcomes:
            if outcome.expectation in made_in:
                found.setdefault((made_in[outcome.expectation], outcome.expectation), []).append((entry, outcome))
    return found


def _moment(context: RenderContext, number: int, entry: Entry, answered: Answered) -> Moment:
    writer = context.writer
    facts = [
        Fact(context.gettext("Heading"), writer.plain(entry.name)) if entry.name else None,
        Fact(context.gettext("Why"), writer.inline(entry.motivation)) if entry.motivation else None,
        Fact(context.gettext("Set off by"), writer.join([writer.ref(("trigger",), id_) for id_ in entry.triggered_by]))
        if entry.triggered_by
        else None,
        Fact(
            context.gettext("What changed in this report"),
            writer.join([writer.field_ref(path) for path in entry.fields_changed]),
        )
        if entry.fields_changed
        else None,
        Fact(context.gettext("Compared"), plainly(context, entry.experiment)) if entry.experiment else None,
        Fact(context.gettext("What was learned"), writer.inline(entry.lessons)) if entry.lessons else None,
    ]
    return Moment(
        anchor=writer.targets.anchor("entry", entry.id),
        id=entry.id,
        version=writer.plain(entry.version),
        date=writer.date(entry.date),
        kind=badge(entry.kind, _MEANINGS["kind"], context.words) if entry.kind else None,
        summary=writer.block(entry.summary),
        facts=[fact for fact in facts if fact is not None],
        checks=[check_of(context, one, answered.get((number, one.id), [])) for one in entry.expectations],
        outcomes=[_outcome(context, one) for one in entry.outcomes],
    )


def check_of(context: RenderContext, expectation: Expectation, outcomes: list[tuple[Entry, Outcome]]) -> Check:
    """Return an expectation with every judgement of it."""
    writer = context.writer
    due = writer.date(expectation.check_by) if expectation.check_by else None
    judgements = [
        Judgement(
            writer.date(entry.date) if len(outcomes) > 1 else None,
            badge(outcome.result, _MEANINGS["result"], context.words),
            _shown_by(context, outcome) or None,
        )
        for entry, outcome in outcomes
    ]
    return Check(
        anchor=writer.targets.anchor("expectation", expectation.id),
        what=expected(context, expectation, judged=bool(outcomes)),
        due=due,
        judgements=judgements or [Judgement(None, _open(context, expectation), None)],
    )


def expected(context: RenderContext, expectation: Expectation, *, judged: bool) -> str:
    """Return an expectation in words: `Small-press share is expected to rise: to 0.10 or more`; it "was" once it is judged."""
    writer = context.writer
    who = writer.ref(("metric",), expectation.metric) if expectation.metric else writer.plain(expectation.id)
    move = (WERE if judged else MOVES)[expectation.direction or ""]
    moves = expectation.direction or expectation.magnitude
    words = writer.phrase(f"%(metric)s {move}", metric=who) if moves else who
    if expectation.magnitude:
        words = writer.join([words, writer.cell(expectation.magnitude)], ": ")
    stated = _stated(context, expectation)
    return writer.join([words, writer.join(["(", *stated, ")"], "")], " ") if stated else words


def _stated(context: RenderContext, expectation: Expectation) -> list[str]:
    """Return whether it was a prediction: `stated afterwards, 3 May 2025`."""
    if expectation.stated is None:
        return []
    parts = [context.gettext(_STATED[expectation.stated])]
    return (
        [*parts, context.gettext(", "), context.writer.date(expectation.stated_on)] if expectation.stated_on else parts
    )


def _shown_by(context: RenderContext, outcome: Outcome) -> str:
    """Return what shows an outcome: the value with its interval, then the words."""
    writer, parts = context.writer, []
    if outcome.value is not None:
        interval = [one for one in (outcome.low, outcome.high) if one is not None]
        figures = [measured(number_in_words(outcome.value, context.words), unit_for(outcome.value, outcome.unit or ""))]
        figures += [f"({between(interval, context.words)})"] if interval else []
        figures += [context.gettext("of %(number)s cases") % {"number": outcome.n}] if outcome.n is not None else []
        parts.append(context.words.apart(writer.plain(" ".join(figures))))
    if outcome.evidence:
        parts.append(context.words.apart(writer.inline(outcome.evidence)))
    return writer.join(parts, "; ") if parts else ""


def _open(context: RenderContext, expectation: Expectation) -> Badge:
    due = expectation.check_by
    if context.today is not None and due is not None and due.end < context.today:
        meaning = context.gettext("The check date has passed, and no outcome is in the changelog.")
        return Badge(context.gettext("overdue: nothing recorded"), "bad", meaning)
    return Badge(context.gettext("not checked yet"), "warn", context.gettext("No outcome is in the changelog."))


def _outcome(context: RenderContext, outcome: Outcome) -> Fact:
    writer = context.writer
    result = context.gettext(_MEANINGS["result"][outcome.result]).rstrip(".。")
    shown = _shown_by(context, outcome)
    words = writer.join([result, shown], ": ") if shown else writer.join([result])
    name = writer.targets.find(("expectation",), outcome.expectation)
    return Fact(
        "",
        writer.join(
            [writer.ref(("expectation",), outcome.expectation) if name else writer.code(outcome.expectation), words],
            ": ",
        ),
    )

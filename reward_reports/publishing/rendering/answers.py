"""An answer as a page shows it: its state first, then its words, its facts, its items, and how the authors know."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from reward_reports.publishing.rendering.items import blocks_of, facts_of
from reward_reports.publishing.rendering.render_context import RenderContext
from reward_reports.publishing.rendering.special_blocks import SPECIAL
from reward_reports.publishing.rendering.views import AnswerView, Block, Fact, State
from reward_reports.report.attesting import verdict_on
from reward_reports.report.model import Answer, Register
from reward_reports.report.model.base import Attestation, Audience, Basis, Disclosure, Search
from reward_reports.report.model.fields import meanings_in
from reward_reports.report.model.states import LABELS, held_back

_TONES = {"partial": "warn", "withheld": "bad", "unknown": "warn", "not_measured": "warn", "not_applicable": ""}
_KNOWN_BY = {
    "artefact": "Read off the code, weights, data or configuration",
    "measured": "Measured by the authors",
    "documented": "From a published source",
    "audited": "Found by an independent audit, a regulator or a court",
    "owner_stated": "As the owner says",
    "testimony": "As a witness or a leaked document says",
    "inferred": "Concluded by the authors; nobody confirmed it",
    "hypothetical": "Made up",
}
_FOR_OTHERS = {
    "auditor": "This answer is not included in this edition: only auditors and regulators may read it.",
    "internal": "This answer is not included in this edition: only the owner's own people may read it.",
}
_ONLY_FOR = {
    "auditor": "auditors and regulators and the owner's own people only",
    "internal": "the owner's own people only",
}
STATE_MEANINGS = {
    value: meaning.partition(";")[0].rstrip(".") + "." for value, meaning in meanings_in(Disclosure).items()
}
assert set(LABELS) - {"held_back", "missing"} | {"answered"} == set(meanings_in(Disclosure))  # noqa: S101 a new state needs its words here
assert set(_KNOWN_BY) == set(meanings_in(Basis))  # noqa: S101
assert set(_ONLY_FOR) | {"public"} == set(_FOR_OTHERS) | {"public"} == set(meanings_in(Audience))  # noqa: S101


def answer_view(context: RenderContext, answer: Answer) -> AnswerView:
    """Return an answer as a page shows it."""
    if held_back(answer, context.audience):
        return AnswerView(state=_held_back(context, answer), notes=list(_attestations(context, answer)))
    if answer.blank:
        return AnswerView(state=State(context.gettext(LABELS["missing"]), "missing"))
    blocks = _blocks(context, answer)
    # A placeholder counts as no answer, and its words stay for the reader to see.
    missing = State(context.gettext(LABELS["missing"]), "missing")
    state = missing if answer.unanswered else _state(context, answer)
    return AnswerView(
        state=state,
        body=context.writer.block(answer.text) if answer.text and answer.text.strip() else None,
        facts=[
            *facts_of(context, answer, answer_view, _shown_apart(type(answer))),
            *_owner_response(context, answer),
        ],
        blocks=blocks,
        notes=_notes(context, answer),
    )


@cache
def _shown_apart(model: type[Answer]) -> frozenset[str | None]:
    """Return the fields that stand in blocks of their own, and the unit where it stands behind its value."""
    return frozenset({"formula", "hyperparameters", *(("unit",) if "value" in model.model_fields else ())})


def _held_back(context: RenderContext, answer: Answer) -> State:
    meaning = context.gettext(_FOR_OTHERS[answer.audience])
    return State(context.gettext(LABELS["held_back"]), "bad", meaning, _reason(context, answer))


def _state(context: RenderContext, answer: Answer) -> State | None:
    if not answer.stated:
        return None
    # "Answered in part" says it all; the other labels gain by a sentence.
    state_meaning = STATE_MEANINGS[answer.disclosure]
    meaning = "" if answer.disclosure == "partial" else context.gettext(state_meaning)
    label = context.gettext(LABELS[answer.disclosure])
    return State(label, _TONES[answer.disclosure], meaning, _reason(context, answer))


def _reason(context: RenderContext, answer: Answer) -> str:
    if answer.reason and answer.reason.strip():
        return context.writer.inline(answer.reason)
    return context.gettext("No reason is given.")


def _blocks(context: RenderContext, answer: Answer) -> list[Block]:
    special = SPECIAL.get(type(answer))
    if special is not None:
        return special(context, answer, answer_view)
    return blocks_of(context, answer.items, answer_view) if isinstance(answer, Register) else []


def _notes(context: RenderContext, answer: Answer) -> list[tuple[str, str]]:
    """Return, quietly, how the authors know, since when it holds, and who may read it."""
    notes: list[tuple[str, str]] = []
    if answer.basis:
        notes.append((context.gettext("Basis"), context.gettext(_KNOWN_BY[answer.basis])))
    if answer.sources:
        cites = context.writer.join([context.writer.cite(id_) for id_ in answer.sources])
        notes.append((context.gettext("Sources"), cites))
    if answer.as_of:
        notes.append((context.gettext("As of"), context.writer.date(answer.as_of)))
    if answer.searched:
        places = context.writer.join([_search(context, one) for one in answer.searched], "; ")
        notes.append((context.gettext("Searched"), places))
    notes += _attestations(context, answer)
    if answer.audience != "public":
        notes.append((context.gettext("For"), context.gettext(_ONLY_FOR[answer.audience])))
    return notes


def _search(context: RenderContext, search: Search) -> str:
    parts = [context.writer.inline(search.where)]
    if search.words:
        parts.append(context.writer.phrase("for “%(words)s”", words=context.writer.plain(search.words)))
    if search.date:
        parts.append(context.writer.phrase("on %(date)s", date=context.writer.date(search.date)))
    return context.writer.join(parts, " ")


def _attestations(context: RenderContext, answer: Answer) -> Iterator[tuple[str, str]]:
    """Give who vouches for the answer; of one that is held back too, so that their own copy can be compared with it."""
    for one in answer.attested:
        known = one.by in context.writer.targets.numbers
        parts = [context.writer.cite(one.by) if known else context.writer.plain(one.by)]
        if one.role:
            parts.append(context.writer.plain(f"({one.role})"))
        if one.on:
            parts.append(context.writer.phrase("on %(date)s", date=context.writer.date(one.on)))
        if one.digest:
            parts.append(context.writer.code(one.digest))
        yield (_read_by(context, answer, one), context.writer.join(parts, " "))


def _read_by(context: RenderContext, answer: Answer, attestation: Attestation) -> str:
    """Return what stands before the name of who read an answer: whether this reader may, and whether it is still the same."""
    if held_back(answer, context.audience):
        return context.gettext("Held back from you; read by")
    changed = verdict_on(answer, attestation) == "changed"
    return context.gettext("Changed since it was read by") if changed else context.gettext("Read by")


def _owner_response(context: RenderContext, answer: Answer) -> list[Fact]:
    """Return what the owner says to the answer, to stand beside it."""
    response = answer.owner_response
    if response is None:
        return []
    origin = [context.writer.date(response.date)] if response.date else []
    if response.source:
        origin.append(context.writer.bracketed(response.source))
    words = [context.writer.inline(response.text), *([context.writer.join(["(", *origin, ")"], "")] if origin else [])]
    return [Fact(context.gettext("The owner responds"), context.writer.join(words, " "))]

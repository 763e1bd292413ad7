"""A value of the model as words, by the form that its plan names."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from reward_reports.publishing.rendering.addresses import address_in_words, safe_address
from reward_reports.publishing.rendering.field_formats import Plan, plans_of
from reward_reports.publishing.rendering.plain_words import plain_words
from reward_reports.publishing.rendering.render_context import RenderContext
from reward_reports.publishing.rendering.words import (
    condition_tail,
    humanised,
    number_in_words,
    threshold_in_words,
    value_in_words,
)
from reward_reports.report.model import Base
from reward_reports.report.model.durations import duration_in_words, every_in_words
from reward_reports.report.model.fields import meanings_in
from reward_reports.report.model.implementation import Retraining
from reward_reports.report.model.optimization_intent import Baseline, Horizon, ObservationsFrom, Threshold
from reward_reports.report.model.system_maintenance import Condition, Firing

_SHORT = 60


def written(context: RenderContext, plan: Plan, value: Any, *, cell: bool = False) -> str:
    """Return a value as words; several values as a list of them."""
    if not plan.many:
        return FORMS[plan.form](context, plan, value, cell)
    if plan.form == "prose":
        value = [*(one.removesuffix(".") for one in value[:-1]), *value[-1:]]
    parts = [FORMS[plan.form](context, plan, one, True) for one in value]
    return context.writer.join(parts, None if _are_short(plan, value, parts) else "; ")


def _are_short(plan: Plan, value: Sequence[Any], parts: Sequence[str]) -> bool:
    """Whether commas part several values well: names and few words, but no sentences."""
    if plan.form in ("ref", "choice"):
        return True
    if plan.form == "prose" and any(one[:1].isupper() and " " in one for one in value):
        return False
    return sum(map(len, value if plan.form in ("prose", "plain") else parts)) < _SHORT


def _prose(context: RenderContext, plan: Plan, value: str, cell: bool) -> str:
    if plan.targets and context.writer.targets.find(plan.targets, value):
        return context.writer.ref(plan.targets, value)
    return context.writer.cell(value) if cell else context.writer.inline(value)


def _choice(context: RenderContext, plan: Plan, value: str, cell: bool) -> str:
    meaning = plan.meanings.get(value)
    return context.gettext(meaning).rstrip(".。") if meaning else humanised(value, context.words)


def _address(context: RenderContext, plan: Plan, value: str, cell: bool) -> str:
    address = safe_address(value)
    return context.writer.link(address, address_in_words(value)) if address else _prose(context, plan, value, cell)


def _reference(context: RenderContext, plan: Plan, value: str, cell: bool) -> str:
    if plan.targets == ("reference",):
        return (
            context.writer.bracketed(value) if value in context.writer.targets.numbers else context.writer.code(value)
        )
    return context.writer.ref(plan.targets, value)


def _record(context: RenderContext, plan: Plan, value: Base, cell: bool) -> str:
    if isinstance(value, Threshold) and not plan.many:
        return threshold_in_words(
            value, context.words
        )  # a standard is met or not; only a watched metric's thresholds differ in severity
    special = _RECORDS.get(type(value))
    return special(context, value) if special else plainly(context, value)


def baseline_in_words(context: RenderContext, baseline: Baseline, unit: str = "") -> str:
    """Return what a metric is compared with, in the metric's unit: `12.95 % for random choice (the test data) [1]`."""
    writer = context.writer
    parts = []
    if baseline.value is not None:
        parts.append(writer.plain(value_in_words(baseline.value, unit, context.words)))
    if baseline.of and plain_words(baseline.of):
        of = writer.cell(baseline.of)
        parts = [writer.phrase("%(value)s for %(of)s", value=parts[0], of=of) if parts else of]
    if baseline.slice:
        parts.append(writer.join(["(", writer.cell(baseline.slice), ")"], ""))
    if baseline.source:
        parts.append(writer.bracketed(baseline.source))
    return writer.join(parts, " ")


def plainly(context: RenderContext, record: Base) -> str:
    """Return a small record as `Label: value` in one line."""
    parts = []
    for plan in plans_of(type(record)):
        value = getattr(record, plan.name)
        if value not in (None, (), {}):
            parts.append(
                context.writer.join([context.gettext(plan.label), ": ", written(context, plan, value, cell=True)], "")
            )
    return context.writer.join(parts, "; ")


def _settings(context: RenderContext, plan: Plan, value: dict[str, Any], cell: bool) -> str:
    parts = [
        context.writer.join([context.writer.code(name), " ", setting(context, one)], "") for name, one in value.items()
    ]
    return context.writer.join(parts)


def setting(context: RenderContext, value: Any) -> str:
    """Return a free value (of `hyperparameters`, say) as it would be typed."""
    if isinstance(value, str):
        return context.writer.cell(value)
    return context.writer.plain(json.dumps(value, ensure_ascii=False))


FORMS: dict[str, Callable[[RenderContext, Plan, Any, bool], str]] = {
    "prose": _prose,
    "plain": lambda context, plan, value, cell: context.writer.plain(value),
    "choice": _choice,
    "date": lambda context, plan, value, cell: context.writer.date(value),
    "duration": lambda context, plan, value, cell: duration_in_words(value, context.words),
    "number": lambda context, plan, value, cell: number_in_words(value, context.words),
    "flag": lambda context, plan, value, cell: context.gettext("yes") if value else context.gettext("no"),
    "formula": lambda context, plan, value, cell: context.writer.formula(value),
    "address": _address,
    "ref": _reference,
    "record": _record,
    "settings": _settings,
}


def _threshold(context: RenderContext, value: Threshold) -> str:
    return context.writer.join([context.gettext(value.severity), threshold_in_words(value, context.words)], ": ")


def _horizon(context: RenderContext, value: Horizon) -> str:
    kind = meanings_in(Horizon.model_fields["kind"].annotation).get(value.kind or "", "")
    words = context.words
    parts: list[str] = [words.gettext(kind).rstrip(".。")] if kind else []
    if value.steps is not None:
        parts.append(words.ngettext("%(number)s step", "%(number)s steps", value.steps))
    if value.discount is not None:
        parts.append(words.gettext("discount factor %(number)s per step") % {"number": words.number(value.discount)})
    if value.wall_clock is not None:
        lasting = duration_in_words(value.wall_clock, words)
        parts.append(words.gettext("%(duration)s in real time") % {"duration": lasting})
    if value.extent:
        parts.append(context.writer.cell(value.extent))
    return context.writer.join(parts, "; ")


def _retraining(context: RenderContext, value: Retraining) -> str:
    parts: list[str] = [every_in_words(value.every, context.words)] if value.every else []
    if value.on_event:
        parts.append(context.writer.phrase("on %(event)s", event=context.writer.cell(value.on_event)))
    if value.rationale:
        parts.append(context.writer.phrase("because %(reason)s", reason=context.writer.cell(value.rationale)))
    if value.gate:
        parts.append(context.writer.phrase("a new version must pass %(gate)s", gate=context.writer.cell(value.gate)))
    if value.rollback:
        parts.append(context.writer.phrase("put back by %(rollback)s", rollback=context.writer.cell(value.rollback)))
    return context.writer.join(parts, "; ")


def _log(context: RenderContext, value: ObservationsFrom) -> str:
    parts = [context.writer.code(value.path)]
    if value.tag:
        parts.append(context.writer.phrase("under the name %(name)s", name=context.writer.code(value.tag)))
    if value.format:
        parts.append(context.writer.phrase("format %(format)s", format=context.writer.plain(value.format)))
    return context.writer.join(parts)


def condition(context: RenderContext, value: Condition) -> str:
    """Return what a trigger waits for: `Small-press share below 0.08 over 4 weeks`."""
    parts = [context.writer.ref(("metric",), value.metric)] if value.metric else []
    tail = condition_tail(value, context.words)
    unit = context.units.get(value.metric or "")
    if tail:
        parts.append(tail)
    if value.slice:
        parts.append(context.writer.phrase("for %(slice)s", slice=context.writer.cell(value.slice)))
    if unit and value.value is not None:
        parts.append(context.writer.phrase("(in %(unit)s)", unit=context.writer.plain(unit)))
    return context.writer.join(parts, " ")


def _firing(context: RenderContext, value: Firing) -> str:
    date = context.writer.date(value.date)
    return context.writer.join([date, context.writer.cell(value.evidence)], ": ") if value.evidence else date


_RECORDS: dict[type[Base], Callable[[RenderContext, Any], str]] = {
    Threshold: _threshold,
    Horizon: _horizon,
    Retraining: _retraining,
    ObservationsFrom: _log,
    Baseline: baseline_in_words,
    Condition: condition,
    Firing: _firing,
}

"""Registers that are more than a list of cards: metrics with their values, the reward, the changelog, links."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reward_reports.publishing.rendering.addresses import address_in_words, safe_address
from reward_reports.publishing.rendering.charts import chart_of
from reward_reports.publishing.rendering.history import timeline
from reward_reports.publishing.rendering.item_layouts import layout_of
from reward_reports.publishing.rendering.items import Answers, blocks_of, card_of, settings_table, table_of
from reward_reports.publishing.rendering.logged import log_in_words
from reward_reports.publishing.rendering.prose_source import without_citations
from reward_reports.publishing.rendering.render_context import RenderContext
from reward_reports.publishing.rendering.values import condition
from reward_reports.publishing.rendering.views import Block, Card, Chart, Fact, Formula, Links
from reward_reports.report.model import Answer
from reward_reports.report.model.implementation import AlgorithmicDetails, RewardDetails, RewardTerm
from reward_reports.report.model.optimization_intent import Metric, Metrics
from reward_reports.report.model.system_details import Resource, Resources
from reward_reports.report.model.system_maintenance import Changelog, Trigger, Triggers


def _metrics(context: RenderContext, answer: Metrics, answers: Answers) -> list[Block]:
    return [_metric(context, metric, answers) for metric in answer.items]


def _metric(context: RenderContext, metric: Metric, answers: Answers) -> Card:
    card = card_of(context, metric, layout_of(Metric), answers)
    if metric.unit:
        card.facts.insert(0, Fact(context.gettext("Unit"), context.writer.plain(metric.unit)))
    values = context.values_of(metric)
    if logged := log_in_words(metric, values, context.logs, context.words):
        card.facts.append(Fact(context.gettext("Values in the log"), context.writer.plain(logged)))
    drawing = chart_of(metric, values, context.words)
    if drawing is not None:
        card.blocks.append(Chart(drawing))
    if metric.observations:
        caption = context.gettext("Values of %(metric)s") % {"metric": metric.name}
        card.blocks.append(table_of(context, metric.observations, caption))
    return card


def _reward(context: RenderContext, answer: RewardDetails, answers: Answers) -> list[Block]:
    blocks: list[Block] = [Formula(context.writer.formula(answer.formula, display=True))] if answer.formula else []
    return [*blocks, *(_term(context, term, answers) for term in answer.items)]


def _term(context: RenderContext, term: RewardTerm, answers: Answers) -> Card:
    card = card_of(context, term, layout_of(RewardTerm), answers)
    if term.name is None and term.metric is not None:
        target = context.writer.targets.find(("metric",), term.metric)
        card.title = context.writer.plain(target.name) if target else card.title
    return card


def _algorithm(context: RenderContext, answer: AlgorithmicDetails, answers: Answers) -> list[Block]:
    blocks: list[Block] = (
        [settings_table(context, answer.hyperparameters, context.gettext("Hyperparameters"))]
        if answer.hyperparameters
        else []
    )
    return [*blocks, *blocks_of(context, answer.items, answers)]


def _triggers(context: RenderContext, answer: Triggers, answers: Answers) -> list[Block]:
    return [_trigger(context, trigger, answers) for trigger in answer.items]


def _trigger(context: RenderContext, trigger: Trigger, answers: Answers) -> Card:
    card = card_of(context, trigger, layout_of(Trigger), answers)
    if trigger.condition is not None:
        card.facts = [
            Fact(context.gettext("Goes off when"), condition(context, trigger.condition)),
            *(one for one in card.facts if one.label != context.gettext("Condition")),
        ]
    return card


def _resources(context: RenderContext, answer: Resources, _answers: Answers) -> list[Block]:
    return (
        [
            Links(
                [
                    (context.writer.targets.anchor("resource", item.id), _resource(context, item))
                    for item in answer.items
                ]
            )
        ]
        if answer.items
        else []
    )


def _resource(context: RenderContext, item: Resource) -> str:
    address = safe_address(item.url or "")
    title = item.title or address_in_words(item.url or item.id)
    title, cites = without_citations(title)
    # A citation is a link itself, so it stands behind the link that the title is.
    link = context.writer.link(address, context.writer.plain(title.strip() or item.id))
    parts = [context.writer.join([link, *(context.writer.inline(f"[{cite}]") for cite in cites)], " ")]
    if item.kind:
        parts.append(context.writer.plain(item.kind))
    if item.url and address is None:
        parts.append(context.writer.code(item.url))
    return context.writer.join(parts, " · ")


def _changelog(context: RenderContext, answer: Changelog, _answers: Answers) -> list[Block]:
    return [timeline(context, answer.items)] if answer.items else []


SPECIAL: dict[type[Answer], Callable[[RenderContext, Any, Answers], list[Block]]] = {
    Metrics: _metrics,
    RewardDetails: _reward,
    AlgorithmicDetails: _algorithm,
    Triggers: _triggers,
    Resources: _resources,
    Changelog: _changelog,
}

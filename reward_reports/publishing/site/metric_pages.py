"""What the page of the metrics and the page of the people show: each with all that the report says about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reward_reports.publishing.rendering.answers import answer_view
from reward_reports.publishing.rendering.context import Context
from reward_reports.publishing.rendering.history import answers_to, check_of, in_time
from reward_reports.publishing.rendering.items import facts_of
from reward_reports.publishing.rendering.long_charts import LongChart, long_chart
from reward_reports.publishing.rendering.views import Block, Card, Check, Fact, FieldView, PageView
from reward_reports.publishing.site.mentions import Mention
from reward_reports.report.model.institutional_interface import Stakeholder

Mentions = dict[tuple[str, str], list[Mention]]


@dataclass(frozen=True, slots=True)
class MetricPortrait:
    """One metric: its card without the small chart, the long chart, what was expected of it, and where it is named."""

    id: str
    card: Card
    blocks: list[Block]
    chart: LongChart | None
    checks: list[Check]
    mentions: list[Mention]

    @property
    def name(self) -> str:
        """What it is called."""
        return self.card.title

    @property
    def anchor(self) -> str:
        """What points to it on the page of the report, and on that of all metrics."""
        return self.card.anchor


@dataclass(frozen=True, slots=True)
class Portrait:
    """One stakeholder: an anchor, a name, what is known of them, and where they are named."""

    id: str
    anchor: str
    name: str
    facts: list[Fact]
    mentions: list[Mention]


def metrics_of(context: Context, page: PageView, mentions: Mentions) -> list[MetricPortrait]:
    """Return the metrics of a report in the order of the report."""
    metrics = context.report.optimization_intent.metrics
    cards = {block.anchor: block for block in _metric_cards(page)}
    entries = in_time(context.report.system_maintenance.changelog.items)
    answered = answers_to(entries)
    made = []
    for metric in metrics:
        card = cards.pop(f"metric:{metric.id}", None)
        if card is None:
            continue
        checks = [
            check_of(context, one, answered.get((at, one.id), []))
            for at, entry in enumerate(entries)
            for one in entry.expectations
            if one.metric == metric.id
        ]
        blocks = [block for block in card.blocks if block.kind != "chart"]
        chart = long_chart(metric, context.values_of(metric), entries, answered)
        made.append(MetricPortrait(metric.id, card, blocks, chart, checks, mentions.get(("metric", metric.id), [])))
    return made


def people_of(context: Context, mentions: Mentions) -> list[Portrait]:
    """Return the stakeholders of a report in the order of the report; of two with one id, the first."""
    known: dict[str, Stakeholder] = {}
    for one in context.report.institutional_interface.stakeholders.items:
        known.setdefault(one.id, one)
    return [
        Portrait(
            one.id,
            f"stakeholder:{one.id}",
            context.writer.plain(one.name),
            facts_of(context, one, answer_view, {"name"}),
            mentions.get(("stakeholder", one.id), []),
        )
        for one in known.values()
    ]


def field_on(page: PageView, path: str) -> FieldView:
    """Return a field that the page of the report shows, by its path."""
    return next(field for section in page.sections for field in section.fields if field.anchor == path)


def _metric_cards(page: PageView) -> Iterator[Card]:
    for name in ("performance_metrics", "oversight_metrics"):
        blocks = field_on(page, f"optimization_intent.{name}").answer.blocks
        yield from (block for block in blocks if isinstance(block, Card))

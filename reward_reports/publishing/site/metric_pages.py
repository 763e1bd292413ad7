"""What the page of the metrics and the page of the people show: each with all that the report says about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reward_reports.publishing.rendering.history import answers_to, check_of, in_time
from reward_reports.publishing.rendering.long_charts import LongChart, long_chart
from reward_reports.publishing.rendering.render_context import RenderContext
from reward_reports.publishing.rendering.views import Block, Card, Check, FieldView, PageView, Table, TableRow
from reward_reports.publishing.site.mentions import Mention
from reward_reports.publishing.site.results import Results, results_of
from reward_reports.report.model.optimization_intent import Metric

_MOST_ROWS = 200
Mentions = dict[tuple[str, str], list[Mention]]


@dataclass(frozen=True, slots=True)
class MetricPortrait:
    """One metric: its card without the small chart, the long chart, the values of its log, the results of tests, what was expected of it, and where it is named."""

    id: str
    card: Card
    blocks: list[Block]
    chart: LongChart | None
    logged: Table | None
    results: Results | None
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


def metrics_of(context: RenderContext, page: PageView, mentions: Mentions) -> list[MetricPortrait]:
    """Return the metrics of a report in the order of the report."""
    metrics = context.report.optimization_intent.metrics
    cards = {block.anchor: block for block in _metric_cards(page)}
    entries = in_time(context.report.system_maintenance.changelog.items)
    answered = answers_to(entries)
    portraits = []
    for metric in metrics:
        card = cards.pop(f"metric:{metric.id}", None)
        if card is None:
            continue
        checks = [
            check_of(context, expectation, answered.get((at, expectation.id), []))
            for at, entry in enumerate(entries)
            for expectation in entry.expectations
            if expectation.metric == metric.id
        ]
        blocks = [block for block in card.blocks if block.kind != "chart"]
        chart = long_chart(metric, context.values_of(metric), entries, answered, context.words)
        logged = _logged(context, metric)
        results = results_of(context, metric)
        named = _apart_from(results, mentions.get(("metric", metric.id), []))
        portraits.append(MetricPortrait(metric.id, card, blocks, chart, logged, results, checks, named))
    return portraits


def _logged(context: RenderContext, metric: Metric) -> Table | None:
    """Return the values of a metric's log as a table; None where it has none, or more than a reader goes through."""
    values = context.values_of(metric)
    points = [point for point in values.all if not point.text]
    if not 0 < len(points) <= _MOST_ROWS:
        return None
    writer, words = context.writer, context.words
    rows = [
        TableRow([writer.plain(values.when(point, words)), writer.plain(words.number(point.value))]) for point in points
    ]
    when = context.gettext("Date") if values.by in ("day", "hour") else context.gettext("Step")
    return Table("", [when, context.gettext("Value")], rows, frozenset({1}))


def _apart_from(results: Results | None, mentions: list[Mention]) -> list[Mention]:
    """Return the places that name a metric without the tests whose results are shown."""
    shown = {row.anchor for row in results.rows} if results else set()
    return [mention for mention in mentions if mention.anchor not in shown]


def field_on(page: PageView, path: str) -> FieldView:
    """Return a field that the page of the report shows, by its path."""
    return next(field for section in page.sections for field in section.fields if field.anchor == path)


def _metric_cards(page: PageView) -> Iterator[Card]:
    for name in ("performance_metrics", "oversight_metrics"):
        blocks = field_on(page, f"optimization_intent.{name}").answer.blocks
        yield from (block for block in blocks if isinstance(block, Card))

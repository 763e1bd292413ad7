"""The items of a register as cards, or as the rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from reward_reports.base.sentences import id_as_title, unit_for
from reward_reports.publishing.rendering.field_formats import Plan, meanings_of, plans_of
from reward_reports.publishing.rendering.item_layouts import badge, layout_of
from reward_reports.publishing.rendering.render_context import RenderContext
from reward_reports.publishing.rendering.values import baseline_in_words, setting, written
from reward_reports.publishing.rendering.views import AnswerView, Block, Card, Fact, Table, TableRow
from reward_reports.report.model import Answer, Base, Item
from reward_reports.report.model.about import About
from reward_reports.report.model.fields import kind_of
from reward_reports.report.model.implementation import RewardTerm
from reward_reports.report.model.optimization_intent import Baseline, Metric

Answers = Callable[[RenderContext, Answer], AnswerView]

_SHOWN_APART: dict[type[Item], frozenset[str]] = {Metric: frozenset({"observations", "unit"})}
_NUMBERS = frozenset({"number", "date"})


def blocks_of(context: RenderContext, items: Sequence[Item], answers: Answers) -> list[Block]:
    """Return the items of a register as the blocks that fit them best."""
    if not items:
        return []
    layout = layout_of(type(items[0]))
    return [table_of(context, items)] if layout.table else [card_of(context, item, layout, answers) for item in items]


def card_of(context: RenderContext, item: Item, layout: About, answers: Answers) -> Card:
    """Return an item with all its values."""
    model = type(item)
    title = next(
        (value for name in layout.title if isinstance(value := getattr(item, name), str) and "\n" not in value.strip()),
        None,
    )
    used = next((name for name in layout.title if getattr(item, name) == title), None) if title else None
    shown = id_as_title(item.id) if not title else title if used == "name" else title[:1].upper() + title[1:]
    text = getattr(item, layout.body) if layout.body else None
    apart = _SHOWN_APART.get(model, frozenset()) | {used, layout.body, *layout.badges}
    meanings = meanings_of(model)
    return Card(
        anchor=context.writer.targets.anchor(kind_of(model), item.id),
        id=item.id,
        title=_title(context, model, shown),
        body=context.writer.block(text) if text and text.strip().casefold() != shown.casefold() else None,
        badges=[
            badge(value, meanings[name], context.words) for name in layout.badges if (value := getattr(item, name))
        ],
        facts=facts_of(context, item, answers, apart),
        blocks=[],
    )


def _title(context: RenderContext, model: type[Item], name: str) -> str:
    """Return the title of a card; a reward term has the name of what it rewards, such as `Format`, which says too little."""
    title = context.writer.plain(name)
    return context.writer.phrase("Reward term: %(name)s", name=title) if model is RewardTerm else title


def facts_of(
    context: RenderContext, part: Base, answers: Answers, apart: frozenset[str | None] | set[str | None] = frozenset()
) -> list[Fact]:
    """Return every value of a part under its label, but for the fields that are shown apart."""
    shown = [plan for plan in plans_of(type(part)) if plan.name not in apart and _filled(part, plan)]
    return [_fact(context, plan, getattr(part, plan.name), part, answers) for plan in shown]


def _fact(context: RenderContext, plan: Plan, value: Any, part: Base, answers: Answers) -> Fact:
    if plan.form == "answer":
        return Fact(context.gettext(plan.label), answer=answers(context, value))
    if isinstance(value, Baseline):
        return Fact(context.gettext(plan.label), baseline_in_words(context, value, getattr(part, "unit", None) or ""))
    words = written(context, plan, value)
    if plan.name in ("value", "threshold", "thresholds") and (unit := getattr(part, "unit", None)):
        unit_shown = unit_for(value, unit) if isinstance(value, (int, float)) else unit
        words = context.writer.join([words, context.writer.plain(unit_shown)], "\N{NO-BREAK SPACE}")
    return Fact(context.gettext(plan.label), words)


def settings_table(context: RenderContext, settings: dict[str, Any], caption: str) -> Table:
    """Return settings by name as a table."""
    rows = [TableRow([context.writer.code(name), setting(context, value)]) for name, value in settings.items()]
    return Table(caption, [context.gettext("Setting"), context.gettext("Value")], rows)


def table_of(context: RenderContext, items: Sequence[Base], caption: str = "") -> Table:
    """Return items of one sort as a table with a column for every field that any of them fills."""
    plans = [plan for plan in plans_of(type(items[0])) if any(_filled(item, plan) for item in items)]
    rows = [TableRow([_cell(context, plan, item) for plan in plans], _anchor(context, item)) for item in items]
    numeric = frozenset(position for position, plan in enumerate(plans) if plan.form in _NUMBERS)
    return Table(caption, [context.gettext(plan.label) for plan in plans], rows, numeric)


def _filled(item: Base, plan: Plan) -> bool:
    value = getattr(item, plan.name)
    return value is not None and value not in ((), {})


def _cell(context: RenderContext, plan: Plan, item: Base) -> str:
    return written(context, plan, getattr(item, plan.name), cell=True) if _filled(item, plan) else ""


def _anchor(context: RenderContext, item: Base) -> str:
    return context.writer.targets.anchor(kind_of(type(item)), item.id) if isinstance(item, Item) else ""

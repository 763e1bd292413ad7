"""An id is defined twice where it must be unique.

Whatever points to it points to two things, and nobody can say which of them a trigger watches or a change was to move. The two
registers of metrics count as one, since other parts of the report name a metric by its id alone. So do the references and the
bibliography.

Bad:
```yaml
institutional_interface:
  stakeholders:
    - {id: readers, name: Adult readers}
    - {id: readers, name: Children who read}
```

Good:
```yaml
institutional_interface:
  stakeholders:
    - {id: adults, name: Adult readers}
    - {id: children, name: Children who read}
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reward_reports.base.diagnostics import Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.prose import shortened
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each
from reward_reports.report.model import Item
from reward_reports.report.model.rlhf import RLHF

RULE = Rule("REF002", "id-defined-twice", "error", level="minimal")
_METRICS: tuple[Path, Path] = (
    ("optimization_intent", "performance_metrics"),
    ("optimization_intent", "oversight_metrics"),
)


def check(context: Context) -> Iterator[Problem]:
    """Give every id that was defined before in its register."""
    for path, items in context.registers:
        if (
            len(items) > 1
            and len({item.id for _, item in each(enumerate(items))}) < len(items)
            and path not in _METRICS
        ):
            yield from _twice([(*path, "items")], [items], "this register")
    report, intent = context.report, context.report.optimization_intent
    if len(context.metric_ids) < len(context.metrics):
        paths = [(*path, "items") for path in _METRICS]
        yield from _twice(paths, [intent.performance_metrics.items, intent.oversight_metrics.items], "the metrics")
    if len(report.references) > 1:
        yield from _twice([("references",)], [report.references], "the references")
    if report.bibliography is not None:
        yield from _in_bibliography(context)
    if len(report.figures) > 1:
        yield from _twice([("figures",)], [report.figures], "the figures")
    expecting = [(path, entry.expectations) for path, entry in context.entries if entry.expectations]
    if expecting:
        paths = [(*path, "expectations") for path, _ in expecting]
        yield from _twice(paths, [expectations for _, expectations in expecting], "the changelog's expectations")
    if report.rlhf is not None:
        yield from _in_rlhf(report.rlhf)


def _in_bibliography(context: Context) -> Iterator[Problem]:
    keys = context.bibliography or {}
    for key, lines in keys.items():
        if len(lines) > 1:
            message = f"the key `{shortened(key)}` is in lines {lines[0]} and {lines[1]} of the bibliography"
            yield Problem(message, "Give one of the entries another key, and correct what cites it", ("bibliography",))
    for index, reference in enumerate(context.report.references):
        if reference.id in keys:
            message = f"the id `{reference.id}` is also a key of the bibliography, in line {keys[reference.id][0]}"
            yield Problem(message, "Keep the source in one of the two places", ("references", index, "id"))


def _in_rlhf(rlhf: RLHF) -> Iterator[Problem]:
    for index, data in enumerate(rlhf.preference_data.items):
        place = ("rlhf", "preference_data", "items", index, "agreement", "items")
        yield from _twice([place], [data.agreement.items], "this register")
    for index, model in enumerate(rlhf.reward_models.items):
        place = ("rlhf", "reward_models", "items", index, "accuracy", "items")
        yield from _twice([place], [model.accuracy.items], "this register")


def _twice(paths: Sequence[Path], lists: Sequence[Sequence[Item]], where: str) -> Iterator[Problem]:
    ids = [item.id for items in lists for _, item in each(enumerate(items))]
    if len(ids) < 2 or len(set(ids)) == len(ids):
        return
    seen: set[str] = set()
    for path, items in zip(paths, lists, strict=True):
        for index, item in each(enumerate(items)):
            if item.id in seen:
                advice = "Give this one another id, and correct what points to it"
                yield Problem(f"the id `{item.id}` is used before in {where}", advice, (*path, index, "id"))
            seen.add(item.id)

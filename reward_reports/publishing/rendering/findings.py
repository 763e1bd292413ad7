"""What a chart shows, in one sentence that its values bear out: past a limit, from here to there, between these two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from reward_reports.base.sentences import measured, unit_for
from reward_reports.publishing.rendering.plotted import Plotted, Values
from reward_reports.publishing.rendering.translation import ENGLISH, Translation, gettext_noop
from reward_reports.publishing.rendering.words import compared
from reward_reports.report.model.optimization_intent import Metric, Threshold
from reward_reports.runs.monitoring.windows import SeriesTest

_LEAST_POINTS = 2
_NOT_SAID = frozenset({"count", "share", "score", "reward"})
_LIMITS = ("critical", "warning")
"""The thresholds that are limits, the worst first; others only inform."""
TITLES = {
    "day": "%(metric)s over time",
    "hour": "%(metric)s over time",
    "step": "%(metric)s by step",
    "number": "%(metric)s in the order of its log",
}
_PAST_LIMIT = gettext_noop("%(metric)s was %(limit)s from %(start)s to %(end)s")
_PAST_LIMIT_ON = gettext_noop("%(metric)s was %(limit)s on %(start)s")
_PAST_LIMIT_AT = gettext_noop("%(metric)s was %(limit)s at %(start)s")
_RISE = gettext_noop("%(metric)s rose from %(first)s to %(last)s between %(start)s and %(end)s")
_FALL = gettext_noop("%(metric)s fell from %(first)s to %(last)s between %(start)s and %(end)s")
_RANGE = gettext_noop("%(metric)s lay between %(low)s and %(high)s from %(start)s to %(end)s")
_SAME = gettext_noop("%(metric)s stayed at %(last)s from %(start)s to %(end)s")


def title_of(metric: Metric, values: Values, words: Translation = ENGLISH) -> str:
    """Return what a chart shows; the metric's name with what its axis counts, where no single line says it.

    The newest time past a limit comes first. A series rose or fell if its ends differ by more than half of its range.
    """
    points = values.groups.get("", ())
    if len(values.groups) != 1 or len(points) < _LEAST_POINTS:
        return words.gettext(TITLES[values.by]) % {"metric": metric.name}
    return _past_limit(metric, values, points, words) or _course(metric, values, points, words)


def _past_limit(metric: Metric, values: Values, points: Sequence[Plotted], words: Translation) -> str:
    """Return the newest time for which values were past a limit, the worst limit first; "" if none was."""
    for limit in sorted(metric.thresholds, key=lambda one: (*_LIMITS, one.severity).index(one.severity)):
        found = _newest_run(limit, points) if limit.severity in _LIMITS else []
        if found:
            once = _PAST_LIMIT_ON if values.by in ("day", "hour") else _PAST_LIMIT_AT
            said = _PAST_LIMIT if len(found) > 1 else once
            past = compared(limit.op, limit.value, metric_unit(metric), words)
            return words.gettext(said) % {"metric": metric.name, "limit": past, **_ends(values, found, words)}
    return ""


def _newest_run(limit: Threshold, points: Sequence[Plotted]) -> list[Plotted]:
    """Return the last values in a row that were past a limit."""
    runs = groupby(points, lambda one: SeriesTest(limit.op, limit.value).holds(one.value))
    return next((run for past, run in reversed([(past, list(run)) for past, run in runs]) if past), [])


def _course(metric: Metric, values: Values, points: Sequence[Plotted], words: Translation) -> str:
    first, last = points[0].value, points[-1].value
    low, high = min(one.value for one in points), max(one.value for one in points)
    if low == high:
        said = _SAME
    elif abs(last / 2 - first / 2) <= (high / 2 - low / 2) / 2:  # halves: the range may be more than a number can hold
        said = _RANGE
    else:
        said = _RISE if last > first else _FALL
    named = {"first": words.number(first), "low": words.number(low)}
    named |= {key: _measured(value, metric, words) for key, value in {"last": last, "high": high}.items()}
    return words.gettext(said) % {"metric": metric.name, **named, **_ends(values, points, words)}


def _ends(values: Values, points: Sequence[Plotted], words: Translation) -> dict[str, str]:
    return {"start": values.when(points[0], words), "end": values.when(points[-1], words)}


def _measured(value: float, metric: Metric, words: Translation) -> str:
    return measured(words.number(value), unit_for(value, metric_unit(metric)))


def metric_unit(metric: Metric) -> str:
    """Return a metric's unit as far as it can stand behind a value: nobody says `3 count a week` or `0.2 share`."""
    unit = metric.unit or ""
    return "" if unit.split(" ")[0] in _NOT_SAID else unit

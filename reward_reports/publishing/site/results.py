"""The results of tests of one metric, each with what it is compared with: as words, and as a dot beside a ring."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reward_reports.publishing.rendering.answers import answer_view
from reward_reports.publishing.rendering.axes import scale
from reward_reports.publishing.rendering.dumbbells import Pair, dumbbell
from reward_reports.publishing.rendering.items import facts_of
from reward_reports.publishing.rendering.plain_words import plain_words
from reward_reports.publishing.rendering.render_context import RenderContext
from reward_reports.publishing.rendering.translation import Translation, gettext_noop
from reward_reports.publishing.rendering.views import Fact
from reward_reports.publishing.rendering.words import humanised, value_in_words
from reward_reports.report.model.evaluation import Evaluation
from reward_reports.report.model.optimization_intent import Metric
from reward_reports.report.model.own_values import after_the_end

_BASELINE = re.compile(r"([-+\u2212]?\d+(?:\.\d+)?)(?: ?(%))?(?= (?:for|before|without|with|alone|in the)\b)")
"""A value in front of what it is the value of: `64.30 for GPT-3 175B`, `39.2 % before training`; no number of things."""
_UNCERTAIN = re.compile(r"\s*(?:±|\+/-)\s*(\d+(?:\.\d+)?)\s*(%)?\s*\Z")
_CLEAR = 0.05
"""The least difference, as a share of what a value is compared with, that is shown as worse where no interval is known."""
_SAID_APART = frozenset({"what", "metric", "value", "unit", "baseline", "slice"})


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One result.

    Attributes:
        anchor: its place on the page of the report.
        what: what was tested.
        said: its value, with what it is compared with.
        difference: which way they differ, and by how much; "" where that cannot be said.
        worse: whether it is marked as trouble.
        picture: the comparison; "" where a value stands alone.
        ends: the values at the ends of the picture.
        facts: what else the report says of it.
    """

    anchor: str
    what: str
    said: str
    difference: str
    worse: bool
    picture: Markup
    ends: tuple[str, str]
    facts: list[Fact]


@dataclass(frozen=True, slots=True)
class Results:
    """The results of one metric, and in a sentence what they come to."""

    title: str
    rows: list[ResultRow]


def results_of(context: RenderContext, metric: Metric) -> Results | None:
    """Return the results of a metric in the order of the report, or None where no test has a value."""
    tested = [
        test
        for test in context.report.evaluation.offline_evaluations.items
        if test.metric == metric.id and test.value is not None and math.isfinite(test.value)
    ]
    if not tested:
        return None
    pairs = [(test, _comparison(test, metric)) for test in tested]
    ends: dict[str, list[float]] = {}
    for test, pair in pairs:
        ends.setdefault(_unit(test, metric), []).extend(pair.ends)
    lines = {unit: scale([*numbers, 0.0])[:2] if len(numbers) > 1 else None for unit, numbers in ends.items()}
    rows = [_result(context, test, metric, pair, lines[_unit(test, metric)]) for test, pair in pairs]
    own = [pair for test, pair in pairs if not after_the_end(context.report, test.date)]
    return Results(_title(metric, own, [*ends], rows, context.words), rows)


def compared_with(text: str, unit: str) -> float | None:
    """Return the value that a baseline in words begins with, in a unit; None where it has none, or in another unit.

    Args:
        text: what a result is compared with: `64.30 for GPT-3 175B`.
        unit: the unit of the result.
    """
    match = _BASELINE.match(text.strip())
    return _in_unit(match[1], match[2], unit) if match else None


def _in_unit(number: str, percent: str | None, unit: str) -> float | None:
    value = float(number.replace("\u2212", "-"))
    if not math.isfinite(value):
        return None
    if not percent or unit.startswith("%"):
        return value
    return value / 100 if unit == "share" else None


def _unit(test: Evaluation, metric: Metric) -> str:
    return test.unit or metric.unit or ""


def _comparison(test: Evaluation, metric: Metric) -> Pair:
    assert test.value is not None  # noqa: S101 such results alone are shown
    unit = _unit(test, metric)
    other = compared_with(test.baseline, unit) if test.baseline else _baseline_of(test, metric)
    low, high = _interval(test, unit)
    better = {"maximize": 1, "minimize": -1}.get(metric.direction or "", 0)
    return Pair(test.value, other, low, high, better)


def _baseline_of(test: Evaluation, metric: Metric) -> float | None:
    """Return the value of the metric's own baseline, where it is of the same cases and in the same unit."""
    baseline = metric.baseline
    if baseline is None or baseline.slice != test.slice or _unit(test, metric) != (metric.unit or ""):
        return None
    return baseline.value if baseline.value is not None and math.isfinite(baseline.value) else None


def _interval(test: Evaluation, unit: str) -> tuple[float | None, float | None]:
    if test.low is not None and test.high is not None:
        return (test.low, test.high) if math.isfinite(test.low) and math.isfinite(test.high) else (None, None)
    match = _UNCERTAIN.match(test.interval or "")
    around = _in_unit(match[1], match[2], unit) if match else None
    return (None, None) if around is None or test.value is None else (test.value - around, test.value + around)


def _result(
    context: RenderContext, test: Evaluation, metric: Metric, pair: Pair, line: tuple[float, float] | None
) -> ResultRow:
    """Return a result; `line` has the ends of the line on which it is drawn, None where it would stand there alone."""
    words, writer, unit = context.words, context.writer, _unit(test, metric)
    named = [plain_words(test.what or ""), plain_words(test.slice or "")]
    what = words.gettext(", ").join(filter(None, named)) or humanised(test.kind or "test", words).capitalize()
    worse = pair.is_worse(_CLEAR)
    return ResultRow(
        anchor=f"evaluation:{test.id}",
        what=writer.plain(what),
        said=writer.plain(_said(test, metric, pair, words)),
        difference=_difference(pair, unit, words),
        worse=worse,
        picture=dumbbell(pair, line, worse=worse) if line else Markup(),
        ends=(value_in_words(line[0], unit, words), value_in_words(line[1], unit, words)) if line else ("", ""),
        facts=_facts(context, test, unit),
    )


def _facts(context: RenderContext, test: Evaluation, unit: str) -> list[Fact]:
    """Return what else the report says of a test; the uncertainty of a share in the unit of the percentage before it."""
    match = _UNCERTAIN.match(test.interval or "")
    around = 100 * float(match[1]) if match and not match[2] and unit == "share" else math.inf
    if not math.isfinite(around):
        return facts_of(context, test, answer_view, _SAID_APART)
    words, writer = context.words, context.writer
    uncertainty = Fact(words.gettext("Uncertainty"), writer.plain(f"± {_points(around, words)}"))
    return [uncertainty, *facts_of(context, test, answer_view, _SAID_APART | {"interval"})]


def _said(test: Evaluation, metric: Metric, pair: Pair, words: Translation) -> str:
    """Return a value with what it is compared with: `59.85 points against 64.30 for GPT-3 175B`."""
    unit = _unit(test, metric)
    given = {"value": value_in_words(pair.value, unit, words)}
    if test.baseline:
        given["other"] = _other(test.baseline, pair, unit, words)
    elif pair.other is not None and metric.baseline:
        given["other"] = value_in_words(pair.other, unit, words)
        if metric.baseline.of:
            baseline = {"value": given["other"], "of": plain_words(metric.baseline.of)}
            given["other"] = words.gettext("%(value)s for %(of)s") % baseline
    return words.gettext("%(value)s against %(other)s") % given if "other" in given else given["value"]


def _other(baseline: str, pair: Pair, unit: str, words: Translation) -> str:
    """Return what a value is compared with, the number written as the value is."""
    match = _BASELINE.match(baseline.strip())
    if pair.other is None or not match:
        return plain_words(baseline)
    return f"{value_in_words(pair.other, unit, words)} {plain_words(baseline.strip()[match.end() :])}"


def _title(
    metric: Metric, pairs: Sequence[Pair], units: Sequence[str], rows: Sequence[ResultRow], words: Translation
) -> str:
    """Return what the results come to, as far as the numbers bear it out.

    Args:
        metric: the metric.
        pairs: the results of the system itself; those of a later one say nothing of it.
        units: the units of all results.
        rows: all results.
        words: the language of the page.
    """
    judged = [pair for pair in pairs if pair.other is not None and pair.better]
    named = {"metric": metric.name, "number": words.number(len(rows))}
    if len(rows) == 1:
        return words.gettext("%(label)s: %(value)s") % {"label": metric.name, "value": rows[0].said}
    if len(judged) > 1:
        return _counted(metric, [0.0 if pair.is_unclear else pair.gain for pair in judged], words)
    values = [pair.value for pair in pairs]
    if len(units) == 1 and values and (low := min(values)) < (high := max(values)):
        ends = {"low": value_in_words(low, units[0], words), "high": value_in_words(high, units[0], words)}
        return words.gettext("%(metric)s: %(low)s to %(high)s in %(number)s results") % {**named, **ends}
    return words.gettext("%(metric)s: %(number)s results") % named


_BOTH = 2
_IN_ALL = {
    (True, True): gettext_noop("%(metric)s: better in both comparisons"),
    (True, False): gettext_noop("%(metric)s: better in all %(number)s comparisons"),
    (False, True): gettext_noop("%(metric)s: worse in both comparisons"),
    (False, False): gettext_noop("%(metric)s: worse in all %(number)s comparisons"),
}
"""What is said where every comparison went the same way: whether that is better, and whether there are two."""


def _counted(metric: Metric, gains: Sequence[float], words: Translation) -> str:
    """Return in how many comparisons a value is better or worse than what it is compared with."""
    better, worse, number = sum(gain > 0 for gain in gains), sum(gain < 0 for gain in gains), len(gains)
    message = gettext_noop("%(metric)s: better in %(better)s of %(number)s comparisons, worse in %(worse)s")
    if number in (better, worse):
        message = _IN_ALL[number == better, number == _BOTH]
    return words.gettext(message) % {"metric": metric.name, "better": better, "worse": worse, "number": number}


def _difference(pair: Pair, unit: str, words: Translation) -> str:
    if pair.other is None or not math.isfinite(100 * (pair.value - pair.other)):
        return ""
    if pair.is_unclear:
        return words.gettext("no clear difference: within the uncertainty")
    if pair.value == pair.other:
        return words.gettext("the same")
    higher = "higher" if pair.value > pair.other else "lower"
    way = ("better" if pair.gain > 0 else "worse") if pair.better else higher
    return words.gettext(WAYS[way]) % {"size": _size(abs(pair.value - pair.other), unit, words)}


WAYS = {
    "better": "better by %(size)s",
    "worse": "worse by %(size)s",
    "higher": "higher by %(size)s",
    "lower": "lower by %(size)s",
}
"""Which ways a value can differ from another."""


def _size(apart: float, unit: str, words: Translation) -> str:
    """Return how far two values are apart, in their unit: as a share of one it would say nothing of points or of Elo."""
    if unit == "share" or unit.startswith("%"):
        return _points(apart * (100 if unit == "share" else 1), words)
    return value_in_words(_rounded(apart), unit, words)


def _points(number: float, words: Translation) -> str:
    points = _rounded(number)
    message = words.form("%(points)s percentage point", "%(points)s percentage points", math.ceil(points))
    return message % {"points": words.number(points)}


def _rounded(value: float) -> float:
    """Return a number with as many digits as a reader can use: 45, 3.2, 0.05."""
    return float(round(value)) if value >= 10 else round(value, 1) if value >= 1 else float(f"{value:.1g}")

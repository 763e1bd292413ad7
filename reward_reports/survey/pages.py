"""The summary of a survey as Markdown and as a page in the look of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reward_reports.base.escaping.markdown import escape
from reward_reports.changes.comparing.naming import title_of as question_title
from reward_reports.linting.registry import known_rules
from reward_reports.publishing.rendering.html import policy, stylesheet
from reward_reports.publishing.rendering.tally_lines import TONES
from reward_reports.publishing.rendering.templates import filled, html_templates
from reward_reports.report.model.evidence import RULE
from reward_reports.report.model.states import KNOWN_WORDS
from reward_reports.survey.document import FAILURES
from reward_reports.survey.summary import FieldShare, SampleShare, SurveySummary

_TITLES = {"core": "Questions to every document"}
INTERVALS = (
    "Numbers in brackets are 95% intervals (Wilson). They hold for a hub of which these documents are a random sample, and say "
    "nothing about documents that were chosen in another way."
)


def as_markdown(summary: SurveySummary) -> str:
    """Return the summary as Markdown."""
    return "\n".join(_lines(summary)) + "\n"


def _lines(summary: SurveySummary) -> Iterator[str]:
    yield from (f"# Survey of {summary.documents:,} documents", "", headline(summary), "", INTERVALS, "", RULE, "")
    yield from ("## Who was surveyed, and how", "")
    yield from _table(("What", "Value"), who(summary))
    for group in _groups(summary):
        yield from (f"## {title_of(group)}", "")
        yield from _table(("Question", "Field", "Answered", "States"), _fields(summary, group))
    yield from ("## By rule", "", "The share of documents in which a rule finds something.", "")
    yield from _table(
        ("Rule", "Name", "Documents"), ((code, rule_name(code), share.in_words()) for code, share in summary.rules)
    )
    yield from ("## By year", "")
    years = ((one.year, f"{one.documents:,}", f"{one.answered:.1%}") for one in summary.years)
    yield from _table(("Year", "Documents", "Questions answered"), years)


def headline(summary: SurveySummary) -> str:
    """Return in two sentences how much is answered, and what most and fewest documents answer."""
    asked = [one for one in summary.fields if one.group == "core" and one.answered.total]
    if not asked:
        return "No document could be surveyed."
    share = (
        f"{summary.answered:.0%} of the questions that apply to them" if summary.answered else "none of the questions"
    )
    least, most = asked[0], asked[-1]
    return (
        f"These documents answer {share}. Most often they answer “{title_of_field(most)}” ({most.answered.value:.0%} of them), "
        f"least often “{title_of_field(least)}” ({least.answered.number:,} of {least.answered.total:,})."
    )


def title_of_field(one: FieldShare) -> str:
    """Return what a question is called."""
    return question_title(tuple(one.field.split(".")))


def rule_name(code: str) -> str:
    """Return the name of a rule in words; empty for a rule that is not installed here."""
    rule = known_rules().get(code)
    return rule.rule.name.replace("-", " ") if rule else ""


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(map(escape, row))} |"
    yield ""


def who(summary: SurveySummary) -> list[tuple[str, str]]:
    """Return who was surveyed, and how, as labels and values."""
    failed = sum(summary.failures.values())
    return [
        ("Documents", f"{summary.documents:,}"),
        *((f"Format: {name}", f"{number:,}") for name, number in summary.formats.items()),
        ("Could not be surveyed", SampleShare(failed, summary.documents).in_words() if failed else "none"),
        *((f"Because {FAILURES[code]}", f"{number:,}") for code, number in summary.failures.items()),
        *summary.notes,
    ]


def _groups(summary: SurveySummary) -> list[str]:
    return list(dict.fromkeys(one.group for one in summary.fields))


def title_of(group: str) -> str:
    """Return what a group of questions is called."""
    return _TITLES.get(group, f"Questions of the profile {group}")


def _fields(summary: SurveySummary, group: str) -> Iterator[tuple[str, ...]]:
    for one in summary.fields:
        if one.group == group:
            yield title_of_field(one), one.field, one.answered.in_words(), states_in_words(one)


def states_in_words(one: FieldShare) -> str:
    """Return how many documents are in each state."""
    return ", ".join(f"{KNOWN_WORDS[state]} {number:,}" for state, number in one.states.items())


def as_html(summary: SurveySummary) -> str:
    """Return the summary as one page that needs no other and loads nothing."""
    style = stylesheet(None) + "".join(filled(html_templates, None, f"css/{name}.css") for name in ("site", "survey"))
    return filled(
        html_templates,
        None,
        "survey.html",
        policy=policy(style),
        style=style,
        summary=summary,
        who=who(summary),
        groups=[(title_of(group), [one for one in summary.fields if one.group == group]) for group in _groups(summary)],
        bars=_bars,
        states=states_in_words,
        title_of=title_of_field,
        rule_name=rule_name,
        headline=headline(summary),
        rule=RULE,
        intervals=INTERVALS,
    )


def _bars(one: FieldShare) -> list[tuple[str, float, float]]:
    """Return the states as pieces of a bar: the tone, where it begins and how long it is, in percent. What is missing stays empty."""
    total, start = sum(one.states.values()), 0.0
    bars: list[tuple[str, float, float]] = []
    for state, number in one.states.items():
        width = 100 * number / total
        if TONES[state] != "missing":
            bars.append((TONES[state], round(start, 2), round(width, 2)))
        start += width
    return bars

"""A report as a Hugging Face model card: front matter with results, and a section that a second run replaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from reward_reports.base.errors import InputError
from reward_reports.base.escaping.markdown import escape, escape_line
from reward_reports.base.sentences import unit_for
from reward_reports.exchange.exporting.exporter import Exporter
from reward_reports.exchange.exporting.hub_yaml import yaml_text
from reward_reports.exchange.exporting.newest import newest_values
from reward_reports.publishing.rendering.markdown_writer import MarkdownWriter
from reward_reports.publishing.rendering.redacted import Edition
from reward_reports.report.loading.front_matter import FRONT_MATTER
from reward_reports.report.model import Report
from reward_reports.report.model.optimization_intent import Metric, Observation
from reward_reports.report.model.own_values import own_tests
from reward_reports.report.model.placeholders import is_empty_value
from reward_reports.report.model.values import id_from
from reward_reports.report.text_edits import newline_of

EXPORTERS = (Exporter("model-card", "a Hugging Face model card", "exchange.exporting.model_card.as_card", "markdown"),)
BEGIN, END = "<!-- reward-report:begin -->", "<!-- reward-report:end -->"
_ON_THE_HUB = re.compile(r"\A[\w.-]+/[\w.-]+\Z")
"""How the Hub names a model; other names mean nothing there."""
_MOST = 8
"""Entries of a list in the section; the whole report has the others."""
_TASKS = {"rlhf": "text-generation", "control": "reinforcement-learning", "game": "reinforcement-learning"}


def as_card(edition: Edition) -> str:
    """Return a whole card."""
    return f"---\n{yaml_text(_front(edition))}---\n\n{as_section(edition)}"


def as_section(edition: Edition) -> str:
    """Return the section between its markers."""
    return "\n".join([BEGIN, *_section(edition), END]) + "\n"


def put_into(card: str, section: str, name: str) -> str:
    """Return a card with the section in the place of an older one, or at its end. The rest of the card stays, byte for byte.

    Raises:
        InputError: if the card's front matter is not valid YAML, or its markers do not match.
    """
    front = FRONT_MATTER.match(card)
    if front:
        try:
            yaml.safe_load(front[1])
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            where = f":{mark.line + 2}:{mark.column + 1}" if mark else ""
            raise InputError(f"{name}{where}: the front matter is not valid YAML; fix it first") from None
    newline = newline_of(card)
    begins, ends = card.count(BEGIN), card.count(END)
    if (begins, ends) == (0, 0):
        section = section.replace("\n", newline)
        return card + _to_a_blank_line(card) * newline + section if card.strip() else section
    if (begins, ends) != (1, 1) or card.index(BEGIN) > card.index(END):
        raise InputError(f"{name}: {BEGIN} and {END} must stand there once each, in this order")
    before, _, rest = card.partition(BEGIN)
    older, _, after = rest.partition(END)
    if newline == "\r\n" and older.startswith("\n"):  # line ends are mixed: the section keeps its own
        newline = "\n"
    return before + section.rstrip("\n").replace("\n", newline) + after


def _to_a_blank_line(card: str) -> int:
    """Return how many line ends are missing at the end of a card, so that a blank line follows."""
    return max(0, 2 - card[len(card.rstrip("\r\n")) :].count("\n"))


def _front(edition: Edition) -> dict[str, Any]:
    report = edition.report
    front: dict[str, Any] = {"tags": ["reward-report", *report.profiles]}
    rlhf = report.rlhf
    if rlhf and not is_empty_value("license", rlhf.release.license or ""):
        front["license"] = "other"
        front["license_name"] = rlhf.release.license
    if rlhf and rlhf.base_model.name and _ON_THE_HUB.match(rlhf.base_model.name):
        front["base_model"] = rlhf.base_model.name
    front["reward_report"] = {"id": report.report.id, "version": report.report.version}
    results = list(_results(report))
    if results:
        front["model-index"] = [{"name": report.report.title, "results": results}]
    return front


def _results(report: Report) -> Iterator[dict[str, Any]]:
    """Give the results of tests, and the newest values of metrics: each with the name of what it was measured on."""
    task = next((_TASKS[one] for one in report.profiles if one in _TASKS), "other")
    names = {one.id: one.name for one in report.optimization_intent.metrics}
    for test in own_tests(report):
        if test.value is not None:
            measured = {
                "type": test.metric or test.id,
                "name": names.get(test.metric or "", test.id),
                "value": test.value,
            }
            yield {
                "task": {"type": task},
                "dataset": _dataset(": ".join(filter(None, (test.what or test.id, test.slice)))),
                "metrics": [measured],
            }
    for metric in report.optimization_intent.metrics:
        for one in newest_values(report, metric):
            yield {
                "task": {"type": task},
                "dataset": _dataset(one.slice or str(one.setting or "in use")),
                "metrics": [{"type": metric.id, "name": metric.name, "value": one.value}],
            }


def _dataset(name: str) -> dict[str, str]:
    short = " ".join(name.split())[:120]
    return {"name": short, "type": id_from(short, "other")}


def _section(edition: Edition) -> Iterator[str]:
    report = edition.report
    page = edition.view(MarkdownWriter)
    yield from ("## Reward Report", "")
    yield f"From the Reward Report *{escape(report.report.title)}*, version {escape(report.report.version)}."
    yield from (line for banner in page.banners for line in ("", f"**{banner.title}** {banner.text}"))
    yield from ("", "| | |", "|---|---|")
    for fact in page.first.said:
        yield f"| **{fact.label}** | {_cell(fact.value or '')} |"
    yield f"| **What is known** | {page.first.summary} |"
    yield from _list("What is measured", [_metric(report, one) for one in report.optimization_intent.metrics])
    failures = report.optimization_intent.known_failure_modes.items
    yield from _list(
        "What is known to go wrong",
        [f"**{escape(one.name)}**{f' ({one.status})' if one.status else ''}" for one in failures],
    )
    yield from _list(
        "What prompts a review",
        [escape_line(one.description or one.id) for one in report.system_maintenance.update_triggers.items],
    )


def _metric(report: Report, one: Metric) -> str:
    values = [_value(one, value) for value in newest_values(report, one)[:_MOST]]
    return f"**{escape(one.name)}**" + escape(f": {'; '.join(values)}" if values else "")


def _value(metric: Metric, one: Observation) -> str:
    value = " ".join(filter(None, (f"{one.value:g}", unit_for(one.value, metric.unit or ""))))
    around = [text for text in (one.slice, str(one.date) if one.date else None) if text]
    return f"{value} ({', '.join(around)})" if around else value


def _list(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield from ("", f"### {title}", "", *(f"- {' '.join(line.split())}" for line in lines[:_MOST]))
        if len(lines) > _MOST:
            yield f"- and {len(lines) - _MOST} more in the report"


def _cell(text: str) -> str:
    """Return Markdown for a cell of a table, without the links into a page that is not there."""
    return re.sub(r"\[([^\]]*)\]\(#[^)]*\)", r"\1", " ".join(text.split()))

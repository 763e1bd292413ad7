"""One document: what the rules find in it and what it answers. Needs no pyarrow; the same text always gives the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from reward_reports.linting.engine import at_place
from reward_reports.linting.settings import Settings
from reward_reports.report.loading.positions import Place
from reward_reports.survey.options import FORMATS, Given, Options

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Problem
    from reward_reports.linting.engine import Make
    from reward_reports.linting.finding import Finding
    from reward_reports.linting.rule import Registered
    from reward_reports.report.loading import Document

UNREADABLE, FAILED, TOO_LARGE, TOO_SLOW, TOO_MUCH_MEMORY = (
    "unreadable failed too-large too-slow too-much-memory".split()
)
FAILURES = {
    UNREADABLE: "the file cannot be read",
    FAILED: "the text is neither a report nor a card that can be read",
    TOO_LARGE: "the text is too long",
    TOO_SLOW: "it takes too much time",
    TOO_MUCH_MEMORY: "it needs too much memory",
}
"""What stands in place of a rule's code where a document could not be surveyed, in words."""
_REPORT = re.compile(rb"^(?:schema_version|report)[ \t]*:", re.MULTILINE)
_NOWHERE = Place(0, 0, 0, 0)
_START = 65_536
"""Bytes in which the keys of a report are looked for."""


@dataclass(slots=True)
class Surveyed:
    """What is known of one document.

    Attributes:
        form: what it was read as.
        system: the type of system: the profiles of a report, or the task that a card names; None where nothing says.
        weights: `open`, `gated` or `closed`, as a report says of the model's weights; None where nothing says.
        findings: code, severity, path, line and message of each finding.
        answers: one row for each question; see `answers`.
    """

    form: str | None
    system: str | None = None
    weights: str | None = None
    findings: list[list[Any]] = field(default_factory=list)
    answers: list[list[Any]] = field(default_factory=list)


def failure(form: str | None, code: str, message: str) -> Surveyed:
    """Return what is said of a document that could not be surveyed."""
    return Surveyed(form, findings=[[code, "error", "", None, message]])


def survey_document(given: Given, options: Options) -> Surveyed:
    """Return what is known of one document."""
    if given.text is None:
        return failure(given.form or None, FAILED, "the row holds no text")
    if len(given.text) > options.max_bytes:
        return failure(given.form or None, TOO_LARGE, f"the text is longer than {options.max_bytes:,} bytes")
    if given.form and given.form not in FORMATS:
        return failure(given.form, FAILED, f"unknown format; the formats are {', '.join(FORMATS)}")
    if (given.form or _guessed(given.text)) == "report":
        return _report(given.text, _day(given, options), options)
    return _converted(given.text, given.form, _day(given, options), options)


def _guessed(text: bytes) -> str:
    return "report" if _REPORT.search(text, 0, _START) else ""


def _day(given: Given, options: Options) -> date:
    if given.day:
        return date.fromisoformat(given.day)
    return options.today or date.today()  # noqa: DTZ011 the author's own calendar day


def _report(text: bytes, day: date, options: Options) -> Surveyed:
    from reward_reports.report.loading import Limits, load_bytes

    document = load_bytes(text, "report.yaml", limits=Limits(max_bytes=options.max_bytes))
    surveyed = Surveyed("report", findings=[_row(one, one.line) for one in _findings(document, day, options, _placed)])
    if document.report is not None:
        surveyed.system = ", ".join(document.report.profiles) or None
        surveyed.weights = document.report.rlhf.release.weights if document.report.rlhf else None
        _answer(surveyed, document)
    return surveyed


def _converted(text: bytes, form: str, day: date, options: Options) -> Surveyed:
    """Survey a card or a report in Markdown, as the importer reads it. Its lines are not those of the report made of it."""
    from reward_reports.exchange.importing import SourceError, convert
    from reward_reports.exchange.importing.reading import read_source

    name = "document.json" if text.lstrip()[:1] == b"{" else "document.md"
    try:
        source = read_source(text, name)
        document = convert([source]).document
    except SourceError as error:
        return failure(form or None, FAILED, str(error))
    surveyed = Surveyed(form or ("model-card" if source.is_card else "markdown-report"))
    surveyed.findings = [_row(one, None) for one in _findings(document, day, options, _unplaced)]
    surveyed.system = _task(document.data)
    _answer(surveyed, document)
    return surveyed


def _task(data: dict[str, Any]) -> str | None:
    kept = data.get("x-model-card")
    task = kept.get("pipeline_tag") if isinstance(kept, dict) else None
    return task if isinstance(task, str) else None


def _answer(surveyed: Surveyed, document: Document) -> None:
    from reward_reports.survey.answers import answers_of

    assert document.report is not None  # noqa: S101 the callers ask
    surveyed.answers = answers_of(document.report)


def _findings(document: Document, day: date, options: Options, make: Make) -> tuple[Finding, ...]:
    """Return the findings as the public may read them."""
    from reward_reports.linting.audience import for_audience
    from reward_reports.linting.engine import lint_document
    from reward_reports.linting.running import finish

    settings = Settings(strictness=options.strictness, preview=options.preview, max_bytes=options.max_bytes)
    findings, _ = lint_document(document, settings, day, make=make)
    if "audience" not in document.text:  # nothing is held back from anybody
        return tuple(findings)
    result = finish(findings, [document.name], settings, day, lambda _name: document.text)
    return for_audience(result, "public", settings, day, folder_of=lambda _name: None).findings


def _placed(entry: Registered, problem: Problem, document: Document, settings: Settings) -> Finding:
    return at_place(entry, problem, document, settings, document.place(document.span(problem)))


def _unplaced(entry: Registered, problem: Problem, document: Document, settings: Settings) -> Finding:
    return at_place(entry, problem, document, settings, _NOWHERE)


def _row(finding: Finding, line: int | None) -> list[Any]:
    return [finding.code, finding.severity, finding.path, line, finding.message]

"""What tests of rules share: a fragment of a report, made whole and linted by the rules in question."""

from __future__ import annotations

from datetime import date

from reward_reports.linting.documentation import complete
from reward_reports.linting.engine import lint_document
from reward_reports.linting.settings import Settings
from reward_reports.report.loading import load_text

TODAY = date(2026, 6, 1)


def lint(fragment, *select, today=TODAY, folder=None, strictness="publishable", preview=True, **more):
    """Return the whole report and the findings."""
    document = load_text(complete(fragment), folder=folder)
    assert document.report is not None, [problem.message for problem in document.problems]
    settings = Settings(select=select, strictness=strictness, preview=preview, **more)
    return document, lint_document(document, settings, today)[0]


def findings(fragment, *select, **more):
    return lint(fragment, *select, **more)[1]


def places(fragment, *select, **more):
    return [finding.path for finding in findings(fragment, *select, **more)]


def shown(fragment, code):
    """Return the characters that each finding points at."""
    document, found = lint(fragment, code)
    lines = document.text.split("\n")
    return [lines[finding.line - 1][finding.column - 1 : finding.end_column - 1] for finding in found]

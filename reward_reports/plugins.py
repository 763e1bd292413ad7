"""What a package with rules of its own imports, and what the tests of such a package need.

The entry point `reward_reports.rules` names one module for each rule. The module sets `RULE` to a `Rule` and defines
`check(context)`, which gives a `Problem` for each fault that it finds. Names that are not listed here may change.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path as FilePath
from types import ModuleType

from reward_reports.base.diagnostics import Edit, Fix, Path, Problem, Span
from reward_reports.linting.context import Context
from reward_reports.linting.documentation import complete, document
from reward_reports.linting.engine import findings_of
from reward_reports.linting.finding import Finding, Severity
from reward_reports.linting.registry import OURS, as_rule
from reward_reports.linting.rule import Rule
from reward_reports.linting.settings import Settings, Strictness
from reward_reports.report.loading import load_text
from reward_reports.report.text_edits import add_key, quoted, rename_key, replace_value

__all__ = [
    "Context", "Edit", "Finding", "Fix", "Path", "Problem", "Rule", "Severity", "Span", "Strictness", "add_key",
    "check_documentation", "lint_with", "quoted", "rename_key", "replace_value",
]  # fmt: skip

_SOME_DAY = date(2026, 6, 1)


def lint_with(
    rule: ModuleType,
    text: str,
    *,
    today: date = _SOME_DAY,
    base: str | None = None,
    folder: FilePath | None = None,
    settings: Settings | None = None,
) -> tuple[Finding, ...]:
    """Run one rule on a report, for a test of the rule. It need not be installed, and an error in it is raised as it is.

    Args:
        rule: the rule's module.
        text: a report as YAML; a part of one will do, since `schema_version` and `report` are added if they are missing.
        today: the date that counts as today; by default 1 June 2026.
        base: the report, or a part of one, at an earlier time, for a rule that compares.
        folder: the folder that the report lies in, for a rule that asks for files.
        settings: where other severities are set; by default none are.

    Returns:
        The findings, sorted by place; none if the rule cannot run on the report, as when it needs the section `rlhf`.

    Raises:
        ConfigError: if the module is not a rule.
        InvalidReportError: if the text does not fit the format, and the rule needs a report.
    """
    entry = as_rule(OURS, rule)
    loaded = load_text(complete(text), folder=folder)
    if entry.rule.needs_report:
        loaded.require()
    earlier = None if base is None else load_text(complete(base), "<base>")
    return tuple(findings_of(entry, loaded, settings or Settings(), today, earlier))


def check_documentation(rule: ModuleType, *, today: date = _SOME_DAY) -> None:
    """Check the docstring of a rule's module, for a test: it says what is wrong and why, the rule finds something in every
    fragment behind `Bad:`, and nothing in those behind `Good:`.

    Args:
        rule: the rule's module.
        today: the date that counts as today; by default 1 June 2026.

    Raises:
        AssertionError: saying what is missing, or which fragment is wrong.
        ConfigError: if the module is not a rule.
        InvalidReportError: if a fragment does not fit the format, and the rule needs a report.
    """
    documentation = document(rule.__doc__ or "")
    if not (documentation.summary and documentation.why and documentation.bad and documentation.good):
        raise AssertionError("the docstring needs a summary, a reason, and fragments behind Bad: and Good:")
    for text in documentation.bad:
        if not lint_with(rule, text, today=today, base=documentation.base or None):
            raise AssertionError(f"the rule finds nothing in a fragment behind Bad:\n{text}")
    for text in documentation.good:
        for finding in lint_with(rule, text, today=today, base=documentation.base or None):
            raise AssertionError(f"the rule finds {finding.message!r} in a fragment behind Good:\n{text}")

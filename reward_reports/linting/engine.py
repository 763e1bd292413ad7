"""Runs the rules on one document and turns their problems into findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from reward_reports.base.errors import ConfigError, RewardReportsError
from reward_reports.linting.context import Context
from reward_reports.linting.finding import Finding, by_place
from reward_reports.linting.identity import identity_of
from reward_reports.linting.registry import OURS, all_rules
from reward_reports.linting.suppressions import find_suppressions
from reward_reports.report.loading.unloaded import UNLOADED, UnloadedError

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Path, Problem
    from reward_reports.linting.predictions import Firsts
    from reward_reports.linting.rule import Registered, Rule
    from reward_reports.linting.settings import Settings, Strictness
    from reward_reports.report.loading import Document
    from reward_reports.report.loading.positions import Place

    Make: TypeAlias = Callable[[Registered, Problem, Document, Settings], Finding]


class _Given(NamedTuple):
    """What a document brings, of which each rule needs some."""

    problems: bool
    report: bool
    whole: bool
    rlhf: bool
    base: bool
    history: bool


def lint_document(
    document: Document,
    settings: Settings,
    today: date,
    base: Document | None = None,
    history: Firsts | None = None,
    make: Make | None = None,
) -> tuple[list[Finding], Context]:
    """Return the findings on one document, sorted by place, and the context they were found in.

    Args:
        document: the file.
        settings: which rules count.
        today: the date that counts as today.
        base: the file at an earlier revision, for rules that compare.
        history: in which revision each prediction appears first.
        make: makes a finding of a problem, where less than all of it is needed.
    """
    context = Context(
        document,
        today,
        settings.strictness,
        find_suppressions(document),
        schemas=settings.schemas,
        frameworks=settings.frameworks,
        root=settings.root,
        base=base,
        history=history,
    )
    return _findings(context, settings, make or _finding), context


def lint_again(context: Context, settings: Settings) -> list[Finding]:
    """Return the findings at another strictness on a document that was linted, sorted by place.

    Args:
        context: the one that the document was linted in.
        settings: the same settings but for the strictness.
    """
    return _findings(context.at(settings.strictness), settings, _finding)


def _findings(context: Context, settings: Settings, make: Make) -> list[Finding]:
    document = context.document
    given = _given(document, context.base, context.history)
    if context.suppressions and document.partial is None:
        # A rule that has nothing to look at in this file has found nothing in it.
        for rules in _applicable(settings.strictness, settings.preview, given._replace(problems=True, rlhf=True)):
            context.ran.update(entry.rule.code for entry in _wanted(rules, document, settings))
    findings: list[Finding] = []
    for rules in _applicable(settings.strictness, settings.preview, given):
        wanted = rules if settings.wants_all and given.report else _wanted(rules, document, settings)
        if context.suppressions:
            # The last rules judge the suppressions by what these silenced; what the last ones say cannot be silenced.
            findings = [finding for finding in findings if not _silenced(finding, context)]
        findings += _run(wanted, context, settings, make)
    findings.sort(key=by_place)
    return findings


def findings_of(
    entry: Registered, document: Document, settings: Settings, today: date, base: Document | None = None
) -> list[Finding]:
    """Return what one rule finds in a document, sorted by place; nothing where the rule cannot run.

    Args:
        entry: the rule; it need not be installed.
        document: the file.
        settings: the strictness and the severities.
        today: the date that counts as today.
        base: the file at an earlier revision, for rules that compare.
    """
    context = Context(
        document, today, settings.strictness, frameworks=settings.frameworks, root=settings.root, base=base
    )
    findings = _run([entry], context, settings, _finding) if _can_run(entry.rule, _given(document, base)) else []
    return sorted(findings, key=by_place)


LOADER = ("SYN", "SCH")
"""What these families find in a file that does not load is said whatever was selected: it would pass in silence."""


def _wanted(rules: Sequence[Registered], document: Document, settings: Settings) -> Sequence[Registered]:
    return [entry for entry in rules if _is_wanted(entry.rule, document, settings)]


def _is_wanted(rule: Rule, document: Document, settings: Settings) -> bool:
    if document.report is None and rule.code.startswith(LOADER):
        return True
    return settings.wants(rule.code, document.name)


def _given(document: Document, base: Document | None, history: Firsts | None = None) -> _Given:
    report = document.report or (document.partial and document.partial.report)
    compares = base is not None and base.report is not None and base.text != document.text
    profile = report is not None and report.rlhf is not None and report.rlhf is not UNLOADED
    return _Given(
        bool(document.problems), report is not None, document.report is not None, profile, compares, history is not None
    )


@cache
def _applicable(strictness: Strictness, preview: bool, given: _Given) -> tuple[tuple[Registered, ...], ...]:
    """Return the rules that apply in the order in which they run: most of them, then those that look at what these did."""
    rules = [
        entry
        for entry in all_rules().values()
        if entry.applies_at(strictness) and (preview or not entry.rule.preview) and _can_run(entry.rule, given)
    ]
    return tuple(tuple(entry for entry in rules if entry.rule.last == last) for last in (False, True))


def _can_run(rule: Rule, given: _Given) -> bool:
    return (
        (given.problems or not rule.kind)
        and (given.report or not rule.needs_report)
        and (given.whole or not rule.needs_whole)
        and (given.rlhf or not rule.needs_rlhf)
        and (given.base or not rule.needs_base or (rule.reads_history and given.history))
    )


def _run(rules: Sequence[Registered], context: Context, settings: Settings, make: Make) -> list[Finding]:
    findings: list[Finding] = []
    for entry in rules:
        try:
            for problem in entry.check(context):
                findings.append(make(entry, problem, context.document, settings))  # noqa: PERF401 most give nothing
        except RewardReportsError:
            raise
        except Exception as error:
            if not _met_unloaded(error, context):
                _fail(entry, context, error)
    return findings


def _met_unloaded(error: Exception, context: Context) -> bool:
    """Whether a rule came to a part that does not load; what it found before holds. A pattern or a sum meets it as a wrong type."""
    return isinstance(error, UnloadedError) or (context.document.partial is not None and isinstance(error, TypeError))


def _fail(entry: Registered, context: Context, error: Exception) -> None:
    if entry.origin == OURS:
        raise error
    reason = f"{type(error).__name__}: {error}"
    raise ConfigError(
        f"the rule {entry.rule.code} of {entry.origin} failed on {context.document.name}: {reason}"
    ) from error


def _finding(entry: Registered, problem: Problem, document: Document, settings: Settings) -> Finding:
    place = document.place(document.span(problem))
    return at_place(entry, problem, document, settings, place, identity_of(entry.rule.code, problem, document))


def at_place(
    entry: Registered, problem: Problem, document: Document, settings: Settings, place: Place, identity: str = ""
) -> Finding:
    """Return a problem as a finding at a place; without an identity it is not matched between runs."""
    rule = entry.rule
    severity = settings.severity_of(rule.code, rule.severity)
    return Finding(
        document.name, rule.code, rule.name, severity, problem.message, problem.advice, dotted(problem.path),
        place.line, place.column, place.end_line, place.end_column, problem.fix, identity=identity,
    )  # fmt: skip


def _silenced(finding: Finding, context: Context) -> bool:
    for suppression in context.suppressions:
        if suppression.covers(finding.code, finding.line):
            suppression.used.add(finding.code)
            return True
    return False


def dotted(path: Path) -> str:
    """Write a path as people do: `report.authors[0].name`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text

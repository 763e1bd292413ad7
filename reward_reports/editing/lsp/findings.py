"""Findings as diagnostics, and their fixes as code actions."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from reward_reports.base.diagnostics import Edit, Fix, Span
from reward_reports.editing.lsp.documents import View
from reward_reports.editing.session import LocatedFinding
from reward_reports.editing.text_positions import Shift
from reward_reports.linting.fixing import fix_document

SOURCE = "reward-reports"
FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.{SOURCE}"
KINDS: list[types.CodeActionKind | str] = [types.CodeActionKind.QuickFix, FIX_ALL]
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}


def diagnostics(view: View) -> list[types.Diagnostic]:
    """Return the findings as the editor shows them."""
    return [_diagnostic(view, one) for one in view.session.findings]


def _diagnostic(view: View, one: LocatedFinding) -> types.Diagnostic:
    finding = one.finding
    return types.Diagnostic(
        range=view.range(one.span),
        message=f"{finding.message}\n{finding.advice}" if finding.advice else finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source=SOURCE,
    )


def actions_at(view: View, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Return the fixes of the findings in a stretch of the text, and the one that makes all safe fixes."""
    first, last = view.offset(params.range.start), view.offset(params.range.end)
    wanted = params.context.only
    actions: list[types.CodeAction] = []
    if _is_wanted(types.CodeActionKind.QuickFix.value, wanted):
        there = [one for one in view.session.findings if one.span.start <= last and one.span.end >= first]
        actions += [_action(view, one, one.finding.fix) for one in there if one.finding.fix]
    if _is_wanted(FIX_ALL, wanted):
        actions += _fixing_all(view)
    return actions


def _is_wanted(kind: str, only: object) -> bool:
    """Whether an editor asks for a kind of actions: by its name, or by that of a kind that it belongs to."""
    if not isinstance(only, list | tuple):
        return True
    names = [getattr(one, "value", one) for one in only]
    return any(kind == name or kind.startswith(f"{name}.") or name == "" for name in names)


def _action(view: View, one: LocatedFinding, fix: Fix) -> types.CodeAction:
    return types.CodeAction(
        title=fix.title if fix.safe else f"{fix.title} (review the result)",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[_diagnostic(view, one)],
        is_preferred=fix.safe,
        edit=view.workspace_edit(fix.edits),
    )


def _fixing_all(view: View) -> Iterator[types.CodeAction]:
    """Give the action that makes every fix that keeps the meaning, if there is one to make."""
    frame, document = view.session.frame, view.snapshot.document
    if not any(one.finding.fix and one.finding.fix.safe for one in view.snapshot.findings):
        return
    fixed = fix_document(document, frame.settings, frame.today, base=frame.base)
    if fixed.text != document.text:
        yield types.CodeAction(
            title="Fix all findings that can be fixed without changing what the report says",
            kind=FIX_ALL,
            edit=view.workspace_edit(_difference(document.text, fixed.text)),
        )


def _difference(before: str, after: str) -> tuple[Edit, ...]:
    shift = Shift.between(before, after)
    span = Span(shift.start, shift.end)
    return (Edit(span.start, span.end, after[span.start : span.end + shift.by]),)

"""Fixes findings by text edits, verified by reading the result again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from reward_reports.linting.engine import LOADER, lint_document
from reward_reports.report.loading import Document, load_text
from reward_reports.report.text_edits import apply_edits

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Edit, Fix
    from reward_reports.linting.context import Context
    from reward_reports.linting.finding import Finding
    from reward_reports.linting.predictions import Firsts
    from reward_reports.linting.settings import Settings

_Lint: TypeAlias = "Callable[[Document], tuple[list[Finding], Context]]"
_ROUNDS = 10
"""One fix may make room for another; this many rounds are enough for any report seen."""
_UNCOVERED = frozenset({"CMP003", "LIV001", "LIV003", "LIV004", "LIV012"})
"""Rules that may find more after a fix: a drafted changelog entry leaves placeholders for its author, and only a cadence with an
interval can be late or lack its motive. What is taken from the system's files is a change at which somebody must look."""


@dataclass(frozen=True)
class Fixed:
    """A text after fixing.

    Attributes:
        text: the text, changed or not.
        count: how many findings were fixed.
        titles: what was done, in order.
    """

    text: str
    count: int
    titles: tuple[str, ...]


def fix_document(
    document: Document,
    settings: Settings,
    today: date,
    *,
    unsafe: bool = False,
    base: Document | None = None,
    history: Firsts | None = None,
) -> Fixed:
    """Fix what can be fixed, in rounds, until nothing changes.

    Args:
        document: the file as it is.
        settings: which rules count.
        today: the date that counts as today.
        unsafe: whether to make fixes that need an author's eye too.
        base: the file at an earlier revision, for rules that compare.
        history: in which revision of the file each prediction appears first.
    """
    lint = partial(lint_document, settings=settings, today=today, base=base, history=history)
    titles: list[str] = []
    for _ in range(_ROUNDS):
        findings, _context = lint(document)
        # While a part does not load, only what the loader says can be told to be better afterwards.
        sure = [finding for finding in findings if document.report or finding.code.startswith(LOADER)]
        fixes = [finding.fix for finding in sure if finding.fix and (finding.fix.safe or unsafe)]
        corrected, done = _apply(document, fixes, _counted(findings), lint)
        if not done:
            break
        document = corrected
        titles += done
    return Fixed(document.text, len(titles), tuple(titles))


def _apply(document: Document, fixes: Iterable[Fix], before: int, lint: _Lint) -> tuple[Document, list[str]]:
    """Make as many fixes as do not overlap; if the result is worse, find the ones that help, one by one."""
    chosen = _without_overlap(fixes)
    if not chosen:
        return document, []
    corrected = _reread(document, [edit for fix in chosen for edit in fix.edits])
    if _is_better(corrected, document, before, lint):
        return corrected, [fix.title for fix in chosen]
    if len(chosen) == 1:
        return document, []
    for fix in chosen:
        corrected, done = _apply(document, [fix], before, lint)
        if done:
            return corrected, done
    return document, []


def _without_overlap(fixes: Iterable[Fix]) -> list[Fix]:
    """Choose fixes that do not get in each other's way; two findings may have the same one."""
    taken: list[Edit] = []
    chosen: list[Fix] = []
    for fix in fixes:
        if any(fix.edits == other.edits for other in chosen):
            chosen.append(fix)
        elif not any(_overlap(edit, other) for edit in fix.edits for other in taken):
            taken += fix.edits
            chosen.append(fix)
    return chosen


def _overlap(one: Edit, other: Edit) -> bool:
    if one == other:
        return True
    return (one.start < other.end and other.start < one.end) or one.start == other.start


def _reread(document: Document, edits: list[Edit]) -> Document:
    text = apply_edits(document.text, edits)
    return load_text(text, document.name, folder=document.folder, sections=document.sections)


def _is_better(corrected: Document, document: Document, before: int, lint: _Lint) -> bool:
    """Whether the result still parses and has fewer problems.

    While the file does not fit the model, only the loader's problems count: once it fits, more rules can speak.
    """
    if corrected.data is None:
        return False
    if document.report is None or len(corrected.problems) < len(document.problems):
        return len(corrected.problems) < len(document.problems)
    return corrected.report is not None and _counted(lint(corrected)[0]) < before


def _counted(findings: list[Finding]) -> int:
    """Count findings without those that a fix brings to light."""
    return sum(finding.code not in _UNCOVERED for finding in findings)

"""A report that is being edited: the text as it is now, what is found in it, and what can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Edit, Fix, Span
from reward_reports.editing.blanking import without_broken_lines
from reward_reports.editing.text_positions import Shift
from reward_reports.linting.context import Context
from reward_reports.linting.engine import LOADER, lint_again, lint_document
from reward_reports.linting.fixing import fix_document
from reward_reports.report.loading import Document, Limits, load_text
from reward_reports.report.loading.sections import Sections
from reward_reports.report.text_edits import apply_edits

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from reward_reports.linting.finding import Finding
    from reward_reports.linting.settings import Settings, Strictness

_MOST_STEPS = 200
"""Changes that can be undone: an editor sends every letter as one."""

Hide = Callable[[list["Finding"], str], list["Finding"]]
"""Leaves out the findings that are not shown, such as those of a baseline; it is given the text too."""


def _hide_nothing(findings: list[Finding], _text: str) -> list[Finding]:
    return findings


@dataclass(frozen=True)
class LintFrame:
    """What a text is judged by.

    Attributes:
        name: what findings call the file.
        settings: which rules run.
        today: the date that counts as today.
        folder: where the files lie that the report points to; None where they are not looked for.
        base: the report at an earlier time, for rules that compare.
        hide: leaves out findings that are not shown.
    """

    name: str
    settings: Settings
    today: date
    folder: FilePath | None = None
    base: Document | None = None
    hide: Hide = _hide_nothing


@dataclass(frozen=True)
class LocatedFinding:
    """A finding with the stretch of the text that it is about."""

    finding: Finding
    span: Span


@dataclass(frozen=True)
class Snapshot:
    """One state of the text, read and checked once.

    Attributes:
        text: the text.
        frame: what it is judged by.
        sections: the parsed sections of this text and of those before it.
    """

    text: str
    frame: LintFrame
    sections: Sections = field(default_factory=Sections, repr=False, compare=False)

    @cached_property
    def document(self) -> Document:
        """The text as it was read."""
        return self._load(self.text)

    @cached_property
    def _linted(self) -> tuple[list[Finding], Context]:
        return lint_document(self.document, self.frame.settings, self.frame.today, self.frame.base)

    @cached_property
    def findings(self) -> tuple[LocatedFinding, ...]:
        """What is found in this text, sorted by place."""
        findings = self.frame.hide(self._linted[0], self.document.text)
        return tuple(LocatedFinding(finding, span_of(finding, self.document)) for finding in findings)

    def findings_at(self, level: Strictness) -> list[Finding]:
        """Return what would be found in this text at another strictness."""
        if level == self.frame.settings.strictness:
            return [one.finding for one in self.findings]
        linted = lint_again(self._linted[1], replace(self.frame.settings, strictness=level))
        return self.frame.hide(linted, self.document.text)

    @property
    def loads(self) -> bool:
        """Whether at least a part of the text is a report."""
        return self.document.report is not None or self.document.partial is not None

    @cached_property
    def context(self) -> Context | None:
        """What rules and lists of ids see: where lines are broken, the rest of the text; None where nothing loads.

        Offsets are those of the text in any case.
        """
        if self.loads:
            return self._linted[1]
        blanked = without_broken_lines(self.document.text)
        document = self._load(blanked) if blanked is not None else self.document
        if document.report is None and document.partial is None:
            return None
        return Context(document, self.frame.today, self.frame.settings.strictness, root=self.frame.settings.root)

    def judged_by(self, frame: LintFrame) -> Snapshot:
        """Return the same text, judged by something else; unless its name or the sizes differ, it is not read again."""
        other = Snapshot(self.text, frame, self.sections)
        mine, theirs = self.frame, frame
        if (mine.name, mine.folder, mine.settings.max_bytes) == (theirs.name, theirs.folder, theirs.settings.max_bytes):
            other.__dict__["document"] = self.document
        return other

    def _load(self, text: str) -> Document:
        limits = Limits(max_bytes=self.frame.settings.max_bytes)
        return load_text(text, self.frame.name, folder=self.frame.folder, limits=limits, sections=self.sections)


def span_of(finding: Finding, document: Document) -> Span:
    """Return the characters that a finding is about."""
    lines = document.lines
    return Span(lines.index(finding.line, finding.column), lines.index(finding.end_line, finding.end_column))


@dataclass
class Session:
    """The editing of one report. Every change goes through `replace`, so that each can be undone."""

    snapshot: Snapshot
    _last_good: Snapshot | None = None
    _past: list[str] = field(default_factory=list)
    _future: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, frame: LintFrame) -> Session:
        """Begin with a text."""
        session = cls(Snapshot(text, frame))
        session._remember_good()
        return session

    @property
    def text(self) -> str:
        """The text as it is now."""
        return self.snapshot.text

    @property
    def frame(self) -> LintFrame:
        """What the text is judged by."""
        return self.snapshot.frame

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to undo."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change that was undone."""
        return bool(self._future)

    def go_on_from(self, past: list[str]) -> None:
        """Let the changes of an earlier session be undone too.

        Args:
            past: the texts before this one, the oldest first.
        """
        self._past = past[-_MOST_STEPS:]

    def judge_by(self, frame: LintFrame) -> None:
        """Check the text again, by other settings or on another day."""
        self.snapshot = self.snapshot.judged_by(frame)
        if self.snapshot.loads:
            self._remember_good()
        elif self._last_good is not None:
            self._last_good = self._last_good.judged_by(frame)

    def replace(self, text: str) -> None:
        """Put another text in the place of the text; the same text changes nothing."""
        if text == self.text:
            return
        self._past.append(self.text)
        del self._past[:-_MOST_STEPS]
        self._future.clear()
        self._show(text)

    def apply(self, edits: tuple[Edit, ...]) -> None:
        """Make text edits.

        Raises:
            ValueError: if two of them overlap.
        """
        self.replace(apply_edits(self.text, edits))

    def undo(self) -> bool:
        """Take the last change back; return whether there was one."""
        if not self._past:
            return False
        self._future.append(self.text)
        self._show(self._past.pop())
        return True

    def redo(self) -> bool:
        """Make the change again that was undone last; return whether there was one."""
        if not self._future:
            return False
        self._past.append(self.text)
        self._show(self._future.pop())
        return True

    @property
    def findings(self) -> tuple[LocatedFinding, ...]:
        """What is found in the text. While it does not load at all, what was found last stays, moved with its words."""
        now = self.snapshot.findings
        if self.snapshot.loads or self._last_good is None:
            return now
        kept = (one for one in self._last_good.findings if not one.finding.code.startswith(LOADER))
        shift = Shift.between(self._last_good.document.text, self.snapshot.document.text)
        moved = (self._moved(one, shift) for one in kept)
        return tuple(sorted((*now, *(one for one in moved if one)), key=lambda one: (one.span.start, one.span.end)))

    def fix_all(self) -> int:
        """Make every fix that keeps the meaning; return how many findings were fixed."""
        frame = self.frame
        fixed = fix_document(self.snapshot.document, frame.settings, frame.today, base=frame.base)
        if fixed.count:
            self.replace(fixed.text)
        return fixed.count

    def _moved(self, one: LocatedFinding, shift: Shift) -> LocatedFinding | None:
        """Return a finding of an earlier text where it is now; None if its words were changed."""
        span = shift.moved(one.span)
        if span is None:
            return None
        place = self.snapshot.document.place(span)
        finding = replace(
            one.finding,
            line=place.line,
            column=place.column,
            end_line=place.end_line,
            end_column=place.end_column,
            fix=_moved_fix(one.finding.fix, shift),
        )
        return LocatedFinding(finding, span)

    def _show(self, text: str) -> None:
        self.snapshot = Snapshot(text, self.frame, self.snapshot.sections)
        self._remember_good()

    def _remember_good(self) -> None:
        if self.snapshot.loads:
            self._last_good = self.snapshot


def _moved_fix(fix: Fix | None, shift: Shift) -> Fix | None:
    edits = []
    for edit in fix.edits if fix else ():
        span = shift.moved(Span(edit.start, edit.end))
        if span is None:
            return None
        edits.append(Edit(span.start, span.end, edit.text))
    return replace(fix, edits=tuple(edits)) if fix else None

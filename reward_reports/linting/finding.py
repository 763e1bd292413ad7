"""What a lint run says: findings, and the result they make together. Needs neither pydantic nor PyYAML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Literal, TypeAlias

from reward_reports.base.diagnostics import Fix
from reward_reports.base.errors import InputError
from reward_reports.base.reading import LARGEST_TEXT, read_start

Severity: TypeAlias = Literal["error", "warning", "info"]
FailLevel: TypeAlias = Literal["error", "warning", "info", "never"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
by_place = attrgetter("line", "column", "code", "message")
"""The order of the findings on one file."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not right with one report.

    Attributes:
        file: the file's name as given, with `/` between folders.
        code: the rule's code, `CMP003`.
        name: the rule's name, `bare-placeholder`.
        severity: how bad it is.
        message: what is wrong.
        advice: what to do about it.
        path: the place in the report, `report.authors[0].name`; empty where there is none.
        line: the first line, from 1.
        column: the first column, from 1, in characters.
        end_line: the last line.
        end_column: the column behind the last character.
        fix: how to fix it, if a program can.
        held: whether it lies in an answer that is held back, so that no line of the file is shown for it.
        identity: how it is matched when lines move or the file gets another name; "" where nobody said it.
    """

    file: str
    code: str
    name: str
    severity: Severity
    message: str
    advice: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    fix: Fix | None = None
    held: bool = False
    identity: str = ""


def read_source(name: str) -> str:
    """Return a file's text for showing lines of it; empty if it can no longer be read."""
    try:
        return read_start(name, LARGEST_TEXT).decode("utf-8-sig", "replace")
    except InputError:
        return ""


@dataclass(frozen=True, slots=True)
class Omitted:
    """Findings of one rule on one file that are counted and not shown.

    Attributes:
        first: the first of them.
        count: how many there are.
    """

    first: Finding
    count: int


@dataclass(frozen=True)
class Result:
    """The outcome of a lint run.

    Attributes:
        findings: sorted by file, then place.
        files: the names of the files that were checked, sorted.
        today: the date that counted as today.
        fail_level: the mildest severity that fails the run.
        hidden: how many findings the baseline hides.
        fixed: how many findings were fixed.
        notes: what the search for reports passed over.
        states: of how many questions to the reports the same is known, by the words for it; only at the strictness `publishable`.
        source: gives a file's text, to show lines of it; with stars for what the reader may not see.
        starred: the names of files that have such stars.
        max_per_rule: how many findings of one rule on one file are shown; 0 for all.
        fail_levels: the fail level of each file whose own settings ask for another.
    """

    findings: tuple[Finding, ...]
    files: tuple[str, ...]
    today: date
    fail_level: FailLevel = "error"
    hidden: int = 0
    fixed: int = 0
    notes: tuple[str, ...] = ()
    states: Mapping[str, int] = field(default_factory=dict)
    source: Callable[[str], str] = field(default=read_source, repr=False, compare=False)
    starred: frozenset[str] = frozenset()
    max_per_rule: int = 0
    fail_levels: Mapping[str, FailLevel] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether a finding fails the run."""
        return any(map(self.fails, self.findings))

    def fails(self, finding: Finding) -> bool:
        """Whether a finding is at or above the fail level of its file."""
        level = self.fail_levels.get(finding.file, self.fail_level)
        return level != "never" and SEVERITIES.index(finding.severity) <= SEVERITIES.index(level)

    @cached_property
    def shown(self) -> tuple[Finding, ...]:
        """The findings that a format shows, of each rule and file the first ones."""
        return self._parted[0]

    @cached_property
    def omitted(self) -> tuple[Omitted, ...]:
        """What is counted and not shown, by file and rule."""
        return self._parted[1]

    @cached_property
    def _parted(self) -> tuple[tuple[Finding, ...], tuple[Omitted, ...]]:
        if not self.max_per_rule:
            return self.findings, ()
        seen: Counter[tuple[str, str]] = Counter()
        shown: list[Finding] = []
        first: dict[tuple[str, str], Finding] = {}
        for finding in self.findings:
            key = finding.file, finding.code
            seen[key] += 1
            if seen[key] <= self.max_per_rule:
                shown.append(finding)
            else:
                first.setdefault(key, finding)
        return tuple(shown), tuple(Omitted(finding, seen[key] - self.max_per_rule) for key, finding in first.items())

    def count(self, severity: Severity) -> int:
        """Return how many findings have this severity."""
        return sum(finding.severity == severity for finding in self.findings)

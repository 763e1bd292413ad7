"""What no file tells alone: rules on all files of a run together, by what is kept of each.

A warm run reads no report, so what these rules may ask of a file is kept with its findings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from reward_reports.linting.finding import Finding

if TYPE_CHECKING:
    from reward_reports.linting.rule import RegisteredForRuns, Rule
    from reward_reports.linting.settings import Settings

Region: TypeAlias = tuple[int, int, int, int]
"""First line and column, last line and column, from 1; the last column is exclusive."""
_BEGINNING: Region = (1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is kept of a file.

    Attributes:
        report: the id of its report; "" where it has none.
        place: where the id stands.
        supersedes: what the report says that it replaces.
        silenced: the codes that a comment silences at the id, or in the whole file.
        states: of how many questions the same is known, by the words for it; only at the strictness `publishable`.
    """

    report: str = ""
    place: Region = _BEGINNING
    supersedes: str = ""
    silenced: tuple[str, ...] = ()
    states: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WholeRun:
    """All files of a run.

    Attributes:
        seen: what is kept of each file, by name.
        gone: the files of the base that are no more, by name, each with the id of its report or "".
    """

    seen: Mapping[str, Seen]
    gone: Mapping[str, str] = field(default_factory=dict)


class Located(NamedTuple):
    """A problem with its place in a file.

    Attributes:
        file: the name of the file.
        report: the id of the report.
        message: what is wrong.
        advice: what to do.
        path: the place in the report.
        place: the place in the file.
    """

    file: str
    report: str
    message: str
    advice: str
    path: str = ""
    place: Region = _BEGINNING


def lint_run(run: WholeRun, settings_of: Callable[[str], Settings]) -> list[Finding]:
    """Return the findings of the rules on whole runs.

    Args:
        run: the files.
        settings_of: gives the settings of a file.
    """
    from reward_reports.linting.registry import run_rules

    findings: list[Finding] = []
    for entry in run_rules().values():
        for located in entry.check(run):
            settings = settings_of(located.file)
            if _counts(entry, located, run, settings):
                findings.append(_finding(entry.rule, located, settings))
    return findings


def _counts(entry: RegisteredForRuns, located: Located, run: WholeRun, settings: Settings) -> bool:
    rule = entry.rule
    if not entry.applies_at(settings.strictness) or (rule.preview and not settings.preview):
        return False
    silenced = run.seen[located.file].silenced if located.file in run.seen else ()
    return settings.wants(rule.code, located.file) and not any(map(rule.code.startswith, silenced))


def _finding(rule: Rule, located: Located, settings: Settings) -> Finding:
    severity, identity = settings.severity_of(rule.code, rule.severity), f"{located.report}:{rule.code}:"
    parts = (located.message, located.advice, located.path)
    return Finding(located.file, rule.code, rule.name, severity, *parts, *located.place, identity=identity)


def states_in(seen: Iterable[Seen]) -> dict[str, int]:
    """Return of how many questions to all files the same is known, by the words for it."""
    total: Counter[str] = Counter()
    for one in seen:
        total.update(one.states)
    return dict(total)

"""What a result comes to, in a sentence; and which findings to keep where not all can be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reward_reports.base.escaping.visible import visible
from reward_reports.base.sentences import answered, sentence
from reward_reports.linting.finding import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reward_reports.linting.finding import Finding, Omitted, Result


def summary(result: Result) -> str:
    """Return the outcome in a line: "Found 3 errors, 1 warning in 2 files (2 can be fixed with --fix)."."""
    sentences = [f"Fixed {_number(result.fixed, 'finding')}."] if result.fixed else []
    sentences.append(_found(result) if result.findings else _right(len(result.files)))
    if result.hidden:
        sentences.append(f"The baseline hides {_number(result.hidden, 'finding')}.")
    if sentence := answered(result.states):
        sentences.append(sentence)
    return " ".join(sentences)


def counts(result: Result) -> str:
    """Return how many findings there are of each severity: "3 errors, 1 warning"."""
    numbers = [(result.count(severity), severity) for severity in SEVERITIES]
    return ", ".join(
        f"{number} {severity}{'' if number == 1 or severity == 'info' else 's'}"
        for number, severity in numbers
        if number
    )


def sentences(finding: Finding) -> str:
    """Return what is wrong and what to do, as two sentences on one line."""
    return " ".join(sentence(visible(part)) for part in (finding.message, finding.advice) if part)


SHOW_ALL = "--max-per-rule 0 shows all"


def more(omitted: Omitted) -> str:
    """Return what is counted and not shown: "and 950 more CMP003 (bare-placeholder) in a.yaml"."""
    first = omitted.first
    return f"and {omitted.count:,} more {first.code} ({first.name}) in {visible(first.file)}"


def most_severe(findings: Sequence[Finding], number: int) -> tuple[Finding, ...]:
    """Return that many findings, the most severe ones, in the order they came in."""
    ranked = sorted(range(len(findings)), key=lambda index: (SEVERITIES.index(findings[index].severity), index))
    return tuple(findings[index] for index in sorted(ranked[:number]))


def _found(result: Result) -> str:
    files = len({finding.file for finding in result.findings})
    return f"Found {counts(result)} in {_number(files, 'file')}{_fixable(result.findings)}."


def _fixable(findings: Sequence[Finding]) -> str:
    safe = sum(finding.fix is not None and finding.fix.safe for finding in findings)
    unsafe = sum(finding.fix is not None and not finding.fix.safe for finding in findings)
    parts = [f"{safe} can be fixed with --fix"] if safe else []
    if unsafe:
        parts.append(
            f"{unsafe} more with --unsafe-fixes" if safe else f"{unsafe} can be fixed with --fix --unsafe-fixes"
        )
    return f" ({', '.join(parts)})" if parts else ""


def _right(files: int) -> str:
    if files == 0:
        return "There were no reports to check."
    return "Nothing found in 1 report." if files == 1 else f"Nothing found in {files} reports."


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"

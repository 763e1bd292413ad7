"""What looks like a secret in a report is not printed again: logs are read by more people than files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reward_reports.linting.finding import Finding

SECRET_RULE = "HON008"  # noqa: S105 the code of a rule
_MASK = "*"


class Secrets:
    """The stretches of all files that a run found to look like secrets."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._found = [finding for finding in findings if finding.code == SECRET_RULE and not finding.held]

    def hidden(self, file: str, number: int, line: str) -> str:
        """Return a line with a star for each character of a secret, so that columns stay what they are."""
        for finding in self._found:
            if finding.file == file and finding.line <= number <= finding.end_line:
                start = finding.column - 1 if number == finding.line else 0
                end = finding.end_column - 1 if number == finding.end_line else len(line)
                line = line[:start] + _MASK * (min(end, len(line)) - start) + line[end:]
        return line

"""Keeps what a site is made of apart from the site: an input in the folder of the output could be taken for a part of it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from reward_reports.base.discovery import PathLike
from reward_reports.base.errors import OutputError
from reward_reports.report.model import Report


@dataclass(slots=True)
class Apart:
    """Tells what lies in a folder, whatever names, links and spellings lead there.

    Attributes:
        output: the folder, as it was named.
        site: the same with links followed.
    """

    output: Path
    site: Path
    _known: dict[Path, bool] = field(default_factory=dict)

    def check(self, path: PathLike, what: str) -> None:
        """Refuse an input in the folder.

        Raises:
            OutputError: naming it.
        """
        if self.holds(path):
            raise OutputError(
                f"{os.fspath(path)} is {what} and lies in the output {self.output.as_posix()}; name another folder for the site"
            )

    def check_report(self, report: Report, file: str) -> None:
        """Refuse figures, logs and sources of a report in the folder.

        Raises:
            OutputError: naming one.
        """
        if self.site.is_dir():
            for path, what in _named_in(report):
                self.check(Path(file).parent / path, f"{what} of {file}")

    def holds(self, path: PathLike) -> bool:
        """Whether a file or folder lies in the folder, or is the folder."""
        named = Path(path)
        try:
            if named.is_symlink() or named.is_dir():
                return self._holds(named.resolve())
            if named.parent not in self._known:
                self._known[named.parent] = self._holds(named.parent.resolve())
        except (OSError, RuntimeError, ValueError):  # no file can have that name, or links lead in a circle
            return False
        return self._known[named.parent]

    def _holds(self, folder: Path) -> bool:
        if folder not in self._known:
            above = folder.parent
            self._known[folder] = self._is_site(folder) or (above != folder and self._holds(above))
        return self._known[folder]

    def _is_site(self, folder: Path) -> bool:
        try:
            return folder.samefile(self.site)
        except OSError:
            return False


def _named_in(report: Report) -> list[tuple[str, str]]:
    """Return the paths of the files that a report names, with what they are."""
    named = [(figure.path, "a figure") for figure in report.figures]
    named += [
        (metric.observations_from.path, "a log")
        for metric in report.optimization_intent.metrics
        if metric.observations_from is not None
    ]
    return named + [(path, "a file of sources") for path in [report.bibliography] if path]

"""The settings of each report: those nearest to it, as in a repository with several projects."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from reward_reports.linting.settings import Settings, settings_in

Apply = Callable[[Settings], Settings]
"""Adds the options of the command line to the settings of a file."""


class Nearest:
    """Finds the settings of a folder or a report, and reads each settings file once."""

    def __init__(self, run: Settings, note: Callable[[str], None], apply: Apply = lambda settings: settings) -> None:
        """Start from the settings of the working folder.

        Args:
            run: the settings of the run, which apply where there are no nearer ones.
            note: receives a message about each settings file that is not used.
            apply: adds the options of the command line.
        """
        self.run = run
        self._note = note
        self._apply = apply
        self._root = os.path.realpath(run.root)
        self._known: dict[str, Settings] = {}
        self._folders: dict[str, Settings] = {}

    def of_report(self, name: str) -> Settings:
        """Return the settings of a report.

        Raises:
            ConfigError: if they cannot be used.
        """
        return self.of_folder(os.path.dirname(name) or ".")  # noqa: PTH120 pathlib costs start-up time

    def of_folder(self, folder: str) -> Settings:
        """Return the settings of a folder.

        Raises:
            ConfigError: if they cannot be used.
        """
        if folder not in self._folders:
            self._folders[folder] = self._at_or_above(os.path.realpath(folder))
        return self._folders[folder]

    def _at_or_above(self, folder: str) -> Settings:
        if folder not in self._known:
            self._known[folder] = self._find(folder)
        return self._known[folder]

    def _find(self, folder: str) -> Settings:
        if folder == self._root:
            return self.run
        own = settings_in(Path(folder), self._note)
        if own is not None:
            return self._apply(own)
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder or os.path.exists(os.path.join(folder, ".git")):  # noqa: PTH110, PTH118
            return self.run
        return self._at_or_above(above)

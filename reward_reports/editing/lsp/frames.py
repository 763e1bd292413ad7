"""What a file that is open in an editor is judged by: its settings, its base, its baseline."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from reward_reports.base.discovery import would_find
from reward_reports.base.errors import ConfigError, RewardReportsError
from reward_reports.changes.history.base import base_of
from reward_reports.editing.session import Hide, LintFrame
from reward_reports.linting import baseline
from reward_reports.linting.finding import Finding
from reward_reports.linting.nearest import Nearest
from reward_reports.linting.running import load_base
from reward_reports.linting.settings import Settings, Strictness, find_settings
from reward_reports.report.loading import Document

Note = Callable[[str], None]
"""Shows a message to the author."""


@dataclass(frozen=True)
class ServerOptions:
    """What the command line of the server says about all files.

    Attributes:
        since: the git revision or earlier copy that findings compare with.
        strictness: how complete a report must be; by default as the settings say.
        preview: whether preview rules run; by default as the settings say.
        today: the date that counts as today; by default the current date.
    """

    since: str | None = None
    strictness: Strictness | None = None
    preview: bool | None = None
    today: date | None = None

    def over(self, settings: Settings) -> Settings:
        """Return settings with these options on top."""
        given = {"strictness": self.strictness, "preview": self.preview}
        return replace(settings, **{key: value for key, value in given.items() if value is not None})  # type: ignore[arg-type]


class Frames:
    """Finds the frame of each file. What cannot be used is shown to the author and left out: the findings go on."""

    def __init__(self, options: ServerOptions, note: Note) -> None:
        self._options = options
        self._note = note

    def settings_of(self, file: Path | None) -> Settings:
        """Return the settings nearest to a file; those of the working folder for a text that has no file."""
        try:
            here = self._options.over(find_settings(Path.cwd(), self._note))
            return Nearest(here, self._note, self._options.over).of_report(str(file)) if file else here
        except ConfigError as error:
            self._note(f"{error}; the default settings are used")
            return self._options.over(Settings(root=str(file.parent if file else Path.cwd())))

    def frame_of(self, file: Path | None) -> LintFrame:
        """Return what a file is judged by."""
        settings = self.settings_of(file)
        name = file.as_posix() if file else "<unsaved>"
        return LintFrame(
            name,
            settings,
            self._options.today or date.today(),  # noqa: DTZ011 the author's own calendar day
            folder=file.parent if file else None,
            base=self._base_of(name, settings) if file else None,
            hide=self._hiding(settings),
        )

    def _base_of(self, name: str, settings: Settings) -> Document | None:
        if not self._options.since:
            return None
        try:
            held = base_of(self._options.since, [name], settings.max_bytes)
        except RewardReportsError as error:
            self._note(f"nothing is compared: {error}")
            return None
        return load_base(held.get(name), name, settings)

    def _hiding(self, settings: Settings) -> Hide:
        """Return what leaves out the findings of the baseline."""
        if not settings.baseline:
            return lambda findings, _text: findings
        file, root = Path(settings.root, settings.baseline), Path(settings.root)

        def hide(findings: list[Finding], text: str) -> list[Finding]:
            try:
                return baseline.hide(file, findings, lambda _name: text, root)[0]
            except ConfigError as error:
                self._note(f"{error}; no finding is hidden")
                return findings

        return hide


def is_named_like_a_report(file: Path | None, settings: Settings) -> bool:
    """Whether a search would find a file."""
    return file is not None and would_find(str(file.parent), file.name, settings.include, ())


def begins_like_a_report(text: str) -> bool:
    """Whether a text has the key that every report has."""
    return any(line.startswith("schema_version:") for line in text.splitlines())


def path_of(uri: str) -> Path | None:
    """Return the file of an address, or None for a text that is in no file yet."""
    from pygls.uris import to_fs_path

    if not uri.startswith("file:"):
        return None
    with suppress(ValueError):
        path = to_fs_path(uri)
        return Path(path) if path else None
    return None

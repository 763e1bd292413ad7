"""What several public functions take: choices, settings, a folder of templates."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeAlias

from reward_reports.base.discovery import PathLike
from reward_reports.base.errors import ConfigError
from reward_reports.linting.settings import Settings, find_settings

Audience: TypeAlias = Literal["public", "auditor", "internal"]
Layout: TypeAlias = Literal["paper", "builder"]
TextFormat: TypeAlias = Literal["html", "markdown", "latex", "json"]
FileFormat: TypeAlias = Literal["html", "markdown", "latex", "json", "pdf", "docx"]

ENDINGS: dict[FileFormat, tuple[str, ...]] = {
    "html": (".html", ".htm"),
    "markdown": (".md", ".markdown"),
    "latex": (".tex",),
    "pdf": (".pdf",),
    "docx": (".docx",),
    "json": (".json",),
}
"""The formats, with the endings of files that are of one."""


def settings_or_nearest(settings: Settings | None) -> Settings:
    """Return the given settings, or those nearest to the working folder.

    Raises:
        ConfigError: if a file of settings cannot be used.
    """
    return settings or find_settings(Path.cwd())


def own_templates(given: PathLike | None, settings: Settings | None) -> Path | None:
    """Return the folder of templates that was named, or else that of the settings, if any.

    Args:
        given: the folder.
        settings: where to look if none was named; by default the settings nearest to the working folder.

    Raises:
        ConfigError: if it is not a folder.
    """
    if given is None:
        chosen = settings_or_nearest(settings)
        if chosen.templates is None:
            return None
        given = Path(chosen.root, chosen.templates)
    folder = Path(given)
    if not folder.is_dir():
        what = "is a file, not a folder of templates" if folder.exists() else "does not exist"
        raise ConfigError(f"{folder.as_posix()} {what}")
    return folder


def format_of(file: PathLike) -> FileFormat:
    """Return the format that the name of a file asks for.

    Raises:
        ConfigError: if its ending is not that of a format.
    """
    ending = Path(file).suffix.lower()
    for kind, endings in ENDINGS.items():
        if ending in endings:
            return kind
    known = ", ".join(endings[0] for endings in ENDINGS.values())
    raise ConfigError(
        f"{Path(file).name} has no ending of a known format ({known}); rename it, or name the format with `to`"
    )

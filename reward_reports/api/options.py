"""What several public functions take: choices, settings, a folder of templates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from reward_reports.base.discovery import Note, PathLike, find_reports
from reward_reports.base.errors import ConfigError
from reward_reports.linting.nearest import Nearest
from reward_reports.linting.settings import Settings, find_settings, warn

if TYPE_CHECKING:
    from reward_reports.report.loading import Limits

Audience: TypeAlias = Literal["public", "auditor", "internal"]
Layout: TypeAlias = Literal["paper", "builder"]
TextFormat: TypeAlias = Literal["html", "markdown", "latex", "json"]
FileFormat: TypeAlias = Literal["html", "markdown", "latex", "json", "pdf", "docx"]


def settings_or_nearest(settings: Settings | None) -> Settings:
    """Return the given settings, or those nearest to the working folder.

    Raises:
        ConfigError: if a file of settings cannot be used.
    """
    return settings or find_settings(Path.cwd())


def nearest_to_each(settings: Settings | None) -> tuple[Settings, Nearest | None]:
    """Return the settings of a call, and what gives each report the settings nearest to it.

    Args:
        settings: what the caller gave; it applies to every report, so that nothing is looked for.

    Raises:
        ConfigError: if a file of settings cannot be used.
    """
    if settings:
        return settings, None
    here = find_settings(Path.cwd())
    return here, Nearest(here, warn)


def day_of(today: date | None) -> date:
    """Return the given day, or else that of the call."""
    return today or date.today()  # noqa: DTZ011 the author's own calendar day


def search_for(
    paths: Iterable[PathLike], settings: Settings | None, note: Note | None = None
) -> tuple[list[str], Limits]:
    """Return the reports among and below the paths, as the settings say, and how much of each is read.

    Raises:
        InputError: if nothing is found.
        ConfigError: if a file of settings cannot be used.
    """
    from reward_reports.report.loading import Limits

    run, nearest = nearest_to_each(settings)
    patterns_of = nearest.of_folder if nearest else None
    files = find_reports(paths, run.include, run.exclude, run.root, note, nearest=patterns_of)
    return files, Limits(max_bytes=run.max_bytes)


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
    from reward_reports.publishing.formats import BINARY, FORMATS

    formats = [*FORMATS.values(), *BINARY.values()]
    ending = Path(file).suffix.lower()
    for one in formats:
        if ending in one.endings:
            return cast("FileFormat", one.name)
    known = ", ".join(one.endings[0] for one in formats)
    raise ConfigError(
        f"{Path(file).name} has no ending of a known format ({known}); rename it, or name the format with `to`"
    )

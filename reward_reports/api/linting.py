"""Reports checked by the rules. Neither pydantic nor PyYAML is imported before a file needs it."""

from __future__ import annotations

from datetime import date
from typing import get_args

from reward_reports.api.histories import histories
from reward_reports.api.options import Audience, day_of, nearest_to_each, settings_or_nearest
from reward_reports.base.discovery import PathLike
from reward_reports.base.errors import ConfigError
from reward_reports.linting import running
from reward_reports.linting.finding import Result
from reward_reports.linting.settings import Settings


def lint(
    *paths: PathLike,
    settings: Settings | None = None,
    today: date | None = None,
    cache: bool = False,
    audience: Audience = "internal",
    history: bool = False,
) -> Result:
    """Check the reports among and below the paths.

    Args:
        paths: files, and folders that are searched for reports.
        settings: which rules run and how, for every report; by default each report has the settings nearest to it.
        today: the date that counts as today; by default the day of the call.
        cache: whether to keep findings for the next run.
        audience: who reads the findings, `public`, `auditor` or `internal`; for answers that they may not read, only the
            rule and the field are named.
        history: whether to read all revisions of each report in git too, to find predictions that were written with their
            outcome (LIV015).

    Returns:
        The findings, sorted by file and place; `failed` says whether one is as severe as the fail level.

    Raises:
        InputError: if no report is found, a file cannot be read, or git cannot give the history that is asked for.
        ConfigError: if the settings or the audience cannot be used.
    """
    _check(audience)
    run, nearest = nearest_to_each(settings)
    past = histories(run) if history else None
    return running.lint_paths(paths, run, day_of(today), cache=cache, audience=audience, nearest=nearest, history=past)


def lint_text(
    text: str | bytes,
    name: str = "<text>",
    *,
    settings: Settings | None = None,
    today: date | None = None,
    audience: Audience = "internal",
) -> Result:
    """Check a report that is not in a file, such as what `dumps` returns.

    Files that the report points to are not looked for.

    Args:
        text: YAML, as a string or as UTF-8.
        name: what findings call it.
        settings: which rules run and how; by default the settings nearest to the working folder.
        today: the date that counts as today; by default the day of the call.
        audience: who reads the findings; see `lint`.

    Returns:
        The findings, sorted by place. A text that is not a report gives findings too.

    Raises:
        ConfigError: if the settings or the audience cannot be used.
    """
    _check(audience)
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return running.lint_text(raw, name, settings_or_nearest(settings), day_of(today), audience=audience)


def _check(audience: str) -> None:
    if audience not in get_args(Audience):
        raise ConfigError(f"unknown audience {audience!r}; choose public, auditor or internal")

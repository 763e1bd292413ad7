"""`reward-reports diff --since`: every report that changed since a base, in one go, as for a comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reward_reports.base.errors import ConfigError
from reward_reports.changes.comparing.comparison import Comparison, compare_for
from reward_reports.cli.options import note, settings_here
from reward_reports.cli.printing import say

_ROOM = 55_000
"""Characters of Markdown; a comment on GitHub takes 65,536, and findings stand beside it."""
_LEAST = 4_000
"""Characters that a report gets at least."""


def changed_since(names: tuple[str, ...], options: dict[str, Any]) -> list[Comparison]:
    """Compare the reports among and below the names with a base; those without a change are left out.

    A report that does not load, now or then, is said on the error stream. One that is new has nothing to compare with.

    Raises:
        InputError: if there is no such base, or no report is found.
    """
    from reward_reports.base.discovery import find_reports
    from reward_reports.changes.history.base import base_of
    from reward_reports.report.loading import Limits, load_bytes, load_file

    settings = settings_here()
    limits = Limits(max_bytes=settings.max_bytes)
    files = find_reports(names or (".",), settings.include, settings.exclude, settings.root, note)
    made = []
    for name, raw in base_of(options["since"], files, settings.max_bytes).items():
        before, after = load_bytes(raw, f"{options['since']}:{name}", limits=limits), load_file(name, limits=limits)
        if before.report is None or after.report is None:
            broken = before if before.report is None else after
            say(f"not compared: {broken.first_problem(options['audience'])}")
            continue
        if before.text != after.text:
            pair = (before.name, before.report), (name, after.report)
            made.append(compare_for(*pair, options["audience"], options["impacts"]))
    return [comparison for comparison in made if comparison.changes]


def in_markdown(comparisons: list[Comparison]) -> str:
    """Return all comparisons as Markdown that fits into one comment."""
    return "\n".join(_parts(comparisons))


def _parts(comparisons: list[Comparison]) -> Iterator[str]:
    from reward_reports.changes.comparing.formats.markdown import render

    room = _ROOM
    for number, comparison in enumerate(comparisons):
        left = len(comparisons) - number
        if room < _LEAST:
            yield f"**{left} more {'report' if left == 1 else 'reports'} changed; there is no room to show more.**\n"
            return
        part = render(comparison, limit=max(_LEAST, room // left))
        room -= len(part)
        yield part
    if not comparisons:
        yield "No report says something else than before.\n"


def refuse(form: str) -> None:
    """Say which formats can hold several reports.

    Raises:
        ConfigError: if this one cannot.
    """
    if form not in ("text", "markdown"):
        raise ConfigError(f"--since shows any number of reports, as text or markdown and not as {form}")

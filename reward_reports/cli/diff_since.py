"""`reward-reports diff --since`: every report that changed since a base, in one go, as for a comment on a pull request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reward_reports.base.errors import ConfigError
from reward_reports.base.escaping.visible import visible
from reward_reports.changes.comparing.comparison import Comparison, compare_for
from reward_reports.cli.options import nearest_settings, note, settings_here
from reward_reports.cli.printing import say

if TYPE_CHECKING:
    from reward_reports.report.loading import Document

_ROOM = 55_000
"""Characters of Markdown; a comment on GitHub takes 65,536, and findings stand beside it."""
_LEAST = 4_000
"""Characters that a report gets at least."""
_MOST_GONE = 50
"""Reports that are gone, said one by one in a comment."""


@dataclass(frozen=True)
class Since:
    """What changed since a base: reports that say something else, and those that are gone, as sentences."""

    comparisons: list[Comparison]
    gone: list[str]

    def __bool__(self) -> bool:
        return bool(self.comparisons or self.gone)


def changed_since(names: tuple[str, ...], options: dict[str, Any]) -> Since:
    """Compare the reports among and below the names with a base; those without a change are left out.

    A report that does not load, now or then, is said on the error stream. One that is new has nothing to compare with.

    Raises:
        InputError: if there is no such base, or no report is found, now or then.
    """
    from reward_reports.base.discovery import find_reports
    from reward_reports.changes.history.base import pattern_of, search_base
    from reward_reports.report.loading import Limits, load_bytes, load_file

    settings, since, paths = settings_here(), options["since"], names or (".",)
    copies = pattern_of(since, settings.root)
    search = (settings.include, (*settings.exclude, *([copies] if copies else [])), settings.root)
    base = search_base(since, paths, settings.max_bytes, *search)
    nearest = nearest_settings().of_folder
    files = find_reports(paths, *search, note, none=True, nearest=nearest)
    held = base.of(files)
    limits = Limits(max_bytes=settings.max_bytes)
    now = {name: load_file(name, limits=limits) for name in files}
    then = {name: load_bytes(raw, f"{since}:{name}", limits=limits) for name, raw in held.items()}
    gone = {name: load_bytes(raw, name, limits=limits) for name, raw in base.gone(files).items()}
    if not files and not gone:
        find_reports(paths, *search, nearest=nearest)  # it says that there is none
    pairs = [(before, now[name]) for name, before in then.items()]
    return Since(list(_compared(pairs, options)), list(_gone(gone, now.values(), since)))


def _compared(pairs: Iterable[tuple[Document, Document]], options: dict[str, Any]) -> Iterator[Comparison]:
    for before, after in pairs:
        if before.report is None or after.report is None:
            broken = before if before.report is None else after
            say(f"not compared: {broken.first_problem(options['audience'])}")
        elif before.text != after.text:
            sides = (before.name, before.report), (after.name, after.report)
            comparison = compare_for(*sides, options["audience"], options["impacts"])
            if comparison.changes:
                yield comparison


def _gone(gone: Mapping[str, Document], now: Iterable[Document], since: str) -> Iterator[str]:
    """Say which reports no file holds any more."""
    kept = {document.report_id for document in now}
    for name, document in gone.items():
        if document.report_id is None or document.report_id not in kept:
            what = f"the report {document.report_id}" if document.report_id else "the report"
            yield f"{name}: {what} stood at {since} and is gone"


def in_text(changed: Since, render: Callable[[Comparison], str]) -> str:
    """Return all of it as text: first what is gone, then what changed.

    Args:
        changed: what changed.
        render: makes the text of a comparison.
    """
    gone = "".join(f"{visible(sentence)}\n" for sentence in changed.gone)
    return "\n".join([*([gone] if gone else []), *map(render, changed.comparisons)])


def in_markdown(changed: Since) -> str:
    """Return all of it as Markdown that fits into one comment."""
    return "\n".join(_parts(changed))


def _parts(changed: Since) -> Iterator[str]:
    from reward_reports.base.escaping.markdown import escape
    from reward_reports.changes.comparing.formats.markdown import render

    gone = "".join(f"- ⚠️ {escape(sentence)}\n" for sentence in changed.gone[:_MOST_GONE])
    more = len(changed.gone) - _MOST_GONE
    room = _ROOM - len(gone)
    if gone:
        yield f"## Reports that are gone\n\n{gone}" + (f"- and {more} more\n" if more > 0 else "")
    for number, comparison in enumerate(changed.comparisons):
        left = len(changed.comparisons) - number
        if room < _LEAST:
            yield f"**{left} more {'report' if left == 1 else 'reports'} changed; there is no room to show more.**\n"
            return
        part = render(comparison, limit=max(_LEAST, room // left))
        room -= len(part)
        yield part
    if not changed:
        yield "No report says something else than before.\n"


def refuse(form: str) -> None:
    """Say which formats can hold several reports.

    Raises:
        ConfigError: if this one cannot.
    """
    if form not in ("text", "markdown"):
        raise ConfigError(f"--since shows any number of reports, as text or markdown and not as {form}")

"""Reports turned into a site."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date

from reward_reports.api.options import Audience, Layout, own_templates, search_for, settings_or_nearest
from reward_reports.base.catalogues import SOURCE
from reward_reports.base.discovery import Note, PathLike
from reward_reports.linting.settings import Settings
from reward_reports.publishing import site
from reward_reports.publishing.site import BuildResult
from reward_reports.publishing.site.build import Progress


def build(
    paths: PathLike | Iterable[PathLike],
    output: PathLike,
    *,
    layout: Layout = "paper",
    audience: Audience = "public",
    today: date | None = None,
    jobs: int = 0,
    progress: Progress | None = None,
    base_url: str | None = None,
    templates: PathLike | None = None,
    history: bool = False,
    cache: PathLike | None = None,
    note: Note | None = None,
    settings: Settings | None = None,
    language: str | None = None,
    cards: bool = False,
) -> BuildResult:
    """Build a static site of the reports among and below the paths.

    Args:
        paths: a file or folder, or several; folders are searched for reports as the settings say.
        output: the site's folder, or a link to it; created if it is missing. The files of the last build are replaced, and
            everything else in it stays.
        layout: `paper` or `builder`.
        audience: whom the site is for; answers for a narrower circle are held back, visibly.
        today: the date that counts as today; without it no page depends on the day it was made.
        jobs: how many processes, 0 for as many as there are processors; the site is the same whatever their number.
        progress: wraps the pages as they are written, to show them; it is given them and how many there will be.
        base_url: where the site will stand, such as https://city.example/reports/; it completes the links of the feed, gives
            every page its address, and adds a sitemap.
        templates: a folder of templates that go before ours; by default that of the settings.
        history: whether earlier versions, from git, get pages, and what each changed.
        cache: a folder to remember the site in, so that the next build keeps what has not changed; None to make all of it.
        note: is called with what the reader should know, such as which links the search passed over and which files of the
            last build somebody has changed, before they are replaced.
        settings: which files are reports and how large they may be; by default the settings nearest to the working folder, and
            below it, for the files of a folder, those nearest to them.
        language: the language of the index and the other pages about all reports, as a BCP 47 tag such as `de`; by default that
            of the settings, or English. The pages of a report are in the language of the report.
        cards: whether each report gets a picture that messages and posts show of a link to it; this needs `base_url` and the
            extra `pdf`.

    Returns:
        What was written.

    Raises:
        ConfigError: if the address is not one of a site, or is missing where cards need it, pages cannot be in the language,
            or the settings or a template cannot be used.
        InputError: if no report is found.
        InvalidReportError: if a report does not load, or two have the same id.
        MissingToolError: if cards are wanted and Typst is not installed.
        OutputError: if the folder holds an input, or a file in the way that no build has made, or cannot be written.
    """
    named = [paths] if isinstance(paths, str | os.PathLike) else paths
    files, limits = search_for(named, settings, note)
    return site.build(
        files,
        output,
        layout=layout,
        audience=audience,
        today=today,
        limits=limits,
        jobs=jobs,
        progress=progress,
        base_url=base_url,
        templates=own_templates(templates, settings),
        history=history,
        cache=cache,
        note=note,
        language=language or settings_or_nearest(settings).language or SOURCE,
        cards=cards,
    )

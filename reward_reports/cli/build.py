"""`reward-reports build`: a folder of reports to a website."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from reward_reports.base.escaping.visible import visible
from reward_reports.cli.options import (
    cache_folder,
    jobs_option,
    note,
    page_options,
    progress_bar,
    reports_among,
    templates_folder,
    templates_option,
    today_option,
)
from reward_reports.cli.printing import echo

_EPILOG = """\b
Examples:
  reward-reports build reports/ --output site/
  reward-reports build a.yaml b.yaml -o site/ --layout builder
  reward-reports build reports/ -o site/ --base-url https://city.example/reports/
  reward-reports build reports/ -o site/ --history
"""


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--output",
    "-o",
    required=True,
    metavar="FOLDER",
    help="Where the site goes. The files of the last build are replaced; what else is there, such as .git, stays.",
)
@click.option(
    "--base-url",
    metavar="ADDRESS",
    help="Where the site will stand. It makes the links of the feed whole and adds a sitemap.",
)
@click.option(
    "--history", is_flag=True, help="Add a page for each earlier version, from git, and for what each changed."
)
@click.option(
    "--no-cache",
    is_flag=True,
    help="Make every page anew and remember nothing; else what has not changed is taken over.",
)
@page_options
@templates_option
@jobs_option
@today_option
def command(
    paths: tuple[str, ...], output: str, jobs: int, templates: str | None, no_cache: bool, **options: Any
) -> int:
    """Build a static website: an index, a page for every report among and below the PATHs, the same as JSON, and a feed.

    It needs no server, can be read without a script, and loads nothing from elsewhere. A build that fails leaves the old site as it was.
    Folders are searched as `reward-reports lint` searches them: `include` and `exclude` of the settings hold here too.
    """
    from reward_reports.publishing.site import build

    files, limits = reports_among(paths)
    result = build(
        files,
        Path(output),
        limits=limits,
        jobs=jobs,
        progress=progress_bar("building"),
        templates=templates_folder(templates),
        cache=None if no_cache else cache_folder(),
        note=note,
        **options,
    )
    noun = "report" if len(result.pages) == 1 else "reports"
    echo(f"{len(result.pages)} {noun}: {visible((result.output / 'index.html').as_posix())}\n")
    return 0

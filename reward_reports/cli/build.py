"""`reward-reports build`: a folder of reports to a website."""

from __future__ import annotations

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
    settings_here,
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
  reward-reports build reports/ -o site/ --base-url https://city.example/reports/ --cards
  reward-reports build reports/ -o site/ --history
  reward-reports build reports/ -o site/ --language de

\b
Exit codes: 0 the site was built; 2 the command failed.
"""


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--output",
    "-o",
    required=True,
    metavar="FOLDER",
    help="The folder of the site. Files of the last build are replaced; other files, such as .git, are kept.",
)
@click.option(
    "--base-url",
    metavar="ADDRESS",
    help="The address of the published site. Makes links in the feed absolute and adds a sitemap.",
)
@click.option(
    "--language",
    metavar="TAG",
    help="The language of the index: ar, de, en, es, fr or zh-Hans. Default: the setting `language`, otherwise English. "
    "The pages of a report are in the report's own language.",
)
@click.option(
    "--cards",
    is_flag=True,
    help="Add a picture for each report that messages and posts show of a link to it. Needs --base-url and the extra "
    "`pdf`, and takes about a tenth of a second for each report.",
)
@click.option("--history", is_flag=True, help="Add a page for each earlier version from git, and one for its changes.")
@click.option(
    "--no-cache",
    is_flag=True,
    help="Rebuild every page and store no cache. Without it, unchanged pages are reused.",
)
@page_options
@templates_option
@jobs_option
@today_option
def command(
    paths: tuple[str, ...], output: str, jobs: int, templates: str | None, no_cache: bool, **options: Any
) -> int:
    """Build a static website: an index, a page and a JSON file for each report, and a feed.

    PATH is a report, or a folder that is searched for reports as `reward-reports lint` does; the settings `include` and
    `exclude` apply. The site needs no server and no scripts and loads nothing from other sites. If a build fails, the
    existing site is left unchanged.
    """
    from reward_reports.api.building import build

    result = build(
        reports_among(paths)[0],
        output,
        jobs=jobs,
        progress=progress_bar("building"),
        templates=templates_folder(templates),
        cache=None if no_cache else cache_folder(),
        note=note,
        settings=settings_here(),
        **options,
    )
    noun = "report" if len(result.pages) == 1 else "reports"
    echo(f"{len(result.pages)} {noun}: {visible((result.output / 'index.html').as_posix())}\n")
    return 0

"""`reward-reports server`: the language server."""

from __future__ import annotations

from datetime import date

import click

from reward_reports.base.installing import how_to_install, needed
from reward_reports.cli.options import today_option
from reward_reports.linting.settings import STRICTNESS, Strictness

_EPILOG = """\b
Examples:
  reward-reports server                       what an editor starts
  reward-reports server --since origin/main   also show what the change lacks
  reward-reports server --strictness publishable

\b
Exit codes: 0 the editor ended the server; 2 the command failed.

Each report uses the nearest settings above it, as with `reward-reports lint`.
"""


@click.command(epilog=_EPILOG)
@click.option(
    "--since",
    metavar="BASE",
    help="Compare with a git revision or an earlier copy, as with `reward-reports lint --since`.",
)
@click.option("--strictness", type=click.Choice(STRICTNESS), help="How complete a report must be. Default: standard.")
@click.option("--preview/--no-preview", default=None, help="Also run preview rules, which may give false findings.")
@today_option
def command(since: str | None, strictness: Strictness | None, preview: bool | None, today: date | None) -> None:
    """Give editors findings, fixes, completion and more.

    The server speaks the Language Server Protocol over standard input and output. An editor starts it; see the guide to
    editors in the documentation.
    """
    with needed("the language server needs pygls", how_to_install("lsp")):
        import pygls  # noqa: F401
    from reward_reports.editing.lsp.frames import ServerOptions
    from reward_reports.editing.lsp.server import serve

    serve(ServerOptions(since, strictness, preview, today))

"""`reward-reports edit`: write a report in a form."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reward_reports.base.errors import InputError
from reward_reports.cli.options import note, real_today, today_option
from reward_reports.cli.printing import say

if TYPE_CHECKING:
    from reward_reports.editing.serving.server import FormServer

_EPILOG = """\b
Examples:
  reward-reports edit reward-report.yaml                an existing report
  reward-reports edit new.reward-report.yaml            a new one; the form asks for a template
  reward-reports edit reward-report.yaml --no-browser   print the address only
  reward-reports edit --export editor.html              the form as one file, to send to somebody or keep
  reward-reports edit --export site/editor              the form as a folder for a web server
  reward-reports edit --export form.html --repository https://github.com/acme/reports   a form that proposes reports there

\b
Exit codes: 0 the form was closed or exported; 2 the command failed.
"""


@click.command(epilog=_EPILOG)
@click.argument("file", required=False)
@click.option(
    "--browser/--no-browser", "opens", default=True, help="Open the form in the default browser. Default: yes."
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port. Default: one that is free.")
@click.option(
    "--export",
    "place",
    metavar="PLACE",
    help="Write the form as a page that runs in a browser alone: one file if PLACE ends in .html, else a folder. "
    "Needs the package reward-reports-editor.",
)
@click.option(
    "--repository",
    metavar="URL",
    help="With --export: a repository at GitHub or GitLab, or a folder in it, to which the page offers to propose the report.",
)
@today_option
def command(
    file: str | None, opens: bool, port: int, place: str | None, repository: str | None, today: date | None
) -> int:
    """Write a report in a form in your browser.

    FILE is the report. The form is served to this machine only. Every change is written to FILE at once; comments and layout
    are kept. Stop it with Ctrl-C; it also stops half an hour after its page was closed.
    """
    if place is not None:
        return _export(file, place, repository)
    if repository is not None:
        raise click.UsageError("--repository is for the page that --export writes")
    if file is None:
        raise click.UsageError("name the report to edit, or use --export")
    from reward_reports.editing.serving.desk import Desk
    from reward_reports.editing.serving.server import FormServer
    from reward_reports.linting.nearest import Nearest
    from reward_reports.linting.settings import find_settings

    path = Path(file)
    if path.is_dir() or not path.parent.is_dir():
        raise InputError(
            f"{file} is a folder; name a file" if path.is_dir() else f"the folder of {file} does not exist"
        )
    settings = Nearest(find_settings(Path.cwd(), note), note).of_report(file)
    desk = Desk(path, settings, lambda: real_today(today))
    with FormServer(desk, port) as server:
        try:
            _serve(server, opens)
            say("closed, since the page was closed for half an hour")
        except KeyboardInterrupt:
            say("closed")
    return 0


def _export(file: str | None, place: str, repository: str | None) -> int:
    from reward_reports.cli.edit_export import export

    if file is not None:
        raise click.UsageError("--export writes an empty form; leave out FILE, and open the report in the form")
    for written in export(place, repository):
        say(f"wrote {written.as_posix()}")
    return 0


def _serve(server: FormServer, opens: bool) -> None:
    say(f"the form is at {server.address}")
    say("every change is saved at once; Ctrl-C closes the form")
    if opens:
        import webbrowser

        webbrowser.open(server.address)
    server.serve_forever()

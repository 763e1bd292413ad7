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

\b
Exit codes: 0 the form was closed with Ctrl-C; 2 the command failed.
"""


@click.command(epilog=_EPILOG)
@click.argument("file")
@click.option(
    "--browser/--no-browser", "opens", default=True, help="Open the form in the default browser. Default: yes."
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port. Default: one that is free.")
@today_option
def command(file: str, opens: bool, port: int, today: date | None) -> int:
    """Write a report in a form in your browser.

    FILE is the report. The form is served to this machine only. Every change is written to FILE at once; comments and layout
    stay. Ctrl-C closes the form.
    """
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
        except KeyboardInterrupt:
            say("closed")
    return 0


def _serve(server: FormServer, opens: bool) -> None:
    say(f"the form is at {server.address}")
    say("every change is saved at once; Ctrl-C closes the form")
    if opens:
        import webbrowser

        webbrowser.open(server.address)
    server.serve_forever()

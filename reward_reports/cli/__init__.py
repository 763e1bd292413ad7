"""The command line: thin; one module a command, named as on the command line, imported when it is called."""

from __future__ import annotations

import os
import sys
import warnings
from importlib import import_module
from keyword import iskeyword

import click

from reward_reports.base import inputs
from reward_reports.base.errors import RewardReportsError
from reward_reports.cli.printing import say, say_usage, say_warning

COMMANDS = {
    "new": "Write the frame of a new report, with guidance as comments.",
    "import": "Turn old reports and model cards into our YAML.",
    "draft": "Begin a report with what a training run left behind.",
    "lint": "Check reports for what is missing, inconsistent or not honest.",
    "explain": "Say what a rule or a field is about.",
    "diff": "Show what changed between two reports.",
    "compare": "Show a few reports side by side: what each discloses.",
    "log": "Show the revisions of a report and what each changed.",
    "render": "Turn one report into a page.",
    "export": "Turn a report into a model card, a bill of materials, or a table of what others ask.",
    "build": "Turn a folder of reports into a website.",
    "fmt": "Tidy the layout of a report without touching its words.",
    "attest": "Vouch for an answer, and see whether it has changed since.",
    "upgrade": "Rewrite reports in the current version of the format.",
    "check": "Hold triggers, thresholds and standards against the observations.",
    "status": "Show where reports stand, a line each; make a badge of one.",
    "outcomes": "Show what was expected of changes, and what came of it.",
    "due": "List what is to be reviewed, answered, judged and done, and by when.",
    "schema": "Print the JSON Schema for editors and catalogues.",
    "demo": "Make a git repository of a made-up report to try things on.",
    "completion": "Print the script that completes commands in your shell.",
}
"""Each command with its first line of help, so that none is imported to list them."""

_EPILOG = """\b
Examples:
  reward-reports new reward-report.yaml     begin a report
  reward-reports lint reports/              check every report in a folder
  reward-reports render reward-report.yaml -o report.html
  reward-reports build reports/ -o site/    make a website of them
"""


class _Commands(click.Group):
    """Knows the names of its commands and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = import_module(f"reward_reports.cli.{module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            close = get_close_matches(args[0], COMMANDS, 1)
            guess = f" Did you mean {close[0]}?" if close else f" There are: {', '.join(COMMANDS)}."
            raise click.UsageError(f"{args[0]} is no command.{guess}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(None, "--version", "-V", package_name="reward-reports", message="%(prog)s %(version)s")
def group() -> None:
    """Write, check and publish Reward Reports.

    A Reward Report is a living record of what a deployed AI system optimises for, who decided that, whom it affects,
    and what came of each change.
    """


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code: 0 right, 1 findings, 2 the job could not be done.

    The one place where errors become messages.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        with inputs.noted(), warnings.catch_warnings():
            warnings.showwarning = say_warning
            outcome = group.main(arguments, prog_name="reward-reports", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        say_usage(error)
        return 2
    except (click.Abort, KeyboardInterrupt):
        say("interrupted")
        return 130
    except RewardReportsError as error:
        say(f"error: {error}")
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 2
    except OSError as error:
        where = f"{os.fsdecode(error.filename)}: " if error.filename else ""
        say(f"error: {where}{error.strerror or error}")
        return 2
    return outcome if isinstance(outcome, int) else 0

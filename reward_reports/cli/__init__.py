"""The command line: thin; one module a command, named as on the command line, imported when it is called."""

from __future__ import annotations

import os
import sys
import warnings
from importlib import import_module
from itertools import pairwise
from keyword import iskeyword

import click

from reward_reports.base import inputs
from reward_reports.base.errors import RewardReportsError
from reward_reports.cli.printing import say, say_usage, say_warning

GROUPS = {
    "Write": {
        "new": "Write a skeleton of a new report, with guidance as comments.",
        "edit": "Write a report in a form in your browser.",
        "draft": "Start a report from the files of a training run.",
        "fmt": "Tidy the layout of reports without changing their words.",
        "upgrade": "Rewrite reports in the current version of the format.",
        "attest": "Vouch for an answer, or check whether it has changed since.",
        "explain": "Explain a rule or a field.",
        "schema": "Print the JSON Schema for editors and catalogues.",
        "server": "Give editors findings, fixes, completion and more.",
    },
    "Check": {
        "lint": "Check reports for missing, inconsistent and misleading statements.",
    },
    "Watch": {
        "check": "Check triggers, thresholds and standards against measured values.",
        "status": "Show the state of each report on one line, or write a badge.",
        "outcomes": "Show what each change was expected to do and what it did.",
        "due": "List reviews, answers and tasks that are due.",
    },
    "Read": {
        "diff": "Show what changed between two reports.",
        "compare": "Show reports side by side: what each discloses.",
        "log": "Show the revisions of a report and what each changed.",
        "survey": "Survey many reports and model cards: what they disclose and what they leave out.",
    },
    "Publish": {
        "render": "Convert a report to HTML, Markdown, LaTeX, PDF, Word or JSON.",
        "build": "Build a website from reports.",
        "export": "Convert a report to a model card, a bill of materials or a framework table.",
    },
    "Bring in": {
        "import": "Convert older reports and model cards to YAML.",
    },
    "Try and set up": {
        "demo": "Create a git repository with an invented report to try the commands on.",
        "completion": "Print the script that completes commands in your shell.",
    },
}
"""The commands, each with its first line of help, so that none is imported to list them."""

COMMANDS = {name: summary for group in GROUPS.values() for name, summary in group.items()}

_EPILOG = """\b
Examples:
  reward-reports new reward-report.yaml     start a report
  reward-reports lint reports/              check every report in a folder
  reward-reports render reward-report.yaml -o report.html
  reward-reports build reports/ -o site/    build a website from them

\b
Exit codes: 0 success; 1 findings, as the help of each command defines them;
2 the command failed.
"""


class _Commands(click.Group):
    """Lists commands without importing them; a command is imported when it is called."""

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
            guess = f"did you mean {close[0]}?" if close else f"choose from {', '.join(COMMANDS)}"
            raise click.UsageError(f"unknown command {args[0]}; {guess}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = max(map(len, COMMANDS))
        for title, commands in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(width), summary) for name, summary in commands.items()])


@click.group(cls=_Commands, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(None, "--version", "-V", package_name="reward-reports", message="%(prog)s %(version)s")
def group() -> None:
    """Write, check and publish Reward Reports.

    A Reward Report is a living record of what a deployed AI system optimises for, who decided that, whom it affects,
    and what came of each change.
    """


def _check_none_is_empty(arguments: list[str]) -> None:
    """Refuse an empty value: it is most likely a variable that was never set, and would turn a check off unnoticed."""
    for before, one in pairwise(["", *arguments]):
        name, is_option, value = one.partition("=")
        if one == "":
            name = before if before.startswith("-") else "an argument"
        elif not (one.startswith("--") and is_option and value == ""):
            continue
        raise click.UsageError(f"{name} is empty; give it a value or leave it out")


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code: 0 success, 1 findings, 2 failure.

    The one place where errors become messages.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        with inputs.noted(), warnings.catch_warnings():
            warnings.showwarning = say_warning
            _check_none_is_empty(arguments)
            outcome = group.main(arguments, prog_name="reward-reports", standalone_mode=False)
        if sys.stdout and not sys.stdout.closed:  # a language server has closed it; with `>&-` there is none
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

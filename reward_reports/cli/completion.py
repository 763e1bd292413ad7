"""`reward-reports completion`: the script that completes commands in a shell."""

from __future__ import annotations

import click

from reward_reports.cli.printing import echo

_EPILOG = """\b
Examples:
  reward-reports completion bash >> ~/.bashrc
  reward-reports completion zsh >> ~/.zshrc
  reward-reports completion fish > ~/.config/fish/completions/reward-reports.fish

\b
Exit codes: 0 the script was printed; 2 the command failed.
"""


@click.command(epilog=_EPILOG)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the script that completes commands and options in SHELL."""
    from click.shell_completion import get_completion_class

    from reward_reports.cli import group

    completion_class = get_completion_class(shell)
    assert completion_class is not None, "the choices above are click's"  # noqa: S101
    maker = completion_class(group, {}, "reward-reports", "_REWARD_REPORTS_COMPLETE")
    echo(f"{maker.source_template % maker.source_vars()}\n", form="script")

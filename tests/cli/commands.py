"""The commands as the command line itself has them, so that tests try a new one without naming it."""

from __future__ import annotations

import click

from reward_reports import cli


def command_of(name: str) -> click.Command:
    found = cli.group.get_command(click.Context(cli.group), name)
    assert found is not None
    return found


def formats_of(name: str) -> list[list[str]]:
    """Return the ways to ask a command for each of its formats."""
    options = [
        one for one in command_of(name).params if one.name in ("form", "to") and isinstance(one.type, click.Choice)
    ]
    return [[one.opts[0], form] for one in options for form in one.type.choices] or [[]]

"""What the shell offers for the codes of rules and the names of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def complete_codes(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the codes of rules, also behind a comma."""
    from click.shell_completion import CompletionItem

    from reward_reports.linting.registry import known_rules

    before, comma, last = incomplete.rpartition(",")
    return [
        CompletionItem(f"{before}{comma}{code}", help=entry.rule.name)
        for code, entry in known_rules().items()
        if code.startswith(last.upper())
    ]


def complete_frameworks(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the names of frameworks."""
    from reward_reports.report.frameworks import FRAMEWORKS

    return [
        CompletionItem(name, help=one.title) for name, one in FRAMEWORKS.items() if name.startswith(incomplete.lower())
    ]


def complete_topics(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the codes and names of rules and the keys of fields."""
    from click.shell_completion import CompletionItem

    from reward_reports.linting.registry import known_rules
    from reward_reports.report.schema.keys import all_keys

    rules = [(name, entry.rule.name) for code, entry in known_rules().items() for name in (code, entry.rule.name)]
    keys = dict(
        [(key.dotted, key.kind) for key in all_keys()] + [(key.name, key.kind) for key in all_keys() if key.guide]
    )
    return [
        CompletionItem(name, help=text)
        for name, text in [*rules, *keys.items()]
        if name.lower().startswith(incomplete.lower())
    ]

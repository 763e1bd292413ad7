"""`reward-reports explain`: what a rule or a field is about."""

from __future__ import annotations

import click

from reward_reports.base.errors import InputError
from reward_reports.cli.printing import echo

_EPILOG = """\b
Examples:
  reward-reports explain CMP006
  reward-reports explain performance_metrics
  reward-reports explain "Legacy System(s)"
  reward-reports explain --all
"""


@click.command(epilog=_EPILOG)
@click.argument("words", nargs=-1, metavar="RULE|FIELD")
@click.option("--all", "everything", is_flag=True, help="List all rules.")
def command(words: tuple[str, ...], everything: bool) -> int:
    """Say what a rule (by code or name) or a field (by key, path or title) is about, as Markdown."""
    from reward_reports.linting.explaining import find_rule, rule_in_markdown, rule_list

    if everything or not words:
        echo(rule_list(), form="markdown")
        return 0
    said = " ".join(words)
    rule = find_rule(said)
    echo(rule_in_markdown(rule) if rule else _about_field(said), form="markdown")
    return 0


def _about_field(said: str) -> str:
    from difflib import get_close_matches

    from reward_reports.linting.registry import RETIRED, known_rules
    from reward_reports.report.schema.explain import find_keys, key_in_markdown, names

    keys = find_keys(said)
    if keys:
        return "\n".join(key_in_markdown(key) for key in keys)
    if said.upper() in RETIRED:
        raise InputError(f"the rule {said.upper()} was removed: {RETIRED[said.upper()]}")
    known = [*names(), *known_rules(), *(entry.rule.name for entry in known_rules().values())]
    close = get_close_matches(said, known, 3, 0.6) or get_close_matches(said.upper(), known, 3, 0.6)
    guess = f"; did you mean {' or '.join(close)}?" if close else "; `reward-reports explain --all` lists the rules"
    raise InputError(f"there is no rule and no field {said}{guess}")

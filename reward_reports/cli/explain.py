"""`reward-reports explain`: explain a rule or a field."""

from __future__ import annotations

import click

from reward_reports.base.errors import InputError
from reward_reports.cli.printing import echo
from reward_reports.cli.suggestions import complete_topics

_EPILOG = """\b
Examples:
  reward-reports explain CMP006
  reward-reports explain performance_metrics
  reward-reports explain "Legacy System(s)"
  reward-reports explain --all

\b
Exit codes: 0 the rule or field was found; 2 the command failed.
"""


@click.command(epilog=_EPILOG)
@click.argument("words", nargs=-1, metavar="[RULE|FIELD]", shell_complete=complete_topics)
@click.option("--all", "everything", is_flag=True, help="List all rules.")
def command(words: tuple[str, ...], everything: bool) -> int:
    """Explain a rule (by code or name) or a field (by key, path or title) as Markdown, with an example to copy.

    Without a RULE or FIELD, all rules are listed.
    """
    from reward_reports.linting.explaining import find_rule, rule_in_markdown, rule_list

    if everything or not words:
        echo(rule_list(), form="markdown")
        return 0
    wanted = " ".join(words)
    rule = find_rule(wanted)
    echo(rule_in_markdown(rule) if rule else _about_field(wanted), form="markdown")
    return 0


def _about_field(wanted: str) -> str:
    from difflib import get_close_matches

    from reward_reports.linting.registry import RETIRED, known_rules
    from reward_reports.report.schema.explain import find_keys, key_in_markdown, names

    keys = find_keys(wanted)
    if keys:
        return "\n".join(key_in_markdown(key) for key in keys)
    if wanted.upper() in RETIRED:
        raise InputError(f"the rule {wanted.upper()} was removed: {RETIRED[wanted.upper()]}")
    known = [*names(), *known_rules(), *(entry.rule.name for entry in known_rules().values())]
    close = get_close_matches(wanted, known, 3, 0.6) or get_close_matches(wanted.upper(), known, 3, 0.6)
    guess = f"; did you mean {' or '.join(close)}?" if close else "; `reward-reports explain --all` lists the rules"
    raise InputError(f"there is no rule or field called {wanted}{guess}")

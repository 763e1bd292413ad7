"""`reward-reports explain`: explain a rule or a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reward_reports.base.errors import InputError
from reward_reports.base.formats import JSON, MARKDOWN, OutputFormat, by_name
from reward_reports.cli.options import output_option, write_output
from reward_reports.cli.output_format import format_of, format_option
from reward_reports.cli.suggestions import complete_topics

if TYPE_CHECKING:
    from reward_reports.report.schema.keys import Key

FORMATS = by_name((
    OutputFormat("markdown", MARKDOWN, "linting.explaining.as_markdown"),
    OutputFormat("json", JSON, "linting.explaining.as_json"),
))  # fmt: skip
_EPILOG = """\b
Examples:
  reward-reports explain CMP006
  reward-reports explain performance_metrics
  reward-reports explain "Legacy System(s)"
  reward-reports explain --all
  reward-reports explain --all --format json -o rules.json

\b
Exit codes: 0 the rule or field was found; 2 the command failed.
"""


@click.command(epilog=_EPILOG)
@click.argument("words", nargs=-1, metavar="[RULE|FIELD]", shell_complete=complete_topics)
@click.option("--all", "everything", is_flag=True, help="List all rules.")
@format_option(FORMATS, "markdown")
@output_option
def command(words: tuple[str, ...], everything: bool, form: str | None, output: str | None) -> int:
    """Explain a rule (by code or name) or a field (by key, path or title), with an example to copy.

    Without a RULE or FIELD, all rules are listed.
    """
    from reward_reports.linting.explaining import find_rule, rule_list
    from reward_reports.linting.registry import known_rules

    form = format_of(form, output, FORMATS, "markdown")
    wanted = " ".join(words)
    if everything or not words:
        text = rule_list() if form == "markdown" else FORMATS[form]([*known_rules().values()], [])
    elif rule := find_rule(wanted):
        text = FORMATS[form]([rule], [])
    else:
        text = FORMATS[form]([], _fields(wanted))
    write_output(text, output, form)
    return 0


def _fields(wanted: str) -> list[Key]:
    """Return the fields that somebody may mean.

    Raises:
        InputError: if there is none; the message names what is close.
    """
    from difflib import get_close_matches

    from reward_reports.linting.registry import RETIRED, known_rules
    from reward_reports.report.schema.explain import find_keys, names

    keys = find_keys(wanted)
    if keys:
        return keys
    if wanted.upper() in RETIRED:
        raise InputError(f"the rule {wanted.upper()} was removed: {RETIRED[wanted.upper()]}")
    known = [*names(), *known_rules(), *(entry.rule.name for entry in known_rules().values())]
    close = get_close_matches(wanted, known, 3, 0.6) or get_close_matches(wanted.upper(), known, 3, 0.6)
    guess = f"; did you mean {' or '.join(close)}?" if close else "; `reward-reports explain --all` lists the rules"
    raise InputError(f"there is no rule or field called {wanted}{guess}")

"""How the commands that watch reports write what they found: `CHECK["json"](found, today)` returns the text.

Every writer takes `colour`, whether to use colours of the terminal, and `errors`, what could not be read.
"""

from __future__ import annotations

from reward_reports.base.formats import JSON, MARKDOWN, TEXT, OutputFormat, by_name


def _texts(module: str) -> tuple[OutputFormat, OutputFormat, OutputFormat]:
    here = f"runs.monitoring.formats.{module}."
    return (
        OutputFormat("text", TEXT, here + "as_text"),
        OutputFormat("json", JSON, here + "as_json"),
        OutputFormat("markdown", MARKDOWN, here + "as_markdown"),
    )


CHECK = by_name(_texts("check"))
OUTCOMES = by_name(_texts("outcomes"))
STATUS = by_name(_texts("status"))
DUE = by_name((
    OutputFormat("text", TEXT, "runs.monitoring.formats.due.as_text"),
    OutputFormat("json", JSON, "runs.monitoring.formats.due.as_json"),
    OutputFormat("ics", (".ics",), "runs.monitoring.calendar.calendar"),
))  # fmt: skip

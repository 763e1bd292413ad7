"""Old reports in Markdown and LaTeX, to our YAML, with an account of what was taken."""

from reward_reports.exchange.importing.account import as_json, as_text
from reward_reports.exchange.importing.convert import Converted, convert
from reward_reports.exchange.importing.gathering import gather
from reward_reports.exchange.importing.source import Source, SourceError

__all__ = ["Converted", "Source", "SourceError", "as_json", "as_text", "convert", "gather"]

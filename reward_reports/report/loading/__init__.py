"""YAML text to a Document: the report, or what stopped it, and where every value stands."""

from reward_reports.report.loading.document import Document, load_bytes, load_file, load_text
from reward_reports.report.loading.parsing import Limits

__all__ = ["Document", "Limits", "load_bytes", "load_file", "load_text"]

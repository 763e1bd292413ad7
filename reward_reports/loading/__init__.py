"""YAML text to a Document: the report, or what stopped it, and where every value stands."""

from reward_reports.loading.composing import Limits
from reward_reports.loading.document import Document, load_bytes, load_file, load_text

__all__ = ["Document", "Limits", "load_bytes", "load_file", "load_text"]

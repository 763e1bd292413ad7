"""A report in the forms that other tools and other questions ask for. Nothing here claims that a law is complied with."""

from reward_reports.exchange.exporting.export import FORMATS, export, into_card

__all__ = ["FORMATS", "export", "into_card"]

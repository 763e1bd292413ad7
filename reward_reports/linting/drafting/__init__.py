"""Drafts a changelog entry from what changed, as a text edit that leaves the author's file as it is."""

from reward_reports.linting.drafting.entry import draft
from reward_reports.linting.drafting.placing import place

__all__ = ["draft", "place"]

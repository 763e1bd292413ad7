"""Drafts a changelog entry from what changed, as a text edit that leaves the author's file as it is."""

from reward_reports.linting.changelog_fix.entry import draft
from reward_reports.linting.changelog_fix.placing import place

__all__ = ["draft", "place"]

"""Drafts a changelog entry from what changed, as a text edit that leaves the author's file as it is."""

from reward_reports.linting.changelog_fix.drifts import problems_of
from reward_reports.linting.changelog_fix.edits import edits_for

__all__ = ["edits_for", "problems_of"]

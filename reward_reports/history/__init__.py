"""The life of a report: its revisions in git, or in a folder of dated files, each as a document."""

from reward_reports.history.base import base_of
from reward_reports.history.folder import versions_in
from reward_reports.history.revision import PlacedBy, Revision
from reward_reports.history.revisions import history_of

__all__ = ["PlacedBy", "Revision", "base_of", "history_of", "versions_in"]

"""A first draft of a report from what a training run left behind: what a machine can know, each fact with its source.

Nothing that is read is run: pickles are opened without importing what they name, and an environment is only made when asked for.
"""

from reward_reports.runs.drafting.draft import Draft, draft
from reward_reports.runs.drafting.update import Updated, update

__all__ = ["Draft", "Updated", "draft", "update"]

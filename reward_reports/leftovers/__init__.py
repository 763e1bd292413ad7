"""The words of a template that nobody replaced by an answer."""

from reward_reports.leftovers.finding import Leftover, find_leftover

__all__ = ["Leftover", "find_leftover"]

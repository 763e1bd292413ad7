"""The words of a template that nobody replaced by an answer."""

from reward_reports.linting.template_text.finding import Leftover, find_leftover

__all__ = ["Leftover", "find_leftover"]

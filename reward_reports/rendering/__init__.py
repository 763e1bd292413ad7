"""A report to a text: Markdown, or a page of HTML that needs no other file."""

from reward_reports.rendering.render import FORMATS, render

__all__ = ["FORMATS", "render"]

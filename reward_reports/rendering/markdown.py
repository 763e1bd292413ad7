"""A page to GitHub-flavoured Markdown."""

from __future__ import annotations

from reward_reports.rendering.templates import markdown_templates
from reward_reports.rendering.views import PageView


def page_to_markdown(page: PageView) -> str:
    """Return a page as Markdown; headings are the titles of the layout, and nothing else is a heading of their levels."""
    text = markdown_templates().get_template(f"{page.layout}.md").render(page=page)
    return f"{text.strip()}\n"

"""A report to GitHub-flavoured Markdown."""

from __future__ import annotations

from reward_reports.publishing.rendering.markdown_escaping import Md
from reward_reports.publishing.rendering.markdown_writer import MarkdownWriter
from reward_reports.publishing.rendering.redacted import Edition
from reward_reports.publishing.rendering.reward_map.sentences import as_list
from reward_reports.publishing.rendering.templates import filled, markdown_templates
from reward_reports.publishing.rendering.translation import ENGLISH


def as_markdown(edition: Edition) -> str:
    """Return a report as Markdown; headings are the titles of the layout, and nothing else is a heading of their levels."""
    # The field's web builder knows the headings of its layout in English alone.
    page = edition.view(MarkdownWriter, translation=ENGLISH if edition.layout == "builder" else None)
    text = filled(
        markdown_templates,
        edition.templates,
        f"{edition.layout}.md",
        page.translation,
        page=page,
        map_file=Md(edition.map_file),
        map_words=as_list(page.first.map),
    )
    return f"{text.strip()}\n"

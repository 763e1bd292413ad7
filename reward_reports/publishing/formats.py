"""The formats that a report can be rendered to."""

from __future__ import annotations

from reward_reports.base.formats import HTML, JSON, MARKDOWN, OutputFormat, by_name

_HERE = "publishing.rendering."

FORMATS = by_name((
    OutputFormat("html", HTML, _HERE + "html.as_html"),
    OutputFormat("markdown", MARKDOWN, _HERE + "markdown.as_markdown"),
    OutputFormat("latex", (".tex",), _HERE + "latex.as_latex"),
    OutputFormat("json", JSON, _HERE + "data.edition_as_json"),
))  # fmt: skip
"""The formats that are text."""

BINARY = by_name((
    OutputFormat("pdf", (".pdf",), _HERE + "pdf.as_pdf"),
    OutputFormat("docx", (".docx",), _HERE + "docx.as_docx"),
))  # fmt: skip
"""The formats that are not."""

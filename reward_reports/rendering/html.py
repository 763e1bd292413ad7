"""A page to HTML: as one file that needs no other, or as a page of a site with a stylesheet beside it."""

from __future__ import annotations

import base64
import hashlib
from functools import cache

from reward_reports.rendering.templates import html_templates
from reward_reports.rendering.views import PageView


@cache
def stylesheet() -> str:
    """Return the stylesheet of all pages."""
    return html_templates().get_template("style.css").render()


@cache
def policy() -> str:
    """Return what a page of one file may load: the style inside it, and pictures that are written into it."""
    digest = base64.b64encode(hashlib.sha256(f"\n{stylesheet()}".encode()).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def page_to_html(page: PageView) -> str:
    """Return a page as one file: the style is inside, and nothing else may be loaded."""
    template = html_templates().get_template("report.html")
    return template.render(page=page, policy=policy(), style=stylesheet(), home=None, hosted=False)


SITE_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
"""What the pages of a site may load: their own stylesheet and pictures."""


def page_of_site(page: PageView) -> str:
    """Return a page that stands in a site beside `index.html` and `assets/style.css`."""
    return (
        html_templates()
        .get_template("report.html")
        .render(page=page, policy=SITE_POLICY, style=None, home="index.html", hosted=False)
    )

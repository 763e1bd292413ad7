"""A page to HTML: as one file that needs no other, or as a page of a site with a stylesheet beside it."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import Any

from reward_reports.rendering.frame import Frame
from reward_reports.rendering.templates import html_templates
from reward_reports.rendering.views import PageView
from reward_reports.resources import directory


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
    return template.render(page=page, policy=policy(), style=stylesheet(), home=None, hosted=False, frame=None)


SITE_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
"""What the pages of a site may load: their own stylesheet and pictures."""


SCRIPTED_POLICY = f"{SITE_POLICY}; script-src 'self'"
"""The same with the one script of ours, which stands in a file; nothing written into a page can run."""


@cache
def site_stylesheet() -> str:
    """Return the stylesheet of a site: that of all pages, and that of the pages which only a site has."""
    return stylesheet() + html_templates().get_template("css/site.css").render()


def site_script() -> str:
    """Return the script of the index: it searches and filters a list that is complete without it."""
    return (directory("templates") / "html" / "index.js").read_text("utf-8")


def page_of_site(page: PageView, frame: Frame) -> str:
    """Return a page that stands in a site beside `index.html` and `assets/style.css`."""
    return (
        html_templates()
        .get_template("report.html")
        .render(page=page, policy=SITE_POLICY, style=None, home="index.html", hosted=False, frame=frame)
    )


def site_page(template: str, frame: Frame, **given: Any) -> str:
    """Return another page of a site, made of its template."""
    values = {"policy": SITE_POLICY} | given
    return html_templates().get_template(template).render(frame=frame, **values)

"""A page to HTML: as one file that needs no other, or as a page of a site with a stylesheet beside it."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from reward_reports.base.resources import directory
from reward_reports.publishing.rendering.frame import Frame
from reward_reports.publishing.rendering.html_writer import HtmlWriter
from reward_reports.publishing.rendering.redacted import Edition
from reward_reports.publishing.rendering.roles import for_role
from reward_reports.publishing.rendering.templates import filled, html_templates
from reward_reports.publishing.rendering.translation import ENGLISH, Translation
from reward_reports.publishing.rendering.views import PageView
from reward_reports.report.model.roles import Role


@cache
def stylesheet(own: Path | None) -> str:
    """Return the stylesheet of all pages.

    Args:
        own: a folder of templates that go before ours, or None; `css/report.css` there, say, replaces a part of it.
    """
    return filled(html_templates, own, "style.css")


@cache
def policy(style: str) -> str:
    """Return what a page of one file may load: the style inside it, and pictures that are written into it."""
    digest = base64.b64encode(hashlib.sha256(f"\n{style}".encode()).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def as_html(edition: Edition) -> str:
    """Return a report as one file: the style is inside, and nothing else may be loaded."""
    page, style = edition.view(HtmlWriter), stylesheet(edition.templates)
    more = {"policy": policy(style), "style": style, "home": None, "hosted": False, "frame": None}
    return filled(html_templates, edition.templates, "report.html", page.translation, page=page, **more)


SITE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
"""What the pages of a site may load: their own stylesheet and pictures. No script of ours connects to anything; checkers that
work within a page, such as Lighthouse, read the site's robots.txt."""

SCRIPTED_POLICY = f"{SITE_POLICY}; script-src 'self'"
"""The same with a script of ours, which stands in a file; nothing written into a page can run."""


@cache
def site_stylesheet(own: Path | None) -> str:
    """Return the stylesheet of a site: that of all pages, and that of the pages which only a site has."""
    return stylesheet(own) + filled(html_templates, own, "css/site.css")


def site_script(name: str) -> str:
    """Return a script of the site: it searches, filters or sorts what is complete without it.

    Args:
        name: `index.js` or `evidence.js`.
    """
    return _shipped(name)


def site_icon() -> str:
    """Return the picture of the site that a browser shows in its tabs, as SVG."""
    return _shipped("icon.svg")


def _shipped(name: str) -> str:
    return (directory("templates") / "html" / name).read_text("utf-8")


def page_of_site(page: PageView, frame: Frame, own: Path | None = None) -> str:
    """Return a page that stands in a site beside `index.html` and `assets/style.css`."""
    more = {
        "policy": SITE_POLICY,
        "style": None,
        "home": None if frame.alone else f"{frame.top}index.html",
        "hosted": False,
        "frame": frame,
    }
    return filled(html_templates, own, "report.html", page.translation, page=page, **more)


def role_page(page: PageView, role: Role, frame: Frame, own: Path | None = None) -> str:
    """Return a report in the order of a role, for a folder below the top of a site."""
    shown = for_role(page, role)
    return site_page("role.html", frame, own, page.translation, page=shown, role=role, hosted=False)


def site_page(
    template: str, frame: Frame, own: Path | None = None, translation: Translation = ENGLISH, **given: Any
) -> str:
    """Return another page of a site, made of its template."""
    return filled(html_templates, own, template, translation, frame=frame, **{"policy": SITE_POLICY} | given)

"""A report as a part of a page of another site: a piece of HTML, its headings, and a stylesheet that touches nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape

from reward_reports.publishing.rendering.templates import filled as into
from reward_reports.publishing.rendering.templates import html_templates
from reward_reports.publishing.rendering.translation import ENGLISH, Translation, unmarked
from reward_reports.publishing.rendering.views import PageView

_REM = re.compile(r"@(?:media|container)[^{]*|(-?[\d.]+)rem\b")
_DESCRIPTION = (
    "Reward Report: what %(title)s is rewarded for, who decided that, and what came of it. Version %(version)s."
)


@dataclass(frozen=True, slots=True)
class FragmentHeading:
    """A heading of a fragment.

    Attributes:
        id: its id on the page.
        title: its words, as HTML.
        level: 1, 2 or 3.
        below: the headings below it.
    """

    id: str
    title: Markup
    level: int
    below: tuple[FragmentHeading, ...] = ()


@dataclass(frozen=True, slots=True)
class Fragment:
    """What another site shows of a report, or of a list of reports; all texts are safe HTML.

    Attributes:
        title: the title of the page; escaped, also for a template that escapes nothing.
        description: a sentence about the page.
        html: the content, in one element of the class `reward-report`.
        heading: the heading of the page with all others below it.
    """

    title: Markup
    description: Markup
    html: str
    heading: FragmentHeading


def fragment_of(page: PageView) -> Fragment:
    """Return a page as a fragment. Two of them on one page would share their ids."""
    words = page.translation
    html = into(html_templates, None, "hosted.html", words, page=page, hosted=True, frame=None)
    title = escape(page.raw_title)
    given = {"title": escape(page.raw_title), "version": escape(page.version)}
    description = Markup(unmarked(escape(words.gettext(_DESCRIPTION)))) % given  # noqa: S704 ours, and escaped
    return Fragment(title, description, html, FragmentHeading("report", title, 1, tuple(_headings(page))))


def list_fragment(
    entries: Iterable[object], evidence: Mapping[str, object] | None = None, words: Translation = ENGLISH
) -> Fragment:
    """Return a list of reports as a fragment.

    Args:
        entries: what `list.html` shows of each, `reward_reports.publishing.site.pages.Entry`.
        evidence: what they tell, `reward_reports.publishing.rendering.matrix.evidence_shown`; None leaves it out.
        words: the language of the site.
    """
    title = escape(words.gettext("Reward Reports"))
    html = into(html_templates, None, "hosted-list.html", words, title=title, entries=entries, evidence=evidence)
    description = escape(words.gettext("What these systems are rewarded for, who decided that, and what came of it."))
    below = (FragmentHeading("evidence", escape(words.gettext("Evidence")), 2),) if evidence else ()
    return Fragment(title, description, html, FragmentHeading("reports", title, 1, below))


def _headings(page: PageView) -> Iterable[FragmentHeading]:
    for section in page.sections:
        fields = tuple(FragmentHeading(f"{field.anchor}-title", escape(field.title), 3) for field in section.fields)
        yield FragmentHeading(f"{section.anchor}-title", escape(section.title), 2, fields)
    gettext = page.translation.gettext
    if page.figures:
        yield FragmentHeading("figures-title", escape(gettext("Figures")), 2)
    if page.references or page.bibliography:
        yield FragmentHeading("references-title", escape(gettext("References")), 2)
    yield FragmentHeading("about-title", escape(gettext("About this report")), 2)


@cache
def hosted_stylesheet() -> str:
    """Return the stylesheet of fragments. It follows the colours, letters and font size of the site around them."""
    templates = html_templates(None)
    parts = ("report", "first", "map")
    report = "\n".join(templates.get_template(f"css/{part}.css").render() for part in parts)
    return _in_own_size(templates.get_template("hosted.css").render(report=report))


def _in_own_size(css: str) -> str:
    """Return the rules with lengths in the font size around the fragment, where ours are in that of the whole page."""
    return _REM.sub(lambda found: f"calc({found[1]} * var(--reward-report-rem))" if found[1] else found[0], css)

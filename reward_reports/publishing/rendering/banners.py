"""What a reader must know before anything else: who speaks, and whether the report can be relied on. One line each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reward_reports.publishing.rendering.render_context import RenderContext
from reward_reports.publishing.rendering.translation import Translation
from reward_reports.publishing.rendering.views import Banner
from reward_reports.report.model import Report
from reward_reports.report.model.placeholders import said
from reward_reports.report.model.promises import review_due

OWNER = "The owner"
_BY_KIND = {
    "hypothetical": Banner("Made-up system or deployment.", "Nothing here is a fact about a running system.", "bad"),
    "third_party": Banner("Outside report.", f"{OWNER} neither wrote nor reviewed it.", "warn"),
    "retrospective": Banner("Retrospective.", "Written after the fact, about a system of the past.", "warn"),
    None: Banner(
        "Author unknown.", "The report does not say whether the owner wrote it, or whether the system exists.", "warn"
    ),
}
_BY_STATUS = {
    "draft": Banner("Draft.", "Unfinished; it may change without notice.", "warn"),
    "superseded": Banner("Out of date.", "A later report has replaced it.", "bad"),
    "archived": Banner("Archived.", "Nobody maintains this report.", "warn"),
}
_BY_AUDIENCE = {
    "auditor": Banner(
        "For auditors and regulators.",
        "This edition contains answers that the public edition holds back. Do not publish it.",
        "bad",
    ),
    "internal": Banner(
        "For the owner's own people.",
        "This edition contains answers that other editions hold back. Do not pass it on.",
        "bad",
    ),
}
_OVERDUE = Banner("Review overdue.", "The report may be out of date.", "warn")
BANNERS = (*_BY_AUDIENCE.values(), *_BY_KIND.values(), *_BY_STATUS.values(), _OVERDUE)


def banners(context: RenderContext) -> list[Banner]:
    """Return what a reader must know before anything else."""
    return [
        replace(one, title=context.gettext(one.title), text=_with_name(one.text, context)) for one in _banners(context)
    ]


def banner_titles(context: RenderContext, words: Translation) -> list[str]:
    """Return the titles of the banners in another language than that of the page."""
    return [words.gettext(one.title) for one in _banners(context)]


def _banners(context: RenderContext) -> Iterator[Banner]:
    info = context.report.report
    if context.audience in _BY_AUDIENCE:
        yield _BY_AUDIENCE[context.audience]
    if info.kind in _BY_KIND:
        yield _BY_KIND[info.kind]
    if info.status in _BY_STATUS:
        yield _BY_STATUS[info.status]
    if _overdue(context):
        yield _OVERDUE


def _with_name(text: str, context: RenderContext) -> str:
    """Return a sentence that calls the owner by name, if the report gives one."""
    name = owner_name(context.report)
    if not name or not text.startswith(OWNER):
        return context.gettext(text)
    return context.writer.phrase(f"%(owner)s{text.removeprefix(OWNER)}", owner=context.writer.plain(name))


def is_banner(title: str, text: str) -> bool:
    """Whether these are the words of a banner that a page of ours can begin with, whatever its owner is called."""
    return any(
        title == one.title and re.fullmatch(re.escape(one.text).replace(re.escape(OWNER), ".{1,200}"), text)
        for one in BANNERS
    )


def owner_name(report: Report) -> str:
    """Return what the owner is called, if the report says so in a word or two; else ""."""
    return said(report.system_details.system_owner.name)


def _overdue(context: RenderContext) -> bool:
    """Whether the next review, with its tolerance, lies before today; never where no date counts as today."""
    due = review_due(context.report, context.today) if context.today else None
    return due is not None and context.today is not None and due < context.today

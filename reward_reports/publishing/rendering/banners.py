"""What a reader must know before anything else: who speaks, and whether the report can be relied on. One line each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reward_reports.publishing.rendering.context import Context
from reward_reports.publishing.rendering.plain_words import plain_words
from reward_reports.publishing.rendering.views import Banner
from reward_reports.report.model import Report
from reward_reports.report.model.placeholders import said
from reward_reports.report.model.promises import review_due

_OWNER = "The owner"
_BY_KIND = {
    "hypothetical": Banner("Made-up system or deployment.", "Nothing here is a fact about a running system.", "bad"),
    "third_party": Banner("Outside report.", f"{_OWNER} neither wrote nor reviewed it.", "warn"),
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
_BANNERS = (*_BY_AUDIENCE.values(), *_BY_KIND.values(), *_BY_STATUS.values(), _OVERDUE)
_CAPITAL = r"(?:[a-z]{0,2}[A-Z][\w.&'’-]*|\d[\w.-]*)"
_NAME = re.compile(rf"({_CAPITAL}(?: (?:and |of |of the |& )?{_CAPITAL}){{0,5}})(?=[,;(]|\.?\Z)")
"""Words that begin with capitals, up to a comma: "OpenAI, which chose …"."""
_NO_NAMES = frozenset("A An The This That It In Nobody Somebody Unknown Not We They People Those".split())


def banners(context: Context) -> list[Banner]:
    """Return what a reader must know before anything else."""
    return list(_banners(context))


def _banners(context: Context) -> Iterator[Banner]:
    info = context.report.report
    if context.audience in _BY_AUDIENCE:
        yield _BY_AUDIENCE[context.audience]
    if info.kind in _BY_KIND:
        known = _BY_KIND[info.kind]
        yield replace(known, text=known.text.replace(_OWNER, owner_name(context.report) or _OWNER))
    if info.status in _BY_STATUS:
        yield _BY_STATUS[info.status]
    if _overdue(context):
        yield _OVERDUE


def is_banner(title: str, text: str) -> bool:
    """Whether these are the words of a banner that a page of ours can begin with, whatever its owner is called."""
    return any(
        title == one.title and re.fullmatch(re.escape(one.text).replace(re.escape(_OWNER), ".{1,200}"), text)
        for one in _BANNERS
    )


def owner_name(report: Report) -> str:
    """Return the owner's name; "" where that is not certain.

    No field holds the name alone. It is what the answer on the owner begins with, up to a comma, if the report also names it where
    only somebody can stand: as the author of a source, as who ran a test, or as somebody to turn to.
    """
    match = _NAME.match(plain_words(said(report.system_details.system_owner.text)))
    name = match[1] if match else ""
    name = "" if name.split(" ")[0] in _NO_NAMES else name.rstrip(".")
    return name if name and all(_is_somebody(report, part) for part in name.split(" and ")) else ""


def _is_somebody(report: Report, name: str) -> bool:
    words = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    return any(words.search(one) for one in _somebody(report))


def _somebody(report: Report) -> Iterator[str]:
    """Give what the fields hold in which people and organisations are named."""
    for one in report.references:
        yield from (one.authors,) if one.authors else ()
    for test in report.evaluation.offline_evaluations.items:
        yield from (words for words in (test.run_by, test.published_by) if words)
    for author in report.report.authors:
        yield author.affiliation or author.name
    yield from (one.name for one in report.system_details.feedback_and_communication.items if one.name)


def _overdue(context: Context) -> bool:
    """Whether the next review, with its tolerance, lies before today; never where no date counts as today."""
    due = review_due(context.report, context.today) if context.today else None
    return due is not None and context.today is not None and due < context.today

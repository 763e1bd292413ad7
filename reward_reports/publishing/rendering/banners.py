"""Plain-language warnings at the top of a page that nobody can miss."""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.publishing.rendering.context import Context
from reward_reports.publishing.rendering.views import Banner
from reward_reports.report.model.promises import review_due

_BY_KIND = {
    "hypothetical": Banner(
        "This report is hypothetical.",
        "It is about a system, or a deployment, that does not exist. Do not take what it says as facts about a running system.",
        "bad",
    ),
    "third_party": Banner(
        "This report was written by others.",
        "Its authors neither own nor run the system. They wrote from what can be seen from outside, such as public sources.",
        "warn",
    ),
    "retrospective": Banner(
        "This report looks back.", "It was written after the fact, about a system of the past.", "warn"
    ),
    None: Banner(
        "This report does not say who wrote it.",
        "It is not stated whether the owner wrote it, others did, or the system is imagined.",
        "warn",
    ),
}
_BY_STATUS = {
    "draft": Banner("This is a draft.", "It is unfinished and may change without notice.", "warn"),
    "superseded": Banner("This report is out of date.", "A later report has taken its place.", "bad"),
    "archived": Banner("This report is kept for the record.", "Nobody maintains it.", "warn"),
}
_BY_AUDIENCE = {
    "auditor": Banner(
        "This edition is for auditors and regulators.",
        "It contains answers that the public edition holds back. Do not publish it.",
        "bad",
    ),
    "internal": Banner(
        "This edition is for the owner's own people.",
        "It contains answers that other editions hold back. Do not pass it on.",
        "bad",
    ),
}
_OVERDUE = Banner(
    "The review of this report is overdue.",
    "It should have been reviewed by now and may be out of date.",
    "warn",
)
BANNERS = (*_BY_AUDIENCE.values(), *_BY_KIND.values(), *_BY_STATUS.values(), _OVERDUE)
"""Every warning that a page can begin with."""


def banners(context: Context) -> list[Banner]:
    """Return the warnings a reader needs before anything else."""
    return list(_banners(context))


def _banners(context: Context) -> Iterator[Banner]:
    info = context.report.report
    if context.audience in _BY_AUDIENCE:
        yield _BY_AUDIENCE[context.audience]
    if info.kind in _BY_KIND:
        yield _BY_KIND[info.kind]
    if info.status in _BY_STATUS:
        yield _BY_STATUS[info.status]
    if _overdue(context):
        yield _OVERDUE


def _overdue(context: Context) -> bool:
    """Whether the next review, with its tolerance, lies before today; never where no date counts as today."""
    due = review_due(context.report, context.today) if context.today else None
    return due is not None and context.today is not None and due < context.today

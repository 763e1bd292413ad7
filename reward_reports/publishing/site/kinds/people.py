"""The page for all whom the system touches, and a letter to each group: what it did to them, and what they can do."""

from __future__ import annotations

from reward_reports.publishing.rendering.first_screen import who_helps
from reward_reports.publishing.site.letters import NO_TIME, harms_of, letters_of, unknown_of, ways_of
from reward_reports.publishing.site.metric_pages import field_on
from reward_reports.publishing.site.page_kind import PageKind
from reward_reports.publishing.site.subpages import Subpages


def _write(beside: Subpages) -> None:
    context, page = beside.context, beside.page
    ways = ways_of(context)
    letters = letters_of(context, beside.mentions, ways)
    beside.write_each(
        KIND,
        "stakeholder",
        letters,
        {one.id for one in letters},
        stakeholders=field_on(page, "institutional_interface.stakeholders"),
        recourse=field_on(page, "institutional_interface.recourse"),
        contested=bool(context.report.institutional_interface.recourse.items),
        help=who_helps(context),
        ways=ways,
        harms=[] if letters else harms_of(context),
        unknown=unknown_of(context),
        no_time=context.gettext(NO_TIME),
    )


KIND = PageKind("people", "Affected by it?", _write, place=1)

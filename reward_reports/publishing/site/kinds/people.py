"""The page for all whom the system touches, and one for each: what it means for them, and what they can do."""

from __future__ import annotations

from reward_reports.publishing.site.metric_pages import field_on, people_of
from reward_reports.publishing.site.subpages import PageKind, Subpages


def _write(beside: Subpages) -> None:
    context, page = beside.context, beside.page
    triggers = context.report.system_maintenance.update_triggers.items
    beside.write_each(
        KIND,
        "stakeholder",
        people_of(context, beside.mentions),
        stakeholders=field_on(page, "institutional_interface.stakeholders"),
        recourse=field_on(page, "institutional_interface.recourse"),
        contacts=field_on(page, "system_details.feedback_and_communication"),
        demands=[
            (f"trigger:{one.id}", context.writer.inline(one.description or one.id))
            for one in triggers
            if one.kind == "stakeholder" and one.state != "retired"
        ],
    )


KIND = PageKind("people", "Affected by it?", _write, place=1)

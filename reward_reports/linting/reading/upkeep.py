"""Whether a report is still kept up, and how its dates are to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from reward_reports.linting.context import Context
    from reward_reports.model.system_maintenance import Cadence


def is_shelved(context: Context) -> bool:
    """Whether the report is only kept for the record: nobody is expected to bring it up to date."""
    return context.report.report.status in ("archived", "superseded")


def has_ended(context: Context) -> bool:
    """Whether the system will not run again, so that no further review is due."""
    dates = context.report.system_details.dates
    if dates.lifecycle == "retired":
        return True
    return dates.active_to is not None and dates.active_to.end < context.today


def next_review(cadence: Cadence, last: date) -> date | None:
    """Return the last day on which the review after `last` is in time; None where no interval is promised."""
    if cadence.every is None:
        return None
    due = cadence.every.after(last)
    return cadence.tolerance.after(due) if cadence.tolerance is not None else due


def promised(cadence: Cadence) -> str:
    """Say the interval in words: `every P6M, with P1M of tolerance`."""
    return f"every {cadence.every}" + (f", with {cadence.tolerance} of tolerance" if cadence.tolerance else "")

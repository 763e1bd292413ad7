"""When a system was last seen in use."""

from __future__ import annotations

from reward_reports.publishing.rendering.translation import Translation
from reward_reports.publishing.rendering.words import date_in_words
from reward_reports.report.model import Report

_IN_USE = ("deployed", "pilot")
_STAGES = {
    "deployed": "In use; the day is not stated",
    "pilot": "On trial; the day is not stated",
    "suspended": "Switched off",
    "retired": "Retired",
    "simulation": "Never in use",
}
"""What stands in the place of the day on which a system was last seen in use, where there is none."""


def last_seen(seen: Report, words: Translation) -> str:
    """Return when the system was last in use, claiming no more than was known on the day that the report names; "" if it says nothing."""
    dates = seen.system_details.dates
    if seen.report.kind == "hypothetical":
        return words.gettext("Made up")
    if dates.lifecycle in _IN_USE and dates.as_of is not None:
        return date_in_words(dates.as_of.text, words)
    if dates.active_to is not None:
        return words.gettext("Until %(date)s") % {"date": date_in_words(dates.active_to.text, words)}
    stage = _STAGES.get(dates.lifecycle or "")
    return words.gettext(stage) if stage else ""

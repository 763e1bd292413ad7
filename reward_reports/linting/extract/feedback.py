"""The preference data that the rules of the rlhf profile look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Path
    from reward_reports.linting.context import Context
    from reward_reports.report.model.rlhf_items import PreferenceData


def annotated_data(context: Context) -> list[tuple[Path, PreferenceData]]:
    """Return the collections that people gave on purpose.

    Clicks of users have no pay and no instructions, and neither have labels that no person gave.
    """
    collections = context.items("rlhf", "preference_data", context.rlhf.preference_data.items)
    return [
        (path, data) for path, data in collections if data.feedback_type != "implicit" and data.headcount.value != 0
    ]

"""A report as JSON: data that load again as the same report."""

from __future__ import annotations

from reward_reports.model import Report


def as_json(seen: Report) -> str:
    """Return a report, redacted for its audience, as JSON in the format's own keys; what says nothing is left out."""
    return seen.model_dump_json(by_alias=True, exclude_defaults=True, indent=1) + "\n"

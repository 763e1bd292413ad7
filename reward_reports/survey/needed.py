"""The libraries that a survey needs beyond the core."""

from __future__ import annotations

from reward_reports.base.installing import how_to_install, needed

with needed("a survey needs the package pyarrow", how_to_install("survey")):
    import pyarrow as pa

__all__ = ["pa"]

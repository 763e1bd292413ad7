"""Many reports to a static site: an index and a page each."""

from reward_reports.building.build import BuildResult, build

__all__ = ["BuildResult", "build"]

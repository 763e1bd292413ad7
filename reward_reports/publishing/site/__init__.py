"""Many reports to a static site: an index and a page each."""

from reward_reports.publishing.site.build import BuildResult, build

__all__ = ["BuildResult", "build"]

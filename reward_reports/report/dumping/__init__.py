"""A report as YAML in this project's own layout; what is written loads as an equal report."""

from reward_reports.report.dumping.dump import dumps

__all__ = ["dumps"]

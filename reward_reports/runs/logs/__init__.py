"""Logs of measurements, as training and monitoring tools write them, to one shape: tag -> points."""

from reward_reports.runs.logs.formats import FORMATS
from reward_reports.runs.logs.log import Log, LogLimits, Point
from reward_reports.runs.logs.reading import read_log

__all__ = ["FORMATS", "Log", "LogLimits", "Point", "read_log"]

"""Logs of measurements, as training and monitoring tools write them, to one shape: tag -> points."""

from reward_reports.observing.formats import FORMATS
from reward_reports.observing.log import Log, LogLimits, Point
from reward_reports.observing.reading import read_log

__all__ = ["FORMATS", "Log", "LogLimits", "Point", "read_log"]

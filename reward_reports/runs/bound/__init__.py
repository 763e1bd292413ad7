"""Reads the code and the values that a report is bound to. Code is parsed and never imported or run."""

from reward_reports.runs.bound.code import KINDS, NOTEBOOK, FoundCode, read_code
from reward_reports.runs.bound.errors import NotFoundError, UnreadableError
from reward_reports.runs.bound.values import read_value

__all__ = ["KINDS", "NOTEBOOK", "FoundCode", "NotFoundError", "UnreadableError", "read_code", "read_value"]

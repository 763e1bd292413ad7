"""The errors of this package: the job cannot be done.

A report that is not right is not an error but a finding (`reward_reports.linting.finding.Finding`).
"""

from __future__ import annotations


class RewardReportsError(Exception):
    """Root of every error this package raises on purpose; the command line turns it into exit code 2."""


class InputError(RewardReportsError):
    """A file or folder that was named cannot be read, or no file matched."""


class UncommittedError(InputError):
    """git does not know a file yet, so that it has no history."""


class LogError(InputError):
    """A log of measurements cannot be read, or does not hold what was asked of it."""


class ConfigError(RewardReportsError):
    """The configuration, or an option, is not usable."""


class OutputError(RewardReportsError):
    """The result cannot be written where it was asked for."""


class InvalidReportError(RewardReportsError):
    """A report cannot be used for this job (rendering, say) because it does not load; lint it first."""


class MissingToolError(RewardReportsError):
    """An optional library or an outside program that this job needs is not installed."""

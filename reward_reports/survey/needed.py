"""The libraries that a survey needs beyond the core."""

from __future__ import annotations

from reward_reports.base.errors import MissingToolError
from reward_reports.base.installing import how_to_install

try:
    import pyarrow as pa
except ImportError as error:
    raise MissingToolError(f"a survey needs the package pyarrow: {how_to_install('survey')}") from error

__all__ = ["pa"]

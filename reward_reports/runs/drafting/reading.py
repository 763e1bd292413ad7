"""Reads files of data with limits, and says what is wrong with one in words that name it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reward_reports.base import reading
from reward_reports.report.loading import Limits, load_text
from reward_reports.runs.drafting.errors import DraftError

MAX_BYTES = 64_000_000
"""Bytes of a file that is read as a whole, such as a long trainer_state.json."""
_LIMITS = Limits(max_bytes=4_000_000)


def read_bytes(path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file.

    Raises:
        DraftError: if it cannot be read, or is too large.
    """
    return reading.read_file(path, max_bytes, DraftError)


def read_text(path: Path, max_bytes: int = MAX_BYTES) -> str:
    """Return the text of a regular file.

    Raises:
        DraftError: if it cannot be read, is too large, or is not UTF-8.
    """
    return reading.read_text(path, max_bytes, DraftError)


def read_json(path: Path) -> Any:
    """Return what a JSON file holds.

    Raises:
        DraftError: if it is none; the message names line and column.
    """
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise DraftError(f"{path.as_posix()}:{error.lineno}:{error.colno}: {error.msg}; it is not valid JSON") from None
    except (RecursionError, ValueError) as error:
        raise DraftError(f"{path.as_posix()} is not valid JSON: {type(error).__name__}") from None


def read_yaml(path: Path) -> dict[str, Any]:
    """Return the mapping that a YAML file holds.

    Raises:
        DraftError: if it is none; the message names line and column.
    """
    return parse_yaml(read_text(path, _LIMITS.max_bytes), path.as_posix())


def parse_yaml(text: str, name: str) -> dict[str, Any]:
    """Return the mapping that a YAML text holds; see `read_yaml`."""
    document = load_text(text, name, limits=_LIMITS)
    if isinstance(document.data, dict):
        return {str(key): value for key, value in document.data.items()}
    raise DraftError(
        document.first_problem() if document.problems and document.data is None else f"{name} holds no settings"
    )

"""Reads files of data with limits, and says what is wrong with one in words that name it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from reward_reports.base import reading
from reward_reports.report.loading import Limits, load_text
from reward_reports.runs.drafting import tagged_yaml
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
        DraftError: if it is not JSON; the message names line and column.
    """
    return parse_json(read_text(path), path.as_posix())


def parse_json(text: str, name: str) -> Any:
    """Return what a JSON text holds; see `read_json`."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise DraftError(f"{name}:{error.lineno}:{error.colno}: {error.msg}; it is not valid JSON") from None
    except RecursionError:
        raise DraftError(f"{name} is nested too deeply") from None
    except ValueError:  # Python turns no more than 4,300 digits into a number
        raise DraftError(f"{name} holds a number with too many digits") from None


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """Return what a TOML text holds.

    Raises:
        DraftError: if it is not TOML; the message says where.
    """
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise DraftError(f"{name} is not TOML: {' '.join(str(error).split())[:200]}") from None


def parse_settings(text: str, name: str) -> Any:
    """Return what a YAML text of settings holds; tags of Python are read without making or calling anything.

    Raises:
        DraftError: if it is not YAML; the message names line and column.
    """
    return tagged_yaml.parse(text, name, _LIMITS)


def parse_yaml(text: str, name: str) -> dict[str, Any]:
    """Return the mapping that a YAML text holds; see `read_yaml`."""
    document = load_text(text, name, limits=_LIMITS)
    if isinstance(document.data, dict):
        return {str(key): value for key, value in document.data.items()}
    raise DraftError(
        document.first_problem() if document.problems and document.data is None else f"{name} holds no settings"
    )

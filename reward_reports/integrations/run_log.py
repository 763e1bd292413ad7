"""What a training run logs, as a file of JSON lines that `check` reads: each line with its step and its time."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import SupportsFloat


class RunLog:
    """Appends rows to a log. A run that begins again goes on in the same file."""

    def __init__(self, path: Path) -> None:
        """Take the path of the log. The file and its folder are created with the first row."""
        self.path = path
        self._begun = False

    def add(self, step: int, values: Mapping[str, object]) -> None:
        """Append the numbers among some values.

        Args:
            step: the trainer's count of steps.
            values: what was logged, by name; what is not a number is left out.

        Raises:
            OSError: if the file cannot be written.
        """
        numbers = {name: number for name, value in values.items() if (number := _number(value)) is not None}
        if not numbers:
            return
        if not self._begun:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            _cut_half_line(self.path)
            self._begun = True
        row = {**numbers, "step": step, "wall_time": round(time.time(), 3)}
        with self.path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(row) + "\n")


def _number(value: object) -> float | None:
    """Return a value as a number: also those of numpy and torch, which are of one element."""
    if isinstance(value, str | bytes | bool) or not isinstance(value, SupportsFloat):
        return None
    try:
        return float(value)
    except (TypeError, ValueError, RuntimeError, OverflowError):
        return None


def _cut_half_line(path: Path) -> None:
    """Remove a last line that an earlier run did not finish; nothing could read what comes after it."""
    if not path.exists():
        return
    with path.open("r+b") as file:
        held = file.read()
        if not held.endswith(b"\n"):
            file.truncate(held.rfind(b"\n") + 1)

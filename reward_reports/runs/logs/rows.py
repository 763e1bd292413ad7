"""Rows of named values, as JSON tools log them: nested keys are joined, the step and the time are found by name."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from reward_reports.runs.logs.columns import STEPS, TIMES, as_step, as_time, candidates
from reward_reports.runs.logs.log import Run

_NOT_FINITE = {"nan": math.nan} | {
    sign + word: float(sign + "inf") for sign in ("", "+", "-") for word in ("inf", "infinity")
}
"""How programs write, as JSON text, what JSON has no number for; capitals do not matter."""


class JsonError(ValueError):
    """A text is not accepted as JSON; the message says why."""


def parse(text: str) -> Any:
    """Return the value of a JSON text; `NaN` and `Infinity` are taken, a number too large for its type is not.

    Raises:
        JsonError: with what is wrong.
    """
    try:
        return json.loads(text, parse_float=_float, parse_int=_int)
    except json.JSONDecodeError as error:
        raise JsonError(f"this is not valid JSON: {error.msg} (character {error.colno})") from error
    except RecursionError as error:
        raise JsonError("lists and objects stand too deep within each other") from error


def _float(text: str) -> float:
    value = float(text)
    return _too_large(text) if math.isinf(value) else value


def _int(text: str) -> int:
    return int(text) if len(text) < 300 else _too_large(text)


def _too_large(text: str) -> NoReturn:
    raise JsonError(f"the number {text[:20]}{'…' * (len(text) > 20)} is too large")


class Rows:
    """Takes rows in the order of the log and adds their numbers as points."""

    def __init__(self, path: Path, run: Run, joint: str) -> None:
        """Remember where points go.

        Args:
            path: the file that errors name.
            run: what gathers the points.
            joint: what stands between the keys of an object within an object.
        """
        self.path, self.run, self.to, self.joint = path, run, run.to, joint
        self._step = self._time = ""

    def take(self, row: dict[str, Any], at: str) -> None:
        """Add the points of a row.

        Args:
            row: the values by key; those that are not numbers are skipped.
            at: the place of the row, for errors.
        """
        flat = dict(self._flatten(row, "", at, 0))
        step, time = self._step_of(flat, at), self._time_of(flat, at)
        for key, value in flat.items():
            if key not in (self._step, self._time):
                self.value(key, step, time, value, at)

    def value(self, tag: str, step: int | None, time: float | None, value: Any, at: str) -> None:
        """Add one value, if it is a number."""
        number = _NOT_FINITE.get(value.lower()) if isinstance(value, str) else value
        if isinstance(number, int | float) and not isinstance(number, bool):
            self.run.add(tag, step, time, float(number))
        elif value is not None and tag not in self.run.seen:
            self.run.texts.setdefault(tag, f"{at} holds {str(value)[:40]!r}")

    def _flatten(self, row: dict[str, Any], before: str, at: str, depth: int) -> Iterator[tuple[str, Any]]:
        if depth > self.to.limits.depth:
            what = f"objects stand more than {self.to.limits.depth} deep within each other"
            raise self.to.error(what, "Log flat keys", self.path, at)
        for key, value in row.items():
            if isinstance(value, dict):
                yield from self._flatten(value, f"{before}{key}{self.joint}", at, depth + 1)
            else:
                yield before + key, value

    def _step_of(self, row: dict[str, Any], at: str) -> int | None:
        if not self._step:
            self._step = next((key for key in candidates(row, STEPS) if as_step(row[key]) is not None), "")
        value = row.get(self._step)
        step = as_step(value)
        if step is None and value is not None:
            raise self.to.error(f"the {self._step} {str(value)[:40]!r} is not a whole number", "Fix it", self.path, at)
        return step

    def _time_of(self, row: dict[str, Any], at: str) -> float | None:
        if not self._time:
            self._time = next((key for key in candidates(row, TIMES) if as_time(row[key]) is not None), "")
        value = row.get(self._time)
        time = as_time(value)
        if time is None and value is not None:
            what = f"the {self._time} {str(value)[:40]!r} is neither Unix seconds nor an ISO date"
            raise self.to.error(what, "Fix it", self.path, at)
        return time

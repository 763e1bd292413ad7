"""The one shape of all logs, and what gathers it within limits."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeAlias

from reward_reports.base.errors import LogError


class Point(NamedTuple):
    """One measured value.

    Attributes:
        step: the tool's count of training steps, if it gave one.
        time: when, in Unix seconds (UTC), if known.
        value: what was measured; it may be nan or infinite.
    """

    step: int | None
    time: float | None
    value: float


Log: TypeAlias = dict[str, list[Point]]
"""The points of each tag, in the order of the log; by step and time where the format gives no order."""

Tell: TypeAlias = Callable[[str], None]
"""Takes a remark about a log that was read all the same: that its last record is cut off, say."""


@dataclass(frozen=True)
class LogLimits:
    """How much of a log is read before it is refused.

    Attributes:
        bytes: the size of all files of the log together.
        points: the values that are kept.
        line_bytes: one line of a text file, one record of a binary one.
        tags: different tags, or columns of a table.
        depth: objects within objects in JSON.
    """

    bytes: int = 512 * 1024 * 1024
    points: int = 10_000_000
    line_bytes: int = 16 * 1024 * 1024
    tags: int = 10_000
    depth: int = 32


class Collector:
    """Gathers points by tag; keeps those that are asked for and knows the names of all."""

    def __init__(self, path: Path, limits: LogLimits, tags: Collection[str] | None, tell: Tell) -> None:
        self.path = path
        self.limits = limits
        self.tell = tell
        self.log: Log = {}
        self.seen: set[str] = set()
        self.texts: dict[str, str] = {}
        """Tags whose values are no numbers, each with where that was seen."""
        self._wanted = None if tags is None else frozenset(tags)
        self._left = limits.points
        self._bytes = 0

    def wants(self, tag: str) -> bool:
        """Say whether points of this tag are to be kept, and remember its name."""
        if tag not in self.seen:
            if len(self.seen) >= self.limits.tags:
                raise self.error(f"more than {self.limits.tags:,} tags", "Split the log, or write fewer tags")
            self.seen.add(tag)
        return self._wanted is None or tag in self._wanted

    def add(self, tag: str, step: int | None, time: float | None, value: float) -> None:
        """Keep a point, if its tag is wanted."""
        points = self.log.get(tag)
        if points is None:
            if not self.wants(tag):
                return
            points = self.log[tag] = []
        self._left -= 1
        if self._left < 0:
            raise self.error(f"more than {self.limits.points:,} points", "Ask for fewer tags, or thin out the log")
        points.append(Point(step, time, value))

    def count_bytes(self, number: int, path: Path) -> None:
        """Count what is read; the files of a folder count together."""
        self._bytes += number
        if self._bytes > self.limits.bytes:
            raise self.error(f"more than {self.limits.bytes:,} bytes", "Split the log, or name one file of it", path)

    def error(self, what: str, advice: str, path: Path | None = None, at: str = "") -> LogError:
        """Return the error that says where, what and what to do.

        Args:
            what: what is wrong.
            advice: what to do, as an imperative.
            path: which file; the log itself if none is given.
            at: the place within it: "line 3, column reward", "byte 120".
        """
        place = f"{path or self.path}: {at}: " if at else f"{path or self.path}: "
        return LogError(f"{place}{what}. {advice}.")

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

Note: TypeAlias = Callable[[str], None]
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
    """Gathers points by run and tag; keeps those that are asked for and knows the names of all.

    Runs are kept apart by what they are: two runs may have tags that together with the run's name read alike.
    """

    def __init__(self, path: Path, limits: LogLimits, tags: Collection[str] | None, note: Note) -> None:
        self.path = path
        self.limits = limits
        self.note = note
        self.wanted = None if tags is None else frozenset(tags)
        """The names that are asked for; None for all."""
        self.runs: list[Run] = []
        self.points_left = limits.points
        self._left_tags = limits.tags
        self._bytes = 0

    def run(self, name: str = "") -> Run:
        """Return what gathers the points of a further run.

        Args:
            name: what stands before its tags; "" if there is one run, or if it is that of the folder itself.
        """
        self.runs.append(Run(self, name))
        return self.runs[-1]

    @property
    def seen(self) -> set[str]:
        """The names of all tags that hold numbers."""
        return {run.named(tag) for run in self.runs for tag in run.seen}

    def count_tag(self) -> None:
        """Count a tag of a run."""
        self._left_tags -= 1
        if self._left_tags < 0:
            raise self.error(f"more than {self.limits.tags:,} tags", "Split the log, or write fewer tags")

    def count_bytes(self, number: int, path: Path) -> None:
        """Count what is read; the files of a folder count together."""
        self._bytes += number
        if self._bytes > self.limits.bytes:
            raise self.error(f"more than {self.limits.bytes:,} bytes", "Split the log, or name one file of it", path)

    def too_many_points(self) -> LogError:
        """Return the error for more points than the limit."""
        return self.error(f"more than {self.limits.points:,} points", "Ask for fewer tags, or thin out the log")

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


class Run:
    """Gathers the points of one run by tag.

    Attributes:
        to: what the runs of a log share.
        name: what stands before its tags; it may be "".
        log: the points that are kept.
        seen: all of its tags that hold numbers.
        texts: its tags whose values are not numbers, each with where that was seen.
    """

    def __init__(self, to: Collector, name: str) -> None:
        self.to, self.name = to, name
        self.log: Log = {}
        self.seen: set[str] = set()
        self.texts: dict[str, str] = {}

    def named(self, tag: str) -> str:
        """Return a tag with the name of the run before it."""
        return f"{self.name}/{tag}" if self.name else tag

    def named_apart(self, tag: str) -> str:
        """Return a tag with the name of the run so that nobody mistakes where the tag begins."""
        return f"{self.name or '.'}//{tag}"

    def wants(self, tag: str) -> bool:
        """Say whether points of this tag are to be kept, and remember its name."""
        if tag not in self.seen:
            self.to.count_tag()
            self.seen.add(tag)
        wanted = self.to.wanted
        return wanted is None or self.named(tag) in wanted or self.named_apart(tag) in wanted

    def add(self, tag: str, step: int | None, time: float | None, value: float) -> None:
        """Keep a point, if its tag is wanted."""
        points = self.log.get(tag)
        if points is None:
            if not self.wants(tag):
                return
            points = self.log[tag] = []
        self.to.points_left -= 1
        if self.to.points_left < 0:
            raise self.to.too_many_points()
        points.append(Point(step, time, value))

    def forget(self, step: int) -> None:
        """Leave out what was written from a step on: the run began there again."""
        for points in self.log.values():
            points[:] = [point for point in points if (point.step or 0) < step]

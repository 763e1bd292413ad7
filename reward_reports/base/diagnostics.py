"""What is said about a place in a report: a Problem, and the text edits that would fix it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Where a value stands in a report: keys and list positions, `("report", "authors", 0, "name")`.

A rule always writes the long form: `items` for the entries of a register, `text` for the words of an answer, whichever
way the author wrote them.
"""

Kind: TypeAlias = Literal[
    "",
    "encoding", "limit", "empty", "yaml", "documents",
    "duplicate-key", "tag", "merge", "key", "odd-key", "bidi", "yaml-1.1",
    "unknown-key", "missing-key", "wrong-type", "not-in-list", "bad-date", "bad-duration", "bad-number", "bad-id",
]  # fmt: skip
"""What the loader calls a problem; for each kind but the empty one there is a rule that reports it."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file's text, counted in characters from its beginning; `end` is exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in the place of the characters from `start` to `end` (exclusive)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A way to fix a problem.

    Attributes:
        title: what it does, as an imperative: "Quote the value".
        edits: the changes, which do not overlap.
        safe: whether the meaning of the report is surely kept; an unsafe fix needs an author's eye.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not right at one place of a report.

    Attributes:
        message: what is wrong, in plain words, without a full stop.
        advice: what to do about it.
        path: where; if the value is absent, the nearest thing that is there is shown.
        on: whether to point at the key or at the value.
        within: the stretch of the value that is meant, in characters of the value.
        span: the exact stretch of the file, where there is no path (a file that does not parse).
        kind: what the loader calls it; the rule of that kind reports it.
        fix: how to fix it, if a program can.
    """

    message: str
    advice: str
    path: Path = ()
    on: Literal["key", "value"] = "value"
    within: tuple[int, int] | None = None
    span: Span | None = None
    kind: Kind = ""
    fix: Fix | None = None

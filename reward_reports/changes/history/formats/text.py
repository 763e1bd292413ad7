"""For people at a terminal: a block for each revision, the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from reward_reports.base.escaping.colour import Paint, painter
from reward_reports.base.escaping.visible import visible
from reward_reports.changes.comparing.grouping import by_impact
from reward_reports.changes.history.log import RevisionStep
from reward_reports.changes.history.revision import Revision

_WIDTH = 80
_CHANGES = 10
"""How many changes of a revision are shown."""
_LONGEST = 400
"""Characters of a changelog entry's summary that are shown."""


def render(
    revisions: Sequence[Revision], steps: Sequence[RevisionStep], audience: str, *, first: int = 0, colour: bool = False
) -> str:
    """Return the history for a terminal of 80 columns, from the revision at position `first` on."""
    paint = painter(colour)
    blocks = [_block(revisions, steps, at, paint) for at in range(len(revisions) - 1, first - 1, -1)]
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks)


def _block(revisions: Sequence[Revision], steps: Sequence[RevisionStep], at: int, paint: Paint) -> Iterator[str]:
    revision, step = revisions[at], steps[at]
    words = [str(revision.date or ""), f"version {step.version}" if step.version else "", revision.author]
    yield "  ".join([paint(visible(revision.name), "name"), *(visible(word) for word in words if word)])
    if at and revision.placed_by == "commit" and revisions[at - 1].path != revision.path:
        yield from _wrapped(f"renamed from {revisions[at - 1].path} to {revision.path}")
    if step.trouble:
        yield from (paint(line, "warning") for line in _wrapped(step.trouble))
        return
    before = steps[step.against].entry if step.against is not None else None
    if step.entry and step.entry != before:
        yield from _wrapped(shortened(step.entry.summary, _LONGEST))
    if step.against is None:
        yield from _wrapped("the first version that loads" if at else "the first version")
        return
    yield from _wrapped(counted(step) + since(revisions, step, at))
    yield from _changes(step)


def _changes(step: RevisionStep) -> Iterator[str]:
    """List the weightiest, new words last among those of one impact: they tell least about what changed."""
    groups = by_impact(step.changes).values()
    ordered = [change for group in groups for change in sorted(group, key=lambda one: one.kind == "prose")]
    for change in ordered[:_CHANGES]:
        yield from _wrapped(change.summary, f"    {change.impact:<14} ")
    if len(ordered) > _CHANGES:
        yield f"    … {len(ordered) - _CHANGES} more; --format json shows all"


def _wrapped(text: str, indent: str = "    ") -> list[str]:
    words = visible(" ".join(text.split()))
    return wrap(words, _WIDTH, initial_indent=indent, subsequent_indent=" " * len(indent)) or [indent.rstrip()]


def shortened(text: str, longest: int) -> str:
    """Return the first characters of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def counted(step: RevisionStep) -> str:
    """Return how many changes there are: `3 changes: 1 reward, 2 editorial`."""
    number = len(step.changes)
    if not number:
        return "no change in content"
    parts = ", ".join(f"{len(group)} {impact}" for impact, group in by_impact(step.changes).items())
    return f"{number} change{'' if number == 1 else 's'}: {parts}"


def since(revisions: Sequence[Revision], step: RevisionStep, at: int) -> str:
    """Return since when, where revisions in between do not load."""
    return "" if step.against in (None, at - 1) else f" (since {revisions[step.against].name})"

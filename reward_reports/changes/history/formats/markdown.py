"""For a page or a comment: a heading for each revision, its changes as a list. No text of a report acts as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reward_reports.base.escaping.markdown import escape, escape_line
from reward_reports.changes.comparing.grouping import by_impact
from reward_reports.changes.history.formats.text import counted, shortened, since
from reward_reports.changes.history.log import RevisionStep
from reward_reports.changes.history.revision import Revision

_LONGEST = 2000
"""Characters of a changelog entry's summary that are shown."""


def render(
    revisions: Sequence[Revision], steps: Sequence[RevisionStep], audience: str, *, first: int = 0, colour: bool = False
) -> str:
    """Return the history as Markdown, from the revision at position `first` on."""
    title = next((step.title for step in reversed(steps) if step.title), revisions[-1].path)
    parts = [f"# History of {escape(shortened(title, 200))}"]
    for at in range(len(revisions) - 1, first - 1, -1):
        parts += _section(revisions, steps, at)
    return "\n\n".join(parts) + "\n"


def _section(revisions: Sequence[Revision], steps: Sequence[RevisionStep], at: int) -> Iterator[str]:
    revision, step = revisions[at], steps[at]
    head = [f"Version {step.version}" if step.version else revision.name, str(revision.date or "")]
    yield "## " + ", ".join(escape(shortened(word, 100)) for word in head if word)
    yield escape_line(
        " ".join(word for word in (revision.name, "by " + revision.author if revision.author else "") if word)
    )
    if step.trouble:
        yield escape_line(step.trouble)
        return
    before = steps[step.against].entry if step.against is not None else None
    if step.entry and step.entry != before:
        yield "> " + escape_line(shortened(step.entry.summary, _LONGEST))
    if step.against is None:
        yield "The first version" + (" that loads." if at else ".")
        return
    yield f"**{escape(counted(step) + since(revisions, step, at))}**"
    if step.changes:
        yield "\n".join(
            f"- {impact}: {escape(change.summary)}"
            for impact, changes in by_impact(step.changes).items()
            for change in changes
        )

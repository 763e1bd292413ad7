"""What a drafted changelog entry says: facts from the changes, and a mark where only the author can know."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from reward_reports.base.sentences import sentence
from reward_reports.changes.comparing.grouping import by_impact, fields_changed, seen_by
from reward_reports.linting.extract.version_order import same_version, version_of
from reward_reports.report.model.placeholders import DRAFTED
from reward_reports.report.text_edits import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reward_reports.changes.comparing.change import Change
    from reward_reports.linting.context import Context

EntryDraft: TypeAlias = list[tuple[str, str]]
"""The keys of an entry with their values as YAML on one line."""

_MOST_SENTENCES = 5
"""How many changes the summary tells; the rest are counted."""
_LONGEST = 160
_METRICS = ("optimization_intent.performance_metrics", "optimization_intent.oversight_metrics")
_OF_METRICS = frozenset({"added", "removed", "redefined", "moved", "renamed"})


def draft(context: Context, changes: Sequence[Change]) -> EntryDraft | None:
    """Return an entry for changes, or None where no version follows from the one there is."""
    version = next_version(context)
    if version is None:
        return None
    kind = _kind(changes)
    return [
        ("id", quoted(_id(context, version))),
        ("version", f'"{version}"'),
        ("date", context.today.isoformat()),
        *([("kind", kind)] if kind else []),
        ("summary", quoted(_summary(context, changes))),
        ("motivation", quoted(f"{DRAFTED}: say why, and what you expect of it")),
        ("fields_changed", f"[{', '.join(fields_changed(changes))}]"),
    ]


def next_version(context: Context) -> str | None:
    """Return the version that the author has already changed, or the one after the present; None where it has no numbers."""
    present = context.report.report.version
    if not any(same_version(entry.version, present) for _, entry in context.entries) and _is_new(context, present):
        return present if '"' not in present and "\\" not in present else None
    if version_of(present) is None:
        return None
    head, dot, last = present.strip().rpartition(".")
    if not dot:
        return f"{present.strip()}.1"
    return f"{head}.{int(last) + 1}"


def _is_new(context: Context, version: str) -> bool:
    """Whether the author has raised the version since the base; without a base nobody can tell."""
    return context.compares and not same_version(version, context.base_report.report.version)


def _id(context: Context, version: str) -> str:
    taken = {entry.id for _, entry in context.entries}
    plain = "v" + "".join(char if char.isascii() and char.isalnum() else "-" for char in version.lstrip("vV"))
    return next(
        name for number in range(1, len(taken) + 2) if (name := plain + f"-{number}" * (number > 1)) not in taken
    )


def _kind(changes: Sequence[Change]) -> str:
    """Guess the kind; "" where nothing tells."""
    if any(_of_reward(change) for change in changes):
        return "reward_change"
    if any(change.field in _METRICS and change.kind in _OF_METRICS for change in changes):
        return "metric_change"
    return "correction" if all(change.kind == "prose" for change in changes) else ""


def _of_reward(change: Change) -> bool:
    return change.path[-1:] == ("code",) or (change.field == "implementation.reward_details" and change.kind != "prose")


def _summary(context: Context, changes: Sequence[Change]) -> str:
    """Tell the weightiest changes, and nothing that readers of the changelog may not read."""
    seen = seen_by(changes, context.report.system_maintenance.changelog.audience)
    ordered = [change for group in by_impact(seen).values() for change in group]
    sentences = [_sentence(change) for change in ordered[:_MOST_SENTENCES]]
    more = len(ordered) - len(sentences)
    return " ".join(sentences + ([f"And {more} more {'change' if more == 1 else 'changes'}."] if more else []))


def _sentence(change: Change) -> str:
    text = " ".join(change.summary.split())
    return sentence(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")

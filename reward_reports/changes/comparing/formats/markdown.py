"""For a comment on a pull request: a table by impact, then each change. No text of a report acts as Markdown there."""

from __future__ import annotations

from collections.abc import Iterable

from reward_reports.base.escaping.markdown import escape
from reward_reports.changes.comparing.change import IMPACTS, Change, Impact
from reward_reports.changes.comparing.comparison import Comparison, Side
from reward_reports.changes.comparing.data_lines import lines_of
from reward_reports.changes.comparing.formats.values import HEADINGS, numbers_changed, total, warnings
from reward_reports.changes.comparing.words import Word

_LIMIT = 60_000
"""Characters: GitHub takes a comment of at most 65,536, GitLab of a million."""
_RESERVE = 1_000
_LONGEST = 600
"""Characters of a value that are shown."""
_AROUND = 60
"""Characters that stayed, shown on either side of those that changed."""


def render(comparison: Comparison, *, limit: int = _LIMIT) -> str:
    """Return the comparison as GitHub flavoured Markdown.

    Args:
        comparison: what to show.
        limit: how many characters there may be; what is left out is said.
    """
    parts = [
        f"## {escape(_cut(comparison.new.title, 200))}",
        f"{_named(comparison.old)} → {_named(comparison.new)}",
        f"**{total(comparison)}.**",
    ]
    parts += [f"⚠️ **{sentence}.**" for sentence in warnings(comparison)]
    if comparison.changes:
        parts.append(_table(comparison))
    room = limit - _RESERVE - sum(map(len, parts))
    shown = 0
    for impact, changes in comparison.groups.items():
        items = list(_fitting([_item(change) for change in changes], room - 200))
        if items:
            parts.append(f"### {HEADINGS[impact]}\n\n" + "\n".join(items))
            room -= len(parts[-1]) + 2
        shown += len(items)
        if len(items) < len(changes):
            break
    if shown < len(comparison.changes):
        parts.append(
            f"**Only {shown} of {len(comparison.changes)} changes are shown, the most important first, because there is no room for more.**"
        )
    return "\n\n".join(parts) + "\n"


def _fitting(items: Iterable[str], room: int) -> Iterable[str]:
    for item in items:
        room -= len(item) + 1
        if room < 0:
            return
        yield item


def _named(side: Side) -> str:
    dated = f", {escape(side.date)}" if side.date else ""
    return f"{escape(_cut(side.name, 200))} (version {escape(_cut(side.version, 60))}{dated})"


def _table(comparison: Comparison) -> str:
    rows = [_row(impact, comparison) for impact in IMPACTS]
    return "\n".join(["| Touches | Changes | Loosened | Fields |", "| :--- | ---: | ---: | :--- |", *rows])


def _row(impact: Impact, comparison: Comparison) -> str:
    changes = comparison.groups.get(impact, ())
    names = list(dict.fromkeys(change.field for change in changes))
    fields = ", ".join(escape(name) for name in names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
    loosened = sum(change.kind == "loosened" for change in changes)
    return f"| {HEADINGS[impact]} | {len(changes)} | {loosened} | {fields} |"


def _item(change: Change) -> str:
    lines = [f"- **{change.kind.replace('_', ' ')}** {escape(change.summary)}", *_details(change)]
    return "<br>".join(lines)


def _details(change: Change) -> list[str]:
    if change.words:
        return [_marked(change.words)]
    sides = zip(change.named, ("del", "ins"), strict=True)
    return [
        f"<{tag}>{escape(_cut(' '.join('; '.join(lines_of(value)).split()), _LONGEST))}</{tag}>"
        for value, tag in sides
        if isinstance(value, dict | list) or (isinstance(value, str) and len(value) > _AROUND)
    ]


def _marked(words: tuple[Word, ...]) -> str:
    """Return the words of a text, those that went struck through, those that came underlined."""
    marked, room = "", 2 * _LONGEST
    for op, text in words:
        if room <= 0:
            numbers = numbers_changed(words)
            return f"{marked} … {escape(numbers)}".rstrip()
        shown = _near(text) if op == "same" else _cut(text, _LONGEST)
        room -= len(shown)
        inner = escape(" ".join(shown.split()))
        marked += (
            f"{inner} "
            if op == "same"
            else f"<{'del' if op == 'removed' else 'ins'}>{inner}</{'del' if op == 'removed' else 'ins'}> "
        )
    return marked.rstrip()


def _near(text: str) -> str:
    return text if len(text) <= 2 * _AROUND + 5 else f"{text[:_AROUND]} … {text[-_AROUND:]}"


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"

"""What a field or a key is about, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reward_reports.report.schema.example import example_of
from reward_reports.report.schema.keys import Key, all_keys, own_keys


def find_keys(asked_for: str) -> list[Key]:
    """Return the keys that somebody may mean by a word: its path, the end of it, or a title.

    Args:
        asked_for: `performance_metrics`, `optimization_intent.performance_metrics`, `Legacy System(s)`, `pay`.
    """
    wanted = asked_for.strip().lower()
    titled = [key for key in all_keys() if key.guide and wanted in (key.guide.paper.lower(), key.guide.builder.lower())]
    if titled:
        return titled
    named = wanted.replace(" ", "_").replace("-", "_")
    exact = [key for key in all_keys() if named in (key.dotted, ".".join(key.path))]
    return exact or [key for key in all_keys() if key.dotted.endswith("." + named)]


def names() -> list[str]:
    """Return every word that `find_keys` understands, for guesses at a misspelt one."""
    known = {key.name for key in all_keys()} | {key.dotted for key in all_keys()}
    return sorted(known | {title for key in all_keys() if key.guide for title in (key.guide.paper, key.guide.builder)})


def key_in_markdown(key: Key, level: int = 1, *, example: bool = True) -> str:
    """Return all that is known about a key, as Markdown.

    Args:
        key: the key.
        level: the level of the heading.
        example: whether to add YAML to copy.
    """
    guide = key.guide
    parts = [
        f"{'#' * level} {guide.paper if guide else key.name}",
        f"`{key.dotted}` – {key.kind}{', needed' if key.needed else ''}",
        key.meaning + _since(key),
    ]
    if guide:
        if guide.builder != guide.paper:
            parts.append(f"In the layout of the web builder: {guide.builder}.")
        parts.append("\n".join(f"- {question}" for question in guide.questions))
        parts.append(f"Written by {guide.writer}; read by {guide.reader}.")
    parts += _tables(key)
    if example:
        parts.append(f"To copy:\n\n```yaml\n{example_of(key)}```")
    return "\n\n".join(parts) + "\n"


def key_as_data(key: Key) -> dict[str, Any]:
    """Return all that is known about a key, as data for JSON."""
    guide, model = key.guide, key.inner
    guidance = {
        "title": guide.paper,
        "title_in_builder": guide.builder,
        "questions": list(guide.questions),
        "writer": guide.writer,
        "reader": guide.reader,
    } if guide else {}  # fmt: skip
    inner = [] if model is None else [_plain(one, name) for one, name in _inside(own_keys(model, key.path))]
    return {**_plain(key, key.dotted), **guidance, "keys": inner, "example": example_of(key)}


def _plain(key: Key, name: str) -> dict[str, Any]:
    return {
        "key": name,
        "type": key.kind,
        "needed": key.needed,
        "meaning": key.meaning,
        "since": key.since,
        "values": key.choices,
    }


def _tables(key: Key) -> list[str]:
    lines = []
    if key.choices:
        lines.append(_table(("value", "meaning"), [(f"`{value}`", meaning) for value, meaning in key.choices.items()]))
    model = key.inner
    if model is not None:
        rows = [_row(one, name) for one, name in _inside(own_keys(model, key.path))]
        if rows:
            lines.append(_table(("key", "type", "meaning"), rows))
    return lines


def _inside(keys: Iterable[Key], prefix: str = "") -> Iterator[tuple[Key, str]]:
    """Give each key and each key inside it, with its name from here; the entries of a register stand for themselves."""
    for key in sorted(keys, key=lambda one: one.name == "items"):
        if key.name != "items":
            yield key, f"{prefix}{key.name}"
        if key.inner is not None:
            yield from _inside(own_keys(key.inner, key.path), f"{prefix}{key.name}.")


def _row(key: Key, name: str) -> tuple[str, ...]:
    values = f" One of: {', '.join(f'`{value}`' for value in key.choices)}." if key.choices else ""
    return (f"`{name}`", key.kind + (", needed" if key.needed else ""), key.meaning + values + _since(key))


def _since(key: Key) -> str:
    return f" Since format {key.since}." if key.since else ""


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def fields_in_markdown() -> str:
    """Return the reference of all fields, for the documentation."""
    intro = "# Fields\n\nMade from the model by `make generate`. Every field also takes the keys of an answer, which come last.\n\n"
    fields = [key for key in all_keys() if key.guide]
    frame = [key for key in all_keys() if key.path[0] == "answer"]
    answer = (
        "## The keys of every answer\n\n"
        + _table(("key", "type", "meaning"), [_row(key, key.name) for key in frame])
        + "\n"
    )
    return intro + "\n".join(key_in_markdown(key, 2, example=False) for key in fields) + "\n" + answer

"""For people at a terminal: the changes by what they touch, words that went in [-…-] and words that came in {+…+}."""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.escaping.colour import Paint, Style, painter
from reward_reports.base.escaping.visible import visible
from reward_reports.changes.comparing.change import Change, ChangeKind
from reward_reports.changes.comparing.comparison import Comparison, Side
from reward_reports.changes.comparing.data_lines import lines_of
from reward_reports.changes.comparing.formats.values import HEADINGS, numbers_changed, total, warnings
from reward_reports.changes.comparing.words import Word

_WIDTH = 80
_INDENT = " " * 13
_LINES, _WORD_LINES = 12, 40
"""How many lines of a value are shown, and of the words of a text that changed."""
_AROUND = 6
"""How many words that stayed are shown beside those that changed."""

_PART = 40
"""How many characters of a word that stayed, without a space in it, are shown."""

_STYLES: dict[ChangeKind, Style] = {
    "loosened": "error",
    "removed": "warning",
    "disclosure": "warning",
    "status": "warning",
    "redefined": "warning",
    "moved": "warning",
    "held_back": "warning",
    "tightened": "help",
    "added": "help",
}

Piece = tuple[str, Style | None]


def render(comparison: Comparison, *, colour: bool = False) -> str:
    """Return the changes for a terminal of 80 columns.

    Args:
        comparison: what to show.
        colour: whether to use colours of the terminal.
    """
    paint = painter(colour)
    lines = [*_head("from", comparison.old), *_head("to", comparison.new), f"{total(comparison)}."]
    lines += [paint(f"{sentence}.", "error") for sentence in warnings(comparison)]
    for impact, changes in comparison.groups.items():
        lines += ["", paint(f"{impact}: {HEADINGS[impact].lower()}", "name")]
        for change in changes:
            lines += _block(change, paint)
    return "".join(f"{line}\n" for line in lines)


def _head(word: str, side: Side) -> list[str]:
    dated = f", {side.date}" if side.date else ""
    return _wrapped([(part, None) for part in _split(f"{side.name}, version {side.version}{dated}")], f"{word:<4} ")


def _block(change: Change, paint: Paint) -> Iterator[str]:
    head = f"  {paint(f'{change.kind:<10}', _STYLES.get(change.kind, 'info'))} "
    lines = _wrapped([(part, None) for part in _split(change.summary)], _INDENT)
    yield head + lines[0].removeprefix(_INDENT)
    yield from lines[1:]
    body, most = list(_body(change, paint)), _WORD_LINES if change.words else _LINES
    yield from body[:most]
    if len(body) > most:
        yield f"{_INDENT}… {len(body) - most} more lines; --format html shows all"
        numbers = numbers_changed(change.words)
        yield from _wrapped([(part, None) for part in _split(numbers)], _INDENT) if numbers else ()
    yield from _wrapped([(part, "faint") for part in _split(change.field)], _INDENT, paint)


def _body(change: Change, paint: Paint) -> Iterator[str]:
    """Give the lines that the summary has no room for."""
    old, new = change.named
    value = old if new is None else new
    if change.words:
        yield from _wrapped(list(_marked(change.words)), _INDENT, paint)
    elif change.kind in ("added", "removed") and (isinstance(value, dict | list) or len(str(value)) > 60):
        for line in lines_of(value):
            yield from _wrapped([(part, None) for part in _split(line)], _INDENT)
    elif isinstance(old, dict | list) and isinstance(new, dict | list):
        for sign, side in (("-", old), ("+", new)):
            for line in lines_of(side):
                yield from _wrapped([(part, None) for part in _split(f"{sign} {line}")], _INDENT)


def _marked(words: tuple[Word, ...]) -> Iterator[Piece]:
    """Give the words of a text with those that went and came in brackets, far from which nothing is shown."""
    for number, (op, text) in enumerate(words):
        parts = _split(text)
        if op == "same":
            yield from ((part, None) for part in _near(parts, first=number == 0, last=number == len(words) - 1))
        elif parts:
            (start, end), style = (("[-", "-]"), "error") if op == "removed" else (("{+", "+}"), "help")
            parts[0], parts[-1] = start + parts[0], parts[-1] + end if len(parts) > 1 else start + parts[0] + end
            yield from ((part, style) for part in parts)  # type: ignore[misc]


def _near(parts: list[str], *, first: bool, last: bool) -> list[str]:
    before, after = ([] if last else parts[-_AROUND:]), ([] if first else parts[:_AROUND])
    if len(parts) > len(before) + len(after):
        return [*map(_start, after), "…", *map(_end, before)]
    if len(parts) == 1 and not first and not last:
        return parts if len(parts[0]) <= 2 * _PART else [f"{_start(parts[0])} {_end(parts[0])}"]
    return list(map(_start if last else _end, parts))


def _start(part: str) -> str:
    return part if len(part) <= _PART else f"{part[:_PART]}…"


def _end(part: str) -> str:
    return part if len(part) <= _PART else f"…{part[-_PART:]}"


def _split(text: str) -> list[str]:
    return [visible(word) for word in text.split()]


def _wrapped(pieces: list[Piece], indent: str, paint: Paint | None = None) -> list[str]:
    """Return words on lines of at most 80 characters; a longer word is cut."""
    lines: list[list[Piece]] = [[]]
    room = 0
    for text, style in pieces:
        for piece in _cut(text):
            if len(piece) + 1 > room:
                lines.append([])
                room = _WIDTH - len(_INDENT) + 1
            lines[-1].append((piece, style))
            room -= len(piece) + 1
    painted = (" ".join(paint(text, style) if paint and style else text for text, style in line) for line in lines[1:])
    return [f"{indent if not number else _INDENT[: len(indent)]}{line}" for number, line in enumerate(painted)] or [
        indent.rstrip()
    ]


def _cut(text: str) -> list[str]:
    width = _WIDTH - len(_INDENT)
    return [text[at : at + width] for at in range(0, len(text), width)]

"""A piece of code that a report names: its digest and where it stands."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from reward_reports.runs.bound.errors import UnreadableError

MOST = 200_000
"""Bytes of the largest file that is read. Python 3.11 needs seconds for the worst one of this size, later versions one."""
PYTHON, TEXT = KINDS = ("python1-", "text1-")
"""What digests begin with: of what they are, and the version of how they are made."""
NOTEBOOK = ".ipynb"
_DIGITS = 40


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A piece of code.

    Attributes:
        digest: begins with one of `KINDS`; of what it does where that is known, else of its text.
        first: its first line, from 1.
        last: its last line.
        uses: what it uses of its own file, and the line where that is defined.
    """

    digest: str
    first: int
    last: int
    uses: tuple[tuple[str, int], ...] = ()


def read_code(raw: bytes, path: str, symbol: str | None) -> FoundCode:
    """Find a piece of code in a file, without running any of it.

    Args:
        raw: the bytes of the file.
        path: its name; one in `.py` or `.pyi` is parsed as Python, and of one in `.ipynb` the code cells are.
        symbol: in Python a name such as `Rewards.score`, else the name of two markers; None for the whole file.

    Raises:
        UnreadableError: if the file cannot be read as such code.
        NotFoundError: if the symbol is not in it, or not once.
    """
    text = decode(raw)
    if path.lower().endswith((".py", ".pyi")):
        return _python(text, path, symbol)
    if path.lower().endswith(NOTEBOOK):
        from reward_reports.runs.bound.notebook import code_of

        return _python(code_of(text), path, symbol)
    return _text(text, symbol)


def decode(raw: bytes) -> str:
    """Return the text of a bound file with `\\n` at the end of its lines.

    Raises:
        UnreadableError: if it is too large or not UTF-8.
    """
    if len(raw) > MOST:
        raise UnreadableError(f"is larger than {MOST:,} bytes", "Keep what the report is bound to in a file of its own")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"is not UTF-8: byte {error.start + 1}", "Save the file as UTF-8") from error


def _python(text: str, path: str, symbol: str | None) -> FoundCode:
    from reward_reports.runs.bound.canonical import digest_of
    from reward_reports.runs.bound.python_code import digest_symbol, find_symbol, lines_of, parse

    tree = parse(text)
    if not symbol:
        return FoundCode(PYTHON + digest_of([tree])[:_DIGITS], 1, text.count("\n") + (not text.endswith("\n")) or 1)
    uses, used = find_symbol(tree, path, symbol)
    where = tuple((name, lines_of(others)[0]) for name, others in used.items())
    return FoundCode(PYTHON + digest_symbol(uses, used)[:_DIGITS], *lines_of(uses), where)


def _text(text: str, symbol: str | None) -> FoundCode:
    from reward_reports.runs.bound.marked_text import between_markers

    lines = text.removesuffix("\n").split("\n")
    first, last = between_markers(lines, symbol) if symbol else (1, len(lines))
    held = "\n".join(lines[first - 1 : last])
    return FoundCode(TEXT + hashlib.sha256(held.encode()).hexdigest()[:_DIGITS], first, last)

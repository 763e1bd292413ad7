r"""Makes text of a report harmless and honest in a terminal or the log of a CI run.

What would move the cursor, reorder or hide text is written out, as `\x1b` or `\u202e`. So is the `##[` or `##vso[` that
GitHub's and Azure's runners take for a command wherever it stands in a line of the log.
"""

from __future__ import annotations

import re

# Control characters, soft hyphen, directions, invisible and separating characters, lone surrogates, tags and
# non-characters. The joiners U+200C and U+200D stay: emoji and several scripts are spelt with them.
_HIDDEN = (
    "\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f"
)
_UNSAFE = re.compile(f"[{_HIDDEN}]|(?<=#)#(?=\\[|[A-Za-z]+\\[)")
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def visible(text: str) -> str:
    """Return a text on one line with everything unsafe written out."""
    if text.isascii() and text.isprintable() and "##" not in text:
        return text
    return _UNSAFE.sub(_write_out, text)


def visible_name(name: str) -> str:
    """Return a file's name so that a line of a log can begin with it: `::` there is a command to GitHub's runner."""
    return visible(f"./{name}" if name.lstrip().startswith("::") else name)


def unsafe_characters(text: str) -> dict[int, str]:
    """Return the places of what `visible` writes out, and how."""
    if text.isascii() and text.isprintable() and "##" not in text:
        return {}
    return {match.start(): _write_out(match) for match in _UNSAFE.finditer(text)}


def _write_out(match: re.Match[str]) -> str:
    character = match[0]
    if character in _SHORT:
        return _SHORT[character]
    number = ord(character)
    if number <= 0xFF:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"

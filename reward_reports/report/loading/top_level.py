"""A text taken apart at the keys of its top level, so that each part can be read as a file of its own.

That gives what the whole text gives as long as every part is a mapping of one key that begins its line, and none of them names
what stands in another. Where that is not certain, the text has no parts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reward_reports.report.loading.parsing import Limits

_KEY = re.compile(r"^[A-Za-z_][\w-]*:(?=\s)", re.MULTILINE | re.ASCII)
_BEFORE_KEYS = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*")
"""Empty lines and comments."""
_OLD_END = re.compile(r"\r(?!\n)")
_ANCHOR = re.compile(r"(?<!\w)&\S", re.ASCII)


def parts_of(text: str, limits: Limits) -> list[str]:
    """Return the stretches of a text that begin with a key of its top level; none where a part may not stand for itself.

    The caller makes sure that each part holds one key.

    Args:
        text: YAML.
        limits: how much is read of a file; a text that may hold more has no parts.
    """
    # A key or value has a character at least: so many characters cannot hold more of them than is read.
    if len(text) > limits.max_nodes or _is_uncertain(text):
        return []
    starts = [match.start() for match in _KEY.finditer(text)]
    if not starts or not _BEFORE_KEYS.fullmatch(text, 0, starts[0]):
        return []
    starts[0] = 0
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _is_uncertain(text: str) -> bool:
    """Whether a document begins or ends in the text, an anchor stands in it, or an old end of a line."""
    return (
        text.startswith("---")
        or "\n---" in text
        or "\n..." in text
        or ("\r" in text and _OLD_END.search(text) is not None)
        or ("&" in text and _ANCHOR.search(text) is not None)
    )

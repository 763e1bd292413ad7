"""Tells raw HTML from the other things people write between `<` and `>`."""

from __future__ import annotations

import re

from reward_reports.linting.extract.patterns import lazy

_TAG = lazy(
    r"(?<!\\)<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s+[^<>]*)?)/?>|(?<!\\)<!--|<!DOCTYPE\b|<!\[CDATA\[", re.IGNORECASE
)
_ATTRIBUTE = lazy(r"\s[A-Za-z_:][\w:.-]*\s*=\s*[\"'\w#/]")
_QUOTED = lazy(r"\s[A-Za-z_:][\w:.-]*\s*=\s*[\"']")
_PLAIN = frozenset(
    "abbr applet base blockquote body br button canvas center col colgroup dd del details div dl dt em embed fieldset "
    "figcaption font form frame frameset h1 h2 h3 h4 h5 h6 head hr html iframe img ins kbd li link marquee meta nobr "
    "noscript object ol param pre script small span strike strong style sub sup svg table tbody td template textarea "
    "tfoot th thead tr tt ul video wbr xmp".split()
)
"""Names that nobody writes between angle brackets without meaning HTML."""
_LETTERS = frozenset("abipqu")
"""Tags that are HTML only where they are closed: `<a>` alone may be an action."""
_ACTIVE = frozenset(
    {"script", "style", "iframe", "object", "embed", "applet", "svg", "img", "form", "meta", "link", "base"}
)


def find_html(text: str) -> tuple[int, int, str] | None:
    """Return where the first raw HTML of a text begins and ends, and what to call it; None if there is none.

    `<user_id, movie_id>`, `<https://…>`, `a < b` and a lone `<s>` are none.
    """
    if "<" not in text:
        return None
    closed = {letter for letter in _LETTERS if f"</{letter}>" in text and f"<{letter}" in text}
    for match in _TAG.finditer(text):
        name = (match[2] or "").lower()
        if not name:
            return match.start(), match.end(), match[0][1:]
        if _is_html(name, match[3], closed):
            return match.start(), match.end(), f"{match[1]}{name}>"
    return None


def _is_html(name: str, rest: str, closed: set[str]) -> bool:
    if rest.strip(" \t\n/"):
        attribute = _ATTRIBUTE if name in _PLAIN or name in _LETTERS else _QUOTED
        return name in _ACTIVE or attribute.search(rest) is not None
    return name in _PLAIN or name in closed

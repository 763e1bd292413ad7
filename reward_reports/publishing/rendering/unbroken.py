"""Lines that break where a reader would: no text between a number and its `%`, no heading inside a name such as CA-24."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_PERCENT = re.compile(r"(?<=\d) (?=%)")
_PARTS = re.compile(r"<[^>]*>|(?P<name>(?<![\w-])\w+(?:-[\w.]*\w)+(?![\w-]))")
_LONGEST = 20
"""Letters of a name that fits on one line of a phone."""


def unparted(text: str) -> str:
    """Return a text in which no line breaks between a number and its `%`."""
    return _PERCENT.sub("\N{NO-BREAK SPACE}", text)


def unbroken(heading: str) -> Markup:
    """Return a heading as HTML in which a short name with a hyphen and a digit stays on one line, as does `21 %`."""
    return Markup(_PARTS.sub(_whole, unparted(escape(heading))))  # noqa: S704 it is escaped, and only our own element is added


def _whole(found: re.Match[str]) -> str:
    name = found["name"] or ""
    is_kept = len(name) <= _LONGEST and any(map(str.isdigit, name))
    return f'<span class="unbroken">{name}</span>' if is_kept else found[0]

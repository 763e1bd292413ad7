"""Text of a report inside Markdown, without any of it acting as Markdown."""

from __future__ import annotations

import re

from reward_reports.base.escaping.visible import visible

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MARKS = re.compile(r"[\\`*_{}\[\]#|~!$&<>]")
_BREAK = "&#8203;"
# What GitHub and GitLab make a link of after Markdown is done, where no backslash helps.
_LINKS = re.compile(r"[@#](?=\S)|:(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_START = re.compile(r"\A(?:\d+(?=[.)])|(?=[-+=]))")


def escape(text: str) -> str:
    """Return a text as Markdown that shows exactly it: no markup, HTML, link, mention or reference."""
    return _LINKS.sub(lambda match: match[0] + _BREAK, _MARKS.sub(_mark, visible(text)))


def escape_line(text: str) -> str:
    """Return what `escape` does, for a text that stands alone on a line: it begins no list, rule or underline either."""
    return _START.sub(r"\g<0>\\", escape(text).lstrip())


def _mark(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[0], f"\\{match[0]}")

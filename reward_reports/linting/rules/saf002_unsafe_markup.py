"""A link runs a program or opens a local file, or prose holds raw HTML.

A report is shown to strangers by many tools, not all of which are careful: `javascript:` runs in their browser, and
HTML that one renderer shows as text is executed by another. Use Markdown; put characters that are meant as they stand
in backticks.

Bad:
```yaml
system_details:
  other_resources:
    - {id: site, title: The site, url: "javascript:alert(1)"}
```

Bad:
```yaml
evaluation:
  evaluation_validity: It works <b>well</b>.
```

Good:
```yaml
evaluation:
  evaluation_validity: Ratings arrive as <user_id, movie_id>, the stop token is `</s>`, and *x* < 3 holds.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.addresses import addresses, prose
from reward_reports.linting.extract.html_tags import find_html
from reward_reports.linting.extract.paths import long_form
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule

RULE = Rule("SAF002", "unsafe-markup", "error", level="minimal")
_SCHEME = lazy(r"(?:javascript|vbscript|livescript|data|file):", re.IGNORECASE)
_AUTOLINK = lazy(r"<((?:javascript|vbscript|livescript|data|file):[^<>\s]*)>", re.IGNORECASE)
_HIDING = lazy(r"[\s\x00-\x20\x7f-\xa0\u200b-\u200f\u2060\ufeff]+")


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each unsafe address, and for the first raw HTML of each text."""
    for path, url, within, _ in addresses(context):
        if not url.startswith("http") and (scheme := _unsafe(url)):
            yield _unsafe_link(scheme, path, within)
    if "<" in context.document.text and _may_hold_tags(context.document.text):
        for path, text in prose(context, "<"):
            yield from _in_prose(long_form(path), text)


def _in_prose(path: tuple[str | int, ...], text: str) -> Iterator[Problem]:
    for link in _AUTOLINK.finditer(text):
        yield _unsafe_link(link[1].partition(":")[0].lower(), path, link.span(1))
    span = find_html(text)
    if span:
        yield Problem(
            f"the text contains raw HTML: {text[span[0] : span[0] + 1]}{span[2]}",
            "Use Markdown, or put it in backticks if the characters themselves are meant",
            path,
            within=span[:2],
        )


def _unsafe(url: str) -> str | None:
    """Return the scheme of an address if it is unsafe, however it is disguised."""
    if "&" in url or "%" in url:
        from html import unescape
        from urllib.parse import unquote

        url = unquote(unescape(url))
    match = _SCHEME.match(_HIDING.sub("", url))
    return match[0][:-1].lower() if match else None


def _unsafe_link(scheme: str, path: tuple[str | int, ...], within: tuple[int, int]) -> Problem:
    return Problem(
        f"a link with the scheme {scheme}: is not safe to show",
        "Link a web page (https:) or a file beside the report by its relative path",
        path,
        within=within,
    )


def _may_hold_tags(text: str) -> bool:
    at = text.find("<")
    while at >= 0:
        following = text[at + 1 : at + 2]
        if following.isalpha() or following in ("/", "!"):
            return True
        at = text.find("<", at + 1)
    return False

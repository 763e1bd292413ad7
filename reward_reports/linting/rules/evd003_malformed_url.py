"""A web address cannot work as it is written.

Nobody can follow it, so nobody can check what it backs. Addresses break when they are copied across a line's end, or
pasted behind an `https://` that a form had put there already.

Bad:
```yaml
references:
  - {id: card, title: Model card, url: "https://https://example.com/card", accessed: 2026-03-01}
```

Bad:
```yaml
evaluation:
  evaluation_validity: See [the safety data](https://www.example.com/safety impact/hub).
```

Good:
```yaml
references:
  - {id: card, title: Model card, url: "https://web.archive.org/web/2023/https://example.com/card", accessed: 2026-03-01}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Edit, Fix, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.addresses import addresses, exact_span
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule

RULE = Rule("EVD003", "malformed-url", "error", level="minimal")
_WELL = lazy(r"https?://[A-Za-z0-9](?:[A-Za-z0-9-]*\.)+[A-Za-z]{2,}(?:[/?#][!-;=?-~]*)?\Z")
"""What nearly every address looks like; what fits is looked at no further."""
_TWICE = lazy(r"(?:https?:/*)*(?=https?:)", re.IGNORECASE)
_WEB = lazy(r"https?:", re.IGNORECASE)
_HOST = lazy(
    r"https?://(?:[^/?#@\s]*@)?(?:\[[0-9a-f:.]+\]|[^\s/?#:.]+(?:\.[^\s/?#:.]+)*\.?)(?::\d{1,5})?(?:[/?#]|\Z)",
    re.IGNORECASE,
)
_NO_SCHEME = lazy(r"www\.[\w-]+\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov)(?:/|\Z)", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each such address in a field made for one or in a link."""
    for path, url, (start, _), in_prose in addresses(context):
        if _WELL.match(url):
            continue
        fault = _fault(url, in_prose=in_prose)
        if fault is None:
            continue
        message, advice, corrected = fault
        within = (start, start + len(url))
        yield Problem(message, advice, path, within=within, fix=_fix(context, path, within, url, corrected))


def _fault(url: str, *, in_prose: bool) -> tuple[str, str, str | None] | None:
    """Return what is wrong with an address, what to do, and the address as it was meant, if that is sure."""
    bare = url.strip()
    if not _WEB.match(bare):
        if _NO_SCHEME.match(bare) and (not in_prose or bare.lower().startswith("www.")) and "@" not in bare:
            return (
                "the address lacks its https://",
                "Write https:// before it",
                f"https://{bare}" if " " not in bare else None,
            )
        return None
    doubled = _TWICE.match(bare)
    if doubled and doubled[0]:
        corrected = bare[doubled.end() :]
        return (
            "the address begins with its scheme more than once",
            "Keep one https://",
            corrected if _HOST.match(corrected) else None,
        )
    if re.search(r"\s", bare):
        advice = "Write one whole address; write a space in it as %20"
        return "the address contains a space", advice, None
    if not _HOST.match(bare):
        return "the address names no server that could answer", "Copy the address again from the page itself", None
    return None


def _fix(
    context: Context, path: tuple[str | int, ...], within: tuple[int, int], url: str, corrected: str | None
) -> Fix | None:
    span = exact_span(context, path, within, url) if corrected else None
    if span is None or corrected is None:
        return None
    return Fix(f"Write {corrected}", (Edit(span.start, span.end, corrected),))

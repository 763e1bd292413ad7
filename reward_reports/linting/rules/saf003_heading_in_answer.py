"""An answer brings its own headings.

The fields of the report are the headings. Those inside an answer break the outline of every page, the table of contents,
and the way of those who read by headings. Use bold words or a list.

Bad:
```yaml
evaluation:
  evaluation_validity: |
    ## Crowd workers
    They wrote 15 messages each.
```

Good:
```yaml
evaluation:
  evaluation_validity: |
    **Crowd workers.** They wrote 15 messages each.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Edit, Fix, Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.addresses import exact_span, prose
from reward_reports.linting.extract.paths import long_form
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule

RULE = Rule("SAF003", "heading-in-answer", "warning")
_ATX = lazy(r"^ {0,3}(#{1,6}[ \t]+\S[^\n]*)$", re.MULTILINE)
_SETEXT = lazy(r"^ {0,3}(?![-*+>#|]|\d+[.)])(\S[^\n]*)\n {0,3}(?:={3,}|-{3,})[ \t]*$", re.MULTILINE)


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each heading in a text."""
    text = context.document.text
    if "#" in text and _may_hold_headings(text):
        for path, answer in prose(context, "#"):
            yield from _in_text(context, long_form(path), answer, _ATX)
    if b"===" in context.marks or " ---" in text:
        for path, answer in prose(context, "\n"):
            yield from _in_text(context, long_form(path), answer, _SETEXT)


def _in_text(context: Context, path: Path, text: str, heading: re.Pattern[str]) -> Iterator[Problem]:
    for match in heading.finditer(text):
        whole = (match.start(1), match.end())
        span = exact_span(context, path, whole, text[whole[0] : whole[1]])
        words = match[1].strip("# \t")
        yield Problem(
            "an answer brings its own heading",
            "Write the words in bold, or use a list",
            path,
            within=match.span(1),
            fix=Fix("Write it in bold", (Edit(span.start, span.end, f"**{words}**"),), safe=False) if span else None,
        )


def _may_hold_headings(text: str) -> bool:
    """Whether a `#` stands where a heading could begin: a comment at the start of a line is none."""
    at, last = text.find("#"), -1
    while at >= 0:
        if text[at - 1 : at] in ("'", '"') or text[max(at - 2, 0) : at] == "\\n":
            return True
        line = text.rfind("\n", last + 1, at) + 1
        if (line or last < 0) and text[line:at] and not text[line:at].strip():  # the first on its line
            return True
        at, last = text.find("#", at + 1), at
    return False

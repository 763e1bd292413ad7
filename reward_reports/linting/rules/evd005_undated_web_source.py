"""A web source has neither the day it was read nor an archived copy.

Web pages change without notice. Whoever checks the report later needs to know which state of the page the authors saw. A
DOI or an arXiv number names a fixed text and needs no date.

Bad:
```yaml
references:
  - {id: post, title: What we missed, year: 2025, url: "https://openai.com/index/expanding-on-sycophancy/"}
```

Good:
```yaml
references:
  - {id: post, title: What we missed, year: 2025, url: "https://openai.com/index/expanding-on-sycophancy/", accessed: 2026-03-01}
  - {id: paper, title: Reward reports, url: "https://arxiv.org/abs/2204.10817"}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each

RULE = Rule("EVD005", "undated-web-source", "warning")
_FIXED = (
    "doi.org/",
    "arxiv.org/",
    "web.archive.org/",
    "archive.ph/",
    "perma.cc/",
    "aclanthology.org/",
    "hdl.handle.net/",
)


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each reference with an address and no `accessed`, `archived`, `doi` or `arxiv`."""
    for index, source in each(enumerate(context.report.references)):
        if not source.url or source.accessed or source.archived or source.doi or source.arxiv:
            continue
        if not any(host in source.url for host in _FIXED):
            yield Problem(
                f"the web source {source.id} has neither the day it was read nor an archived copy",
                "Add `accessed:` with the day somebody last read it there, or `archived:` with the address of a copy",
                ("references", index, "url"),
            )

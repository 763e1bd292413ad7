"""The owner is a product, or the dates are a single point.

A chatbot cannot be held to account; the people who run it can. And a launch date does not say whether the system still decides about
anybody. Affected people need both answers first of all.

Bad:
```yaml
system_details:
  system_owner: MyCity Chatbot
```

Bad:
```yaml
system_details:
  dates: March 2023
```

Good:
```yaml
system_details:
  system_owner: The city's Office of Technology runs the chatbot; its Department of Small Business Services answers for it.
  dates: {text: Since March 2023., active_from: 2023-03, lifecycle: pilot}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.extract.prose import normalised, shortened
from reward_reports.linting.rule import Rule

RULE = Rule("SUB005", "product-or-point", "warning")
_PRODUCT = lazy(
    r"(?:\A|\s|chat)(?:chat|bot|box|recommender|algorithm|classifier|model|app|website|simulator)\s*\Z", re.IGNORECASE
)
_TITLE_END = lazy(r"[,:;(]|\s[-–—]")
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter)[a-z]*\.?"
_POINT = lazy(
    rf"(?:on |in )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTHS} )?(?:\d{{1,2}}(?:st|nd|rd|th)?,? )?\d{{4}}\.?\s*\Z"
    r"|(?:on |in )?\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?\.?\s*\Z",
    re.IGNORECASE,
)
_MOST_BLANKS = 5
_OWNER: Path = ("system_details", "system_owner", "text")


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for the owner and one for the dates."""
    details = context.report.system_details
    owner = (details.system_owner.text or "").strip().rstrip(".")
    if owner and len(owner) < 60 and details.system_owner.disclosure == "answered" and _is_product(context, owner):
        advice = "Name the people, the office or the company that decides what it optimises and runs it"
        yield Problem(f"the owner, {shortened(owner)!r}, is the system itself", advice, _OWNER)
    dates = details.dates
    if dates.disclosure != "answered" or dates.lifecycle is not None or dates.active_to is not None:
        return
    if dates.active_from is None and dates.text is not None and _POINT.match(dates.text.strip()):
        advice = "Add `active_from`, `active_to` where there is an end, and `lifecycle`"
        message = f"the dates, {shortened(dates.text)!r}, are a single date, not a period"
        yield Problem(message, advice, ("system_details", "dates", "text"))


def _is_product(context: Context, owner: str) -> bool:
    """Whether the owner's whole name is that of the system, and no author belongs to an organisation of that name."""
    if owner.count(" ") > _MOST_BLANKS:
        return False
    words, info = normalised(owner), context.report.report
    if any(words in (normalised(author.affiliation or ""), normalised(author.name)) for author in info.authors):
        return False
    if len(words.split()) <= 4 and _PRODUCT.search(words):
        return True
    return words in (normalised(info.title), normalised(_TITLE_END.split(info.title, maxsplit=1)[0]))

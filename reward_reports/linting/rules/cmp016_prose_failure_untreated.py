"""The text names failure modes and does not say what is done about them.

"It may recommend unsafe routes" does not say whether that still happens, which affected people want to know. "Nothing
is done, because" is also an answer.

Bad:
```yaml
optimization_intent:
  known_failure_modes: The system may recommend unsafe routes, and buses can arrive before their time.
```

Good:
```yaml
optimization_intent:
  known_failure_modes: The system may recommend unsafe routes; a map of closed roads prevents most of them since May 2025.
```

Good:
```yaml
optimization_intent:
  known_failure_modes: It flatters people who are wrong. Nothing is done about it yet; the council decided to accept it for a year.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule

RULE = Rule("CMP016", "prose-failure-untreated", "warning", preview=True)
_SHORT = 30  # characters
_NONE = lazy(
    r"\A\W*(?:none|nothing|see)\b|\b(?:found|saw|noticed|observed|seen) (?:none|nothing|no)\b|\b(?:no|nobody|none|never|not|nothing)\b[^.]{0,200}\b(?:observed|known|seen|found|reported|noticed|looked)\b",
    re.IGNORECASE,
)
_TREATED = lazy(
    r"mitigat|prevent|\bfix(?:e[ds])?\b|address|resolv|solv|correct(?:ed|s|ion)|repair|remed|monitor|\bwatch|check|review|compare|\btested|filter|block(?:ed|s? (?:such|them|it))"
    r"|\bcap(?:s|ped)?\b|limit|clip(?:ped|ping)|alert|warn|alarm|disclaim|guard|barrier|\bkeep|\bhold(?:s|ing)?\b|\bheld\b|retrain|roll(?:ed|s)? back|revert|switch"
    r"|penal|reduc|avoid|handl|accept|tolerat|put up with|nothing (?:is|was) done|reset|overrid|by hand|manual|escalat|appeal|complain|report|feedback|improv"
    r"|ensur|require|\badded|removed|changed|raised|lowered|\bnow\b|\bsince\b|therefore|which is why|\bso (?:new|that|we|the)\b|instead|\bcan (?:call|push|appeal|ask|object|opt)"
    r"|decid|\bplan(?:s|ned)?\b|\bwill\b|\bshould\b|\bmust\b|no longer|in version|mechanism|measures?\b|protect|canned|safeguard|research only",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if failure modes are a text alone that speaks of failures and of no treatment."""
    modes = context.report.optimization_intent.known_failure_modes
    text = modes.text or ""
    if modes.stated or modes.items or len(text) < _SHORT or _NONE.search(text) or _TREATED.search(text):
        return
    yield Problem(
        "the text names failures and does not say what is done about them",
        "Say what is done about each of them, or why nothing is; or list them under `items:` with `status:` and `mitigation:`",
        ("optimization_intent", "known_failure_modes", "text"),
    )

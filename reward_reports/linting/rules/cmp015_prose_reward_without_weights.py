"""The text names several terms of the reward and does not say how they are weighted.

"A mix of speed, comfort and safety" does not say how much speed is worth one collision, which is the decision readers
ask about. Weights, an order of priority, or the words "equally weighted" are enough.

Bad:
```yaml
implementation:
  reward_details: The reward is a mix of speed, comfort and safety.
```

Bad:
```yaml
implementation:
  reward_details: Drivers earn points for each filled seat and lose points for complaints.
```

Good:
```yaml
implementation:
  reward_details: Speed counts 0.7, comfort 0.2 and safety 0.1, as the council decided.
```

Good:
```yaml
implementation:
  reward_details: Safety comes first; speed only counts among trips that are equally safe.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule

RULE = Rule("CMP015", "prose-reward-without-weights", "warning", preview=True)
_PARTS = r"(?:signals|terms|parts?|components?|objectives|goals|scores|criteria|metrics|factors|aims|quantities|judges)"
_WEIGHED = lazy(
    r"\d|[$=+×·]|\bequal|\bsame\b|\bunweighted|as they are|lexicographic|\bproduct\b|\bratio\b|\bmedian\b|\bmean\b|\baverage[ds]?\b|\bminus\b|\bless\b"
    r"|\bplus\b|\btwice\b|\bhalf\b|\bdouble|\btimes\b|per ?cent|%|\bfirst\b|only (?:if|counts?|where)|subject to|constraint|limit|priorit|outweigh"
    rf"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|hundred|thousand)\b(?! {_PARTS}\b)"
    r"|not (?:yet )?(?:public|published|known|disclosed|stated|said)|unknown|undisclosed|secret",
    re.IGNORECASE,
)
"""A value, an order, a way to combine, or the word that none is known."""
_SEVERAL = lazy(
    r"\b(?:mix(?:ture|es)?|blends?|combin\w+|composite|weighted (?:sum|score)|function of|made (?:up )?of|consists? of|composed of|comprises?"
    rf"|takes? into account|depends? on|based on|balanc\w+|trad(?:es?|ing)|sum of|considers?|merg\w+|adds? up|weigh\w*|among them|several"
    rf"|(?:two|three|four|five|six) {_PARTS}|one part)\b[^.;]{{0,300}}(?:,| and | against | off )"
    r"|(?:,| and )[^.;]{0,300}\b(?:merged|combined|added up|blended|mixed|weighed)\b"
    r"|\brewards?\b[^.;,]{0,300},[^.;]{0,300} and |\brewarded for\b[^.;]{0,300} and |\bcredit for\b[^.;]{0,300} and ",
    re.IGNORECASE,
)
_GIVES = lazy(r"\b(?:reward|point|bonus|credit|earn)", re.IGNORECASE)
_TAKES = lazy(r"\b(?:penal|punish|los(?:es?|ing)\b|deduct|subtract)", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if a text is all there is of the reward, names several terms, and neither weighs nor combines them."""
    details = context.report.implementation.reward_details
    text = details.text or ""
    if details.stated or details.items or details.formula or details.combination or _WEIGHED.search(text):
        return
    if _SEVERAL.search(text) or (_GIVES.search(text) and _TAKES.search(text)):
        yield Problem(
            "the reward has several terms, and the text does not say how much each counts",
            "Say how much each term counts and who decided it, or list the terms under `items:`, each with a `weight:`",
            ("implementation", "reward_details", "text"),
        )

"""Pages cannot be in the language of the report: there is no translation of their headings, labels and states.

They stay English, marked as English, around a text in another language. Nothing is wrong with the report; whoever publishes it should
know, and can [add the language](../how-to/languages.md). A code of three letters is reported where BCP 47 has one of two.

Bad:
```yaml
report: {id: shelf, title: Boekenplank, version: "1.0", language: nl}
```

Bad:
```yaml
report: {id: shelf, title: Bücherregal, version: "1.0", language: deu}
```

Good:
```yaml
report: {id: shelf, title: Bücherregal, version: "1.0", language: de-AT}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.catalogues import catalogue_for, languages
from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule

RULE = Rule("CON014", "language-without-translation", "info")
_SHORTER = {
    "ara": "ar",
    "chi": "zh",
    "deu": "de",
    "eng": "en",
    "fra": "fr",
    "fre": "fr",
    "ger": "de",
    "spa": "es",
    "zho": "zh",
}


def check(context: Context) -> Iterator[Problem]:
    """Give one problem if no catalogue fits the language of the report."""
    tag = context.report.report.language
    if tag is None or catalogue_for(tag) is not None:
        return
    first, _, rest = tag.partition("-")
    if first.lower() in _SHORTER:
        shorter = "-".join(filter(None, (_SHORTER[first.lower()], rest)))
        message, advice = f"the language {tag} has a shorter code", f"Write `language: {shorter}`"
    else:
        message = f"pages are not translated into {tag}: their headings and labels stay English"
        advice = f"There are translations for {', '.join(languages())}; keep the tag if the report is in {tag}"
    yield Problem(message, advice, ("report", "language"))

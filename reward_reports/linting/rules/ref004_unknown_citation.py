"""A citation in prose names a source that is not among the references.

A statement with a citation looks backed. If the source cannot be found, the reader is asked to trust something that is
not there. The keys of the `bibliography` count too; where that file cannot be read, nothing is said.

Bad:
```yaml
implementation:
  algorithmic_details: The policy was trained with TRPO [@schulman2015].
```

Good:
```yaml
implementation:
  algorithmic_details: The policy was trained with TRPO [see @schulman2015, p. 3].
references:
  - {id: schulman2015, title: Trust Region Policy Optimization, year: 2015, arxiv: "1502.05477"}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.addresses import prose
from reward_reports.linting.extract.paths import long_form
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.extract.pointers import ANY_ID
from reward_reports.linting.extract.prose import closest
from reward_reports.linting.rule import Rule
from reward_reports.report.model.citing import BRACKETS, CITED, cited_id

RULE = Rule("REF004", "unknown-citation", "error", level="minimal")
_KEY = lazy(CITED)
_WORD = lazy(r"@(?<![\w.@/]@)([^\s,;\[\]]+)")
"""What follows an @, whether or not it can be a key."""
_GROUP = lazy(BRACKETS)
_RENAME = "Give the entry another key in the bibliography: letters and digits without accents, and - _ . : / +"


def check(context: Context) -> Iterator[Problem]:
    """Give every `@id` in square brackets that is not a reference."""
    text = context.document.text
    if "@" not in text:
        return
    cited = {cited_id(key) for key in _WORD.findall(text)}
    if not cited:
        return
    references = context.ids["reference"]
    if references is ANY_ID:
        return
    ids = references.union([figure.id for figure in context.report.figures])
    known = frozenset(one for one in ids if _KEY.fullmatch(f"@{one}"))
    if not cited <= known and context.bibliography is not None:
        yield from _unknown(context, known)


def _unknown(context: Context, known: frozenset[str]) -> Iterator[Problem]:
    keys = context.bibliography or {}
    home = "`references`" if context.report.bibliography is None else "`references` or the bibliography"
    for path, text in prose(context, "@"):
        for group in _GROUP.finditer(text):
            for word in _WORD.finditer(text, group.start(), group.end()):
                typed = cited_id(word[1])
                key = _KEY.match(text, word.start())
                name = cited_id(key[1]) if key else ""
                if typed != name and typed in keys:
                    within = (word.start(), word.start() + 1 + len(typed))
                    yield Problem(f"the key `{typed}` cannot be cited", _RENAME, long_form(path), within=within)
                elif key and name not in known:
                    meant = closest(name, known)
                    hint = f"Write `[@{meant}]` if that is meant, or add" if meant else "Add"
                    within = (key.start(), key.start() + 1 + len(name))
                    advice = f"{hint} the source to {home}"
                    yield Problem(f"no reference has the id `{name}`", advice, long_form(path), within=within)

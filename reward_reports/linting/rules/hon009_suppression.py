"""A comment that silences a finding has no reason, names no rule, or silences nothing.

Whoever reads the report next cannot tell a considered exception from a finding that was swept away. Comments that silence
nothing any more hide the next finding of that kind.

Bad:
```yaml
report: {id: shelf, title: Shelf, version: "1.0", kind: third_party} # reward-reports: ignore[HON006]
```

Bad:
```yaml
report: {id: shelf, title: Shelf, version: "1.0", kind: third_party} # reward-reports: ignore: we know
```

Good:
```yaml
report: {id: shelf, title: Shelf, version: "1.0", kind: third_party}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Edit, Fix, Problem, Span
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.linting.suppressions import Suppression

RULE = Rule("HON009", "suppression", "warning", level="minimal", needs_report=False, last=True)


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each fault of each such comment. Codes whose rules did not run are not called unused."""
    for suppression in context.suppressions:
        if not suppression.codes:
            yield Problem(
                "this comment names no rule, so it silences nothing",
                "Write the code of the rule in square brackets: ignore[CMP003] and the reason",
                span=suppression.span,
                fix=_removal(context, suppression.span),
            )
            continue
        if not suppression.reason:
            yield Problem(
                "this comment silences a finding without a reason",
                "Write the reason behind the closing bracket",
                span=suppression.span,
            )
        yield from _idle(context, suppression)


def _idle(context: Context, suppression: Suppression) -> Iterator[Problem]:
    from reward_reports.linting.registry import known_rules

    unused, unknown = [], []
    for code in suppression.codes:
        meant = [known for known in known_rules() if known.startswith(code)]
        if not meant:
            unknown.append(code)
        elif context.ran.issuperset(meant) and not any(used.startswith(code) for used in suppression.used):
            unused.append(code)
    if unknown:
        yield Problem(
            f"there is no rule {', '.join(unknown)}", "Write a code as the findings show it", span=suppression.span
        )
    if unused:
        whole = len(unused) == len(suppression.codes)
        yield Problem(
            f"nothing is silenced by ignore[{', '.join(unused)}]",
            "Remove the comment" if whole else "Remove this code from the comment",
            span=suppression.span,
            fix=_removal(context, suppression.span) if whole else None,
        )


def _removal(context: Context, span: Span) -> Fix:
    """Remove the comment with the blanks before it, or its whole line if nothing else stands there."""
    text = context.document.text
    line = text.rfind("\n", 0, span.start) + 1
    if text[line : span.start].strip():
        start = line + len(text[line : span.start].rstrip())
        return Fix("Remove the comment", (Edit(start, span.end, ""),), safe=False)
    end = text.find("\n", span.end)
    return Fix("Remove the comment", (Edit(line, len(text) if end < 0 else end + 1, ""),), safe=False)

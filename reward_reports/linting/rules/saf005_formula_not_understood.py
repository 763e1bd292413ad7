"""A formula holds a command that pages cannot show, so its source is shown instead.

LaTeX is a programming language, and every converter supports a different part of it. A formula is shown whole or as its source: a
reward that has lost a sign is a different reward. The page shows the formula as it was typed, which few people can read. The
known commands are those of LaTeX and amsmath for mathematics; the reference page on formulas lists them.

Bad:
```yaml
implementation:
  reward_details: {formula: 'r = \\textcolor{red}{f} - 0.1\\,c'}
```

Bad: a bracket that is not closed.
```yaml
evaluation:
  evaluation_validity: The agreement $\\frac{a}{b$ was measured once.
```

Good:
```yaml
implementation:
  reward_details: {formula: 'r_{\\text{total}} = \\mathbb{E}_{x \\sim D}\\left[f(x)\\right] - 0.1\\,c'}
evaluation:
  evaluation_validity: The agreement $\\frac{a}{b}$ was measured once.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.formulas import find_formulas
from reward_reports.linting.rule import Rule

RULE = Rule("SAF005", "formula-not-understood", "warning")


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each formula that pages show as its source."""
    for path, formula, start in find_formulas(context):
        error = _error(formula)
        if error is not None:
            what, at, end = error
            yield Problem(
                f"the formula is shown as its source: {what}",
                "Write it with commands that the reference page on formulas lists, or put it in backticks if the source is meant",
                path,
                within=(start + at, start + end),
            )


def _error(formula: str) -> tuple[str, int, int] | None:
    from reward_reports.report.formulas import Dialect, FormulaError, rewrite

    try:
        rewrite(formula, Dialect())
    except FormulaError as error:
        return error.what, error.at, error.end
    return None

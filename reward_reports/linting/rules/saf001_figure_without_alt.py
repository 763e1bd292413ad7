"""A figure or an image has no alternative text.

People who cannot see it, or read where it does not load, learn nothing from it. The alternative text says what the picture
shows, with the numbers that matter.

Bad:
```yaml
figures:
  - {id: training, path: figures/training.png, caption: The reward while it trained.}
```

Bad:
```yaml
implementation:
  reward_details: The pipeline is ![](figures/pipeline.png).
```

Good:
```yaml
figures:
  - {id: training, path: figures/training.png, alt: The reward rises from 12 to 31 within 200 rounds and stays there.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each

RULE = Rule("SAF001", "figure-without-alt", "error")


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each figure, and each image in prose, without alternative text."""
    for index, figure in each(enumerate(context.report.figures)):
        if not (figure.alt or "").strip():
            yield Problem(
                f"the figure {figure.id} has no alternative text",
                "Add `alt:` that says what it shows, with the numbers that matter",
                ("figures", index),
            )
    for link in context.hyperlinks:
        if link.image and not link.words.strip():
            yield Problem(
                "an image has no alternative text",
                "Write between the square brackets what it shows",
                link.path,
                within=link.target_at,
            )

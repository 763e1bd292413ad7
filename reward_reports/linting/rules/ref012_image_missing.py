"""An image in prose has no file beside the report.

Readers see a broken picture, and whatever it was to show is lost. Another rule checks addresses on the web.

Bad: the path leads out of the report's folder.
```yaml
implementation:
  reward_details: "![How the reward is put together](../pipeline.png)"
```

Good:
```yaml
implementation:
  reward_details: "![How the reward is put together](figures/pipeline.png)"
```
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.files import fault_of
from reward_reports.linting.extract.prose import shortened
from reward_reports.linting.rule import Rule

RULE = Rule("REF012", "image-missing", "error", level="minimal")


def check(context: Context) -> Iterator[Problem]:
    """Give every local image whose file is not there."""
    if b"![" not in context.marks:
        return
    figures = {figure.id for figure in context.report.figures}
    for link in context.hyperlinks:
        file = unquote(link.target.split("#")[0].split("?")[0])
        if link.image and file and file not in figures and (fault := fault_of(context, file)):
            message = f"the image's path, {shortened(link.target)!r}, {fault[0]}"
            yield Problem(message, fault[1], link.path, within=link.target_at)

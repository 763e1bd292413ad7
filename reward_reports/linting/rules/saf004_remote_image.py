"""A picture is loaded from another server.

Opening the report tells that server who reads it, and the server's owner can change or remove the picture at any time.
Keep pictures beside the report and name their source.

Bad:
```yaml
implementation:
  reward_details: "![The pipeline](https://example.com/pipeline.png)"
```

Bad:
```yaml
figures:
  - {id: pipeline, path: "https://example.com/pipeline.png", alt: Words go in and a reward comes out.}
```

Good:
```yaml
figures:
  - {id: pipeline, path: figures/pipeline.png, alt: Words go in and a reward comes out.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.addresses import host_of
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each

RULE = Rule("SAF004", "remote-image", "warning")


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each figure and each image in prose that lies on a server."""
    for index, figure in each(enumerate(context.report.figures)):
        if "//" in figure.path:
            yield from _remote(figure.path, ("figures", index, "path"), (0, len(figure.path)))
    for link in context.hyperlinks:
        if link.image and "//" in link.target:
            yield from _remote(link.target, link.path, link.target_at)


def _remote(target: str, path: Path, within: tuple[int, int]) -> Iterator[Problem]:
    host = host_of(target)
    if host:
        yield Problem(
            f"the picture is loaded from {host}",
            "Keep the file beside the report, list it under `figures:` and name its source there",
            path,
            within=within,
        )

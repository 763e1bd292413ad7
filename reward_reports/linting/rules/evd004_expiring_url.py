"""An address carries a signature or a token, and stops working after hours or days.

Such addresses come from a browser's address bar or a preview. Readers find nothing there afterwards, and until then
some of them open a private file to everybody. Link the page itself, or keep the file beside the report.

Bad:
```yaml
implementation:
  reward_details: "![The pipeline](https://uc1.previews.dropboxusercontent.com/p/thumb/ACBoIl/p.png)"
```

Bad:
```yaml
references:
  - {id: log, title: Log, url: "https://bucket.s3.amazonaws.com/log.csv?X-Amz-Expires=3600&X-Amz-Signature=0a1b", accessed: 2026-03-01}
```

Good:
```yaml
implementation:
  reward_details: "![The pipeline](figures/pipeline.png)"
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.addresses import addresses, host_of
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.rule import Rule

RULE = Rule("EVD004", "expiring-url", "error")
_KEYS = lazy(
    r"[?&;](?:amp;)?(X-(?:Amz|Goog)-(?:Signature|Expires|Credential|Security-Token)|Signature|Expires|jwt|tempauth|(?:access_)?token|sig"
    r"|se(?==[^&]*&(?:.*&)?sv=)|sv(?==[^&]*&(?:.*&)?se=))=",
    re.IGNORECASE,
)
_LONGEST = 4000  # characters of an address that are read
_HOSTS = (
    ".previews.dropboxusercontent.com",
    ".googleusercontent.com",
    ".fbcdn.net",
    "media.discordapp.net",
    "cdn.discordapp.com",
)


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each address with such a key, or on a server that only hands out such addresses."""
    for path, url, within, _ in addresses(context):
        if "?" not in url and "content" not in url and "cdn" not in url:
            continue
        why = _reason(url)
        if why:
            yield Problem(
                f"the address {why}, so it will stop working",
                "Link the page that leads to it, or keep the file beside the report",
                path,
                within=within,
            )


def _reason(url: str) -> str | None:
    host = host_of(url)
    if host.endswith(_HOSTS) and not host.endswith(".bc.googleusercontent.com"):
        return f"leads to {host}, which stores files only temporarily"
    match = _KEYS.search(url[:_LONGEST])
    return f"carries {match[1]}, the mark of a signed address" if match else None

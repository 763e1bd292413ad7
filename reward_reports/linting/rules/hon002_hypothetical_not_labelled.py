"""A made-up system is not labelled as one, or its numbers are called measured.

Imagined reports teach well and get quoted as facts. Addresses of domains that are reserved for examples (`example.com`,
`.example`, `.invalid`, `.test`) betray a made-up part: call the report hypothetical, or give the real address. In a
hypothetical report nothing was measured, unless a cited source did.

Bad:
```yaml
report:
  id: merge
  title: Merge, a controller of automated vehicles
  version: "0.6"
  kind: first_party
  authors: [{name: The team, relationship: owner, contact: "mailto:test@example.ca.gov"}]
```

Bad:
```yaml
report: {id: merge, title: "Merge, a controller of automated vehicles", version: "0.6", kind: hypothetical}
evaluation:
  evaluation_validity: {text: Complaints doubled within a month., basis: measured}
```

Good:
```yaml
report:
  id: merge
  title: Merge, a controller of automated vehicles
  version: "0.6"
  kind: hypothetical
  authors: [{name: The team, relationship: owner, contact: "mailto:test@example.ca.gov"}]
evaluation:
  evaluation_validity: {text: Complaints doubled within a month., basis: hypothetical}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.addresses import host_of
from reward_reports.linting.rule import Rule
from reward_reports.report.loading.unloaded import each

RULE = Rule("HON002", "hypothetical-not-labelled", "error")
_RESERVED = frozenset({"example", "invalid", "test"})


def check(context: Context) -> Iterator[Problem]:
    """Give a problem for each such address of a real report, and each measured answer of a hypothetical one."""
    if context.report.report.kind == "hypothetical":
        yield from _measured(context)
        return
    for path, address in _addresses(context):
        host = _reserved_host(address)
        if host:
            yield Problem(
                f"{host} is an address for examples, and the report is not called hypothetical",
                "Give the real address, or set `kind: hypothetical`",
                path,
            )


def _measured(context: Context) -> Iterator[Problem]:
    for path, answer in context.framed:
        if answer.basis == "measured" and not answer.sources:
            yield Problem(
                "the report is hypothetical, and this answer is called measured",
                "Write `basis: hypothetical`, or name in `sources` who measured it",
                (*path, "basis"),
            )


def _addresses(context: Context) -> Iterator[tuple[Path, str]]:
    yield from context.urls
    for index, contact in each(enumerate(context.report.system_details.feedback_and_communication.items)):
        if contact.email:
            yield ("system_details", "feedback_and_communication", "items", index, "email"), contact.email
    for link in context.hyperlinks:
        yield link.path, link.target


def _reserved_host(address: str) -> str:
    if "example" not in address and ".test" not in address and ".invalid" not in address:
        return ""
    host = host_of(address) or (address.rpartition("@")[2] if "@" in address else "")
    labels = host.lower().rstrip(".").split(".")
    if len(labels) < 2:
        return ""
    under_a_suffix = (
        len(labels) > 2 and len(labels[-2]) < 4 and labels[-3] == "example"
    )  # example.ca.gov, example.co.uk
    return host if labels[-1] in _RESERVED or labels[-2] == "example" or under_a_suffix else ""

"""The model is released under a licence that permits more than the licence of its base model or its data allows.

Whoever builds on the release trusts its licence. If the base model forbids what the release permits, they break terms that they
have never seen.

Bad:
```yaml
rlhf:
  base_model: {name: Llama 2 7B, license: Llama 2 Community License}
  release: {weights: open, license: Apache-2.0}
```

Bad: the data allow no commercial use
```yaml
rlhf:
  preference_data: [{id: rankings, license: CC-BY-NC-4.0}]
  release: {weights: open, license: MIT}
```

Good:
```yaml
rlhf:
  base_model: {name: Pythia 12B, license: Apache-2.0}
  preference_data: [{id: rankings, license: CC-BY-4.0}]
  release: {weights: open, license: Apache-2.0}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reward_reports.base.diagnostics import Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.licences import class_of, stricter
from reward_reports.linting.rule import Rule

if TYPE_CHECKING:
    from reward_reports.report.model.rlhf import RLHF

RULE = Rule("RLF012", "licence-stricter-upstream", "error", needs_rlhf=True)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for each licence upstream that is stricter than the release's."""
    rlhf = context.rlhf
    if not rlhf.release.license:
        return
    declared = class_of(rlhf.release.license)
    if declared is None:
        return
    for path, what, licence, is_data in _upstream(context, rlhf):
        licence_class = class_of(licence)
        # Whether share-alike terms of data bind a model trained on them is disputed; a ban on commerce is not overlooked.
        if (
            licence_class is None
            or not stricter(licence_class, declared)
            or (is_data and licence_class != "non-commercial")
        ):
            continue
        yield Problem(
            f"the release is under {rlhf.release.license} ({declared}), and {what} is under {licence} ({licence_class})",
            "Release it under terms at least as strict, or correct the licence that is wrong",
            path,
        )


def _upstream(context: Context, rlhf: RLHF) -> Iterator[tuple[Path, str, str, bool]]:
    """Give the licences the release rests on: where, of what, which, and whether it is data."""
    if rlhf.base_model.license:
        yield ("rlhf", "base_model", "license"), "the base model", rlhf.base_model.license, False
    components = context.report.implementation.algorithmic_details.items
    for path, component in context.items("implementation", "algorithmic_details", components):
        if component.role == "base_model" and component.license:
            yield (*path, "license"), f"the base model {component.id}", component.license, False
    for path, data in context.items("rlhf", "preference_data", rlhf.preference_data.items):
        if data.license:
            yield (*path, "license"), f"the preference data {data.id}", data.license, True

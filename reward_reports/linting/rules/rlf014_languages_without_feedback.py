"""The model is claimed to serve languages that no preference data is in.

What people prefer in one language does not carry over to all. Users of the other languages should know that nobody who
speaks theirs was asked.

Bad:
```yaml
rlhf:
  base_model: {name: Example 7B, languages: [English, French, Hindi]}
  preference_data: [{id: rankings, languages: [English]}]
```

Good:
```yaml
rlhf:
  base_model: {name: Example 7B, languages: [English, French]}
  preference_data:
    - {id: rankings, languages: [en-GB]}
    - {id: rankings-fr, languages: [French]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.languages import normalised
from reward_reports.linting.rule import Rule

RULE = Rule("RLF014", "languages-without-feedback", "warning", needs_rlhf=True)


def check(context: Context) -> Iterator[Problem]:
    """Give one problem for all claimed languages that no collection of preference data names."""
    rlhf = context.rlhf
    if not rlhf.base_model.languages:
        return
    collections = rlhf.preference_data.items
    # A collection that names no language, or "others", may hold any.
    if not collections or not all(data.languages for data in collections):
        return
    present = {normalised(name) for data in collections for name in data.languages}
    if None in present:
        return
    claimed = ((name, normalised(name)) for name in rlhf.base_model.languages)
    missing = [name for name, plain in claimed if plain is not None and plain not in present]
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        yield Problem(
            f"{', '.join(missing)} {verb} among the languages served, and no preference data is in {'it' if verb == 'is' else 'them'}",
            "Collect feedback there, or say under `base_model: {text: …}` and in `languages:` what is really served",
            ("rlhf", "base_model", "languages"),
        )

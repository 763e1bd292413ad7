"""A changelog entry lists a changed field that does not exist.

Readers follow `fields_changed` to see what changed, and tools compare it with the real changes. An unknown name hides
the change that it was meant to announce.

Bad:
```yaml
system_maintenance:
  changelog:
    - {id: explore, version: "1.0", date: 2026-03-02, summary: A penalty joined the reward., fields_changed: [reward_details]}
```

Bad:
```yaml
system_maintenance:
  changelog:
    - id: retraining
      version: "1.0"
      date: 2021-01-01
      summary: Plans for regular retraining were added.
      fields_changed: [Intended feedback]
```

Good:
```yaml
system_maintenance:
  changelog:
    - id: explore
      version: "1.0"
      date: 2026-03-02
      summary: A penalty joined the reward.
      fields_changed: [implementation.reward_details, optimization_intent, report.title, references]
```
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

from reward_reports.base.diagnostics import Fix, Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.prose import normalised, shortened
from reward_reports.linting.rule import Rule
from reward_reports.report import text_edits
from reward_reports.report.loading.unloaded import each
from reward_reports.report.model import LAYOUTS, SECTIONS, Report
from reward_reports.report.model.fields import info_of, keys_of, model_at
from reward_reports.report.model.report import PROFILE_SECTIONS

RULE = Rule("CON003", "unknown-field-changed", "error", level="minimal")


def check(context: Context) -> Iterator[Problem]:
    """Give every name in `fields_changed` that is not a field."""
    for path, entry in each(context.entries):
        for index, name in enumerate(entry.fields_changed):
            if name not in _fields() and not _below_a_field(name):
                yield _problem(context, name, (*path, "fields_changed", index))


@cache
def _fields() -> frozenset[str]:
    """Return every section, field of a section, and other key of the file."""
    fields = set(keys_of(Report))
    for section in (*SECTIONS, "report", *PROFILE_SECTIONS):
        model = model_at((section,))
        fields.update(f"{section}.{key}" for key in (keys_of(model) if model else ()))
    return frozenset(fields)


def _below_a_field(name: str) -> bool:
    """Whether the name leads on from a field, to an item or a key of it."""
    steps = name.strip().replace("[", ".").split(".")
    if steps[0].startswith("x-") or (steps[0] in ("references", "figures", "profiles") and len(steps) > 1):
        return True
    return ".".join(steps[:2]) in _fields()


def _problem(context: Context, name: str, path: Path) -> Problem:
    exact, close = _by_title().get(normalised(name)), _closest(name)
    meant = exact or close
    advice = f"Write `{meant}`" if meant else "Write it as section.field, for example `implementation.reward_details`"
    edit = text_edits.replace_value(context.document, path, meant) if meant else None
    fix = Fix(f"Write `{meant}`", (edit,), safe=exact is not None) if edit else None
    return Problem(f"`{shortened(name)}` is not a field of a report", advice, path, fix=fix)


def _closest(name: str) -> str | None:
    matches = get_close_matches(name.strip(), sorted(_fields()), n=1, cutoff=0.8)
    if matches:
        return matches[0]
    titles = _by_title()
    words = get_close_matches(normalised(name).removesuffix(" section"), sorted(titles), n=1, cutoff=0.8)
    return titles[words[0]] if words else None


@cache
def _by_title() -> dict[str, str]:
    """Return the fields by the names people know them by: the bare key, and the titles of both layouts."""
    by_title: dict[str, str] = {}
    for _, fields in LAYOUTS["paper"]:
        for section, field in fields:
            by_title[normalised(field.replace("_", " "))] = by_title[field] = f"{section}.{field}"
            info = info_of(model_at((section,)) or Report, field)
            guide = (info.json_schema_extra if info else None) or {}
            if isinstance(guide, dict) and isinstance(known := guide.get("x-guide"), dict):
                for title in (known["paper"], known["builder"]):
                    by_title[normalised(str(title))] = f"{section}.{field}"
    return by_title

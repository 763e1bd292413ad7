"""The ids that other parts of a report may point to, and where each sort of them is defined, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reward_reports.report.model import SECTIONS
from reward_reports.report.model.fields import model_at, noun_of
from reward_reports.report.model.pointers import TARGETS, model_of, places_of

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Path
    from reward_reports.linting.context import Context
    from reward_reports.report.model.about import Target

_IN_A_FIELD = len(("section", "field", "items"))


class _AnyId(frozenset[str]):
    """The ids of a register of which a part does not load: whatever is looked for may be there."""

    def __contains__(self, name: object) -> bool:
        return True


ANY_ID = _AnyId()


def find_ids(context: Context) -> dict[Target, frozenset[str]]:
    """Return the ids that stand in a report, by what they can be pointed to as; `ANY_ID` where not all of them load."""
    entries = context.found.entries
    ids = {target: frozenset([entry.id for entry in entries[target]]) for target in TARGETS}
    ids["reference"] = ids["reference"].union(context.bibliography or ())
    for path in context.unloaded:
        ids |= dict.fromkeys([target for target in TARGETS if _may_hold(path, target)], ANY_ID)
    return ids


def _may_hold(path: Path, target: Target) -> bool:
    """Whether an entry of this kind may stand in the part at a path."""
    keys = tuple(step for step in path if isinstance(step, str))
    return any(place[: len(keys)] == keys for place in places_of(target))


def in_words(targets: Iterable[Target]) -> tuple[str, str]:
    """Return what may have an id in words, and where it is defined: `trigger`, `the update triggers`."""
    places = [place for target in targets for place in _places(target)]
    places += ["the bibliography"] if "reference" in targets else []
    return _or([noun_of(model_of(target)) for target in targets]), _or(places)


def _places(target: Target) -> list[str]:
    core = [keys[-2] for keys in places_of(target) if keys[0] in SECTIONS and len(keys) == _IN_A_FIELD]
    if len(core) > 1 and len({name.rpartition("_")[2] for name in core}) == 1:
        *first, last = (name.replace("_", " ") for name in core)
        return [f"the {_or([*(name.rpartition(' ')[0] for name in first), last])}"]
    return [_place(keys) for keys in places_of(target)]


def _place(keys: tuple[str, ...]) -> str:
    *around, name = (key for key in keys if key != "items")
    owner = model_at(keys[:-1]) if len(around) > 1 else None
    if owner is not None:
        return f"the `{name}` of a {noun_of(owner)}"
    in_profile = around and around[0] not in SECTIONS
    return f"`{'.'.join(around)}.{name}`" if in_profile else f"the {name.replace('_', ' ')}"


def _or(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]

"""The values of a report that are bound to files of the system, held against what those files say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reward_reports.linting.extract.bound_files import read_bound
from reward_reports.linting.extract.drift import Drift
from reward_reports.linting.extract.field_names import FoundValue, find_field
from reward_reports.linting.extract.prose import shortened
from reward_reports.report.text_edits import add_key, number, quoted, replace_value
from reward_reports.runs.bound import UnreadableError, read_value

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Edit, Path
    from reward_reports.changes.comparing.change import Change
    from reward_reports.linting.context import Context
    from reward_reports.report.model.code import Binding


_FILLED_IN = re.compile(r"\s*\$\{.*\}\s*")
"""A variable of the environment, or another value, that takes its place when the training starts."""


def drifts_of_values(context: Context) -> list[Drift]:
    """Return a drift for each binding whose value differs, or that leads nowhere."""
    bindings = context.report.bindings
    return [drift for at, one in enumerate(bindings) for drift in [_drift(context, one, ("bindings", at))] if drift]


def _drift(context: Context, binding: Binding, path: Path) -> Drift | None:
    field = find_field(context.report, binding.field)
    if field is None:
        message = f"the binding names {shortened(binding.field)!r}, which is not a value of this report"
        return Drift(message, "Write the section, the field, the ids of entries and the key, with dots between them",
                     (*path, "field"))  # fmt: skip
    at_key = f"`{shortened(binding.key)}` in {shortened(binding.path)}" if binding.key else shortened(binding.path)
    try:
        raw = read_bound(context, binding.path)
        if raw is None:
            return None
        there = read_value(raw, binding.path, binding.key)
    except UnreadableError as error:
        message = f"the binding of {binding.field}: {shortened(binding.path)} {error}"
        return Drift(message, error.advice, (*path, "path"))
    if same(field.value, there):
        return None
    if isinstance(there, str) and _FILLED_IN.fullmatch(there):
        message = f"{binding.field} is {_shown(field.value)} in the report, and {shortened(there)} under {at_key}, which is only known when the training starts"
        return Drift(message, "State the value in the file, or bind it to where it is stated", field.path)
    return _differing(context, field, binding.field, at_key, there)


def same(ours: Any, theirs: Any) -> bool:
    """Whether two values are the same: numbers by what they are worth, also where one is written as text."""
    if isinstance(ours, bool) or isinstance(theirs, bool):
        return ours is theirs
    if isinstance(ours, int | float) and isinstance(theirs, str):
        return _as_number(theirs) == ours
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    if isinstance(ours, str) and theirs is not None:
        return ours.strip() == str(theirs).strip()
    return bool(ours == theirs)


def _as_number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _differing(context: Context, field: FoundValue, name: str, at_key: str, there: Any) -> Drift:
    there = _fitting(field.value, there)
    fits = _fits(field.value, there)
    written = _as_yaml(there) if fits else None
    ours, theirs = _shown(field.value), _shown(there)
    edit = _edit(context, field, written) if written is not None else None
    words = tuple(str(step) for step in name.split(".")[2:3]) or (name,)
    return Drift(
        f"{name} is {ours} in the report, and {theirs} under {at_key}",
        f"Put {theirs} into the report and say why in the changelog{'; `--fix` drafts it' if edit else ''}, or put the file right"
        if fits
        else "Put the file right, or bind the value to another: the two are of different kinds",
        field.path,
        edit,
        _change(field, name, there, words[0]) if edit else None,
        words,
    )


def _fitting(ours: Any, theirs: Any) -> Any:
    """Return a number that the file writes as text as the number that the report has there."""
    number_here = isinstance(ours, int | float) and not isinstance(ours, bool)
    as_number = _as_number(theirs) if number_here and isinstance(theirs, str) else None
    return theirs if as_number is None else as_number


def _fits(ours: Any, theirs: Any) -> bool:
    """Whether a value can take the place of another: only text and what is empty take any."""
    kinds = [
        bool if isinstance(one, bool) else float if isinstance(one, int | float) else type(one)
        for one in (ours, theirs)
    ]
    return ours is None or isinstance(ours, str) or kinds[0] is kinds[1]


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    return shortened(value if isinstance(value, str) else _as_yaml(value) or str(value))


def _as_yaml(value: Any) -> str | None:
    """Return a plain value as YAML on one line; None for what a person must write."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if abs(value) < 10**15 else None
    if isinstance(value, float):
        return number(value) if abs(value) < float("inf") else None
    return quoted(value) if isinstance(value, str) and "\n" not in value else None


def _edit(context: Context, field: FoundValue, written: str) -> Edit | None:
    if field.value is None:
        return add_key(context.document, field.path[:-1], str(field.path[-1]), written)
    return replace_value(context.document, field.path, written)


def _change(field: FoundValue, name: str, there: Any, owner: str) -> Change:
    from reward_reports.changes.comparing.change import Change
    from reward_reports.changes.comparing.impacts import impact_of

    steps = name.split(".")
    what = f"the {steps[-1].replace('_', ' ')} of {owner if owner != steps[-1] else steps[1].replace('_', ' ')}"
    where, audience = ".".join(steps[:2]), field.audience
    return Change("changed", impact_of(field.path), where, "", field.path, what, field.value, there, audience)

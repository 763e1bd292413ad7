"""Whatever value of a report becomes another, `compare` sees it, at the right place, and sees the reverse as the reverse."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from reward_reports.base.diagnostics import Path as Steps
from reward_reports.changes.comparing import Change, compare, fields_changed
from reward_reports.report.loading import load_file
from reward_reports.report.model import Base, Report
from reward_reports.report.model.fields import choices_in, info_of, model_at, model_in
from reward_reports.report.model.report import PROFILE_SECTIONS

EXAMPLES = sorted((Path(__file__).resolve().parents[3] / "examples").glob("*/reward-report.yaml"))
REPORTS: list[Any] = [load_file(file).report for file in EXAMPLES]
DATA = [report.model_dump(mode="json", by_alias=True) for report in REPORTS]
MIRRORED = {"added": "removed", "removed": "added", "loosened": "tightened", "tightened": "loosened"}


def places(value: Any, path: Steps = ()) -> Iterator[Steps]:
    """Give every place below the top where a value stands."""
    if path:
        yield path
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from places(inner, (*path, step))


def owner_of(path: Steps) -> type[Base] | None:
    return model_at(path[:-1])


PLACES = [(number, path) for number, data in enumerate(DATA) for path in places(data) if path != ("schema_version",)]


def mutations(path: Steps, value: Any) -> list[Any]:
    """Return values that could stand there as well and mean something else."""
    owner = owner_of(path[:-1] if isinstance(path[-1], int) else path)
    info = info_of(owner, str([step for step in path if isinstance(step, str)][-1])) if owner else None
    choices = choices_in(info.annotation) if info else ()
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int | float):
        return [value + 1, value / 2 or 0.25]
    if isinstance(value, list):
        return [value[1:], value[:-1], []] if value else [["something-else"], [{"id": "something-else"}]]
    if value is None:
        return ["something else", "something-else", "P5D", "2019-07-13", 17, 0.5, True, *choices]
    if isinstance(value, str):
        others = ["something else entirely", "something-else", "P5D", "2019-07-13", f"{value} indeed", None, *choices]
        return [other for other in others if other != value]
    return [None] if info and model_in(info.annotation) and not info.is_required() else []


def put(data: Any, path: Steps, value: Any) -> Any:
    """Return the data with another value at a place."""
    made = copy.deepcopy(data)
    here = made
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return made


CASES = st.tuples(st.sampled_from(PLACES), st.integers(0, 20))


def mutated(number: int, path: Steps, nth: int) -> Report | None:
    """Return the report with the nth other value that may stand at a place, or None if none may."""
    value: Any = DATA[number]
    for step in path:
        value = value[step]
    others = mutations(path, value)
    for other in others[nth % max(1, len(others)) :] + others[: nth % max(1, len(others))]:
        try:
            changed = Report.model_validate(put(DATA[number], path, other))
        except ValidationError:
            continue
        if changed != REPORTS[number]:
            return changed
    return None


def keys(path: Steps) -> tuple[str, ...]:
    return tuple(step for step in path if isinstance(step, str))


@settings(max_examples=200, deadline=None)
@given(CASES)
def test_no_value_can_change_unseen(case: tuple[tuple[int, Steps], int]) -> None:
    (number, path), nth = case
    new = mutated(number, path, nth)
    assume(new is not None)
    changes = compare(REPORTS[number], new)
    assert changes, f"{path} changed and nothing was seen"
    for change in changes:
        steps = change.path[: len(path)]
        assert steps == path[: len(steps)] or keys(steps) == keys(path)[: len(keys(steps))], change
        assert change.field == ".".join(change.path[:2] if path[0] in HEADED else path[:1])
        assert change.what
        assert change.summary
        assert change.old != change.new
    assert set(fields_changed(changes)) == {change.field for change in changes}


HEADED = {str(name) for name, info in Report.model_fields.items() if isinstance(info.annotation, type)} | {
    *PROFILE_SECTIONS
}


def seen_from_behind(change: Change) -> tuple[Any, ...]:
    kind = MIRRORED.get(change.kind, change.kind)
    return (kind, change.impact, change.field, keys(change.path), repr(change.new), repr(change.old), change.audience)


def seen(change: Change) -> tuple[Any, ...]:
    return (
        change.kind, change.impact, change.field, keys(change.path), repr(change.old), repr(change.new), change.audience
    )  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(CASES)
def test_the_way_back_is_the_reverse(case: tuple[tuple[int, Steps], int]) -> None:
    (number, path), nth = case
    old, new = REPORTS[number], mutated(number, path, nth) or REPORTS[number]
    assert Counter(map(seen_from_behind, compare(old, new))) == Counter(map(seen, compare(new, old)))


@pytest.mark.parametrize("pair", [(0, 1), (1, 2), (2, 0)])
def test_even_between_different_systems(pair: tuple[int, int]) -> None:
    old, new = REPORTS[pair[0]], REPORTS[pair[1]]
    there, back = compare(old, new), compare(new, old)
    assert Counter(map(seen_from_behind, there)) == Counter(map(seen, back))
    assert all(re.search(r"\S", change.summary) for change in there)

"""The points of several runs under names of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from reward_reports.runs.logs.log import Collector, Log, Point, Run

_SHOWN = 3


def named(to: Collector) -> Log:
    """Return the points of all runs by tag, with the name of the run before it.

    Where two runs give one name, `//` stands between run and tag, which `note` receives.

    Raises:
        LogError: if such a name is asked for.
    """
    owners: dict[str, list[tuple[Run, str]]] = defaultdict(list)
    for run in to.runs:
        for tag in sorted(run.seen):
            owners[run.named(tag)].append((run, tag))
    shared = {name: [run.named_apart(tag) for run, tag in held] for name, held in owners.items() if len(held) > 1}
    for name in sorted(shared.keys() & (to.wanted or frozenset())):
        raise to.error(f"several runs have the tag {name!r}", f"Use {' or '.join(map(repr, shared[name]))}")
    log: Log = {}
    for name, held in owners.items():
        for run, tag in (one for one in held if one[1] in one[0].log):
            log[_free(run.named_apart(tag) if name in shared else name, log)] = run.log[tag]
    _turn_around(to, log)
    _note(to, shared, log)
    return log


def _turn_around(to: Collector, log: Log) -> None:
    """Put the oldest point first where the newest stands first, as in some exports."""
    turned = [
        name
        for name, points in log.items()
        if len(points) >= _SHOWN and points[0].step != points[-1].step and not _goes_back(reversed(points))
    ]
    for name in turned:
        log[name].reverse()
    if turned:
        more = f" and {len(turned) - 1} more" if len(turned) > 1 else ""
        to.note(f"{to.path}: the points of {turned[0]!r}{more} are listed newest first and were reversed")


def _free(name: str, taken: Log) -> str:
    """Return a name that no other tag has; only tags that hold `//` themselves need a longer one."""
    while name in taken:
        name = f"./{name}"
    return name


def _note(to: Collector, shared: dict[str, list[str]], log: Log) -> None:
    for name in sorted(shared)[:_SHOWN]:
        to.note(
            f"{to.path}: several runs have the tag {name!r}; they are named {' and '.join(map(repr, shared[name]))}"
        )
    if len(shared) > _SHOWN:
        to.note(f"{to.path}: several runs share {len(shared) - _SHOWN} more tags; `//` separates run and tag")
    if not any(log.values()) and to.wanted is None:
        to.note(f"{to.path}: the log holds no numbers")
    back = next((name for name, points in log.items() if _goes_back(points)), None)
    if back is not None:
        to.note(f"{to.path}: the steps of {back!r} go backwards, as after a restart; points are kept in log order")


def _goes_back(points: Iterable[Point]) -> bool:
    steps = (point.step for point in points if point.step is not None)
    return any(one > other for one, other in pairwise(steps))

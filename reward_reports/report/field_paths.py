"""Where a name such as `rlhf.preference_data.rankings.pay` leads: keys, and the ids or positions of entries, with dots between."""

from __future__ import annotations

from typing import Any, TypeAlias

Path: TypeAlias = "tuple[str | int, ...]"


def find_path(data: Any, dotted: str) -> Path | None:
    """Return the path in the data of a file that a dotted name leads to, or None where it leads nowhere.

    `items` may be left out; an entry is named by its id, which may hold dots itself, or by its position.

    Args:
        data: what the file holds, as `Document.data` has it.
        dotted: the name.
    """
    return _walk(data, tuple(dotted.strip().split(".")), ())


def _walk(data: Any, steps: tuple[str, ...], path: Path) -> Path | None:
    if not steps:
        return path
    if isinstance(data, list):
        return _entry(data, steps, path)
    if not isinstance(data, dict):
        return None
    path_found = _walk(data[steps[0]], steps[1:], (*path, steps[0])) if steps[0] in data else None
    if path_found is None and "items" in data and steps[0] != "items":
        return _walk(data["items"], steps, (*path, "items"))
    return path_found


def _entry(data: list[Any], steps: tuple[str, ...], path: Path) -> Path | None:
    by_id = {
        one["id"]: index for index, one in enumerate(data) if isinstance(one, dict) and isinstance(one.get("id"), str)
    }
    for end in range(len(steps), 0, -1):
        index = by_id.get(".".join(steps[:end]))
        if index is not None and (path_found := _walk(data[index], steps[end:], (*path, index))) is not None:
            return path_found
    if steps[0].isascii() and steps[0].isdigit() and len(steps[0]) < 7 and int(steps[0]) < len(data):
        return _walk(data[int(steps[0])], steps[1:], (*path, int(steps[0])))
    return None

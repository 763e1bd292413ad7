"""File names as the services want them: relative to the root of the project, with `/`."""

from __future__ import annotations

import os


def relative(name: str, root: str = "") -> str:
    """Return a file's name relative to a folder; its whole path if it lies elsewhere.

    Args:
        name: the name as given; `<stdin>` and the like stay as they are.
        root: the folder; the current one if empty.
    """
    if name.startswith("<"):
        return name
    path = _absolute(name)
    folder = _absolute(root or os.curdir).rstrip("/") + "/"
    return path.removeprefix(folder)


def _absolute(name: str) -> str:
    return os.path.abspath(name).replace(os.sep, "/")  # noqa: PTH100 pathlib costs start-up time

"""What is kept between runs: where, how it is written, and which code it came from.

Read on every run, so it imports next to nothing.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable

FOLDER = ".reward-reports-cache"
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 pathlib costs start-up time


def digest_of(raw: bytes) -> str:
    """Return a short digest of a file's bytes."""
    return hashlib.sha256(raw).hexdigest()[:32]


def code_state(folders: Iterable[str]) -> str:
    """Tell this state of the code from others: our own files, and the folders packages are installed in.

    Args:
        folders: of this package, whose code decides what is kept.
    """
    stamps = [sys.version]
    for folder in folders:
        with os.scandir(os.path.join(_PACKAGE, folder)) as found:  # noqa: PTH118
            stamps += sorted(f"{entry.name}{entry.stat().st_mtime_ns}" for entry in found if entry.name.endswith(".py"))
    # No package lies in the folder of the script, nor in the working folder, which `python -m` has in its place and which
    # changes with every file that is written there.
    passed = {"", os.getcwd(), os.path.dirname(os.path.abspath(sys.argv[0]))}  # noqa: PTH100, PTH109, PTH120
    for folder in sys.path:
        if folder in passed:
            continue
        try:
            stamps.append(f"{folder}{os.stat(folder).st_mtime_ns}")  # noqa: PTH116
        except OSError:
            continue
    return "|".join(stamps)


def prepare(folder: str, below: str = "") -> str:
    """Make a folder of caches, marked as one that git and backups pass over, and return it, or the one below it."""
    if not os.path.isdir(folder):  # noqa: PTH112
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        write(os.path.join(folder, ".gitignore"), "*\n")  # noqa: PTH118
        write(os.path.join(folder, "CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55\n")  # noqa: PTH118
    whole = os.path.join(folder, below)  # noqa: PTH118
    os.makedirs(whole, exist_ok=True)  # noqa: PTH103
    return whole


def write(file: str, text: str | Iterable[str]) -> None:
    """Write a file whole or not at all; two runs at once do not mix.

    Args:
        file: its path.
        text: its text, or the pieces of it.
    """
    from reward_reports.base.atomic import put

    put(file, "".join([text] if isinstance(text, str) else text).encode(), durable=False)


def forget_old(folder: str, suffix: str, kept: int) -> None:
    """Remove all but the newest of the caches whose names end with the suffix."""
    with os.scandir(folder) as found:
        caches = sorted(
            (entry for entry in found if entry.name.endswith(suffix)),
            key=lambda entry: entry.stat().st_mtime_ns,
            reverse=True,
        )
    for old in caches[kept:]:
        os.unlink(old.path)  # noqa: PTH108

"""The list of a site's files, kept in the site: the next build replaces and removes these, and nothing else."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from reward_reports.base.caching import digest_of, read

NAME = ".reward-reports-site"
_HEAD = '{"made by": "reward-reports build", "lines": ["file", "digest of what was written"]}\n'
_MOST = 500_000_000
"""Bytes of the longest list that is read."""
_PART = r"[a-z0-9_-][a-z0-9._-]{0,199}"
_PATH = re.compile(rf"(?:{_PART}/)?{_PART}\.(?:html|json|xml|css|js|svg|png|jpg|gif|webp)")
"""What a build writes. A list may come from somebody else, and must not name a file of theirs for removal."""


def is_of_a_site(path: str) -> bool:
    """Whether a build could have written a file at this path in a site."""
    return _PATH.fullmatch(path) is not None


def folders_of(paths: Iterable[str]) -> frozenset[str]:
    """Return the folders that hold the files of a site."""
    return frozenset(path.partition("/")[0] for path in paths if "/" in path)


def manifest(files: Mapping[str, str]) -> str:
    """Return the list of a site's files.

    Args:
        files: the digest of each file, by its path in the site.
    """
    return _HEAD + "".join(f"{json.dumps([path, files[path]])}\n" for path in sorted(files))


def has_manifest(site: Path) -> bool:
    """Whether a folder is a site that we have built."""
    return _text(site) is not None


def listed_in(site: Path) -> dict[str, str]:
    """Return the digests of the files in the list of a site, by their paths; what no build can have written is left out."""
    lines = (_text(site) or _HEAD)[len(_HEAD) :].splitlines()
    return {path: digest for path, digest in map(_entry, lines) if is_of_a_site(path)}


def _text(site: Path) -> str | None:
    try:
        text = read(os.fspath(site / NAME), _MOST)
    except (OSError, ValueError):
        return None
    return text if text.startswith(_HEAD) else None


def _entry(line: str) -> tuple[str, str]:
    try:
        path, digest = json.loads(line)
    except (ValueError, TypeError, RecursionError):
        return "", ""
    return (path, digest) if isinstance(path, str) and isinstance(digest, str) else ("", "")


def changed_in(site: Path, files: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Return which files somebody has changed since they were written.

    Args:
        site: the folder of the site.
        files: the digests of the files to look at, by their paths.
        new: the digests of the files that will be there; one that is so already needs no word.
    """
    return [path for path, digest in files.items() if _digest(site / path) not in ("", digest, new.get(path, ""))]


def _digest(file: Path) -> str:
    """Return the digest of a file, or "" if there is none to lose."""
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return ""
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()[: len(digest_of(b""))]
    except OSError:
        return ""

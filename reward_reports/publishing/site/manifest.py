"""The list of a site's files, kept in the site: the next build replaces and removes these, and nothing else.

It has the form that `sha256sum --check` reads.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from reward_reports.base.caching import read

NAME = ".reward-reports-site"
_HEAD = "# The files of this site, written by `reward-reports build`, which replaces them and no others.\n"
_MOST = 500_000_000
"""Bytes of the longest list that is read."""
_PART = "[a-z0-9_-][a-z0-9._-]{0,199}"
_PATH = rf"(?:evidence|metrics/{_PART})\.csv|(?:{_PART}/)?{_PART}\.(?:html|json|xml|css|js|svg|png|jpg|gif|webp)"
"""What a build writes. A list may come from somebody else, and must not name a file of theirs for removal."""
_LINE = re.compile(rf"^([0-9a-f]{{64}})  ({_PATH})$", re.MULTILINE)


def folders_of(paths: Iterable[str]) -> frozenset[str]:
    """Return the folders that hold the files of a site."""
    return frozenset(path.partition("/")[0] for path in paths if "/" in path)


def manifest(files: Mapping[str, str]) -> str:
    """Return the list of a site's files.

    Args:
        files: the digest of each file, by its path in the site.
    """
    return _HEAD + "".join(f"{files[path]}  {path}\n" for path in sorted(files))


def has_manifest(site: Path) -> bool:
    """Whether a folder is a site that we have built.

    Raises:
        OSError: if that cannot be read.
    """
    return bool(_text(site))


def listed_in(site: Path) -> dict[str, str]:
    """Return the digests of the files in the list of a site, by their paths; what no build can have written is left out.

    Raises:
        OSError: if there is a list, and it cannot be read.
    """
    return {path: digest for digest, path in _LINE.findall(_text(site))}


def _text(site: Path) -> str:
    try:
        text = read(os.fspath(site / NAME), _MOST)
    except ValueError:
        return ""
    except OSError as error:
        if error.errno in (
            None,
            errno.ENOENT,
            errno.ENOTDIR,
            errno.ELOOP,
        ):  # there is none, or something else in its place
            return ""
        raise
    return text if text.startswith(_HEAD) else ""


def changed_in(site: Path, files: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Return which files somebody has changed since they were written.

    Args:
        site: the folder of the site.
        files: the digests of the files to look at, by their paths.
        new: the digests of the files that will be there; one that is so already needs no word.
    """
    return [path for path, digest in files.items() if _digest(site / path) not in ("", digest, new.get(path, ""))]


def digest(data: bytes) -> str:
    """Return the digest of a file's bytes, as the list has it."""
    return hashlib.sha256(data).hexdigest()


def _digest(file: Path) -> str:
    """Return the digest of a file, or "" if there is none to lose."""
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return ""
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""

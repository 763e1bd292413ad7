"""The pages of GitHub and GitLab on which a new version of a file is proposed. They are links: no token, no request."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from reward_reports.base.errors import InputError

_PART = re.compile(r"[\w.~+-]+", re.ASCII)
_TREE = re.compile(r"(?P<project>.+?)(?:/(?:-/)?tree/(?P<place>.+))?")
_BRANCH = "main"


def pages_of(address: str) -> dict[str, str]:
    """Return the `forge` (`GitHub` or `GitLab`), its page for a `new` file, and that for an `upload` if it has one.

    Args:
        address: the address of a repository, or of a folder in it as the forge shows it
            (`https://github.com/OWNER/NAME/tree/BRANCH/FOLDER`); the branch is `main` if it names none.

    Raises:
        InputError: if it is not such an address.
    """
    host, path = _split(address)
    match = _TREE.fullmatch(path)
    assert match is not None, "the pattern takes any path"  # noqa: S101
    project, place = match["project"].removesuffix(".git"), match["place"] or _BRANCH
    if "gitlab" in host or "/-/" in path:
        return {"forge": "GitLab", "new": f"https://{host}/{project}/-/new/{place}"}
    base = f"https://{host}/{project}"
    return {"forge": "GitHub", "new": f"{base}/new/{place}", "upload": f"{base}/upload/{place}"}


def _split(address: str) -> tuple[str, str]:
    """Return the host and the path of an address in which nothing but names stands."""
    try:
        parts = urlsplit(address)
        named = parts.netloc == (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    except ValueError:
        parts, named = urlsplit(""), False
    steps = parts.path.strip("/").split("/")
    plain = all(_PART.fullmatch(step) and step not in (".", "..") for step in steps)
    if parts.scheme != "https" or not parts.netloc or not named or parts.query or parts.fragment:
        raise InputError(f"{address!r} is not the address of a repository; write it as https://github.com/OWNER/NAME")
    if not plain or len(steps) < 2 or not _PART.fullmatch(parts.netloc.replace(":", "")):
        raise InputError(f"{address!r} does not name a repository; write it as https://github.com/OWNER/NAME")
    return parts.netloc, "/".join(steps)

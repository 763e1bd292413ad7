"""Lets two folders trade places in one step, where the system can do that."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

_HERE = -100
"""AT_FDCWD: paths start from the working folder."""
_SWAP = 2
"""RENAME_EXCHANGE of Linux, and RENAME_SWAP of macOS."""
_CANNOT = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
"""What the system says where it, or the file system, knows no such step."""


def exchanged(one: Path, other: Path) -> bool:
    """Let two paths trade what they lead to. At every moment there is something at both.

    Returns:
        Whether that was done; False where the system cannot do it.

    Raises:
        OSError: if the system can do it, and did not.
    """
    call = _call()
    if call is None:
        return False
    number = call(os.fsencode(one), os.fsencode(other))
    if number and number not in _CANNOT:
        raise OSError(number, os.strerror(number), os.fspath(other))
    return not number


@cache
def _call() -> Callable[[bytes, bytes], int] | None:
    """Return what asks the system, and gives the number of the error or 0."""
    if sys.platform not in ("linux", "darwin"):
        return None
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)

    def call(one: bytes, other: bytes) -> int:
        if sys.platform == "linux":
            failed = library.renameat2(_HERE, one, _HERE, other, _SWAP)
        else:
            failed = library.renamex_np(one, other, _SWAP)
        return ctypes.get_errno() if failed else 0

    return call if hasattr(library, "renameat2") or hasattr(library, "renamex_np") else None

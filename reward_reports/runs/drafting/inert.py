"""Reads pickles without running them: whatever a pickle names is replaced by a stand-in that only remembers.

Nothing is imported, nothing is called. Before reading, every instruction is looked at, so that none asks for more memory than
the file is long.
"""

from __future__ import annotations

import io
import pickle
import pickletools
import zipfile
from pathlib import Path
from typing import Any

from reward_reports.runs.drafting.errors import DraftError

MAX_BYTES = 16_000_000
"""Bytes of a pickle; those of settings have some thousands."""
_MAX_STEPS = 20_000
"""Instructions of a pickle; settings of 200 values have about 1,000."""
_REMEMBER = {"PUT", "BINPUT", "LONG_BINPUT"}


class Inert:
    """Stands in for an object of whatever class a pickle names.

    Attributes:
        named: the module and the name that the pickle gives.
        given: what it was to be made from.
        state: its attributes, where the pickle tells them.
    """

    named = ""

    def __new__(cls, *given: Any, **_more: Any) -> Inert:
        made = super().__new__(cls)
        made.given = given
        made.state = {}
        return made

    given: tuple[Any, ...]
    state: dict[str, Any]

    def __init__(self, *_given: Any, **_more: Any) -> None:
        pass

    def __setstate__(self, state: Any) -> None:
        parts = state if isinstance(state, tuple) else (state,)
        for part in parts:
            if isinstance(part, dict):
                self.state.update({key: value for key, value in part.items() if isinstance(key, str)})

    def __setitem__(self, key: Any, value: Any) -> None:
        if isinstance(key, str):
            self.state[key] = value

    def append(self, _value: Any) -> None:
        """Take an entry of a list-like object, and forget it."""

    def extend(self, _values: Any) -> None:
        """Take entries of a list-like object, and forget them."""


class _Reader(pickle.Unpickler):
    """Finds no class but stand-ins."""

    def find_class(self, module: str, name: str, /) -> Any:
        return type("Inert", (Inert,), {"named": f"{module}.{name}"})

    def persistent_load(self, pid: Any, /) -> Any:
        return Inert(pid)


def read_pickle(data: bytes, source: str) -> Any:
    """Return what a pickle holds, objects as stand-ins.

    Args:
        data: its bytes.
        source: what it is called in messages.

    Raises:
        DraftError: if it is none, is cut off, or asks for too much.
    """
    if len(data) > MAX_BYTES:
        raise DraftError(f"{source} is larger than {MAX_BYTES:,} bytes, and a pickle of settings never is")
    try:
        _look_through(data)
        return _Reader(io.BytesIO(data)).load()
    except DraftError as error:
        raise DraftError(f"{source} {error}") from None
    except Exception as error:
        raise DraftError(f"{source} is no pickle, or is cut off: {type(error).__name__}") from None


def read_torch(path: Path) -> Any:
    """Return what a file of torch holds besides its numbers: a zip archive with a pickle in it.

    Raises:
        DraftError: if it is none.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            inner = [one for one in archive.infolist() if one.filename.rpartition("/")[2] == "data.pkl"]
            if len(inner) != 1:
                raise DraftError(f"{path.as_posix()} is a zip archive without the one data.pkl that torch writes")
            with archive.open(inner[0]) as stream:
                data = stream.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise DraftError(
            f"{path.as_posix()} is no file of torch (a zip archive since torch 1.6), or is cut off: {error}"
        ) from None
    return read_pickle(data, f"{path.as_posix()}: data.pkl")


def _look_through(data: bytes) -> None:
    for steps, (instruction, argument, _) in enumerate(pickletools.genops(data)):
        if steps > _MAX_STEPS:
            raise DraftError(f"holds more than {_MAX_STEPS:,} instructions, and a pickle of settings never does")
        if instruction.name in _REMEMBER and int(argument or 0) > _MAX_STEPS:
            raise DraftError("numbers its parts beyond all reason")

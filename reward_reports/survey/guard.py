"""Reads documents in a process that may end at any of them: whatever one does, the others are surveyed."""

from __future__ import annotations

import json
import os
import signal
import struct
import subprocess
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path

from reward_reports.base.errors import RewardReportsError
from reward_reports.survey.child import HELLO, OUT_OF_MEMORY
from reward_reports.survey.document import FAILED, TOO_MUCH_MEMORY, TOO_SLOW, Surveyed, failure
from reward_reports.survey.options import Given, Options

_TRIES = 2
"""How often a document at which the process ended is read alone, in a process of its own."""
_STARTS = 3
_MOST = 64
_MOST_BYTES = 4 * 1024 * 1024
"""Documents, and bytes of them, that are handed over at once."""
_SLOW = -getattr(signal, "SIGPROF", 0)


class Stopped(Exception):  # noqa: N818 nothing has failed
    """The survey was stopped from outside."""


class Guard:
    """A process that reads documents, and the next one when it has ended.

    Attributes:
        options: how documents are surveyed.
    """

    def __init__(self, options: Options) -> None:
        self.options = options
        self._child: subprocess.Popen[bytes] | None = None
        self._code = 0
        self._stopped = False

    def survey(self, documents: list[Given]) -> list[Surveyed]:
        """Return what is known of each document.

        Raises:
            RewardReportsError: if no process can be started.
            Stopped: if `stop` was called.
        """
        surveyed: list[Surveyed] = []
        for some in _chunks(documents):
            surveyed += self._all(some)
        return surveyed

    def stop(self) -> None:
        """End the process, and with it a survey that another thread waits for."""
        self._stopped = True
        self.close()

    def close(self) -> None:
        """End the process; the next survey starts another."""
        if self._child is not None:
            _end(self._child)
            self._child = None

    def _all(self, documents: list[Given]) -> Iterator[Surveyed]:
        at = 0
        while at < len(documents):
            surveyed = self._try(documents[at:])
            yield from surveyed
            at += len(surveyed)
            if at < len(documents):
                yield self._alone(documents[at])
                at += 1

    def _alone(self, document: Given) -> Surveyed:
        for _ in range(_TRIES):
            surveyed = self._try([document])
            if surveyed:
                return surveyed[0]
            if self._code in (_SLOW, OUT_OF_MEMORY):
                break
        return _verdict(document.form or None, self._code, self.options)

    def _try(self, documents: list[Given]) -> list[Surveyed]:
        """Return what is known of the documents before the one at which the process ended, or of all."""
        child = self._child or self._start()
        surveyed: list[Surveyed] = []
        try:
            _hand_over(child, documents)
            while len(surveyed) < len(documents):
                surveyed.append(_read(child))
        except (OSError, EOFError, ValueError):
            if self._stopped:
                raise Stopped from None
            self.close()
            self._code = child.returncode
        return surveyed

    def _start(self) -> subprocess.Popen[bytes]:
        for _ in range(_STARTS):
            if self._stopped:
                raise Stopped
            child = subprocess.Popen(  # noqa: S603 this Python, on a module of ours
                [sys.executable, "-P", "-m", "reward_reports.survey.child", self.options.to_json()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_surroundings(),
            )
            self._child = child
            weakref.finalize(self, _end, child)
            assert child.stdout  # noqa: S101 it is a pipe
            if child.stdout.read(len(HELLO)) == HELLO:
                return child
            self.close()
        raise RewardReportsError(
            f"the process that reads the documents ended at its start (code {child.returncode}); "
            "check that reward-reports is installed for this Python, and that there is memory"
        )


def _surroundings() -> dict[str, str]:
    """Return the environment of the process: it finds this package, also where a cluster shipped it as a folder."""
    here = str(Path(__file__).resolve().parent.parent.parent)
    paths = [here, *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYDANTIC_DISABLE_PLUGINS": "__all__"}


def _chunks(documents: list[Given]) -> Iterator[list[Given]]:
    some: list[Given] = []
    size = 0
    for document in documents:
        length = len(document.text or b"")
        if some and (len(some) == _MOST or size + length > _MOST_BYTES):
            yield some
            some, size = [], 0
        some.append(document)
        size += length
    if some:
        yield some


def _hand_over(child: subprocess.Popen[bytes], documents: list[Given]) -> None:
    assert child.stdin  # noqa: S101 it is a pipe
    heads = [[None if one.text is None else len(one.text), one.form, one.day] for one in documents]
    child.stdin.write(json.dumps(heads).encode() + b"\n")
    child.stdin.writelines(one.text for one in documents if one.text)
    child.stdin.flush()


def _read(child: subprocess.Popen[bytes]) -> Surveyed:
    assert child.stdout  # noqa: S101 it is a pipe
    head = child.stdout.read(4)
    if len(head) < 4:
        raise EOFError
    length = struct.unpack(">I", head)[0]
    row = child.stdout.read(length)
    if len(row) < length:
        raise EOFError
    return Surveyed(*json.loads(row))


def _end(child: subprocess.Popen[bytes]) -> None:
    """End a process, if it has not ended by itself, and let go of its pipes."""
    for stream in (child.stdin, child.stdout):
        try:
            if stream:
                stream.close()
        except OSError:
            pass
    child.kill() if child.poll() is None else None
    child.wait()


def _verdict(form: str | None, code: int, options: Options) -> Surveyed:
    if code == _SLOW and _SLOW:
        return failure(form, TOO_SLOW, f"it takes more than {options.seconds:g} s of the processor's time")
    if code == OUT_OF_MEMORY:
        return failure(form, TOO_MUCH_MEMORY, f"it needs more than {options.memory // 2**20:,} MiB of memory")
    how = f"signal {-code}" if code < 0 else f"code {code}"
    return failure(form, FAILED, f"the process that reads it ended with {how}, also when it was tried alone")

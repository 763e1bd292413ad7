"""A process for templates of the user's own, which is ended when one of them takes too long or too much memory.

A template may come from somebody else. The sandbox keeps it from everything but its data; what it does with these has no end
that could be told in advance: a macro that calls itself twice, a text that is joined to itself. So all of them run in one process
beside this one. It gets our own data, and gives back a text or the bytes of a file, and nothing that is unpickled here.
"""

from __future__ import annotations

import atexit
import json
import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import IO, Any, TypeVar

from reward_reports.base.errors import ConfigError, MissingToolError, OutputError, RewardReportsError

SECONDS = 10
"""Processor time that one page may take, where the system can measure it."""
WAIT = 60
"""Seconds that one page may take on every system."""
MEMORY = 2**30
"""Bytes of memory that the process may take, where the system can hold it to that."""
LONGEST = 100_000_000
"""Bytes of the longest page."""
_GRACE = 2
"""Seconds after which what does not heed the limit of time, such as one very long operation, is ended."""
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from {module} import serve; serve()"
_HEAD = struct.Struct(">cQ")
_ERRORS: dict[bytes, type[RewardReportsError]] = {b"C": ConfigError, b"M": MissingToolError, b"O": OutputError}
Made = TypeVar("Made", str, bytes)


class TooLongError(RuntimeError):
    """A template has taken all the time that it may take."""


def limited(own: Path, make: Callable[..., Made], *given: Any) -> Made:
    """Return what a function makes with a template of the user's own; it runs within limits of time and memory.

    Args:
        own: the folder of the templates, for messages.
        make: a function of a module of ours.
        given: what it takes.

    Raises:
        ConfigError: if it takes too much.
        RewardReportsError: what the function raises.
    """
    return _workers.setdefault(os.getpid(), _Worker()).ask(own, make, given)


class _Worker:
    """The process, as it is seen from here. It begins with the first page and ends with this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, own: Path, make: Callable[..., Made], given: tuple[Any, ...]) -> Made:
        with self._lock:
            process = self._process = self._process or _started()
            late = threading.Timer(WAIT, process.kill)
            late.start()
            try:
                kind, answer = _answer_of(process, (make, given, SECONDS))
            except EOFError:
                raise ConfigError(self._why_ended(own, process, late)) from None
            except BaseException:  # Ctrl-C, say: what comes out of it later would be taken for the next page
                self.end()
                raise
            finally:
                late.cancel()
                late.join()
        if kind in _ERRORS:
            raise _ERRORS[kind](answer.decode())
        if kind == b"!":
            raise RuntimeError(f"in the process for templates: {answer.decode()}")
        return answer.decode("utf-8", "surrogatepass") if kind == b"t" else answer  # type: ignore[return-value]

    def end(self) -> int:
        """End the process, and return how it ended."""
        process, self._process = self._process, None
        if process is None:
            return 0
        process.kill()
        with suppress(OSError):  # the rest of a request that nobody reads any more
            for stream in (process.stdin, process.stdout):
                if stream:
                    stream.close()
        return process.wait()

    def _why_ended(self, own: Path, process: subprocess.Popen[bytes], late: threading.Timer) -> str:
        timed_out = late.finished.is_set()
        with suppress(subprocess.TimeoutExpired):
            process.wait(1)
        code = process.returncode
        self.end()
        if timed_out or code == -getattr(signal, "SIGXCPU", 0):
            return f"{own.as_posix()}: {too_long()}"
        return (
            f"{own.as_posix()}: a template needs more memory than the {MEMORY >> 20} MB it may have, or makes a page of more than "
            f"{LONGEST // 1_000_000} MB; look for what grows in a loop, and for macros that call themselves"
        )


def too_long() -> str:
    """Return what is said of a template that takes too long."""
    return f"a template ran for more than {SECONDS} seconds; look for long loops, and for macros that call themselves"


_workers: dict[int, _Worker] = {}
"""By the numbers of processes: one that was forked has none of its own yet, and must not use that of its parent."""


@atexit.register
def _end() -> None:
    worker = _workers.get(os.getpid())
    if worker is not None:
        worker.end()


def _started() -> subprocess.Popen[bytes]:
    if not sys.executable:
        raise MissingToolError("custom templates run in a separate process, and no Python was found to start it")
    paths = json.dumps([os.path.abspath(path) for path in sys.path])  # noqa: PTH100 "" is the working folder
    call = [sys.executable, "-I", "-c", _START.format(module=__name__), paths]
    return subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603 our own code


def _answer_of(process: subprocess.Popen[bytes], request: Any) -> tuple[bytes, bytes]:
    """Send a request and return the kind and the bytes of the answer.

    Raises:
        EOFError: if the process ends before it has answered.
    """
    assert process.stdin is not None  # noqa: S101 they are pipes
    assert process.stdout is not None  # noqa: S101
    try:
        pickle.dump(request, process.stdin, pickle.HIGHEST_PROTOCOL)
        process.stdin.flush()
    except BrokenPipeError:
        raise EOFError from None
    kind, length = _HEAD.unpack(_exactly(process.stdout, _HEAD.size))
    if length > LONGEST:
        raise EOFError
    return kind, _exactly(process.stdout, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    found = stream.read(length)
    if len(found) < length:
        raise EOFError
    return found


def serve() -> None:
    """Answer requests until there are no more. This is what the process does."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nothing, standard)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked is told, and ends this process
    _limit_memory()
    while True:
        try:
            make, given, seconds = pickle.load(requests)  # noqa: S301 from the process that has started this one
        except EOFError:
            return
        kind, answer = _answer(make, given, seconds)
        answers.write(_HEAD.pack(kind, len(answer)) + answer)
        answers.flush()


def _answer(make: Callable[..., str | bytes], given: tuple[Any, ...], seconds: int) -> tuple[bytes, bytes]:
    try:
        _limit_time(seconds)
        try:
            filled = make(*given)
        finally:
            _limit_time(0)
        return (b"t", filled.encode("utf-8", "surrogatepass")) if isinstance(filled, str) else (b"b", filled)
    except RewardReportsError as error:
        kind = next((kind for kind, known in _ERRORS.items() if isinstance(error, known)), b"C")
        return kind, str(error).encode("utf-8", "backslashreplace")
    except TooLongError:
        return b"C", too_long().encode()
    except Exception:
        return b"!", traceback.format_exc().encode("utf-8", "backslashreplace")


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    for limit in ("RLIMIT_AS", "RLIMIT_DATA"):
        with suppress(AttributeError, OSError, ValueError):
            resource.setrlimit(getattr(resource, limit), (MEMORY, MEMORY))
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: int) -> None:
    """Begin to count the time of a page; 0 for no page."""
    try:
        import resource
    except ImportError:  # Windows
        return
    signal.signal(signal.SIGPROF, _stop if seconds else signal.SIG_IGN)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + seconds + _GRACE
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (until if seconds else most, most))


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise TooLongError

"""Work in several processes. They are forked, so that what is imported is imported once; Linux alone does that safely."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Generator, Iterable
from typing import TypeVar

from reward_reports.base.errors import RewardReportsError

Given = TypeVar("Given")
Made = TypeVar("Made")
CAN_FORK = sys.platform == "linux"
_STOPPING = (signal.SIGINT, signal.SIGTERM)


def worth_forking(items: int, jobs: int, chunk: int, least: int) -> int:
    """Return in how many processes to work, or 0 where one process is quicker or no other may be forked.

    Args:
        items: how many there are to work on.
        jobs: how many processes the user wants; 0 for as many as there are processors.
        chunk: how many items a process takes at once.
        least: how many items make up for the start of another process.
    """
    workers = min(jobs or os.cpu_count() or 1, -(-items // chunk))
    return workers if CAN_FORK and workers > 1 and items >= least else 0


def in_processes(
    work: Callable[[Given], Made], items: Iterable[Given], workers: int, chunk: int = 1
) -> Generator[Made]:
    """Give what is made of each item, in the order of the items.

    When work fails or the caller is stopped, what has not begun is left, what has begun is waited for, and no process stays
    behind. (`multiprocessing.Pool` would end its processes in the midst of their work, and now and then wait for ever for a
    lock that one of them held.)

    Args:
        work: what is done; a function of a module, or a method of what can be pickled.
        items: what it is done with.
        workers: how many processes.
        chunk: how many items a process takes at once.

    Raises:
        RewardReportsError: if a process ends from outside, as where memory is short.
    """
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    executor = ProcessPoolExecutor(workers, get_context("fork"), _begin)
    try:
        # A process that is told to end before it has let go of our handlers would not know what to do.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
        try:
            results = executor.map(work, items, chunksize=chunk)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        yield from results
    except BrokenProcessPool:
        raise RewardReportsError(
            "a worker process was killed, perhaps because memory ran out; try `--jobs 1`, which needs less"
        ) from None
    finally:
        executor.shutdown(cancel_futures=True)


def _begin() -> None:
    """Leave Ctrl-C to the process that gave the work, and end when it has ended."""
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

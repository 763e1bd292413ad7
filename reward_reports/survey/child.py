"""The process in which documents are read, one after the other. It may be ended by any of them; `guard` starts the next.

It reads batches from standard input: a line of JSON with the length, format and date of each document, then their bytes. For
each document it writes four bytes of length and a row of JSON.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

OUT_OF_MEMORY = 75
"""The exit code where a document needs more memory than it may have."""
HELLO = b"ready\n"
_OFTEN = 50_000
"""Objects after which cycles are looked for: documents leave hardly any, and looking often takes a tenth of the time."""


def main(arguments: list[str]) -> None:
    """Serve until standard input ends."""
    from reward_reports.survey.options import Options

    options = Options.from_json(arguments[0])
    given, output = _streams()
    _import_all()
    _limit_memory(options.memory)
    output.write(HELLO)
    output.flush()
    while line := given.readline():
        heads = json.loads(line)
        texts = [None if length is None else given.read(length) for length, _, _ in heads]
        for (_, form, day), text in zip(heads, texts, strict=True):
            _answer(output, _row(text, form, day, options))


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """Return the streams of the protocol; what anything else prints goes nowhere."""
    output = os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("r+b", buffering=0) as nowhere:
        os.dup2(nowhere.fileno(), 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that gives the work
    return sys.stdin.buffer, output


def _import_all() -> None:
    """Import what documents need before their time and memory are counted."""
    from reward_reports.survey.document import survey_document
    from reward_reports.survey.options import Given, Options

    for text in (b"report: {id: a}", b"---\nlicense: mit\n---\n# A\n\n## Dates\n\n2020\n"):
        survey_document(Given(text, "", "2020-01-01"), Options())
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OFTEN)


def _limit_memory(most: int) -> None:
    with suppress(ImportError, OSError, ValueError):  # Windows and macOS set no such limit
        import resource

        used = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + most, used + most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _row(text: bytes | None, form: str, day: str, options: Any) -> bytes:
    from reward_reports.survey.document import FAILED, failure, survey_document
    from reward_reports.survey.options import Given

    _limit_time(options.seconds)
    try:
        surveyed = survey_document(Given(text, form, day), options)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as error:  # one document ends no batch
        surveyed = failure(
            form or None, FAILED, f"the program failed with {type(error).__name__}; please report this text"
        )
    finally:
        _limit_time(0)
    return _encoded(surveyed)


def _encoded(data: Any) -> bytes:
    try:
        row = [data.form, data.system, data.weights, data.findings, data.answers]
        return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _limit_time(seconds: float) -> None:
    """Have the system end this process when it has used so much of the processor's time; 0 lifts the limit."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _answer(output: BinaryIO, row: bytes) -> None:
    output.write(struct.pack(">I", len(row)) + row)
    output.flush()


if __name__ == "__main__":
    main(sys.argv[1:])

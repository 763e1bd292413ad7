"""Documents as Arrow record batches to findings and answers, in whatever engine calls."""

from __future__ import annotations

import os
import threading
from typing import Any

from reward_reports.survey.guard import Guard
from reward_reports.survey.options import Options
from reward_reports.survey.tables import as_documents, documents_in, tables_of

_OPTIONS = Options()
_mine = threading.local()


def survey_batch(documents: Any, options: Options = _OPTIONS) -> tuple[Any, Any]:
    """Survey documents: what the rules find in each, and what each answers.

    The rows depend on the documents and the options alone, and follow the order of the documents. The documents are read in
    a process of its own, which is started at the first call and kept. A document that cannot be read, is too large, or takes
    too much time or memory has one finding, with one of `FAILURES` as its code; it ends no batch.

    Args:
        documents: a `pyarrow.RecordBatch` or `pyarrow.Table` with the columns `id` and `text` (a string, or bytes), and
            `format` (one of `FORMATS`; by default, by the text), `revision` and `date` (a date, a time, or ISO 8601), which
            may be null or missing.
        options: how they are surveyed.

    Returns:
        Two record batches, with the schemas `FINDINGS` and `ANSWERS`.

    Raises:
        InputError: if a column is missing or has a type that cannot be used.
        RewardReportsError: if the process that reads the documents cannot be started.
    """
    return survey_with(guard_of(options), documents)


def survey_with(guard: Guard, documents: Any) -> tuple[Any, Any]:
    """Survey documents in a process of the caller's; see `survey_batch`."""
    pairs = list(documents_in(as_documents(documents)))
    return tables_of([key for key, _ in pairs], guard.survey([given for _, given in pairs]))


def guard_of(options: Options) -> Guard:
    """Return the guard of this thread. What a fork took over belongs to the process before it."""
    state = os.getpid(), options
    if getattr(_mine, "state", None) != state:
        _mine.state, _mine.guard = state, Guard(options)
    guard: Guard = _mine.guard
    return guard

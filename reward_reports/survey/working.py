"""One part: read, surveyed, written. The same part makes the same rows, whoever does it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from typing import Any

from reward_reports._version import __version__
from reward_reports.survey.document import Surveyed
from reward_reports.survey.guard import Guard
from reward_reports.survey.needed import pa
from reward_reports.survey.options import Given, Options
from reward_reports.survey.parts import SurveyPart
from reward_reports.survey.reading import read
from reward_reports.survey.store import Bucket, LocalFolder, store_at
from reward_reports.survey.tables import ANSWERS, FINDINGS, SCHEMA_VERSION, tables_of
from reward_reports.survey.tally import Count, tally

TABLES = {"answers": ANSWERS, "findings": FINDINGS}
"""The folders of the output; a part is finished when it has a file in each."""


@dataclass(frozen=True)
class Job:
    """What is the same for all parts.

    Attributes:
        output: the folder, or the URI, to write to.
        options: how documents are surveyed.
        columns: what columns are called in the input.
    """

    output: str
    options: Options
    columns: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return the job as text that `from_json` reads."""
        return json.dumps(asdict(self) | {"options": self.options.to_json()})

    @staticmethod
    def from_json(text: str) -> Job:
        """Return the job of a text that `to_json` wrote."""
        read = json.loads(text)
        return Job(read["output"], Options.from_json(read["options"]), read["columns"])


@dataclass(frozen=True)
class PartResult:
    """What became of a part.

    Attributes:
        name: its files' name.
        documents: how many documents it holds.
        found: whether it had been finished before.
        counts: what the summary counts of it.
    """

    name: str
    documents: int
    found: bool
    counts: list[Count]


def work_off(number: int, part: SurveyPart, job: Job, guard: Guard) -> PartResult:
    """Survey a part and write its rows, unless that was done before.

    Raises:
        InputError: if a column is missing.
        OutputError: if the rows cannot be written.
        Stopped: if the guard was stopped.
    """
    digest, documents = _digest(part, job)
    name = f"{number:06}-{digest}.parquet"
    store = store_at(job.output)
    before = _finished(store, name)
    tables = before or _survey(part, job, guard)
    if not before:
        for folder, table in tables.items():
            store.write(f"{folder}/{name}", _as_parquet(table))
    return PartResult(name, documents, before is not None, tally(tables["findings"], tables["answers"]))


def _survey(part: SurveyPart, job: Job, guard: Guard) -> dict[str, Any]:
    tables: dict[str, list[Any]] = {name: [] for name in TABLES}
    for items in read(part, job.columns, job.options):
        known = iter(guard.survey([one for _, one in items if isinstance(one, Given)]))
        every = [one if isinstance(one, Surveyed) else next(known) for _, one in items]
        findings, answers = tables_of([key for key, _ in items], every)
        tables["findings"].append(findings)
        tables["answers"].append(answers)
    return {name: pa.Table.from_batches(tables[name], schema) for name, schema in TABLES.items()}


def _digest(part: SurveyPart, job: Job) -> tuple[str, int]:
    """Return what tells a part from one with other documents or another version's, and how many documents it holds.

    The documents are read once more when they are surveyed, so that no more than a few of them are held at a time.
    """
    digest, documents = blake2b(digest_size=8), 0
    for value in (__version__, SCHEMA_VERSION, job.options.to_json()):
        _feed(digest, value)
    for items in read(part, job.columns, job.options):
        documents += len(items)
        for key, one in items:
            for value in (*key, *(one if isinstance(one, Given) else one.findings[0])):
                _feed(digest, value)
    return digest.hexdigest(), documents


def _feed(digest: Any, value: Any) -> None:
    """Add a value with its length, so that no two rows of values are fed alike."""
    data = value if isinstance(value, bytes) else b"" if value is None else str(value).encode("utf-8", "surrogatepass")
    digest.update(b"%d%c" % (len(data), b"-" if value is None else b":"))
    digest.update(data)


def _as_parquet(table: Any) -> bytes:
    from pyarrow.parquet import write_table

    sink = pa.BufferOutputStream()
    write_table(table, sink, compression="zstd", write_page_checksum=True)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _finished(store: LocalFolder | Bucket, name: str) -> dict[str, Any] | None:
    """Return the tables of a part that was finished before; None where one is missing, damaged, or of another schema."""
    record: dict[str, Any] = {}
    for folder, schema in TABLES.items():
        data = store.read(f"{folder}/{name}")
        table = None if data is None else _from_parquet(data)
        if table is None or not table.schema.equals(schema):
            return None
        record[folder] = table
    return record


def _from_parquet(data: bytes) -> Any | None:
    from pyarrow.parquet import ParquetFile

    try:
        return ParquetFile(pa.BufferReader(data), page_checksum_verification=True).read()
    except (pa.ArrowException, OSError, ValueError):
        return None

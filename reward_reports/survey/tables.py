"""The tables of a survey: documents in, findings and answers out. `docs/reference/survey.md` describes every column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from reward_reports.base.errors import InputError
from reward_reports.survey.document import Surveyed
from reward_reports.survey.needed import pa
from reward_reports.survey.options import Given

SCHEMA_VERSION = "1"
"""Changes when a column changes its meaning or goes."""
_MARK = {"reward-reports-survey": SCHEMA_VERSION}

DOCUMENTS = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        ("text", pa.large_binary()),
        ("format", pa.string()),
        ("revision", pa.string()),
        ("date", pa.string()),
    ]
)
_KEYS = [pa.field("id", pa.string(), nullable=False), ("revision", pa.string()), ("date", pa.date32())]
_KIND = [("format", pa.string())]
FINDINGS = pa.schema(
    [*_KEYS, *_KIND, ("code", pa.string()), ("severity", pa.string()), ("path", pa.string()), ("line", pa.int32()), ("message", pa.string())],
    metadata=_MARK,
)  # fmt: skip
ANSWERS = pa.schema(
    [
        *_KEYS, *_KIND,
        ("system", pa.string()),
        ("weights", pa.string()),
        ("group", pa.string()),
        ("field", pa.string()),
        ("state", pa.string()),
        ("route", pa.string()),
        ("length", pa.int32()),
        ("entries", pa.int32()),
        ("digest", pa.string()),
        ("figures", pa.int32()),
        ("figures_with_source", pa.int32()),
        ("counted", pa.bool_()),
        ("known", pa.float32()),
        ("checkable", pa.float32()),
        ("independent", pa.float32()),
    ],
    metadata=_MARK,
)  # fmt: skip
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
Key = tuple[str, "str | None", "date | None"]


def as_documents(table: Any) -> Any:
    """Return a record batch or table with the columns of DOCUMENTS; `format`, `revision` and `date` may be missing.

    Raises:
        InputError: if there is no `id` or no `text`, or a column has a type that cannot be used.
    """
    columns = [_column(table, field) for field in DOCUMENTS]
    return pa.RecordBatch.from_arrays(columns, schema=DOCUMENTS)


def _column(table: Any, field: Any) -> Any:
    at = table.schema.get_field_index(field.name)
    if at < 0:
        if field.name in ("id", "text"):
            raise InputError(f"there is no column {field.name!r}; the columns are {', '.join(table.schema.names)}")
        return pa.nulls(len(table), field.type)
    column = table.column(at)
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    try:
        return (_days(whole) if field.name == "date" else whole).cast(field.type)
    except (pa.ArrowException, TypeError) as error:
        raise InputError(f"the column {field.name!r} of type {whole.type} cannot be used as {field.type}") from error


def _days(column: Any) -> Any:
    """Return dates, times and texts as days in ISO 8601; what is none becomes null."""
    return pa.array([day_of(value) for value in column.to_pylist()], pa.string())


def day_of(value: Any) -> str | None:
    """Return a date, a time or a text as a day in ISO 8601; None where it is none."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    match = _DAY.match(value) if isinstance(value, str) else None
    try:
        return date.fromisoformat(match[0]).isoformat() if match else None
    except ValueError:
        return None


def documents_in(batch: Any) -> Iterator[tuple[Key, Given]]:
    """Give the documents of a batch, each with what identifies it."""
    for id_, text, form, revision, day in zip(*(column.to_pylist() for column in batch.columns), strict=True):
        yield (id_, revision, date.fromisoformat(day) if day else None), Given(text, form or "", day or "")


def tables_of(keys: Sequence[Key], surveyed: Sequence[Surveyed]) -> tuple[Any, Any]:
    """Return findings and answers as record batches, in the order of the documents."""
    findings = (([*key, one.form], row) for key, one in zip(keys, surveyed, strict=True) for row in one.findings)
    answers = (
        ([*key, one.form, one.system, one.weights], row)
        for key, one in zip(keys, surveyed, strict=True)
        for row in one.answers
    )
    return _batch(findings, FINDINGS), _batch(answers, ANSWERS)


def _batch(rows: Iterable[tuple[list[Any], list[Any]]], schema: Any) -> Any:
    columns = list(zip(*([*head, *rest] for head, rest in rows), strict=True)) or [()] * len(schema)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)

"""The documents of a part, a few at a time. What cannot be read is said in place of a document."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from io import BufferedReader
from typing import Any, TypeAlias

from reward_reports.base.errors import InputError
from reward_reports.survey.document import FAILED, TOO_LARGE, UNREADABLE, Surveyed, failure
from reward_reports.survey.needed import pa
from reward_reports.survey.options import Given, Options
from reward_reports.survey.parts import SurveyPart, first_line, path_of
from reward_reports.survey.tables import Key, as_documents, day_of, documents_in

Item: TypeAlias = "tuple[Key, Given | Surveyed]"
_FEW = 256
_ROOM = 64 * 1024
"""Bytes of a line beyond those of its text."""


def read(part: SurveyPart, columns: Mapping[str, str], options: Options) -> Iterator[list[Item]]:
    """Give the documents of a part in their order.

    Args:
        part: which documents.
        columns: what the columns `id`, `text`, `format`, `revision` and `date` are called in the input, where it differs.
        options: the longest document that is read.

    Raises:
        InputError: if a column is missing.
    """
    try:
        if part.kind == "broken":
            yield [_fault(part, part.fault)]
        elif part.kind == "files":
            yield from ([one] for name in part.names for one in _file(part, name, options))
        elif part.kind == "lines":
            yield from _lines(part, columns, options)
        else:
            yield from _rows(part, columns)
    except (pa.ArrowException, OSError) as error:
        yield [_fault(part, first_line(error))]


def _fault(part: SurveyPart, why: str) -> Item:
    return (part.label, None, None), failure(None, UNREADABLE, f"the file cannot be read: {why}")


def _file(part: SurveyPart, name: str, options: Options) -> Iterator[Item]:
    system, path = path_of(part.root, name)
    key: Key = name or part.root.rsplit("/", 1)[-1], None, None
    try:
        with system.open_input_file(path) as stream:
            text = stream.read(options.max_bytes + 1)
    except (pa.ArrowException, OSError) as error:
        yield key, failure(None, UNREADABLE, f"the file cannot be read: {first_line(error)}")
        return
    yield key, Given(text, "report" if path.lower().endswith((".yaml", ".yml")) else "", "")


def _rows(part: SurveyPart, columns: Mapping[str, str]) -> Iterator[list[Item]]:
    from pyarrow.parquet import ParquetFile

    system, path = path_of(part.root, part.names[0])
    with system.open_input_file(path) as stream:
        file = ParquetFile(stream)
        there = set(file.schema_arrow.names)
        ours = {columns.get(name, name): name for name in ("id", "text", "format", "revision", "date")}
        chosen = [name for name in ours if name in there]
        at = 0
        for batch in file.iter_batches(_FEW, row_groups=[part.group], columns=chosen):
            first, last = max(part.start - at, 0), min(part.stop - at, len(batch))
            at += len(batch)
            if first < last:
                some = batch.slice(first, last - first)
                named = pa.RecordBatch.from_arrays(some.columns, [ours[name] for name in some.schema.names])
                yield list(documents_in(_documents(_with_values(named, part), part)))


def _documents(batch: Any, part: SurveyPart) -> Any:
    try:
        return as_documents(batch)
    except InputError as error:
        raise InputError(f"{part.label}: {error}; name yours with --column, such as --column text=card") from error


def _with_values(batch: Any, part: SurveyPart) -> Any:
    """Add the columns that stand in the path."""
    for name, value in part.values.items():
        if name in ("format", "revision", "date") and name not in batch.schema.names:
            arrays, names = [*batch.columns, pa.array([value] * len(batch))], [*batch.schema.names, name]
            batch = pa.RecordBatch.from_arrays(arrays, names)
    return batch


def _lines(part: SurveyPart, columns: Mapping[str, str], options: Options) -> Iterator[list[Item]]:
    """Give the lines that begin in a block; the last one may end behind it."""
    system, path = path_of(part.root, part.names[0])
    most = 6 * options.max_bytes + _ROOM  # JSON may write a byte as six
    some: list[Item] = []
    with system.open_input_file(path) as file, BufferedReader(file) as stream:
        stream.seek(max(part.start - 1, 0))
        if part.start:
            _skip(stream)
        while (at := stream.tell()) < part.stop:
            line = stream.readline(most)
            if len(line) == most and not line.endswith(b"\n"):
                _skip(stream)
            some.append(_line(line, at, part, columns, most))
            if len(some) == _FEW:
                yield some
                some = []
    yield some


def _skip(stream: Any) -> None:
    while (piece := stream.readline(_ROOM)) and not piece.endswith(b"\n"):
        pass


def _line(line: bytes, at: int, part: SurveyPart, columns: Mapping[str, str], most: int) -> Item:
    key: Key = f"{part.label}@{at}", None, None
    if len(line) >= most:
        return key, failure(None, TOO_LARGE, f"the line at byte {at:,} is longer than {most:,} bytes")
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return key, failure(None, FAILED, f"the line at byte {at:,} is not valid JSON: {first_line(error)}")
    if not isinstance(row, dict):
        return key, failure(None, FAILED, f"the line at byte {at:,} holds no object")
    return _given(row, key, part, columns)


def _given(row: dict[str, Any], key: Key, part: SurveyPart, columns: Mapping[str, str]) -> Item:
    id_, text, form, revision, day = (
        part.values.get(name) if (value := row.get(columns.get(name, name))) is None else value
        for name in ("id", "text", "format", "revision", "date")
    )
    days = day_of(day)
    known: Key = _text(id_) or key[0], _text(revision), date.fromisoformat(days) if days else None
    given = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else None
    return known, Given(given, _text(form) or "", days or "")


def _text(value: Any) -> str | None:
    return None if value is None else str(value).encode("utf-8", "replace").decode()

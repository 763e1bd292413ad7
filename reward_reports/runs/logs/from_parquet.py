"""Parquet tables, read with pyarrow (the extra `parquet`)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from reward_reports.base.installing import how_to_install, needed
from reward_reports.runs.logs.files import open_log
from reward_reports.runs.logs.log import Collector
from reward_reports.runs.logs.rows import Rows


def read(path: Path, to: Collector) -> None:
    """Read the columns of numbers.

    Raises:
        MissingToolError: if pyarrow is not installed.
    """
    with needed("Parquet tables need the package pyarrow", how_to_install("parquet")):
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    with open_log(path, to) as file:
        try:
            table = ParquetFile(file)
            if table.metadata.num_columns > to.limits.tags or table.metadata.num_rows > to.limits.points:
                raise to.error("the table is over the limits of columns or rows", "Split it", path)
            _rows(table, Rows(path, to.run(), "/"))
        except (ArrowException, OSError, UnicodeError, OverflowError) as error:
            raise to.error(f"the table cannot be read: {error}", "Copy the file again", path) from error


def _rows(table: Any, rows: Rows) -> None:
    number = 0
    for batch in table.iter_batches(batch_size=4096):
        for row in batch.to_pylist():
            number += 1
            plain = {key: value.isoformat() if isinstance(value, datetime) else value for key, value in row.items()}
            rows.take(plain, f"row {number}")

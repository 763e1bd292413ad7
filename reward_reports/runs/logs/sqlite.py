"""SQLite databases of strangers: read-only, tables only, no functions of their schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from reward_reports.base.errors import LogError
from reward_reports.runs.logs.files import open_log
from reward_reports.runs.logs.log import Collector

_ADVICE = "Name the database that the tool keeps, and copy it again if it is damaged"


@contextmanager
def database(path: Path, to: Collector, **needed: str) -> Iterator[sqlite3.Connection]:
    """Open a database and check that it has tables with the columns that are needed.

    Args:
        path: the file.
        to: what gathers the points, for the limits.
        needed: the columns that are needed, by table, parted by spaces.

    Raises:
        LogError: if it is none, is damaged or lacks a table.
    """
    open_log(path, to).close()
    try:
        with closing(_connected(path)) as connection:
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, to.limits.line_bytes)
            for table, columns in needed.items():
                _check(connection, table, columns.split(), path, to)
            yield connection
    except (sqlite3.Error, OverflowError, UnicodeError) as error:
        raise to.error(f"the database cannot be read: {_reason(error)}", _ADVICE, path) from error


def has_table(path: Path, table: str) -> bool:
    """Whether a database has a table, or something else of that name.

    Raises:
        LogError: if it is damaged.
    """
    try:
        with closing(_connected(path)) as connection:
            return connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone() is not None
    except (sqlite3.Error, UnicodeError) as error:
        raise LogError(f"{path}: the database cannot be read: {_reason(error)}. {_ADVICE}.") from error


def _connected(path: Path) -> sqlite3.Connection:
    # A database in use has its newest rows in a file beside it, which `immutable` would pass over.
    busy = any(Path(f"{path}{end}").exists() for end in ("-wal", "-journal"))
    name = quote(str(path.resolve()).replace("\\", "/"))
    connection = sqlite3.connect(f"file:{name}?mode=ro" + "&immutable=1" * (not busy), uri=True)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    try:
        for pragma in ("trusted_schema=OFF", "query_only=ON", "cell_size_check=ON"):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _reason(error: Exception) -> object:
    # SQLite quotes the schema in what it says of it, and Python takes those words for UTF-8.
    return "its schema is damaged" if isinstance(error, UnicodeError) else error


def _check(connection: sqlite3.Connection, table: str, columns: list[str], path: Path, to: Collector) -> None:
    kind = connection.execute("SELECT type, sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    if kind is None or kind[0] != "table" or str(kind[1]).upper().lstrip().startswith("CREATE VIRTUAL"):
        raise to.error(f"the database has no table {table!r}", _ADVICE, path)
    there = {row[1] for row in connection.execute("SELECT * FROM pragma_table_info(?)", (table,))}
    if lacking := [column for column in columns if column not in there]:
        raise to.error(f"its table {table!r} has no column {lacking[0]!r}", _ADVICE, path)

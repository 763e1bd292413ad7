"""Files, folders and archives to reports: which texts are versions of one report, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from reward_reports.base.reading import read_start
from reward_reports.exchange.importing.archives import MAX_MEMBERS, texts_in
from reward_reports.exchange.importing.reading import is_readable, name_without_date, read_source
from reward_reports.exchange.importing.source import MAX_BYTES, Source, SourceError


def gather(paths: Iterable[str]) -> list[list[Source]]:
    """Return the reports among the paths, each with its versions, oldest first.

    Texts are versions of one report where each has a date in its name, and nothing else tells the names apart.

    Raises:
        SourceError: if something cannot be read, or no report is there.
    """
    groups: dict[str, list[Source]] = {}
    for path in paths:
        for name, raw in _texts(Path(path)):
            source = read_source(raw, name)
            groups.setdefault(name_without_date(name) if source.day else name, []).append(source)
    return [sorted(versions, key=lambda one: (one.day is None, one.day, one.name)) for versions in groups.values()]


def _texts(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        found = list(_in_folder(path))
    elif path.suffix.lower() == ".zip":
        found = [(f"{path.as_posix()}/{name}", raw) for name, raw in texts_in(path)]
    else:
        found = [(path.as_posix(), read_start(path, MAX_BYTES, SourceError))]
    if not found:
        raise SourceError(f"{path.as_posix()} holds no Markdown and no LaTeX")
    yield from found


def _in_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    try:
        files = sorted(one for one in folder.iterdir() if is_readable(one.name) and not one.name.startswith("."))
    except OSError as error:
        raise SourceError(f"{folder.as_posix()} cannot be read: {error.strerror or error}") from error
    if len(files) > MAX_MEMBERS:
        raise SourceError(f"{folder.as_posix()} holds more than {MAX_MEMBERS:,} texts; import them one by one")
    for file in files:
        if file.is_symlink():
            raise SourceError(f"{file.as_posix()} is a link; name the file itself if it is meant")
        if file.is_file():
            yield file.as_posix(), read_start(file, MAX_BYTES, SourceError)

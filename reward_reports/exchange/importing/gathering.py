"""Files, folders and archives to reports: which texts are versions of one report, and in which order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from reward_reports.base.reading import read_start
from reward_reports.exchange.importing.archives import MAX_MEMBERS, texts_in
from reward_reports.exchange.importing.convert import has_answers
from reward_reports.exchange.importing.reading import is_readable, name_without_date, read_source
from reward_reports.exchange.importing.source import MAX_BYTES, Source, SourceError

_BESIDE = frozenset(
    "readme license licence copying notice changelog changes contributing code_of_conduct authors security todo history "
    "install requirements".split()
)
"""How files are called that lie beside reports, but are none."""
_SHOWN = 10
_NO_FIELDS = "no heading names a field of a Reward Report"
_NO_ANSWERS = "holds only the questions of a template"
_NO_REPORT = "looks like a README or a template, and there are other reports"


def gather(paths: Iterable[str]) -> list[list[Source]]:
    """Return the reports among the paths, each with its versions, oldest first.

    Texts are versions of one report where each has a date in its name, and nothing else tells the names apart. In a folder
    or an archive, what is not a report is passed over; the notes of the first report's newest version say so.

    Raises:
        SourceError: if something cannot be read, or no report is there.
    """
    groups: dict[str, list[Source]] = {}
    for given in paths:
        path = Path(given)
        is_archive = path.suffix.lower() == ".zip" and not path.is_dir()
        if is_archive or path.is_dir():
            collection = _Collection(path)
            collection.read(texts_in(path) if is_archive else _in_folder(path, collection.passed_over))
            sources = collection.reports()
        else:
            sources = [read_source(read_start(path, MAX_BYTES, SourceError), path.as_posix())]
        for source in sources:
            groups.setdefault(_group(source), []).append(source)
    return [sorted(versions, key=lambda one: (one.day is None, one.day, one.name)) for versions in groups.values()]


def _group(source: Source) -> str:
    """Return what the versions of a report have in common."""
    return name_without_date(source.name) if source.day else source.name


@dataclass
class _Collection:
    """What a folder or an archive holds: reports, and what is passed over, by reason."""

    path: Path
    sources: list[Source] = field(default_factory=list)
    passed_over: dict[str, list[str]] = field(default_factory=dict)

    def read(self, texts: Iterable[tuple[str, bytes]]) -> None:
        """Read the texts, by their names within the collection."""
        for name, raw in texts:
            try:
                source = read_source(raw, f"{self.path.as_posix()}/{name}")
            except SourceError as error:
                if not _lies_beside(name) and not name.lower().endswith(".txt"):
                    raise
                self._pass_over(name, f"cannot be read: {str(error).removeprefix(self.path.as_posix() + '/')}")
                continue
            if any(piece.field for piece in source.pieces):
                self.sources.append(source)
            else:
                self._pass_over(name, _NO_FIELDS)

    def reports(self) -> list[Source]:
        """Return the reports; the notes of the newest of the first tell what was passed over.

        Raises:
            SourceError: if there is none.
        """
        self._drop({_group(one) for one in self.sources} - {_group(one) for one in self.sources if has_answers(one)})
        beside = {_group(one) for one in self.sources if _lies_beside(one.name)}
        if beside != {_group(one) for one in self.sources}:
            self._drop(beside, _NO_REPORT)
        if not self.sources:
            raise SourceError(self._nothing())
        group = _group(self.sources[0])
        newest = max(
            (number for number, one in enumerate(self.sources) if _group(one) == group),
            key=lambda number: (self.sources[number].day is None, self.sources[number].day or None, number),
        )
        source = self.sources[newest]
        self.sources[newest] = replace(source, notes=(*source.notes, *self._notes()))
        return self.sources

    def _drop(self, groups: set[str], reason: str = _NO_ANSWERS) -> None:
        for source in self.sources:
            if _group(source) in groups:
                self._pass_over(source.name.removeprefix(self.path.as_posix() + "/"), reason)
        self.sources = [one for one in self.sources if _group(one) not in groups]

    def _pass_over(self, name: str, reason: str) -> None:
        self.passed_over.setdefault(reason, []).append(name)

    def _notes(self) -> Iterator[str]:
        for reason, names in self.passed_over.items():
            more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
            yield f"skipped {', '.join(names[:_SHOWN])}{more}: {reason}"

    def _nothing(self) -> str:
        if not self.passed_over:
            return f"{self.path.as_posix()} holds no Markdown and no LaTeX"
        return f"{self.path.as_posix()} holds no report; {'; '.join(self._notes())}"


def _lies_beside(name: str) -> bool:
    stem = PurePosixPath(name).name.lower().split(".")[0]
    return stem.replace("-", "_") in _BESIDE or "template" in stem


def _in_folder(folder: Path, passed_over: dict[str, list[str]]) -> Iterator[tuple[str, bytes]]:
    """Give the texts in a folder and below it; links are not followed."""
    files = sorted(_texts_below(folder, passed_over))
    if len(files) > MAX_MEMBERS:
        raise SourceError(f"{folder.as_posix()} holds more than {MAX_MEMBERS:,} texts; import them one by one")
    for file in files:
        yield file.relative_to(folder).as_posix(), read_start(file, MAX_BYTES, SourceError)


def _texts_below(folder: Path, passed_over: dict[str, list[str]]) -> Iterator[Path]:
    for here, folders, names in os.walk(folder, onerror=_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        for name in sorted([*folders, *(one for one in names if is_readable(one) and not one.startswith("."))]):
            file = Path(here, name)
            if file.is_symlink():
                reason = "is a link; name it to import it"
                passed_over.setdefault(reason, []).append(file.relative_to(folder).as_posix())
            elif file.is_file():
                yield file
            elif not file.is_dir():
                passed_over.setdefault("is not a regular file", []).append(file.relative_to(folder).as_posix())


def _unreadable(error: OSError) -> None:
    raise SourceError(f"{Path(error.filename).as_posix()} cannot be read: {error.strerror or error}") from error

"""The pages of the last build of a site: what has not changed since is taken over and not rendered again.

Kept outside the site, which is for everybody to read. A report's pages are taken over if the report, the files beside it, its
history and everything that all pages depend on are as they were, and if the files of the old site are those that were written.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from reward_reports.base.caching import (
    digest_of,
    forget_old,
    identity,
    prepare,
    read,
    sealed,
    unsealed,
    write,
)
from reward_reports.base.errors import InputError
from reward_reports.publishing.rendering.files import LOG, Files
from reward_reports.publishing.rendering.pictures import MAX_COPIED
from reward_reports.publishing.site.git_state import Heads
from reward_reports.publishing.site.manifest import folders_of, listed_in
from reward_reports.publishing.site.page_record import PageRecord, unpacked
from reward_reports.publishing.site.page_writer import stamp_of
from reward_reports.report.loading import Limits
from reward_reports.report.loading.document import read_bytes

_KEPT = 8
"""So many sites are remembered."""
_HEAD = "reward-reports site "
_MOST = 1_000_000_000
"""Bytes of the largest memory that is read."""


@dataclass(slots=True)
class Memory:
    """What is known of a site.

    Attributes:
        file: where it is kept; None to remember nothing.
        site: the folder of the site.
        state: what all pages depend on.
        heads: knows the histories of reports; None where no page shows them.
        taken_over: the paths of the files that were taken over.
    """

    file: Path | None
    site: Path
    state: str
    heads: Heads | None = None
    taken_over: frozenset[str] = frozenset()
    _lines: dict[str, str] = field(default_factory=dict)
    _taken: frozenset[str] = frozenset()
    _listed: dict[str, str] = field(default_factory=dict)
    _folders_of_site: frozenset[str] = frozenset()

    def recall(self) -> None:
        """Read what the last build of this site has left, if it was made in the same way."""
        if self.file is None:
            return
        try:
            own = identity(*self._folders())
            state, names, *lines = unsealed(_HEAD, read(os.fspath(self.file), _MOST) if own else "").split("\n")
            if state == self._head(own):
                self._lines = dict(zip(json.loads(names), lines, strict=True))
                self._listed = listed_in(self.site)
                with os.scandir(self.site) as entries:
                    self._folders_of_site = frozenset(
                        entry.name for entry in entries if entry.is_dir(follow_symlinks=False)
                    )
        except (OSError, ValueError, TypeError, RecursionError):
            self._lines = {}

    def take_over(self, files: Iterable[str], draft: Path, limits: Limits) -> dict[str, PageRecord]:
        """Put the pages of all reports that are as they were into a new site, and return what is known of them.

        Each file of the old site gets a second name in the new one, or is copied where the file system has no such thing.
        """
        known = ((file, self._known(file)) for file in files)
        same = {file: record for file, record in known if record and self._is_as_before(file, record, limits)}
        try:
            for folder in {os.path.dirname(name) for record in same.values() for name in record.files}:  # noqa: PTH120
                (draft / folder).mkdir(parents=True, exist_ok=True)
            for record in same.values():
                _link(record, self.site, draft)
        except _ChangedError:
            # Another build has put its site in this place meanwhile; its pages may be for other eyes.
            for path in draft.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            return {}
        self.taken_over = frozenset(name for record in same.values() for name in record.files)
        heads = {file: self.heads.now(file) if self.heads else "" for file in same}
        self._taken = frozenset(file for file, record in same.items() if record.head == heads[file])
        return {
            file: replace(record, head=heads[file], digests={name: self._listed[name] for name in record.files})
            for file, record in same.items()
        }

    def keep(self, records: dict[str, PageRecord]) -> None:
        """Remember a site. A folder that cannot be written is no reason to fail."""
        if self.file is None:
            return
        try:
            own = prepare(*self._folders())
            if own:
                write(os.fspath(self.file), sealed(_HEAD, "\n".join(self._text(own, records))))
                forget_old(os.fspath(self.file.parent), self.file.suffix, _HEAD, _KEPT)
        except OSError:
            return

    def _folders(self) -> tuple[str, str]:
        """Return the folder of caches, and the name of the one in it that remembers sites."""
        assert self.file is not None  # noqa: S101 nothing is remembered otherwise
        return os.fspath(self.file.parent.parent), self.file.parent.name

    def _head(self, own: str) -> str:
        return digest_of(f"{own}|{self.state}".encode())

    def _text(self, own: str, records: dict[str, PageRecord]) -> Iterable[str]:
        yield self._head(own)
        yield json.dumps(list(records))
        for file, one in records.items():
            # What was taken over, `take_over` has read from its line; packing it again would cost as much as reading it.
            yield self._lines[file] if file in self._taken else one.packed()

    def _known(self, file: str) -> PageRecord | None:
        line = self._lines.get(file)
        try:
            return unpacked(line) if line else None
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return None

    def _is_as_before(self, file: str, record: PageRecord, limits: Limits) -> bool:
        try:
            if digest_of(read_bytes(Path(file), limits)) != record.digest:
                return False
            if not (record.files.keys() <= self._listed.keys() and folders_of(record.files) <= self._folders_of_site):
                return False
            if any(stamp_of(f"{self.site}/{name}") != stamp for name, stamp in record.files.items()):
                return False
        except (OSError, InputError):
            return False
        if record.beside and files_now(file, record.beside) != record.beside:
            return False
        return self.heads is None or self.heads.same(file, record.head)


def file_in(cache: Path | None, site: Path) -> Path | None:
    """Return the file in a folder of caches that remembers a site."""
    name = f"{digest_of(os.fsencode(site.resolve()))[:20]}.jsonl"
    return cache / "sites" / name if cache else None


def files_now(file: str, known: Mapping[str, str]) -> dict[str, str]:
    """Return what the files beside a report are like now."""
    files = Files(Path(file).parent)
    for path, state in known.items():
        if state.startswith(LOG):
            files.note_log(path)
        else:
            files.read(path, MAX_COPIED)
    return files.states


class _ChangedError(Exception):
    """The old site is not what it was a moment ago."""


def _link(record: PageRecord, site: Path, draft: Path) -> None:
    """Give every file a second name, and look again at what got it: the old site may just have been replaced."""
    for name, stamp in record.files.items():
        old, new = f"{site}/{name}", f"{draft}/{name}"
        try:
            _second_name(old, new)
            if stamp_of(new) != stamp:
                raise _ChangedError
        except FileNotFoundError:
            raise _ChangedError from None


def _second_name(old: str, new: str) -> None:
    try:
        os.link(old, new)
    except FileExistsError:  # a picture of two reports
        return
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(old, new)

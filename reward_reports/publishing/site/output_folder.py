"""Where a site goes. The new one is made beside the old one, and takes its place when it is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Generator, Iterable, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from reward_reports.base.caching import write
from reward_reports.base.errors import OutputError
from reward_reports.publishing.site.foreign import carry_over, split_ours
from reward_reports.publishing.site.manifest import NAME, changed_in, folders_of, has_manifest, listed_in, manifest
from reward_reports.publishing.site.staging import Staging, alone_in, clear_away

Note = Callable[[str], None]
_NAMED = 10
"""So many files are named in a message."""


@dataclass(slots=True)
class StagedSite:
    """A site that is being made.

    Attributes:
        folder: where its files go.
        files: the digest of each, by its path; whoever makes the site fills this in.
        unchanged: the paths of those that were looked at and taken over from the old site.
        changed: the paths of files of the old site that somebody had changed; filled in at the end.
    """

    folder: Path
    files: dict[str, str] = field(default_factory=dict)
    unchanged: Collection[str] = ()
    changed: list[str] = field(default_factory=list)


def site_at(output: Path) -> Path:
    """Return the folder that a site goes to, with links followed, so that a link stays and the site goes where it leads.

    Raises:
        OutputError: if there is something that is not a folder.
    """
    try:
        site = Path(os.path.realpath(output))
        if os.path.lexists(site) and not site.is_dir():
            raise OutputError(f"{output.as_posix()} is not a folder; choose another folder for the site")
    except (OSError, ValueError) as error:
        raise OutputError(f"{output.as_posix()} cannot be used: {getattr(error, 'strerror', None) or error}") from error
    return site


def _check(output: Path, site: Path) -> None:
    """Refuse a folder that is neither a site of ours nor free for one."""
    if os.path.ismount(site):
        raise OutputError(f"{output.as_posix()} is the root of a file system; name a folder in it")
    if not site.is_dir() or has_manifest(site):
        return
    names = sorted(path.name for path in site.iterdir())
    foreign = [name for name in names if name == NAME or not (name.startswith(".") or name == "CNAME")]
    if foreign:
        raise OutputError(
            f"{output.as_posix()} holds files that are not from a build ({_several(foreign)}); "
            "name an empty folder, or move them elsewhere"
        )


@contextmanager
def staged_site(output: Path, note: Note) -> Generator[StagedSite]:
    """Give a folder for a new site; when all went well it takes the old site's place, else nothing is left of it.

    Args:
        output: the folder of the site, or a link to it.
        note: receives what the reader should know before anything is replaced.

    Raises:
        OutputError: if the site cannot be written, or something that is not ours is in its way.
    """
    site = site_at(output)
    try:
        site.parent.mkdir(parents=True, exist_ok=True)
        with alone_in(site.parent):
            left = clear_away(site)
            _check(output, site)
            staging = Staging.begin(site)
        try:
            staged = StagedSite(staging.new)
            yield staged
            with alone_in(site.parent):
                _put_in_place(staged, staging, output, note)
        finally:
            left += staging.end()
            if left:
                note(f"{_several(left)} was put into the site while it was replaced, and lies there now")
    except OSError as error:
        raise OutputError(f"{output.as_posix()} cannot be written: {error.strerror or error}") from error


def _put_in_place(staged: StagedSite, staging: Staging, output: Path, note: Note) -> None:
    write(os.fspath(staged.folder / NAME), manifest(staged.files))
    staged.folder.chmod(0o755)
    if staging.site.is_dir():
        old = listed_in(staging.site)
        ours, foreign = split_ours(staging.site, old, folders_of((*old, *staged.files)))
        _refuse_in_the_way(foreign, staged.files, output)
        _note_changes({path: old[path] for path in ours}, staged, staging.site, output, note)
        staging.mark(carry_over(staging.site, staged.folder, foreign))
        _keep_owner(staging.site, staged.folder)
    staging.swap()


def _keep_owner(old: Path, new: Path) -> None:
    """Give the folder of the new site the mode and the owner of the old one."""
    state = old.stat()
    if hasattr(os, "chown"):
        with suppress(OSError):  # only root may give something away
            os.chown(new, state.st_uid, state.st_gid)
    shutil.copystat(old, new)


def _refuse_in_the_way(foreign: Iterable[str], files: Mapping[str, str], output: Path) -> None:
    folders = folders_of(files)
    blocking = [f"{output.as_posix()}/{path}" for path in foreign if path in files or path in folders or path == NAME]
    if blocking:
        raise OutputError(
            f"{_several(blocking)} is not from a build, and a file of the site must go there; move it elsewhere"
        )


def _note_changes(old: Mapping[str, str], staged: StagedSite, site: Path, output: Path, note: Note) -> None:
    looked_at = {path: digest for path, digest in old.items() if path not in staged.unchanged}
    staged.changed += changed_in(site, looked_at, staged.files)
    for kept, what in ((True, "replaced"), (False, "removed")):
        paths = [f"{output.as_posix()}/{path}" for path in staged.changed if (path in staged.files) == kept]
        if paths:
            note(f"changed since the last build, and {what} now: {_several(paths)}")


def _several(names: list[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more

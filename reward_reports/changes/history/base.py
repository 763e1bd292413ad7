"""What reports held at a base: a revision in git, or an earlier copy as a file or a folder; and which of them are gone."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from glob import escape
from pathlib import Path

from reward_reports.base.discovery import find_reports, would_find
from reward_reports.base.errors import InputError
from reward_reports.base.reading import read_start
from reward_reports.changes import git

_PATH = re.compile(r"[./~]|[A-Za-z]:[\\/]|.*(?:[/\\]|\.ya?ml)\Z", re.IGNORECASE | re.DOTALL)

Wanted = Callable[[str, str], bool]
"""Whether a search of a folder finds a file: the folder, and the file's path below it."""


def base_of(since: str, names: Sequence[str], max_bytes: int) -> dict[str, bytes]:
    """Return what each file held at the base; a file that was not there, or is too large, is left out.

    Args:
        since: a revision; or a path, written so that no branch can be meant: it begins with `.`, `/` or `~`, or ends in
            `/`, `.yaml` or `.yml`. Of a revision on another branch, the point counts where this branch left it; of a
            submodule, the commit that the superproject names at the revision. A file is the base of the only report. In a
            folder, the base of `reports/a.yaml` is `reports/a.yaml` or else `a.yaml`.
        names: the files as they are now. A file that git knows as renamed is followed.
        max_bytes: the largest file that is read.

    Raises:
        InputError: if there is no such revision, file or folder; the message says what to do.
        MissingToolError: if git is needed and not installed.
    """
    return BaseRevision(since, max_bytes).of(names)


def search_base(
    since: str, paths: Sequence[str], max_bytes: int, include: Sequence[str], exclude: Sequence[str], root: str
) -> BaseRevision:
    """Return the base of the reports among and below the paths.

    Args:
        since: a revision or a path; see `base_of`.
        paths: files and folders.
        max_bytes: the largest file that is read.
        include: patterns of names that are reports.
        exclude: patterns of paths that are passed over in folders.
        root: the folder that exclude patterns start from.
    """
    folders = [path for path in paths if Path(path).is_dir()]
    return BaseRevision(
        since, max_bytes, folders, lambda folder, below: would_find(folder, below, include, exclude, root)
    )


def pattern_of(since: str, root: str) -> str | None:
    """Return the exclude pattern of the folder of copies that `since` names, or None where it names a file or a revision.

    Args:
        since: a revision or a path; see `base_of`.
        root: the folder that exclude patterns start from.
    """
    folder = Path(since).expanduser()
    if not _PATH.match(since) or not folder.is_dir():
        return None
    there, base = Path(os.path.abspath(folder)), Path(os.path.abspath(root))  # noqa: PTH100 links stay, as in the search
    return escape((there.relative_to(base) if there.is_relative_to(base) else there).as_posix())


@dataclass
class BaseRevision:
    """What was there at a base.

    Attributes:
        since: a revision or a path; see `base_of`.
        max_bytes: the largest file that is read.
        searched: the folders in which reports are looked for; what is gone is reported for these.
        wanted: which files such a search finds.
    """

    since: str
    max_bytes: int
    searched: Sequence[str] = ()
    wanted: Wanted = field(default=lambda folder, below: True)
    _gone: dict[str, bytes] | None = None

    def of(self, names: Sequence[str]) -> dict[str, bytes]:
        """Return what each file held; one that moved further than git can see is known by the id of its report."""
        held, gone = self._from_files(names) if _PATH.match(self.since) else self._from_git(names)
        moved = _moved([name for name in names if name not in held], gone, self.max_bytes) if gone else {}
        self._gone = {name: raw for name, raw in gone.items() if name not in moved.values()}
        return held | {name: gone[then] for name, then in moved.items()}

    def gone(self, names: Sequence[str]) -> dict[str, bytes]:
        """Return what reports held that were below the searched folders and that none of these files is, by what they would be called."""
        if self._gone is None:
            self.of(names)
        return self._gone or {}

    def gone_ids(self, names: Sequence[str]) -> dict[str, str]:
        """Return the ids of the reports in `gone`, "" where there was none."""
        gone = self.gone(names)
        if not gone:
            return {}
        from reward_reports.report.loading import Limits, load_bytes

        limits = Limits(max_bytes=self.max_bytes)
        return {name: load_bytes(raw, name, limits=limits).report_id or "" for name, raw in gone.items()}

    def _from_files(self, names: Sequence[str]) -> tuple[dict[str, bytes], dict[str, bytes]]:
        base = Path(self.since).expanduser()
        if base.is_file():
            if len(names) > 1:
                raise InputError(
                    f"{base.as_posix()} is one report, and {len(names)} are checked; name a folder or a revision"
                )
            return _read(dict.fromkeys(names, base), self.max_bytes), {}
        if not base.is_dir():
            raise InputError(f"{base.as_posix()} does not exist; a branch is written without `/` or `.` at its ends")
        copies = {name: copy for name in names if (copy := _copy_of(name, base))}
        gone = {name: file for name, file in self._below(base) if file not in copies.values()}
        return _read(copies, self.max_bytes), _read(gone, self.max_bytes)

    def _below(self, base: Path) -> Iterable[tuple[str, Path]]:
        """Give the reports of a folder of copies that no longer lie below the searched folders."""
        for folder in self.searched:
            there = _part_of(folder, base)
            for name in find_reports([there], none=True):
                below = Path(name).relative_to(there).as_posix()
                if self.wanted(folder, below) and not Path(folder, below).exists():
                    yield Path(folder, below).as_posix(), Path(name)

    def _from_git(self, names: Sequence[str]) -> tuple[dict[str, bytes], dict[str, bytes]]:
        held: dict[str, bytes] = {}
        trees: dict[Path, _Tree] = {}
        used: set[tuple[Path, str]] = set()
        for top, group in _by_repository(names).items():
            tree = trees[top] = _tree_at(self.since, top)
            paths = _paths_then(tree, top, group, self.since)
            used.update((top, path) for path in paths.values())
            held |= _content(tree, {name: tree.files[path] for name, path in paths.items() if path in tree.files}, self)
        return held, self._gone_from_git(trees, used)

    def _gone_from_git(self, trees: dict[Path, _Tree], used: set[tuple[Path, str]]) -> dict[str, bytes]:
        gone: dict[str, bytes] = {}
        for folder in self.searched:
            here = Path(folder).resolve()
            for top in _repositories_below(here, self.since, trees):
                blobs = {
                    Path(folder, below).as_posix(): trees[top].files[path]
                    for path, below in _below(here, top, trees[top])
                    if (top, path) not in used and self.wanted(folder, below) and not (top / path).exists()
                }
                gone |= _content(trees[top], blobs, self)
        return gone


@dataclass(frozen=True)
class _Tree:
    """What a repository held at a base.

    Attributes:
        commit: the commit; "" where its files lay in the repository around it.
        store: the repository that has the content.
        files: the hashes of all files, by path.
    """

    commit: str
    store: Path
    files: Mapping[str, str]


def _tree_at(since: str, top: Path) -> _Tree:
    around = git.meant_by(top)
    if around is None:
        commit = git.left_at(git.resolve(since, top), top)
        return _Tree(commit, top, git.tree(commit, top))
    outer, inner = around
    tree = _tree_at(since, outer)
    link = git.modules(tree.commit, outer).get(inner) if tree.commit else None
    if link is None:
        inside = {
            path.removeprefix(f"{inner}/"): blob for path, blob in tree.files.items() if path.startswith(f"{inner}/")
        }
        return _Tree("", tree.store, inside)
    commit = git.named_commit(link, top, since)
    return _Tree(commit, top, git.tree(commit, top))


def _paths_then(tree: _Tree, top: Path, group: Mapping[str, str], since: str) -> dict[str, str]:
    """Return what the files of a repository were called at the base."""
    if not tree.commit or all(path in tree.files for path in group.values()):
        return dict(group)
    earlier = git.earlier_names(tree.commit, top)
    paths = {name: path if path in tree.files else earlier.get(path, path) for name, path in group.items()}
    links = git.modules(tree.commit, top) if any(path not in tree.files for path in paths.values()) else {}
    for name, path in paths.items():
        link = next((link for link in links if path.startswith(f"{link}/")), None)
        if link is not None:
            raise InputError(
                f"{name} was in the submodule {link} at {since}, which is no longer a submodule; compare with a copy"
            )
    return paths


def _content(tree: _Tree, blobs: Mapping[str, str], base: BaseRevision) -> dict[str, bytes]:
    content = git.read(blobs.values(), tree.store, base.max_bytes)
    return {name: content[blob] for name, blob in blobs.items() if blob in content}


def _below(folder: Path, top: Path, tree: _Tree) -> Iterable[tuple[str, str]]:
    """Give the files that a repository held below a folder, each with its path from the folder."""
    if top.is_relative_to(folder):
        inner = "".join(f"{part}/" for part in top.relative_to(folder).parts)
        return ((path, inner + path) for path in tree.files)
    start = folder.relative_to(top).as_posix() + "/"
    return ((path, path.removeprefix(start)) for path in tree.files if path.startswith(start))


def _repositories_below(folder: Path, since: str, trees: dict[Path, _Tree]) -> list[Path]:
    """Return the repository that a folder lies in, and those below it that are known or that it has as submodules; trees are filled in."""
    top = git.root(folder)
    if top not in trees:
        trees[top] = _tree_at(since, top)
    links = git.modules(trees[top].commit, top) if trees[top].commit else {}
    for path in links:
        inner = top / path
        if (
            inner.is_relative_to(folder)
            and inner not in trees
            and (inner / ".git").exists()
            and git.root(inner) == inner
        ):
            trees[inner] = _tree_at(since, inner)
    return [top, *(known for known in trees if known != top and known.is_relative_to(folder))]


def _moved(names: Sequence[str], gone: Mapping[str, bytes], max_bytes: int) -> dict[str, str]:
    """Return which of the reports that are gone are other files now, by their ids; each is one at most."""
    if not names:
        return {}
    from reward_reports.report.loading import Limits, load_bytes
    from reward_reports.report.loading.document import read_bytes

    limits = Limits(max_bytes=max_bytes)
    waiting: dict[str, str] = {}
    for then, raw in gone.items():
        if name := load_bytes(raw, then, limits=limits).report_id:
            waiting.setdefault(name, then)
    moved = {}
    for now in names:
        name = load_bytes(read_bytes(Path(now), limits), now, limits=limits).report_id
        if name in waiting:
            moved[now] = waiting.pop(name)
    return moved


def _read(files: Mapping[str, Path], max_bytes: int) -> dict[str, bytes]:
    contents = {name: read_start(file, max_bytes) for name, file in files.items()}
    return {name: raw for name, raw in contents.items() if len(raw) <= max_bytes}


def _copy_of(name: str, base: Path) -> Path | None:
    """Return the file in the base folder whose path has the longest end in common with a name."""
    return next((file for file in _candidates(name, base) if file.is_file()), None)


def _part_of(folder: str, base: Path) -> Path:
    """Return the folder in the base folder whose path has the longest end in common with a folder's; else the base folder."""
    return next((there for there in _candidates(os.path.normpath(folder), base) if there.is_dir()), base)


def _candidates(name: str, base: Path) -> Iterable[Path]:
    parts = Path(name).parts
    below = [part for part in parts if part not in ("..", Path(name).anchor)]
    return (base.joinpath(*below[start:]) for start in range(len(below)))


def _by_repository(names: Sequence[str]) -> dict[Path, dict[str, str]]:
    """Return the names by repository, each with its path from the top there."""
    roots: dict[Path, Path] = {}
    by_repository: dict[Path, dict[str, str]] = {}
    for name in names:
        file = Path(name).resolve()
        if file.parent not in roots:
            roots[file.parent] = git.root(file.parent)
        top = roots[file.parent]
        by_repository.setdefault(top, {})[name] = file.relative_to(top).as_posix()
    return by_repository

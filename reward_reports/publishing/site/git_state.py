"""Whether the history of a report is as it was, told by the commit that its repository stands at."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from reward_reports.base.errors import InputError
from reward_reports.changes import git


@dataclass(slots=True)
class Heads:
    """The repositories of many reports, each asked once."""

    _tops: dict[Path, Path | None] = field(default_factory=dict)
    _heads: dict[Path, str] = field(default_factory=dict)
    _touched: dict[tuple[Path, str], frozenset[Path] | None] = field(default_factory=dict)

    def now(self, file: str) -> str:
        """Return the commit that the repository of a file stands at; "" where there is none."""
        top = self._top(Path(file).resolve().parent)
        if top is None:
            return ""
        if top not in self._heads:
            self._heads[top] = _head(top)
        return self._heads[top]

    def same(self, file: str, head: str) -> bool:
        """Whether a file has the history now that it had at an earlier commit."""
        now = self.now(file)
        if not now or not head:
            return False
        if now == head:
            return True
        real = Path(file).resolve()
        top = self._top(real.parent)
        if top is None:
            return False
        if (top, head) not in self._touched:
            self._touched[top, head] = git.touched(top, head)
        touched = self._touched[top, head]
        return touched is not None and real not in touched

    def _top(self, folder: Path) -> Path | None:
        """Return the top of the repository that a folder lies in. Nothing is asked of git: there are many folders."""
        if folder not in self._tops:
            parent = folder.parent
            self._tops[folder] = (
                folder if (folder / ".git").exists() else None if parent == folder else self._top(parent)
            )
        return self._tops[folder]


def _head(top: Path) -> str:
    try:
        return git.head(top)
    except InputError:
        return ""

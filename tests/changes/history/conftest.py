"""A git repository to play with, and reports to put into it."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

NAME = "reward-report.yaml"


@dataclass
class Repository:
    """A repository in a folder; every commit is a day later than the one before."""

    folder: Path
    day: int = 0

    def git(self, *arguments: str | Path, **more: str) -> str:
        self.day += 1
        when = f"2026-01-{self.day:02}T12:00:00+00:00"
        env = (
            os.environ
            | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "GIT_CONFIG_GLOBAL": str(self.folder / "none")}
            | more
        )
        identity = ["-c", "user.name=Zoë", "-c", "user.email=z@example.org", "-c", "init.defaultBranch=main"]
        call = ["git", *identity, *arguments]
        return subprocess.run(call, cwd=self.folder, env=env, check=True, capture_output=True, text=True).stdout

    def write(self, text: str | bytes, name: str = NAME) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def commit(self, text: str | bytes | None = None, name: str = NAME, **more: str) -> Path:
        if text is not None:
            self.write(text, name)
        self.git("add", "-A", **more)
        self.git("commit", "-qm", "a change", "--allow-empty", **more)
        return self.folder / name

    @staticmethod
    def report(version: str = "1.0", title: str = "A", more: str = "", name: str = "a") -> str:
        """A report of a few lines that differ from version to version."""
        body = (
            f'schema_version: "1.0"\nreport: {{id: {name}, title: {title}, version: "{version}", kind: hypothetical}}\n'
        )
        return body + "# one line\n# and another\n# that stay the same\n# in every version\n" + more


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "repo")
    made.folder.mkdir()
    made.git("init", "-q")
    return made

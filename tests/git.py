"""Git, as tests call it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

IDENTITY = ["-c", "user.name=A Person", "-c", "user.email=a@b.example"]


def git(folder: Path, *words: str) -> str:
    """Call git in a folder, without the settings of whoever runs the tests; return what it prints."""
    env = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(["git", *IDENTITY, *words], cwd=folder, env=env, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit_all(folder: Path, message: str = "x") -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message)

"""An earlier revision of this tool, to measure against: how many times as fast a command has become."""

from __future__ import annotations

import compileall
import io
import subprocess
import sys
import tarfile
from pathlib import Path

_HERE = Path(__file__).resolve().parent.parent
_START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from reward_reports.__main__ import main; sys.exit(main())"


def unpack(revision: str, work: Path) -> Path:
    """Return a folder with the package as it was at a revision; what it imports is what this checkout has installed."""
    parts = ["reward_reports", "templates", "schemas"]
    packed = subprocess.run(["git", "archive", revision, *parts], cwd=_HERE, capture_output=True, check=True)
    folder = work / "earlier"
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")
    compileall.compile_dir(folder, quiet=1)
    return folder


def command(folder: Path | None, *words: str | Path) -> list[str | Path]:
    """Return the command that runs the tool of a folder, or this one, in the same way."""
    return [sys.executable, "-c", _START, folder or _HERE, *words]

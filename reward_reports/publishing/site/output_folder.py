"""Where a site goes: it is made in a folder beside the old one and takes its place when it is whole."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from reward_reports.base.errors import OutputError

MARK = ".reward-reports-site"
"""A folder that holds this file is a site of ours and may be replaced."""
_TRIES = 20


def check_output(output: Path) -> None:
    """Refuse a place that holds anything but a site of ours.

    Raises:
        OutputError: naming what is there.
    """
    if output.exists() and not output.is_dir():
        raise OutputError(f"{output.as_posix()} is a file; name a folder")
    if output.is_dir() and any(output.iterdir()) and not (output / MARK).is_file():
        raise OutputError(
            f"{output.as_posix()} holds files that are no site of ours; name an empty folder, or remove it"
        )


@contextmanager
def drafted(output: Path) -> Generator[Path]:
    """Give a new folder beside the site; when all went well it takes the site's place, else nothing is left of it.

    Raises:
        OutputError: if a file cannot be written.
    """
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        draft = _beside(output)
        try:
            draft.mkdir(0o700)
            yield draft
            (draft / MARK).write_text("This folder is made by `reward-reports build`, which replaces it.\n", "utf-8")
            _swap(draft, output)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise OutputError(f"{output.as_posix()} cannot be written: {error.strerror or error}") from error


def _beside(output: Path, what: str = "") -> Path:
    """Return a name that nobody else has. It is known before the folder is made, so that a stopped build finds it again."""
    return output.parent / f".{output.name}.{what}{secrets.token_hex(8)}"


def _swap(draft: Path, output: Path) -> None:
    """Put the new site in the place of the old one. Another build may do the same: whoever comes last stays, whole."""
    draft.chmod(0o755)
    old = _beside(output, "old.")
    try:
        old.mkdir(0o700)
        for left in reversed(range(_TRIES)):
            try:
                _replace(draft, output, old / str(left))
            except OSError:
                if left and output.is_dir():  # another build was quicker between the two steps
                    continue
                raise
            return
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _replace(draft: Path, output: Path, aside: Path) -> None:
    """Put one folder aside and the other in its place; whatever comes between, Ctrl-C too, the old one is put back."""
    try:
        with suppress(FileNotFoundError):
            output.rename(aside)
        draft.rename(output)
    except BaseException:
        if aside.exists() and not output.exists():
            aside.rename(output)
        raise

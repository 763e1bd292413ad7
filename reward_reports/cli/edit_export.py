"""`reward-reports edit --export`: the form as a page that needs no command behind it."""

from __future__ import annotations

from html import escape
from importlib.util import find_spec
from pathlib import Path

from reward_reports.base.errors import InputError, MissingToolError, OutputError
from reward_reports.base.writing import write_file

_MARK = b'id="part-of-modules"'
_SOFTWARE = b'<p id="software"'
_PAGE, _OFFLINE = "editor.html", "service.js"


def export(place: str, repository: str | None = None) -> list[Path]:
    """Write the form: one file if the name ends in `.html`, else a folder for a web server. Return what was written.

    Args:
        place: the file or the folder.
        repository: the address of a repository to which the form offers to propose a report.

    Raises:
        InputError: if the folder has a page of its own, or the address is not one of a repository.
        MissingToolError: if the package with the form is not installed.
        OutputError: if it cannot be written.
    """
    known = _attributes(repository) if repository is not None else b""
    parts, target = _parts(), Path(place)
    page = (parts / _PAGE).read_bytes().replace(_SOFTWARE, _SOFTWARE + known, 1)
    if target.suffix.lower() in (".html", ".htm"):
        write_file(target, page)
        return [target]
    index, offline = target / "index.html", target / _OFFLINE
    if index.exists() and _MARK not in index.read_bytes():
        raise InputError(f"{index.as_posix()} is another page; choose an empty or a new folder")
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{target.as_posix()} cannot be made: {error.strerror or error}") from error
    write_file(index, page)
    # Browsers fetch the page again when this file has changed.
    write_file(offline, (parts / _OFFLINE).read_bytes() + (b"//" + known + b"\n" if known else b""))
    return [index, offline]


def _attributes(repository: str) -> bytes:
    from reward_reports.editing.forges import pages_of

    return "".join(f' data-{name}="{escape(page)}"' for name, page in pages_of(repository).items()).encode()


def _parts() -> Path:
    """Return the folder of the built form."""
    spec = find_spec("reward_reports_editor")
    folder = Path(spec.origin).parent if spec and spec.origin else None
    if folder is None or not (folder / _PAGE).is_file() or not (folder / _OFFLINE).is_file():
        raise MissingToolError(
            "the form for the browser needs the package reward-reports-editor: `make editor` in a checkout of reward-reports "
            "builds and installs it"
        )
    return folder

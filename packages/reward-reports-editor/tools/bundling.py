"""The Python files of the form in the browser as one archive: the libraries, and what of reward-reports the form uses."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
_UNUSED = (
    "reward_reports/api",
    "reward_reports/cli",
    "reward_reports/demo.py",
    "reward_reports/editing/lsp",
    "reward_reports/editing/page",
    "reward_reports/editing/serving",
    "reward_reports/exchange/exporting",
    "reward_reports/exchange/importing/history.py",
    "reward_reports/exchange/importing/latex",
    "reward_reports/integrations",
    "reward_reports/publishing/mkdocs_plugin.py",
    "reward_reports/publishing/site",
    "reward_reports/survey",
)
"""What the form does not import; the tests of the bundle would fail if that changed."""
_UNUSED_OF_OTHERS = ("pydantic/mypy.py", "pydantic/v1/", "markdown_it/cli/")
_COMPILED = (".so", ".pyd", ".c", ".pyx")
_STAMP = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive, so that the same parts make the same bytes."""


def bundle(wheels: list[Path]) -> bytes:
    """Return the archive of everything that is imported in the browser; its files are not compressed, for the page is."""
    files = dict(_own_files())
    for wheel in wheels:
        files |= _files_of(wheel)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _STAMP), files[name])
    return buffer.getvalue()


def _own_files() -> Iterator[tuple[str, bytes]]:
    for file in sorted((ROOT / "reward_reports").rglob("*.py")):
        name = file.relative_to(ROOT).as_posix()
        if not name.startswith(_UNUSED):
            yield name, file.read_bytes()
    for file in sorted((ROOT / "reward_reports" / "locale").rglob("*.mo")):
        yield file.relative_to(ROOT).as_posix(), file.read_bytes()
    for file in sorted((ROOT / "templates" / "html").rglob("*")):
        if file.is_file():
            yield f"reward_reports/templates/{file.relative_to(ROOT / 'templates').as_posix()}", file.read_bytes()


def _files_of(wheel: Path) -> dict[str, bytes]:
    """Return the files of a wheel: its modules, and its licence. What was compiled for another machine is left out."""
    for_browser = wheel.stem.endswith("wasm32")
    with zipfile.ZipFile(wheel) as archive:
        return {
            _place(name): archive.read(name)
            for name in archive.namelist()
            if not name.endswith("/")
            and not name.startswith(_UNUSED_OF_OTHERS)
            and (".dist-info/" not in name or "LICENSE" in name.rsplit("/", 1)[-1].upper())
            and (for_browser or not name.endswith(_COMPILED))
        }


def _place(name: str) -> str:
    """Return where a file goes; licences go elsewhere, since Pyodide asks for the metadata of what is in a `.dist-info`."""
    return f"licences/{name.replace('.dist-info/', '/', 1)}" if ".dist-info/" in name else name

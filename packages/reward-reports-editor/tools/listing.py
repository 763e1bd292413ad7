"""What is in the page: names, versions, licences and sizes, from the parts themselves."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from email.parser import Parser
from pathlib import Path

_LICENCES = {"License :: OSI Approved :: MIT License": "MIT", "License :: OSI Approved :: BSD License": "BSD-3-Clause"}


@dataclass(frozen=True)
class Part:
    """A part of the page; its size is that of what was fetched, in bytes."""

    name: str
    version: str
    licence: str
    address: str
    size: int


def parts(pyodide: Path, wheels: list[Path]) -> list[Part]:
    """Return the parts, the interpreter first."""
    about = json.loads((pyodide / "package.json").read_text("utf-8"))
    files = ("pyodide.js", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
    size = sum((pyodide / name).stat().st_size for name in files)
    python = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))["info"]["python"]
    return [
        Part("Pyodide", about["version"], about["license"], about["homepage"], size),
        Part("CPython (in Pyodide)", python, "PSF-2.0", "https://github.com/python/cpython", 0),
        *map(_wheel, wheels),
    ]


def _wheel(file: Path) -> Part:
    with zipfile.ZipFile(file) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        about = Parser().parsestr(archive.read(name).decode())
    known = [_LICENCES[one] for one in about.get_all("Classifier", []) if one in _LICENCES]
    licence = about["License-Expression"] or (known or [about["License"]])[0]
    links = dict(one.split(", ", 1) for one in about.get_all("Project-URL", []))
    address = (
        links.get("Source")
        or links.get("Source Code")
        or links.get("Repository")
        or links.get("Homepage")
        or about["Home-page"]
        or ""
    )
    return Part(about["Name"], about["Version"], licence, address, file.stat().st_size)


def as_words(listed: list[Part]) -> str:
    """Return the parts in a sentence for the page."""
    return "; ".join(f"{one.name} {one.version} ({one.licence}, {one.address})" for one in listed) + "."


def as_table(listed: list[Part]) -> str:
    """Return the parts as a table in Markdown."""
    rows = [
        f"| [{one.name}]({one.address}) | {one.version} | {one.licence} | {f'{one.size / 1e6:.2f}' if one.size else '–'} |"
        for one in listed
    ]
    return "\n".join(["| Part | Version | Licence | MB |", "| --- | --- | --- | ---: |", *rows]) + "\n"

"""The parts that the form in the browser is made of, from the registries, held to the lock files."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent.parent
LOCKS = ("package.json", "package-lock.json", "wheels.txt")
_PLACE = "alignMemory(getMemory(metadata.memorySize+memAlign),memAlign)"
"""How Pyodide chooses where a library lies in the memory. One that is put back has to lie where it lay."""
_WHEELS = (
    "--only-binary=:all: --no-deps --require-hashes --python-version=3.14 --implementation=cp --abi=cp314 "
    "--platform=pyemscripten_2026_0_wasm32 --platform=manylinux_2_17_x86_64 --platform=any"
).split()


def fetch(cache: Path) -> tuple[Path, list[Path]]:
    """Return the folder of Pyodide and the wheels, which are fetched if the lock files have changed.

    Args:
        cache: a folder for what was fetched.

    Raises:
        SystemExit: if npm is missing, or a registry does not give what is locked.
    """
    stamp = cache / "locked"
    locks = b"".join((HERE / name).read_bytes() for name in LOCKS)
    state = hashlib.sha256(locks + _PLACE.encode()).hexdigest()
    if not stamp.is_file() or stamp.read_text("ascii") != state:
        shutil.rmtree(cache, ignore_errors=True)
        cache.mkdir(parents=True)
        _fetch_pyodide(cache)
        _fetch_wheels(cache)
        stamp.write_text(state, "ascii")
    return cache / "node_modules" / "pyodide", sorted((cache / "wheels").glob("*.whl"))


def _fetch_pyodide(cache: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("the editor page needs npm, which fetches Pyodide; install Node.js")
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(HERE / name, cache / name)
    _run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cache)
    _let_libraries_be_placed(cache / "node_modules" / "pyodide" / "pyodide.asm.mjs")


def _let_libraries_be_placed(engine: Path) -> None:
    before = engine.read_text("utf-8")
    if before.count(_PLACE) != 1:
        raise SystemExit("pyodide.asm.mjs is not laid out as before; see where it puts libraries")
    engine.write_text(before.replace(_PLACE, f"(Module.placed??{_PLACE})"), "utf-8", newline="\n")


def _fetch_wheels(cache: Path) -> None:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    _run([*pip, *_WHEELS, "--dest", "wheels", "--requirement", str(HERE / "wheels.txt")], cache)


def _run(command: list[str], folder: Path) -> None:
    if subprocess.run(command, cwd=folder, check=False).returncode:
        raise SystemExit(f"failed: {' '.join(command)}")

"""Makes `editor.html` and `service.js` from the sources beside this folder and the parts that the lock files name."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

from assembling import FRONT, page, state
from bundling import ROOT, bundle
from fetching import HERE, fetch
from listing import as_table, as_words, parts

CACHE = ROOT / "build" / "editor"
OUTPUT = HERE / "reward_reports_editor"


def main() -> None:
    """Make the files, and bring the list of parts up to date."""
    pyodide, wheels = fetch(CACHE)
    listed = parts(pyodide, wheels)
    modules = bundle(wheels)
    made = page(pyodide, _compiled(pyodide, modules), as_words(listed), state(modules)).encode()
    version = hashlib.sha256(made).hexdigest()[:16]
    (OUTPUT / "editor.html").write_bytes(made)
    service = (FRONT / "service.js").read_text("utf-8").replace("VERSION", version)
    (OUTPUT / "service.js").write_text(service, "utf-8", newline="\n")
    (HERE / "PARTS.md").write_text(f"# What the page is made of\n\n{as_table(listed)}", "utf-8", newline="\n")
    print(f"{OUTPUT / 'editor.html'}: {len(made) / 1e6:.1f} MB")


def _compiled(pyodide: Path, modules: bytes) -> bytes:
    """Return the archive with compiled modules; kept until a module changes, since Python takes its time in Node.js."""
    kept = CACHE / f"modules-{hashlib.sha256(modules).hexdigest()[:16]}.zip"
    if not kept.is_file():
        with tempfile.TemporaryDirectory() as folder:
            given, done = Path(folder, "given.zip"), Path(folder, "done.zip")
            given.write_bytes(modules)
            command = ["node", str(HERE / "tools" / "compiling.mjs"), str(pyodide), str(given), str(done)]
            ran = subprocess.run(command, capture_output=True, check=False)
            if ran.returncode:  # its stack holds a line of a megabyte
                raise SystemExit("the modules could not be compiled: " + ran.stderr.decode()[-1000:])
            for old in CACHE.glob("modules-*.zip"):
                old.unlink()
            kept.write_bytes(done.read_bytes())
    return kept.read_bytes()


if __name__ == "__main__":
    sys.exit(main())

"""The form in the browser as one HTML file, which may load nothing: all that it needs is written into it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
import re
from pathlib import Path

from bundling import ROOT

FRONT = Path(__file__).parent.parent / "front"
_PAGE = ROOT / "reward_reports" / "editing" / "page"
_AT = re.compile(r"import\.meta\.url")
_EXPORT = re.compile(r"^export ", re.MULTILINE)


def state(modules: bytes) -> str:
    """Return what tells whether a page was made of these modules and the scripts and styles as they are now."""
    files = sorted(file for folder in (FRONT, _PAGE) for file in folder.iterdir())
    return hashlib.sha256(b"".join([modules, *(file.read_bytes() for file in files)])).hexdigest()


def page(pyodide: Path, modules: bytes, software: str, made_of: str) -> str:
    """Return the page.

    Args:
        pyodide: the folder of Pyodide.
        modules: the archive of the Python modules, compiled.
        software: the names, versions and licences of everything in the page.
        made_of: the state of what it is made of.
    """
    from reward_reports.publishing.rendering.html import stylesheet

    style = (_PAGE / "form.css").read_text("utf-8")
    script = _script()
    parts = {
        "worker": _worker(pyodide).encode(),
        "wasm": (pyodide / "pyodide.asm.wasm").read_bytes(),
        "library": (pyodide / "python_stdlib.zip").read_bytes(),
        "modules": modules,
    }
    head = f'<meta http-equiv="Content-Security-Policy" content="{_policy(script, style, stylesheet(None))}">\n<style>{style}</style>'
    tail = f'<p id="software" data-made-of="{made_of}" hidden>{html.escape(software)}</p>\n' + "".join(
        f'<script type="application/octet-stream" id="part-of-{name}">{_packed(raw)}</script>\n'
        for name, raw in parts.items()
    )
    made = (_PAGE / "index.html").read_text("utf-8")
    made = re.sub(r'<script src="(?:desk|form)\.js" defer></script>\n', "", made)
    made = made.replace('<link rel="stylesheet" href="form.css">', head)
    return made.replace("</body>", f"{tail}<script>{script}</script>\n</body>")


def _script() -> str:
    return "\n".join([(FRONT / "browser.js").read_text("utf-8"), (_PAGE / "form.js").read_text("utf-8")])


def _worker(pyodide: Path) -> str:
    """Return the script of the worker. Pyodide asks for a module; one from memory does not run in a page that is a file."""
    engine = (pyodide / "pyodide.asm.mjs").read_text("utf-8")
    engine, exports = re.subn(r"export default (\w+);\s*\Z", r"self._createPyodideModule = \1;\n", engine)
    if exports != 1:
        raise SystemExit("pyodide.asm.mjs is not laid out as before; see how it exports its function")
    info = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))["info"]
    before = (
        f"self.PYODIDE_INFO = {json.dumps(info)};\nself.importScripts = () => {{ throw new Error('not here'); }};\n"
    )
    loader = (pyodide / "pyodide.js").read_text("utf-8")
    starting = _EXPORT.sub("", (FRONT / "starting.mjs").read_text("utf-8"))
    return (
        before
        + _AT.sub('"https://editor.invalid/"', engine)
        + loader
        + starting
        + (FRONT / "worker.js").read_text("utf-8")
    )


def _policy(script: str, style: str, style_of_preview: str) -> str:
    """Return what the page may do: run its own script and what is in its memory, and nothing over the network.

    `worker-src 'self'` is for the service worker, which lets the page open offline. The frame of the preview has the policy of
    the page, so its stylesheet is named here too.
    """
    styles = f"{_hash(style)} {_hash(f'{chr(10)}{style_of_preview}')}"
    return (
        f"default-src 'none'; script-src {_hash(script)} 'wasm-unsafe-eval'; worker-src blob: 'self'; style-src {styles}; "
        "img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types editor"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"


def _packed(raw: bytes) -> str:
    return base64.b64encode(gzip.compress(raw, 9, mtime=0)).decode("ascii")

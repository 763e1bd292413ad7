"""Measures the form for browsers and the language server: sizes, start, and the time from a change to its findings.

Needs `make editor` and Node.js; run it with `.venv/bin/python benchmarks/editing.py`. Seconds belong to the machine; those of the
processor are all threads together.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from table import BIN

ROOT = Path(__file__).resolve().parent.parent
PARTS = ROOT / "build" / "editor"
PAGE = ROOT / "packages" / "reward-reports-editor" / "reward_reports_editor" / "editor.html"
EXAMPLE = ROOT / "examples" / "muzero" / "reward-report.yaml"
SIZES = (8_000, 25_100, 60_000)
RUNS = 10


def main() -> None:
    """Print all figures."""
    sizes()
    with tempfile.TemporaryDirectory() as folder:
        reports = [_of_size(size, Path(folder)) for size in SIZES]
        browser(reports)
        for report in reports:
            server(report)


def _of_size(size: int, folder: Path) -> Path:
    """Write a report of about so many bytes: sections of the example, or the example with more in its changelog."""
    parts = re.split(r"(?m)^(?=\w)", EXAMPLE.read_text("utf-8"))
    made = ""
    for part in parts:
        made += part if len(made) + len(part) <= size or len(made) < 1000 else ""
    entry = "      - {{id: more-{0}, date: 2020-01-01, version: '1', summary: '{1}'}}\n"
    words = "The list of games was changed, and all results were measured anew. " * 4
    more = "".join(entry.format(number, words) for number in range(max(0, size - len(made)) // 350))
    head, changelog, rest = made.partition("\n  changelog:\n")
    made = head + changelog + rest.replace("    items:\n", f"    items:\n{more}", 1)
    file = folder / f"{size // 1000}" / "reward-report.yaml"
    file.parent.mkdir()
    file.write_text(made, "utf-8")
    return file


def sizes() -> None:
    """Print what the page holds and what a browser fetches once."""
    raw = PAGE.read_bytes()
    for name, packed in re.findall(r'id="part-of-(\w+)">([^<]+)<', raw.decode()):
        print(f"{name + ', gzipped':<42} {len(base64.b64decode(packed)) / 1e6:9.2f} MB")
    scripts = b"".join(file.read_bytes() for file in sorted((ROOT / "reward_reports" / "editing" / "page").iterdir()))
    print(f"{'form (script, style, page), gzipped':<42} {len(gzip.compress(scripts)) / 1e6:9.3f} MB")
    print(f"{'page as a file':<42} {len(raw) / 1e6:9.2f} MB")
    print(f"{'page gzipped by a web server':<42} {len(gzip.compress(raw, 6)) / 1e6:9.2f} MB")


def browser(reports: list[Path]) -> None:
    """Print the times of the Python of browsers, in Node.js."""
    modules = next(PARTS.glob("modules-*.zip"))
    call = [
        "node",
        str(Path(__file__).with_name("in_browser.mjs")),
        str(PARTS / "node_modules" / "pyodide"),
        str(modules),
        str(PAGE.parent.parent / "front" / "starting.mjs"),
    ]
    done = subprocess.run([*call, *map(str, reports)], capture_output=True, check=True)
    for what, processor, clock in json.loads(done.stdout):
        print(f"{what:<42} {processor:9.3f} s of the processor, {clock:.3f} s")


def server(report: Path) -> None:
    """Print the time from a change to its findings in the language server, its pause of 100 ms included and left out."""
    text = report.read_text("utf-8")
    process = subprocess.Popen(
        [BIN / "reward-reports", "server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        _send(process, "initialize", {"processId": None, "rootUri": None, "capabilities": {}}, 1)
        _until(process, lambda said: said.get("id") == 1)
        _send(process, "initialized", {})
        item = {"uri": report.as_uri(), "languageId": "yaml", "version": 0, "text": text}
        _send(process, "textDocument/didOpen", {"textDocument": item})
        _until(process, _shows)
        taken = sorted(_change(process, report.as_uri(), text, version) for version in range(1, RUNS + 1))
        middle = taken[len(taken) // 2]
        what = f"server, {round(len(text.encode()) / 1000)} KB: change to findings"
        print(f"{what:<42} {middle:9.3f} s, {middle - 0.1:.3f} s after the pause")
    finally:
        process.kill()
        process.wait()


def _change(process: Any, uri: str, text: str, version: int) -> float:
    start = time.perf_counter()
    change = {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": "#\n" * version + text}]}
    _send(process, "textDocument/didChange", change)
    _until(process, _shows)
    return time.perf_counter() - start


def _shows(said: Any) -> bool:
    return bool(said.get("method") == "textDocument/publishDiagnostics")


def _send(process: Any, method: str, params: Any, number: int | None = None) -> None:
    message = {"jsonrpc": "2.0", "method": method, "params": params} | ({"id": number} if number else {})
    raw = json.dumps(message).encode()
    process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(raw) + raw)
    process.stdin.flush()


def _until(process: Any, is_it: Any) -> None:
    while True:
        length = 0
        while line := process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        if not length:
            sys.exit("the server ended")
        if is_it(json.loads(process.stdout.read(length))):
            return


if __name__ == "__main__":
    main()

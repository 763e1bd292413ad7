"""A client for yaml-language-server, to see in an editor what an author would see."""

from __future__ import annotations

import itertools
import json
import queue
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

NODE_MODULES = Path(__file__).resolve().parents[2] / "node" / "node_modules"
PATIENCE = 60
"""Seconds to wait for an answer before the test fails."""


class LanguageServer:
    """Speaks the language server protocol over pipes; keeps the diagnostics it is sent."""

    def __init__(self, program: Path, folder: Path) -> None:
        self._process = subprocess.Popen(
            ["node", str(program), "--stdio"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.folder = folder
        self._numbers = itertools.count(1)
        self._inbox: queue.Queue[dict[str, Any]] = queue.Queue()
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        threading.Thread(target=self._listen, daemon=True).start()
        abilities = {"textDocument": {"completion": {"completionItem": {"snippetSupport": True}}}}
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": folder.as_uri(),
                "capabilities": abilities | {"workspace": {"configuration": True}},
            },
        )
        self._tell("initialized", {})

    def _listen(self) -> None:
        stream = self._process.stdout
        while True:
            length = 0
            while (line := stream.readline()) not in (b"\r\n", b""):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not length:
                return
            self._inbox.put(json.loads(stream.read(length)))

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _handle(self, message: dict[str, Any]) -> None:
        """Answer the server's own questions; no schema comes from the network."""
        if message.get("method") == "workspace/configuration":
            settings = {"schemaStore": {"enable": False}, "hover": True, "completion": True, "validate": True}
            asked = message["params"]["items"]
            self._send(
                {"id": message["id"], "result": [settings if item.get("section") == "yaml" else {} for item in asked]}
            )
        elif message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message and "method" in message:
            self._send({"id": message["id"], "result": None})

    def ask(self, method: str, params: Any) -> Any:
        """Ask and wait for the answer."""
        number = next(self._numbers)
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._inbox.get(timeout=PATIENCE)
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]
            self._handle(message)

    def open(self, text: str) -> str:
        """Open a text as a new file of the folder and return its address."""
        uri = (self.folder / f"report-{next(self._numbers)}.yaml").as_uri()
        self._tell(
            "textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}}
        )
        return uri

    def diagnostics(self, text: str) -> list[dict[str, Any]]:
        """Return what the server finds wrong with a text."""
        uri = self.open(text)
        while uri not in self._diagnostics:
            self._handle(self._inbox.get(timeout=PATIENCE))
        return self._diagnostics[uri]

    def hover(self, text: str, line: int, character: int) -> str:
        """Return what is shown over a place; line and character count from 0."""
        found = self.ask("textDocument/hover", self._at(text, line, character))
        return found["contents"]["value"] if found else ""

    def complete(self, text: str, line: int, character: int) -> dict[str, dict[str, Any]]:
        """Return what is offered at a place, by label."""
        found = self.ask("textDocument/completion", self._at(text, line, character))
        items = found["items"] if isinstance(found, dict) else found
        return {item["label"]: item for item in items}

    def _at(self, text: str, line: int, character: int) -> dict[str, Any]:
        return {"textDocument": {"uri": self.open(text)}, "position": {"line": line, "character": character}}

    def stop(self) -> None:
        """End the server and its pipes."""
        self._process.kill()
        self._process.wait()
        self._process.stdin.close()
        self._process.stdout.close()


@pytest.fixture(scope="session")
def language_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """A running yaml-language-server; its folder is `server.folder`."""
    program = NODE_MODULES / "yaml-language-server" / "bin" / "yaml-language-server"
    server = LanguageServer(program, tmp_path_factory.mktemp("editor"))
    yield server
    server.stop()

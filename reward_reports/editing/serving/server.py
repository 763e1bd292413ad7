"""The server of the form: on 127.0.0.1 alone, for the page that it serves itself, with a secret of its own.

Every connection ends with its answer, so that what a refused request still holds is never read as the next one.
"""

from __future__ import annotations

import hmac
import json
import secrets
import sys
import threading
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from reward_reports.editing.serving.desk import Desk

_PAGE = Path(__file__).parent.parent / "page"
_FILES = {
    "/": ("index.html", "text/html; charset=utf-8"),
    "/desk.js": ("desk.js", "text/javascript; charset=utf-8"),
    "/form.js": ("form.js", "text/javascript; charset=utf-8"),
    "/form.css": ("form.css", "text/css; charset=utf-8"),
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
_PREVIEW_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
_MOST_BYTES = 4 * 1024 * 1024
_PATIENCE = 30
"""Seconds that a connection may be silent."""
LONG = 30 * 60
"""Seconds without a word from the page after which the form is closed; an open page says every minute that it is there."""


class FormServer(ThreadingHTTPServer):
    """Serves the form of one file."""

    daemon_threads = True

    def __init__(self, desk: Desk, port: int = 0, patience: float = LONG) -> None:
        self.desk = desk
        self.is_left = False
        self._patience = patience
        self._heard = time.monotonic()
        self.token = secrets.token_urlsafe(32)
        self.preview: tuple[str, str] = ("", "")
        super().__init__(("127.0.0.1", port), _Handler)
        self.host = f"127.0.0.1:{self.server_address[1]}"

    def hear(self) -> None:
        """Note that the page is open."""
        self._heard = time.monotonic()

    def service_actions(self) -> None:
        """Stop if the page was closed for long; called twice a second."""
        if not self.is_left and time.monotonic() - self._heard > self._patience:
            self.is_left = True
            threading.Thread(target=self.shutdown).start()  # it waits for the loop that calls this

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that has closed its connection."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)

    @property
    def address(self) -> str:
        """What the browser opens; the part behind # is not sent."""
        return f"http://{self.host}/#{self.token}"


class _Handler(BaseHTTPRequestHandler):
    server: FormServer
    timeout = _PATIENCE
    server_version = "reward-reports"
    sys_version = ""

    def do_GET(self) -> None:
        if self._is_foreign():
            return
        secret, html = self.server.preview
        if secret and hmac.compare_digest(self.path.encode(), f"/preview/{secret}".encode()):
            self._send(200, html.encode(), "text/html; charset=utf-8", _PREVIEW_POLICY)
        elif self.path in _FILES:
            name, kind = _FILES[self.path]
            self._send(200, (_PAGE / name).read_bytes(), kind)
        else:
            self._refuse(404, "there is no such page")

    def do_POST(self) -> None:
        if self._is_foreign():
            return
        problem = self._problem()
        if problem:
            self._refuse(*problem)
            return
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            request = json.loads(raw)
        except (ValueError, RecursionError):
            self._refuse(400, "the request is not JSON")
            return
        self._send_data(*self._answered(request))

    def _answered(self, request: Any) -> tuple[int, dict[str, Any]]:
        self.server.hear()
        if request == {"op": "here"}:
            return 200, {}
        status, data = self.server.desk.answer(request, self.headers.get("If-Match"))
        if "html" in data:
            self.server.preview = (secrets.token_urlsafe(32), data["html"])
            data = {"address": f"/preview/{self.server.preview[0]}"}
        return status, data

    def _is_foreign(self) -> bool:
        """Refuse a request that was sent to another name, as after a change of that name's address."""
        if self.headers.get_all("Host") == [self.server.host]:
            return False
        self._refuse(421, f"open this page as http://{self.server.host}/")
        return True

    def _problem(self) -> tuple[int, str] | None:
        """Return why a request is refused before it is read."""
        authorization = self.headers.get("Authorization", "")
        if self.path != "/api":
            return 404, "there is no such page"
        if self.headers.get_all("Origin") != [f"http://{self.server.host}"]:
            return 403, "only the form's own page may ask"
        if not hmac.compare_digest(authorization.encode("utf-8", "replace"), f"Bearer {self.server.token}".encode()):
            return 401, "the address lacks the secret; open the address that the command printed"
        if self.headers.get("Content-Type") != "application/json":
            return 415, "the request has to be application/json"
        length = self.headers.get("Content-Length", "")
        if self.headers.get("Transfer-Encoding") or not (length.isascii() and length.isdigit()):
            return 411, "the request has to say how long it is"
        if len(length) > 9 or int(length) > _MOST_BYTES:
            return 413, "the request is too large"
        return None

    def _refuse(self, status: int, why: str) -> None:
        self._send_data(status, {"error": why})

    def _send_data(self, status: int, data: dict[str, Any]) -> None:
        self._send(status, json.dumps(data).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str, policy: str = _POLICY) -> None:
        self.close_connection = True
        self.send_response(status, HTTPStatus(status).phrase)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "no-store",
            "Connection": "close",
        }.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing on the terminal of each request."""

"""A headless Chromium, spoken to in its DevTools protocol over a pipe, so that no further package is needed."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pytest

PATIENCE = 120
"""Seconds after which a browser that hangs is ended, so that its test fails."""
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--remote-debugging-pipe",
    "about:blank",
]
_BAD = {"Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded", "Page.javascriptDialogOpening"}


class Browser:
    """A running browser with one empty profile. It reads commands on the file descriptor 3 and answers on 4."""

    def __init__(self, program: Path, profile: Path) -> None:
        read_commands, commands = os.pipe()
        answers, write_answers = os.pipe()
        call = f'exec "$0" "$@" 3<&{read_commands} 4>&{write_answers}'
        self._process = subprocess.Popen(
            ["bash", "-c", call, program, f"--user-data-dir={profile}", *_FLAGS],
            pass_fds=(read_commands, write_answers),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"HOME": str(profile)},
        )
        os.close(read_commands)
        os.close(write_answers)
        self._commands: IO[bytes] = open(commands, "wb", buffering=0)
        self._answers: IO[bytes] = open(answers, "rb")
        self._sent = 0
        self._alarm = threading.Timer(PATIENCE, self._process.kill)
        self._alarm.start()

    def close(self) -> None:
        self._alarm.cancel()
        self._process.terminate()
        self._process.wait()
        self._commands.close()
        self._answers.close()

    def call(self, method: str, events: list[dict[str, Any]], session: str | None = None, **given: Any) -> Any:
        """Send a command and return its result; what happens meanwhile is added to the events."""
        self._sent += 1
        message = {"id": self._sent, "method": method, "params": given} | ({"sessionId": session} if session else {})
        self._commands.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self._sent:
                assert "error" not in answer, f"{method}: {answer['error']}"
                return answer["result"]
            events.append(answer)

    def read(self) -> dict[str, Any]:
        raw = bytearray()
        while (byte := self._answers.read(1)) != b"\0":
            assert byte, "the browser is gone"
            raw += byte
        message: dict[str, Any] = json.loads(raw)
        return message

    def open(self, address: str, *, width: int = 1200, dark: bool = False) -> Page:
        """Open a page and wait until it is loaded."""
        target = self.call("Target.createTarget", [], url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", [], targetId=target, flatten=True)["sessionId"]
        page = Page(self, session)
        for domain in ("Page", "Runtime", "Log", "Network"):
            page.call(f"{domain}.enable")
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        page.call("Emulation.setEmulatedMedia", features=[scheme])
        page.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600
        )
        page.call("Page.navigate", url=address)
        while not any(event["method"] == "Page.loadEventFired" for event in page.events):
            page.events.append(self.read())
            if page.events[-1]["method"] == "Page.javascriptDialogOpening":
                page.call("Page.handleJavaScriptDialog", accept=True)  # it is noted; the page waits for it
        return page


@dataclass
class Page:
    """A page that is open, with all that happened on it."""

    browser: Browser
    session: str
    events: list[dict[str, Any]] = field(default_factory=list)

    def call(self, method: str, **given: Any) -> Any:
        return self.browser.call(method, self.events, self.session, **given)

    def value(self, expression: str) -> Any:
        """Return the value of an expression in the page."""
        return self.call("Runtime.evaluate", expression=expression, returnByValue=True)["result"]["value"]

    @property
    def requests(self) -> list[str]:
        return [
            event["params"]["request"]["url"] for event in self.events if event["method"] == "Network.requestWillBeSent"
        ]

    @property
    def complaints(self) -> list[Any]:
        """What stands in the console, errors, and dialogs that a script opened."""
        return [event["params"] for event in self.events if event["method"] in _BAD]


@pytest.fixture
def browser(tool: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start a browser with a new profile, and end it."""
    started = Browser(tool("chromium"), tmp_path_factory.mktemp("profile"))
    yield started
    started.close()

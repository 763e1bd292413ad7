"""A form that is served, and the browser of the tests of pages to open it in."""

from __future__ import annotations

import base64
import gzip
import re
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reward_reports.editing.serving.desk import Desk
from reward_reports.editing.serving.server import FormServer
from reward_reports.linting.settings import Settings

ROOT = Path(__file__).parents[2]
_BUILT = ROOT / "packages" / "reward-reports-editor"


@pytest.fixture(scope="session")
def browsers() -> Iterator[list[Any]]:
    """Keep the browser that runs for all tests, and those before it that a test has brought down."""
    started: list[Any] = []
    yield started
    for one in started:
        one.close()


@pytest.fixture
def browser(
    tool: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory, browsers: list[Any]
) -> Iterator[Any]:
    """Give the browser of the tests of pages, with an empty profile."""
    if browsers and not browsers[-1].is_gone():
        browsers[-1].begin()
    else:
        from ..publishing.rendering.conftest import Browser

        browsers.append(Browser(tool("chromium"), tmp_path_factory.mktemp("profile")))
    yield browsers[-1]
    browsers[-1].end()


@pytest.fixture
def serve() -> Iterator[Callable[[Path], FormServer]]:
    """Serve the form of a file, and stop it in the end."""
    started: list[FormServer] = []

    def start(file: Path) -> FormServer:
        server = FormServer(Desk(file, Settings(), lambda: date(2026, 6, 1)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        started.append(server)
        return server

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


class BuiltForm:
    """The form for browsers as `make editor` builds it."""

    parts = ROOT / "build" / "editor"
    front = _BUILT / "front"
    page = _BUILT / "reward_reports_editor" / "editor.html"

    def __init__(self) -> None:
        self.text = self.page.read_text("utf-8")

    def is_current(self) -> bool:
        """Whether it was built from the sources as they are."""
        sys.path.insert(0, str(_BUILT / "tools"))
        try:
            from assembling import state
            from bundling import bundle
        finally:
            sys.path.remove(str(_BUILT / "tools"))
        made_of = re.search(r'data-made-of="(\w+)"', self.text)
        return made_of[1] == state(bundle(sorted((self.parts / "wheels").glob("*.whl"))))

    def part(self, name: str) -> bytes:
        """Return a part that is written into the page."""
        return gzip.decompress(base64.b64decode(re.search(rf'id="part-of-{name}">([^<]+)<', self.text)[1]))


@pytest.fixture(scope="session")
def built_form() -> BuiltForm:
    """Give the form for browsers; skip where it is not built from the sources as they are."""
    if not BuiltForm.page.is_file() or not BuiltForm().is_current():
        pytest.skip("needs the form for browsers as the sources are now; `make editor` builds it")
    return BuiltForm()

"""A form that is served, and the browser of the tests of pages to open it in."""

from __future__ import annotations

import importlib.util
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

_PAGES = Path(__file__).parents[1] / "publishing" / "rendering" / "conftest.py"


@pytest.fixture
def browser(tool: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Start the browser of the tests of pages, and end it."""
    spec = importlib.util.spec_from_file_location("conftest_of_pages", _PAGES)
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    started = module.Browser(tool("chromium"), tmp_path_factory.mktemp("profile"))
    yield started
    started.close()


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

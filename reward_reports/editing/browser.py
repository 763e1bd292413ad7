"""A report in a browser tab, with no server behind it: requests and answers as JSON. The page keeps the text."""

from __future__ import annotations

import gc
import hashlib
import json
from datetime import date
from typing import Any

from reward_reports.base.errors import InputError, RewardReportsError
from reward_reports.editing.beginning import TEMPLATES, imported_text, new_text
from reward_reports.editing.previewing import public_page
from reward_reports.editing.protocol import Protocol
from reward_reports.editing.session import LintFrame
from reward_reports.editing.translating import FormReader
from reward_reports.linting.settings import Settings

Data = dict[str, Any]
_NAME = "reward-report.yaml"


class Tab:
    """Holds the report of one tab, and answers the requests of its page."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._settings = Settings()
        self._name = ""
        self._reader = FormReader()
        self._protocol = self._begin("", _NAME)

    def answer(self, request: str) -> str:
        """Carry out a request in JSON, and return the answer in JSON.

        `open` takes in a `text` with the `name` of its file and the texts before it, `past`, which can be undone to; without a
        text, and before there is one, it says what a new report may begin with. It may name the `language` of the reader, in which
        questions are asked. `new` makes a report, `import` makes one from an old one. The others are those of `Protocol`.
        """
        try:
            answer = self._answer(json.loads(request))
        except RewardReportsError as error:
            answer = {"error": str(error)}
        return json.dumps(answer)

    def _answer(self, request: Data) -> Data:
        name = request.get("op")
        if name == "open":
            self._reader.take(request)
        if name == "open" and "text" not in request:
            return self._fixed() | {"new": True}
        if name == "open":
            self._protocol = self._begin(request["text"].removeprefix("\ufeff"), str(request.get("name") or _NAME))
            self._protocol.session.go_on_from([str(text) for text in request.get("past", ())])
        elif name == "new":
            self._protocol = self._begin(new_text(request, self._today), _NAME)
        elif name == "import":
            text, words = _imported(request)
            self._protocol = self._begin(text, _NAME)
            return self._opened() | {"imported": words}
        else:
            state = self._reader.state(self._protocol.answer(request))
            return state if "error" in state or "html" in state else state | self._etag()
        return self._opened()

    def _opened(self) -> Data:
        return self._fixed() | self._reader.state(self._protocol.state()) | self._etag()

    def _begin(self, text: str, name: str) -> Protocol:
        self._name = name
        return Protocol(text, LintFrame(name, self._settings, self._today), public_page)

    def _fixed(self) -> Data:
        return {**self._reader.model(), "file": self._name, "templates": list(TEMPLATES)}

    def _etag(self) -> Data:
        return {"etag": hashlib.sha256(self._protocol.session.text.encode("utf-8", "surrogatepass")).hexdigest()[:32]}


def _imported(request: Data) -> tuple[str, str]:
    try:
        return imported_text(request)
    except ModuleNotFoundError as error:  # what reads LaTeX is not in the page
        raise InputError(
            "the page in the browser reads Markdown, JSON and CSV; import other files with `reward-reports import`"
        ) from error


def warm_up() -> None:
    """Import, build and compile what answers need, in a tab that is thrown away."""
    tab = Tab(date(2026, 1, 1))
    begin = {"op": "new", "title": "A system", "template": "minimal"}
    for request in ({"op": "open"}, begin, {"op": "preview"}):
        tab.answer(json.dumps(request))
    gc.collect()

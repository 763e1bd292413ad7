"""The one file that is edited: every change is written at once, and never over somebody else's."""

from __future__ import annotations

import hashlib
import json
import threading
from codecs import BOM_UTF8
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from reward_reports.base.errors import InputError, RewardReportsError
from reward_reports.base.reading import read_start
from reward_reports.base.writing import write_file
from reward_reports.editing.beginning import TEMPLATES, imported_text, new_text
from reward_reports.editing.previewing import public_page
from reward_reports.editing.protocol import Protocol
from reward_reports.editing.session import LintFrame, Session
from reward_reports.editing.translating import FormReader
from reward_reports.linting.settings import Settings

Data = dict[str, Any]
Answer = tuple[int, Data]
"""A status of HTTP, and what is answered."""
_STALE = "the file was changed somewhere else; reload the page to see it. Your last change was not saved"


class Desk:
    """Holds the file, and answers requests about it one after the other."""

    def __init__(self, file: Path, settings: Settings, today: Callable[[], date]) -> None:
        self._file = file
        self._settings = settings
        self._today = today
        self._lock = threading.Lock()
        self._seen: bytes | None = None
        self._reader = FormReader()
        self._protocol = Protocol("", self._frame(), public_page)
        if file.exists():
            self._read()

    def _frame(self) -> LintFrame:
        return LintFrame(self._file.as_posix(), self._settings, self._today(), folder=self._file.parent)

    def _read(self) -> None:
        """Take in the file as it is on the disk.

        Raises:
            InputError: if it cannot be read or is not UTF-8.
        """
        raw = read_start(str(self._file), self._settings.max_bytes + 1)
        if len(raw) > self._settings.max_bytes:
            raise InputError(f"{self._file.as_posix()} is larger than {self._settings.max_bytes:,} bytes")
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError(f"{self._file.as_posix()} is not UTF-8; save it as UTF-8 first") from error
        if self._seen is None:
            self._protocol = Protocol(text, self._frame(), public_page)
        else:
            self._protocol.session.replace(text)
        self._seen = raw

    @property
    def _etag(self) -> str:
        return hashlib.sha256(self._protocol.session.text.encode()).hexdigest()[:32] if self._seen is not None else ""

    def answer(self, request: Any, etag: str | None) -> Answer:
        """Carry out a request of the page.

        Args:
            request: what the page sent; see `Protocol`. `open` returns the file as it is on the disk, and may name the
                `language` of the reader, in which questions are asked; `new` and `import` make it.
            etag: the state that the page shows; a change to another state is refused with 412.
        """
        with self._lock:
            try:
                json.dumps(request, ensure_ascii=False).encode()
                return self._answer(request, etag)
            except UnicodeEncodeError:
                return 400, {"error": "the text has half a character, which no file can hold"}
            except RewardReportsError as error:
                return 409, {"error": str(error)}
            except OSError as error:
                return 409, {"error": f"{self._file.as_posix()}: {error.strerror or error}"}

    def _answer(self, request: Any, etag: str | None) -> Answer:
        name = request.get("op") if isinstance(request, dict) else None
        if name == "new":
            self._begin(new_text(request, self._today()))
        if name == "import":
            text, words = imported_text(request)
            self._begin(text)
            return 200, self._opened() | {"imported": words}
        if name == "open":
            self._reader.take(request)
        if name in ("open", "new"):
            return 200, self._opened()
        if self._seen is None:
            raise InputError("there is no file yet; choose a template first")
        if name not in ("state", "preview") and etag != self._etag:
            return 412, {"error": _STALE}
        before = self._protocol.session.text
        answer = self._protocol.answer(request)
        if "error" in answer:
            return 400, answer
        after = self._protocol.session.text
        if after != before and not self._save(after):
            self._protocol.session = Session.of(before, self._protocol.session.frame)
            return 412, {"error": _STALE}
        return 200, self._reader.state(answer) | {"etag": self._etag}

    def _opened(self) -> Data:
        fixed: Data = {
            **self._reader.model(),
            "file": self._file.name,
            "templates": list(TEMPLATES),
        }
        if self._seen is None and not self._file.exists():
            return fixed | {"new": True}
        if self._seen is None or self._file.read_bytes() != self._seen:
            self._read()
        return fixed | self._reader.state(self._protocol.state()) | {"etag": self._etag}

    def _begin(self, text: str) -> None:
        """Make the file."""
        write_file(self._file, text.encode(), new=True)
        self._read()

    def _save(self, text: str) -> bool:
        """Write the text; return False if the file holds something else than what was read."""
        seen = self._seen or b""
        if not self._file.exists() or self._file.read_bytes() != seen:
            return False
        mark = BOM_UTF8 if seen.startswith(BOM_UTF8) else b""
        raw = mark + text.encode()
        try:
            write_file(self._file, raw, seen=seen)
        except RewardReportsError:
            self._protocol.session = Session.of(seen.decode("utf-8-sig"), self._protocol.session.frame)
            raise
        self._seen = raw
        return True

"""How documents are surveyed, and what one is."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from reward_reports.linting.settings import Strictness

Format: TypeAlias = Literal["report", "model-card", "markdown-report"]
FORMATS: tuple[Format, ...] = ("report", "model-card", "markdown-report")


@dataclass(frozen=True, slots=True)
class Options:
    """How every document is surveyed.

    Attributes:
        today: the date that counts as today for a document without a date; by default the day of the call.
        strictness: how much the rules ask for.
        preview: whether rules that may be wrong run too.
        max_bytes: the longest document that is read.
        seconds: how much of the processor's time one document may take; not enforced on Windows.
        memory: how many bytes one document may need; not enforced on Windows and macOS.
    """

    today: date | None = None
    strictness: Strictness = "standard"
    preview: bool = False
    max_bytes: int = 1024 * 1024
    seconds: float = 20.0
    memory: int = 1024 * 1024 * 1024

    def to_json(self) -> str:
        """Return the options as text that `from_json` reads."""
        return json.dumps(asdict(self) | {"today": self.today and self.today.isoformat()}, sort_keys=True)

    @staticmethod
    def from_json(text: str) -> Options:
        """Return the options of a text that `to_json` wrote."""
        read = Options(**json.loads(text))
        return replace(read, today=date.fromisoformat(read.today) if isinstance(read.today, str) else None)


class Given(NamedTuple):
    """One document.

    Attributes:
        text: its bytes, or None where the row holds no text.
        form: one of FORMATS; "" where nobody says.
        day: its date in ISO 8601; "" where it has none.
    """

    text: bytes | None
    form: str
    day: str

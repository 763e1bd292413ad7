"""What an importer says about itself: its module declares it in `IMPORTERS`, and `make generate` lists it in `formats.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reward_reports.base.formats import function_at

if TYPE_CHECKING:
    from reward_reports.exchange.importing.source import Source


@dataclass(frozen=True, slots=True)
class Importer:
    """One format.

    Attributes:
        about: what it is, as the help says it.
        endings: the endings of its files; messages name those before `known`.
        reader: the path of the function that reads it; its module is imported when it is first used.
        known: how many of the endings messages name.
        in_folders: whether such files are looked for in folders and archives; False where other files have the ending too.
    """

    about: str
    endings: tuple[str, ...]
    reader: str
    known: int = 1
    in_folders: bool = True

    def __call__(self, text: str, name: str) -> Source:
        """Read a text; the name is that of its file.

        Raises:
            SourceError: if it cannot be read.
        """
        source: Source = function_at(self.reader)(text, name)
        return source

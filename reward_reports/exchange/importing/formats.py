"""The formats of older reports that can be imported; each reader is imported when it is first used."""

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


_HERE = "exchange.importing."

IMPORTERS = (
    Importer(
        "Markdown in the paper's or the web builder's layout",
        (".md", ".markdown", ".mdown", ".txt"),
        _HERE + "cards.read_card_or_report",
        known=2,
    ),
    Importer("LaTeX", (".tex", ".latex", ".ltx"), _HERE + "latex.read_latex"),
    Importer(
        "a model card (Markdown with front matter, or Model Card Toolkit JSON)",
        (".json",),
        _HERE + "toolkit_cards.read_toolkit",
        in_folders=False,
    ),
    Importer(
        "a company report of the Foundation Model Transparency Index (CSV)",
        (".csv",),
        _HERE + "fmti.read_fmti",
        in_folders=False,
    ),
)


def importer_of(name: str) -> Importer | None:
    """Return the format of a file by its name, or None if it cannot be imported."""
    return next((one for one in IMPORTERS if name.lower().endswith(one.endings)), None)

"""What a reader of one format gives: pieces of text with the headings they stood under."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from reward_reports.base.errors import InputError

if TYPE_CHECKING:
    from reward_reports.report.model.layouts import FieldPath

MAX_BYTES = 1024 * 1024
"""The largest source that is read; a long report has a hundred thousand characters."""


class SourceError(InputError):
    """An old report cannot be read; the message names the file and the place."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of the source.

    Attributes:
        heading: the heading it stood under, or what it is.
        field: the field that the heading names; None if it fits none.
        text: Markdown, without blanks around it.
        line: the line of the heading in the source, from 1.
    """

    heading: str
    field: FieldPath | None
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure of the source: its id, the file, and the caption in Markdown."""

    id: str
    path: str
    caption: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept as data, since no field asks for it.

    Attributes:
        place: the key of the report that it stands under, such as `x-model-card`.
        key: its own key.
        yaml: its value as YAML, as it stands behind the key.
        line: its line in the source, from 1.
    """

    place: str
    key: str
    yaml: str
    line: int


@dataclass(frozen=True, slots=True)
class Source:
    """One old report, read.

    Attributes:
        name: the file, as messages call it.
        pieces: its texts, in their order.
        title: its title, or "".
        author: its author, as written, or "".
        description: what its author said of this version, or "".
        day: the date in the name of the file, if there is one.
        pictures: its figures.
        bibliography: the BibTeX file it names, or "".
        kept: what is kept as data.
        is_card: whether it is a card of another form, which may have no answer at all; a report without one is refused.
        notes: what was left out, and why, in plain words.
    """

    name: str
    pieces: tuple[Piece, ...]
    title: str = ""
    author: str = ""
    description: str = ""
    day: date | None = None
    pictures: tuple[Picture, ...] = ()
    bibliography: str = ""
    kept: tuple[Kept, ...] = ()
    is_card: bool = False
    notes: tuple[str, ...] = field(default=())

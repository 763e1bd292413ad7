"""The account: field by field, what was taken from the source and what was not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Protocol

from reward_reports.base.escaping.cells import aligned, line_of
from reward_reports.base.escaping.data import dump
from reward_reports.base.escaping.visible import visible

TAKEN = "taken"
MIXED = "taken, with words of the template in it"
QUESTION = "no answer: the template's question was left"
EMPTY = "no answer: the section is empty"
ABSENT = "not in the source"
ASIDE = "kept separately: matches no field"


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One place of the new report.

    Attributes:
        place: the field, as section.field, or the key that it was put in.
        source: the file, the line and the heading it came from; "" if there is none.
        characters: how many of them were taken.
        state: what became of it.
    """

    place: str
    source: str
    characters: int
    state: str


class Accounted(Protocol):
    """What has an account."""

    @property
    def name(self) -> str: ...
    @property
    def rows(self) -> tuple[AccountRow, ...]: ...
    @property
    def notes(self) -> tuple[str, ...]: ...


def as_text(name: str, rows: tuple[AccountRow, ...], notes: tuple[str, ...]) -> str:
    """Return the account as a table for a terminal, with the sums below it."""
    cells = [["PLACE", "CHARACTERS", "STATE", "FROM"]]
    cells += [[row.place, f"{row.characters:,}", row.state, visible(row.source)] for row in rows]
    table = "".join(line_of(row) for row in aligned(cells, (60, 12, 60, 80), right=frozenset({1})))
    return f"{visible(name)}\n{table}{summary(rows)}\n" + "".join(f"note: {visible(note)}\n" for note in notes)


def summary(rows: tuple[AccountRow, ...]) -> str:
    """Return the sums in one line."""
    fields = [row for row in rows if "." in row.place]
    answered = sum(row.state in (TAKEN, MIXED) for row in fields)
    left = sum(row.state == QUESTION for row in fields)
    aside = sum(row.state == ASIDE for row in rows)
    taken = sum(row.characters for row in rows)
    return (
        f"{answered} of {len(fields)} fields have an answer, {left} have the template's question; "
        f"{aside} texts match no field and are kept separately; {taken:,} characters were taken."
    )


def as_json(reports: Iterable[Accounted]) -> str:
    """Return the accounts of some reports as JSON."""
    return dump(
        [{"source": one.name, "rows": [asdict(row) for row in one.rows], "notes": list(one.notes)} for one in reports]
    )

"""What reports tell, beside each other: a row for each report, a column for each question, in blocks that agree or differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, TypeAlias

from reward_reports.base.words import ENGLISH, Words
from reward_reports.changes.comparing.naming import title_of
from reward_reports.report.model.access import Access
from reward_reports.report.model.evidence import Cell, Evidence, Question, cell_in_words, in_words
from reward_reports.report.model.report import PROFILE_SECTIONS
from reward_reports.report.model.routes import Route
from reward_reports.report.model.states import KNOWN, Known

BLOCKS = {
    "system_details": "System",
    "optimization_intent": "Intent",
    "institutional_interface": "People",
    "implementation": "Implementation",
    "evaluation": "Evidence",
    "system_maintenance": "Upkeep",
    "rlhf": "Feedback data",
    "recommender": "Ranking",
}
"""What the blocks of questions are called, by section."""
assert set(PROFILE_SECTIONS) < set(BLOCKS)  # noqa: S101 a new profile needs its block here


Kind: TypeAlias = Literal["open", "gated", "closed", "unsaid", "made_up"]
KIND_WORDS: dict[Kind, str] = {
    "open": "open",
    "gated": "on request",
    "closed": "closed",
    "unsaid": "not stated",
    "made_up": "made up",
}
"""Whether a system is open or closed, as its report says, in the order in which reports stand."""
Look: TypeAlias = "tuple[Known, Route | None]"
"""What a cell shows: what is known, and by which route."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One report.

    Attributes:
        report: its id.
        title: its title.
        evidence: what it tells.
        address: its page; "" where there is none.
        links: where each answer stands, in the order of the cells; empty where there are no pages.
        access: who can have the system; None where the report does not say.
        name: a short name for a table: the title up to its first comma or bracket, where no other report has the same.
    """

    report: str
    title: str
    evidence: Evidence
    address: str = ""
    links: tuple[str, ...] = ()
    access: Access | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A cell of the table: what a report tells on a question, and where."""

    cell: Cell
    link: str


@dataclass(frozen=True, slots=True)
class Column:
    """One question.

    Attributes:
        question: the section, the field, and the name of the inner answer if it is one.
        title: what it is called.
        looks: how many reports have each mark: what is known, and by which route.
    """

    question: Question
    title: str
    looks: Counter[Look]

    @property
    def agreed(self) -> Look | None:
        """What is known, and by which route, in every report that is asked; None where they differ, or where only one is asked."""
        return next(iter(self.looks)) if len(self.looks) == 1 and self.looks.total() > 1 else None

    @property
    def states(self) -> Counter[Known]:
        """How many reports are in each state."""
        counted: Counter[Known] = Counter()
        for (known, _), number in self.looks.items():
            counted[known] += number
        return counted


@dataclass(frozen=True, slots=True)
class Block:
    """The questions of one section.

    Attributes:
        section: the section.
        title: what it is called.
        columns: its questions.
        rows: the reports that are asked, each with its cells, in the order of the columns.
    """

    section: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[MatrixRow, tuple[MatrixCell, ...]], ...]

    def chosen(self, *, agreed: bool) -> list[int]:
        """Return the positions of the columns in which all reports agree, or of those in which they do not."""
        return [index for index, column in enumerate(self.columns) if (column.agreed is not None) is agreed]


@dataclass(frozen=True, slots=True)
class Matrix:
    """All reports, and all questions in blocks."""

    rows: tuple[MatrixRow, ...]
    blocks: tuple[Block, ...]

    def groups(self) -> list[str]:
        """Return `core` and the profiles that any of the reports has."""
        return list(dict.fromkeys(group for row in self.rows for group in row.evidence.groups()))

    def rows_in(self, group: str) -> list[MatrixRow]:
        """Return the reports that are asked the questions of a group."""
        return [row for row in self.rows if group in row.evidence.groups()]


def matrix_of(rows: Iterable[MatrixRow]) -> Matrix:
    """Return reports beside each other."""
    rows = _with_names(rows)
    by_section: dict[str, list[tuple[MatrixRow, dict[Question, MatrixCell]]]] = {section: [] for section in BLOCKS}
    for row in rows:
        for section, places in _places(row).items():
            by_section[section].append((row, places))
    return Matrix(rows, tuple(_block(section, placed) for section, placed in by_section.items() if placed))


def question_title(question: Question) -> str:
    """Return what a question is called: `Preference Data: pay`."""
    title = title_of(question[:2])
    if len(question) == 2:
        return title
    return f"{title}: {title_of(question).replace('kl ', 'KL ')}"


@lru_cache(4096)
def title_in(question: Question, words: Words) -> str:
    """Return the title of a question, and of what it lies in, in the language of a page."""
    return ": ".join(words.gettext(part) for part in question_title(question).split(": "))


def group_title(group: str, words: Words = ENGLISH) -> str:
    """Return what a group of questions is called: `Core questions`, `Training on Human Feedback`."""
    return words.gettext("Core questions") if group == "core" else words.gettext(title_of((group,)))


def agreed_in_words(block: Block, words: Words = ENGLISH) -> list[str]:
    """Return the columns of a block that are folded, those that agree on the same together, with the reason."""
    titles_by_look: dict[Look, list[str]] = {}
    for column in block.columns:
        if column.agreed:
            titles_by_look.setdefault(column.agreed, []).append(title_in(column.question, words))
    where = _in_all(len(block.rows), words)
    return [
        f"{words.listed(titles)}: {cell_in_words(*look, where=where, words=words)}"
        for look, titles in sorted(titles_by_look.items(), key=lambda pair: KNOWN.index(pair[0][0]))
    ]


def _in_all(number: int, words: Words) -> str:
    if number == 2:
        return words.gettext("%(known)s in both reports")
    return words.gettext("%(known)s in all %(number)s reports") % {"known": "%(known)s", "number": number}


def headline(rows: Sequence[MatrixRow], words: Words = ENGLISH) -> str:
    """Return the sentence that says most of what these reports tell: what anybody can check, at the most and at the least."""
    counted = [row for row in rows if row.evidence.tally("core").questions and not is_made_up(row)]
    if not counted:
        return words.gettext("What is known, and who can check it")
    if len(counted) == 1:
        return _on(counted[0], words)
    share = [_share(row) for row in counted]
    most, least = counted[share.index(max(share))], counted[share.index(min(share))]
    if most is least or max(share) == min(share):
        given = _counted(most, words) | {"systems": len(counted)}
        return words.gettext(_EACH if most.evidence.tally("core").checkable else _NONE_EACH) % given
    given = _counted(least, words) | {"most": _on(most, words)}
    return words.gettext(_LEAST if least.evidence.tally("core").checkable else _NONE_LEAST) % given


_ON = "Anybody can check %(number)s of %(total)s core answers on %(system)s"
_NONE_ON = "Anybody can check none of %(total)s core answers on %(system)s"
_EACH = "Anybody can check %(number)s of %(total)s core answers on each of %(systems)s systems"
_NONE_EACH = "Anybody can check none of %(total)s core answers on each of %(systems)s systems"
_LEAST = "%(most)s, and %(number)s of %(total)s on %(system)s"
_NONE_LEAST = "%(most)s, and none on %(system)s"
HEADLINES = (_ON, _NONE_ON, _EACH, _NONE_EACH, _LEAST, _NONE_LEAST)


def _on(row: MatrixRow, words: Words) -> str:
    return words.gettext(_ON if row.evidence.tally("core").checkable else _NONE_ON) % _counted(row, words)


def _counted(row: MatrixRow, words: Words) -> dict[str, object]:
    tally = row.evidence.tally("core")
    number = words.separated(in_words(tally.checkable))
    return {"number": number, "total": tally.questions, "system": _named(row)}


def _with_names(rows: Iterable[MatrixRow]) -> tuple[MatrixRow, ...]:
    rows = tuple(rows)
    names = [_short(row.title) for row in rows]
    taken = Counter(names)
    return tuple(
        replace(row, name=name if taken[name] == 1 else " ".join(row.title.split()))
        for row, name in zip(rows, names, strict=True)
    )


def _short(title: str) -> str:
    """Return the first words of a title, where they can stand alone: `MovieLens` of `MovieLens, a film recommender`."""
    whole = " ".join(title.split())
    first = _REST.split(whole, maxsplit=1)[0]
    return first if len(first) >= _SHORTEST else whole


_REST = re.compile(r"(?:,| \(|:| [–—]) ?")
_SHORTEST = 3


def _named(row: MatrixRow) -> str:
    return row.name if len(row.name) <= _LONGEST else f"{row.name[: _LONGEST - 1].rstrip()}…"


_LONGEST = 60


def _share(row: MatrixRow) -> float:
    tally = row.evidence.tally("core")
    return tally.checkable / tally.questions if tally.questions else 0.0


def kind_of(row: MatrixRow) -> Kind:
    """Return whether a system is open or closed."""
    if is_made_up(row):
        return "made_up"
    return row.access.level if row.access else "unsaid"


def is_made_up(row: MatrixRow) -> bool:
    """Whether a report is about a system that nobody runs."""
    shares = row.evidence.shares("core")
    return bool(shares) and max(shares, key=lambda route: shares[route]) == "hypothetical"


def _block(section: str, answering: Sequence[tuple[MatrixRow, dict[Question, MatrixCell]]]) -> Block:
    questions = list(dict.fromkeys(question for _, places in answering for question in places))
    columns = tuple(_column(question, [places for _, places in answering]) for question in questions)
    rows = tuple((row, tuple(places[question] for question in questions)) for row, places in answering)
    return Block(section, BLOCKS[section], columns, rows)


def _column(question: Question, placed: Sequence[dict[Question, MatrixCell]]) -> Column:
    cells = (places[question].cell for places in placed)
    return Column(question, question_title(question), Counter((cell.known, cell.route) for cell in cells))


def _places(row: MatrixRow) -> dict[str, dict[Question, MatrixCell]]:
    """Return what a report tells, by the sections of the questions."""
    links = row.links or ("",) * len(row.evidence.cells)
    found: dict[str, dict[Question, MatrixCell]] = {}
    for cell, link in zip(row.evidence.cells, links, strict=True):
        found.setdefault(cell.question[0], {})[cell.question] = MatrixCell(cell, link)
    return found

"""A few reports side by side: which questions each answers, and what it answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reward_reports.changes.comparing.data_lines import lines_of
from reward_reports.changes.comparing.evidence_matrix import Matrix, MatrixRow, matrix_of
from reward_reports.changes.comparing.naming import title_of
from reward_reports.changes.comparing.to_json import plain
from reward_reports.report.model import Answer, Register, Report
from reward_reports.report.model.access import Access, access_of
from reward_reports.report.model.base import FRAME
from reward_reports.report.model.evidence import Cell, Evidence, evidence_of
from reward_reports.report.model.layouts import FieldPath
from reward_reports.report.model.redaction import redact, restricted_as
from reward_reports.report.model.states import KNOWN_WORDS, Known, known_by_field


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """What one report says on a question: what is known, the reason for it, and the answer as lines of text."""

    known: Known
    reason: str
    lines: tuple[str, ...]

    @property
    def words(self) -> str:
        """What is known, in words."""
        return KNOWN_WORDS[self.known]


@dataclass(frozen=True, slots=True)
class Question:
    """One field of the reports, with the answer of each; None where a report has no such field."""

    path: FieldPath
    title: str
    answers: tuple[ShownAnswer | None, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Reports side by side.

    Attributes:
        titles: what the reports are called.
        files: where they were read.
        questions: the fields in the order of the paper, those of profiles last.
        evidence: what each tells, by which route; the tallies are counted from it.
        audience: whom it is for.
        ids: the ids of the reports.
        access: who can have each system, as its report says.
        reports: the reports as the audience may see them.
    """

    titles: tuple[str, ...]
    files: tuple[str, ...]
    questions: tuple[Question, ...]
    evidence: tuple[Evidence, ...]
    audience: str
    ids: tuple[str, ...] = ()
    access: tuple[Access | None, ...] = ()
    reports: tuple[Report, ...] = field(default=(), repr=False, compare=False)


def side_by_side(reports: Sequence[tuple[str, Report]], audience: str = "public") -> SideBySide:
    """Return what an audience may read of several reports, side by side.

    What one version of a report holds back is held back in the others beside it.

    Args:
        reports: the names of the files, and the reports.
        audience: `public`, `auditor` or `internal`.
    """
    seen = [redact(_as_restricted(report, reports), audience) for _, report in reports]
    known = [known_by_field(report, audience) for report in seen]
    pairs = list(zip(seen, known, strict=True))
    questions = [
        Question(path, title_of(path), tuple(_shown_answer(report, fields, path) for report, fields in pairs))
        for path in all_fields(known)
    ]
    evidence = tuple(evidence_of(report, audience) for report in seen)
    return SideBySide(
        _titles(reports),
        tuple(name for name, _ in reports),
        tuple(questions),
        evidence,
        audience,
        tuple(report.report.id for report in seen),
        tuple(access_of(*pair) for pair in zip(seen, evidence, strict=True)),
        tuple(seen),
    )


def _titles(reports: Sequence[tuple[str, Report]]) -> tuple[str, ...]:
    """Return the titles; those that several reports have with their ids, or with their files where these are the same too."""
    titles = Counter(report.report.title for _, report in reports)
    ids = Counter(report.report.id for _, report in reports)
    distinct = []
    for name, report in reports:
        title, id_ = report.report.title, report.report.id
        apart = id_ if ids[id_] == 1 else name
        distinct.append(title if titles[title] == 1 else f"{title} ({apart})")
    return tuple(distinct)


def _as_restricted(report: Report, reports: Sequence[tuple[str, Report]]) -> Report:
    for _, other in reports:
        if other is not report and other.report.id == report.report.id:
            report = restricted_as(report, other)
    return report


def all_fields(known: Sequence[dict[FieldPath, Known]]) -> list[FieldPath]:
    """Return every field that one of the reports has, in order."""
    return list(dict.fromkeys(path for fields in sorted(known, key=len, reverse=True) for path in fields))


def matrix_of_side(side_by_side: SideBySide, *, linked: bool = True) -> Matrix:
    """Return what the reports tell as a matrix.

    Args:
        side_by_side: the reports.
        linked: whether its cells lead to the answers below on the same page.
    """
    numbers = {question.path: number for number, question in enumerate(side_by_side.questions, 1)} if linked else {}
    sides = zip(side_by_side.ids, side_by_side.titles, side_by_side.evidence, side_by_side.access, strict=True)
    return matrix_of(
        MatrixRow(
            id_,
            title,
            evidence,
            links=tuple(_link(numbers, cell) for cell in evidence.cells) if linked else (),
            access=access,
        )
        for id_, title, evidence, access in sides
    )


def _link(numbers: dict[FieldPath, int], cell: Cell) -> str:
    number = numbers.get((cell.question[0], cell.question[1]))
    return f"#question-{number}" if number else "#main"


def _shown_answer(report: Report, fields: dict[FieldPath, Known], path: FieldPath) -> ShownAnswer | None:
    if path not in fields:
        return None
    answer: Answer = getattr(getattr(report, path[0]), path[1])
    known = fields[path]
    if known == "held_back":
        return ShownAnswer(known, answer.reason or "", ())
    return ShownAnswer(known, answer.reason or "", tuple(_lines(answer)))


def _lines(answer: Answer) -> list[str]:
    """Return an answer as lines: its text, its typed values, its entries by name, what the owner says to it."""
    lines = [_plain_citations(" ".join(answer.text.split()))] if answer.text and answer.text.strip() else []
    data = plain(answer)
    kept = {key: value for key, value in data.items() if key not in FRAME | {"text", "items"}}
    lines += lines_of(kept) if kept else []
    entries = answer.items if isinstance(answer, Register) else ()
    names = [
        next((text for key in _NAMES if isinstance(text := getattr(one, key, None), str)), one.id) for one in entries
    ]
    lines += [f"- {_plain_citations(' '.join(name.split()))}" for name in names]
    return [*lines, *_response(answer)]


def _response(answer: Answer) -> Iterator[str]:
    """Give what the owner says to the answer."""
    response = answer.owner_response
    if response:
        when = f" ({response.date})" if response.date else ""
        yield f"The owner responds{when}: {_plain_citations(' '.join(response.text.split()))}"


def _plain_citations(text: str) -> str:
    """Return a text with `(key, other)` for `[@key; @other]`: its references do not stand beside it."""
    return _CITED.sub(lambda found: f"({found[1].replace('@', '').replace(';', ',')})", text)


_CITED = re.compile(r"\[(@[^\]\n]*)\]")
_NAMES = ("name", "title", "requirement", "contest_what", "summary", "what", "description", "path")
"""Which words of an entry say best what it is, the best first."""

"""A file as data: the report it holds, or what stopped it, and where every value stands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from reward_reports.base.diagnostics import Problem, Span
from reward_reports.base.errors import InvalidReportError
from reward_reports.base.reading import read_start
from reward_reports.base.sentences import sentence
from reward_reports.report.loading.decoding import decode
from reward_reports.report.loading.node_values import Walker
from reward_reports.report.loading.parsing import Limits, compose
from reward_reports.report.loading.partial import Partial, load_partly
from reward_reports.report.loading.positions import Lines, Place, span_of
from reward_reports.report.loading.schema_problems import explain, path_of
from reward_reports.report.model import Report

if TYPE_CHECKING:
    from yaml.nodes import Node

    from reward_reports.report.loading.sections import Sections

_DEFAULT_LIMITS = Limits()


@dataclass(frozen=True)
class Document:
    """One file, read once.

    Attributes:
        name: the file's name as given, with `/` between folders; `<stdin>` for standard input.
        text: its text, without a byte order mark.
        data: its plain data, or None if it is not valid YAML.
        report: the report, or None if the data do not fit the model.
        problems: what the loader found; where `report` is None, at least one of them is the cause.
        root: the tree of nodes with their marks.
        folder: where the file lies, for figures and logs beside it; None for standard input.
        raw: its bytes as they were read, so that a command which changes the file knows whether somebody else did.
        partial: what of the report loads, where it does not load as a whole and more than nothing does.
        sections: the sections of its text as they were parsed, for a text that this one is changed into.
    """

    name: str
    text: str
    data: Any = None
    report: Report | None = None
    problems: tuple[Problem, ...] = ()
    root: Node | None = field(default=None, repr=False)
    folder: FilePath | None = None
    raw: bytes = field(default=b"", repr=False)
    partial: Partial | None = field(default=None, repr=False)
    sections: Sections | None = field(default=None, repr=False, compare=False)

    @cached_property
    def lines(self) -> Lines:
        """The line starts of the text."""
        return Lines(self.text)

    def span(self, problem: Problem) -> Span:
        """Return the characters that a problem is about."""
        return span_of(self.text, self.root, problem)

    def place(self, span: Span) -> Place:
        """Return the lines and columns of a span."""
        return self.lines.place(span)

    @property
    def report_id(self) -> str | None:
        """The id of the report, also where the rest of the file does not load; None where no text stands there."""
        info = self.data.get("report") if isinstance(self.data, dict) else None
        name = info.get("id") if isinstance(info, dict) else None
        return name if isinstance(name, str) and name else None

    def with_text(self, text: str) -> Document:
        """Return the document as it would be with another text."""
        return load_bytes(text.encode("utf-8", "surrogatepass"), self.name, folder=self.folder)

    def first_problem(self, audience: str = "internal") -> str:
        """Return the first problem with its place, and how many more there are, in one line; there must be one.

        Args:
            audience: who reads it; of a problem in an answer for a narrower circle only the line is given.
        """
        from reward_reports.report.loading.redacting import may_be_shown

        problem = self.problems[0]
        place = self.place(self.span(problem))
        more = f" (and {len(self.problems) - 1} more)" if len(self.problems) > 1 else ""
        if not may_be_shown(problem, self, audience):
            why = "because of a part that this audience may not read"
            return f"{self.name}:{place.line}: it does not load, {why}; run `reward-reports lint` to see why{more}"
        return f"{self.name}:{place.line}:{place.column}: {sentence(problem.message)} {problem.advice}{more}"

    def require(self, audience: str = "internal") -> Report:
        """Return the report.

        Args:
            audience: who reads the message, if there is none.

        Raises:
            InvalidReportError: if the data do not fit the model; the message names the first problem and its place.
        """
        if self.report is None:
            raise InvalidReportError(self.first_problem(audience))
        return self.report


def load_text(
    text: str,
    name: str = "<text>",
    *,
    folder: FilePath | None = None,
    limits: Limits = _DEFAULT_LIMITS,
    sections: Sections | None = None,
) -> Document:
    """Read a report from a string.

    Args:
        text: YAML.
        name: what messages call it.
        folder: where files it points to lie.
        limits: how much is read.
        sections: those of a text that was changed into this one; a section that is still the same is not parsed again.
    """
    raw = text.encode("utf-8", "surrogatepass")
    return _loaded(_read(raw, name, folder, limits, sections))


def load_file(path: FilePath | str, *, limits: Limits = _DEFAULT_LIMITS) -> Document:
    """Read a report from a file.

    Raises:
        InputError: if the file cannot be read. What is wrong inside it is in the document's `problems`.
    """
    file = FilePath(path)
    return load_bytes(read_bytes(file, limits), file.as_posix(), folder=file.parent, limits=limits)


def read_bytes(file: FilePath, limits: Limits = _DEFAULT_LIMITS) -> bytes:
    """Return a file's bytes, one more than the limit at most.

    Raises:
        InputError: if it cannot be read.
    """
    return read_start(file, limits.max_bytes, piped=True)


def load_bytes(raw: bytes, name: str, *, folder: FilePath | None = None, limits: Limits = _DEFAULT_LIMITS) -> Document:
    """Read a report from bytes. Never raises for what the bytes hold."""
    return _loaded(_read(raw, name, folder, limits))


def _loaded(read: Document) -> Document:
    """Return a document that was read with the report that it holds."""
    if read.root is None or (read.data is None and read.problems):
        return read
    report, problems, partial = _validate(read.data, read.root)
    problems = [*read.problems, *problems]
    return replace(read, report=report, problems=_once(problems, read.text, read.root), partial=partial)


def load_data(text: str, name: str, *, limits: Limits = _DEFAULT_LIMITS, sections: Sections | None = None) -> Document:
    """Read YAML without checking it against the model: its data, and no report. Never raises for what it holds.

    The arguments are those of `load_text`.
    """
    return _read(text.encode("utf-8", "surrogatepass"), name, None, limits, sections)


def _read(raw: bytes, name: str, folder: FilePath | None, limits: Limits, sections: Sections | None = None) -> Document:
    text, problems = decode(raw, limits.max_bytes)
    root = None
    if not problems:
        root, problems = sections.compose(text, limits) if sections else compose(text, limits)
    if root is None:
        return Document(name, text, problems=tuple(problems), folder=folder, raw=raw, sections=sections)
    walker = Walker(text, limits)
    data = walker.walk(root)
    return Document(name, text, data, None, tuple(walker.problems), root, folder, raw, sections=sections)


def _once(problems: list[Problem], text: str, root: Node) -> tuple[Problem, ...]:
    """Leave out what was noted before of the same place: the value of an anchor is met again at every alias."""
    if "*" not in text:
        return tuple(problems)
    by_place: dict[tuple[str, Span], Problem] = {}
    for problem in problems:
        by_place.setdefault((problem.message, span_of(text, root, problem)), problem)
    return tuple(by_place.values())


def _validate(data: Any, root: Node) -> tuple[Report | None, list[Problem], Partial | None]:
    if not isinstance(data, dict):
        advice = 'Begin with `schema_version: "1.1"`, or let `reward-reports new` write a skeleton'
        return (
            None,
            [Problem("the file holds no report: its top level is not a mapping", advice, kind="wrong-type")],
            None,
        )
    try:
        return Report.model_validate(data), [], None
    except ValidationError as error:
        problems = explain(error.errors(include_url=False, include_context=False), root)
        return None, problems, load_partly(data, error, lambda loc: path_of(loc, root))
    except RecursionError:
        return None, [Problem("a free value nests too deep", "Write it flatter", kind="limit")], None

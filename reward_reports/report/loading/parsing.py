"""YAML text to a tree of nodes with exact marks, stopped before a hostile file can do harm.

The parser resolves no tags and builds no objects. Composing takes about half of the time that loading
into objects would, and is the only way to have exact places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import yaml

from reward_reports.base.diagnostics import Kind, Problem, Span
from reward_reports.report.loading.line_breaks import hidden, restore
from reward_reports.report.loading.pure_composer import PureComposer
from reward_reports.report.loading.unclear import find_unclear

if TYPE_CHECKING:
    from yaml.nodes import Node

try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML without libyaml, as in a browser
    CParser = None  # type: ignore[assignment, misc]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read.

    Attributes:
        max_bytes: the largest file.
        max_depth: the deepest nesting.
        max_nodes: the most keys and values, aliases expanded. A long report has a thousand.
    """

    max_bytes: int = 1024 * 1024
    max_depth: int = 100
    max_nodes: int = 100_000


class _LimitError(Exception):
    """The file nests deeper, or holds more, than is read."""

    def __init__(self, message: str, index: int) -> None:
        super().__init__(message)
        self.index = index


class _Guard:
    """Hooks that the composer calls for every node: no tag is resolved, depth and number are counted."""

    limits: Limits
    depth = 0
    nodes = 0

    def resolve(self, kind: type[Any], value: Any, implicit: Any) -> None:
        """Resolve nothing, so that a tag on a node is one that stands in the file."""

    def descend_resolver(self, parent: Any, _index: Any) -> None:
        self.depth += 1
        self.nodes += 1
        if self.depth > self.limits.max_depth:
            raise _LimitError(f"the file nests deeper than {self.limits.max_depth} levels", parent.start_mark.index)
        if self.nodes > self.limits.max_nodes:
            raise _LimitError(
                f"the file holds more than {self.limits.max_nodes:,} keys and values", parent.start_mark.index
            )

    def ascend_resolver(self) -> None:
        self.depth -= 1


class _PureComposer(_Guard, PureComposer):
    pass


if CParser is None:  # pragma: no cover
    _FastComposer: Any = _PureComposer
else:

    class _FastComposer(_Guard, CParser):  # type: ignore[no-redef]
        def __init__(self, text: str) -> None:
            CParser.__init__(self, text)


def compose(text: str, limits: Limits, *, pure: bool = False) -> tuple[Node | None, list[Problem]]:
    """Return the root node of the only document in `text`, or None and the problems that prevent it.

    Args:
        text: the file's text, without a byte order mark.
        limits: how much is read.
        pure: use the parser written in Python even where the one in C is there.
    """
    source, table = hidden(text)
    composer: Any = (_PureComposer if pure else _FastComposer)(source)
    composer.limits = limits
    try:
        if not composer.check_node():
            return None, [_problem("the file is empty", "Start with `reward-reports new`", "empty", 0, text)]
        root = composer.get_node()
        if composer.check_node():
            start = composer.get_node().start_mark.index
            return None, [_problem("a second document begins here", _ONE_REPORT, "documents", start, text)]
    except _LimitError as reached:
        return None, [_problem(str(reached), _SHORTER, "limit", reached.index, text)]
    except yaml.MarkedYAMLError as error:
        return None, [_explain(error, text)]
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        message = f"the file is not valid YAML: {_one_line(error)}"
        return None, [_problem(message, "See the place named in the message", "yaml", 0, text)]
    if table:
        restore(root, table)
    problems = find_unclear(text, root)
    return (None, problems) if problems else (root, [])


_ONE_REPORT = "Keep one report per file; remove the line `---`"
_SHORTER = "Reduce its size or nesting"


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def _problem(message: str, advice: str, kind: Kind, index: int, text: str) -> Problem:
    start = min(index, max(len(text) - 1, 0))
    return Problem(message, advice, kind=kind, span=Span(start, min(start + 1, len(text))))


_Where: TypeAlias = Literal["context", "problem"]
_TAB = "found character '\\t'"
_TAB_IN_BLOCK = "found a tab character where an indentation space is expected"
_COLON_IN_BRACKETS = "found unexpected ':'"
_INDENT = "the indentation does not fit the lines before"
_BRACKET = "this bracket is never closed, or a comma is missing"
_CLOSE_BRACKET = "Close it, and put commas between the entries"
_TAG = "a custom tag is used"
_NO_TAG = "Remove the tag (`!…`), or quote the value if it is meant as text"
_EXPLANATIONS: tuple[tuple[str, _Where, str, str, Kind], ...] = (
    # (words of the parser, which of its two marks shows the place, what is wrong, what to do, kind)
    (
        _TAB_IN_BLOCK,
        "problem",
        "the first line of a block begins with a tab, so its indentation is ambiguous",
        "Indent with spaces; if the tab is part of the text, say how far the block is indented beyond its key: `|2`",
        "yaml",
    ),
    (_TAB, "problem", "a tab is used for indentation", "Indent with spaces", "yaml"),
    (
        _COLON_IN_BRACKETS,
        "problem",
        "a colon stands in brackets where a text begins or ends",
        'Quote the text that the colon belongs to: ":b"',
        "yaml",
    ),
    (
        "that cannot start any token",
        "problem",
        "a value cannot begin with this character",
        'Quote the value: "…"',
        "yaml",
    ),
    (
        "while scanning a quoted scalar",
        "context",
        "this quote is never closed, or closed too early",
        "Close it, or use a block: `key: |` and the text on the next lines, indented",
        "yaml",
    ),
    (
        "while scanning a directive",
        "context",
        "this line begins with %, but is not a known directive",
        "Remove the line",
        "yaml",
    ),
    (
        "found duplicate anchor",
        "problem",
        "the same anchor is set twice",
        "Give each anchor (`&name`) a name of its own",
        "yaml",
    ),
    (
        "found undefined alias",
        "problem",
        "this alias (`*name`) points to no anchor",
        "Set the anchor (`&name`) before it, or quote the value if it is meant as text",
        "yaml",
    ),
    ("exceeded maximum nesting depth", "problem", "the file nests too deep", _SHORTER, "limit"),
    ("undefined tag handle", "context", _TAG, _NO_TAG, "tag"),
    ("while parsing a tag", "context", _TAG, _NO_TAG, "tag"),
    ("while scanning a tag", "context", _TAG, _NO_TAG, "tag"),
    (
        "mapping values are not allowed",
        "problem",
        "a colon stands where no key can be",
        "Quote the value if it has a colon and a space in it, or fix the indentation",
        "yaml",
    ),
    (
        "could not find expected ':'",
        "context",
        "this line has no colon after its key",
        "Write `key: value`; indent text that belongs to the line before",
        "yaml",
    ),
    (
        "did not find expected key",
        "problem",
        _INDENT,
        "Align keys of one mapping in one column; quote a value that goes on after its closing quote",
        "yaml",
    ),
    (
        "did not find expected '-' indicator",
        "problem",
        "this line stands in a list but does not begin with `- `",
        "Begin it with `- `, or indent it further",
        "yaml",
    ),
    ("did not find expected ',' or", "context", _BRACKET, _CLOSE_BRACKET, "yaml"),
    ("expected ',' or", "context", _BRACKET, _CLOSE_BRACKET, "yaml"),
    ("expected a single document", "problem", "a second document begins here", _ONE_REPORT, "documents"),
    (
        "did not find expected <document start>",
        "problem",
        "something follows the end of the report",
        "Keep one report per file, and indent what belongs to it",
        "yaml",
    ),
)


_IN_C = (
    (re.compile(r"block mapping expected <block end>.*"), "block mapping did not find expected key"),
    (re.compile(r"block collection expected <block end>.*"), "block collection did not find expected '-' indicator"),
    (re.compile(r"expected the node content, but found .*"), "did not find expected node content"),
    (
        re.compile(r"\A sequence entries are not allowed here"),
        " block sequence entries are not allowed in this context",
    ),
    (re.compile(r"expected '<document start>', but found .*"), "did not find expected <document start>"),
    (
        re.compile(r"expected (?:chomping or indentation indicators|a comment or a line break).*"),
        "did not find expected comment or line break",
    ),
    (
        re.compile(r"while scanning a double-quoted scalar found unknown escape character .*"),
        "while parsing a quoted scalar found unknown escape character",
    ),
)
"""What the parser written in Python says in other words than the one in C. A message must not depend on which one is there."""


def _explain(error: yaml.MarkedYAMLError, text: str) -> Problem:
    said = f"{error.context or ''} {error.problem or ''}"
    for in_python, in_c in _IN_C:
        said = in_python.sub(in_c, said)
    at = error.problem_mark
    # The parser written in C does not name the character.
    if at is not None and text[at.index : at.index + 1] == "\t" and _TAB_IN_BLOCK not in said:
        said = _TAB
    if at is not None and text[at.index : at.index + 1] == ":" and "flow node" in said:
        said = _COLON_IN_BRACKETS
    for words, where, message, advice, kind in _EXPLANATIONS:
        if words in said:
            marks = (error.context_mark, error.problem_mark)
            mark = next((m for m in (marks if where == "context" else marks[::-1]) if m is not None), None)
            return _problem(message, advice, kind, 0 if mark is None else mark.index, text)
    mark = error.problem_mark or error.context_mark
    message = f"the file is not valid YAML: {' '.join(said.split())}"
    return _problem(message, "Compare the line with the one before it", "yaml", 0 if mark is None else mark.index, text)

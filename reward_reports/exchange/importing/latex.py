"""LaTeX of the field: its template's macros, and plain sections, read by a real parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from reward_reports.base.escaping.quiet import silence
from reward_reports.exchange.importing.importer import Importer
from reward_reports.exchange.importing.latex_expansion import expand
from reward_reports.exchange.importing.latex_macros import SECTIONS, TRANSPARENT, field_titles, known_macros
from reward_reports.exchange.importing.latex_nodes import arguments, below
from reward_reports.exchange.importing.latex_shown import PrintedLatex
from reward_reports.exchange.importing.latex_text import MarkdownWords
from reward_reports.exchange.importing.source import Piece, Source, SourceError
from reward_reports.exchange.importing.titles import field_of, is_section

IMPORTERS = (Importer("LaTeX", (".tex", ".latex", ".ltx"), "exchange.importing.latex.read_latex"),)
_ADDRESS = re.compile(r"(\\(?:url|href|nolinkurl)\s*\{)([^{}\n]*)(\})")
_FIGURES = ("figure", "figure*", "Figure", "wrapfigure", "SCfigure", "teaserfigure")
BETWEEN = "(outside the fields)"


def read_latex(text: str, name: str) -> Source:
    """Return the report in a text.

    Raises:
        SourceError: if the LaTeX does not close or nests too deep; with the place.
    """
    from reward_reports.exchange.importing.reading import day_in

    silence("pylatexenc")
    # A percent sign in an address is not a comment, though the parser would take it for one.
    text = _ADDRESS.sub(lambda match: match[1] + re.sub(r"(?<!\\)%", r"\\%", match[2]) + match[3], text)
    shown = expand(text, name)
    try:
        words = MarkdownWords()
        walk = _Walk(shown, words)
        walk.document(_parsed(shown, name))
        pieces = tuple(walk.done())
    except RecursionError:
        raise SourceError(f"{name}: its groups and environments nest too deep; no report needs that") from None
    title, author = (words.inline(walk.head.get(key, [])) for key in ("title", "author"))
    author = author.replace(" ,", ",")  # \and stands between blanks
    one_file = words.bibliographies[0] if len(words.bibliographies) == 1 else ""
    notes = (*shown.notes, *_notes(words))
    return Source(name, pieces, title, author, "", day_in(name), tuple(words.pictures), one_file, notes=notes)


def _parsed(shown: PrintedLatex, name: str) -> list[Any]:
    from pylatexenc.latexwalker import LatexWalker, LatexWalkerParseError

    try:
        walker = LatexWalker(shown.text, latex_context=known_macros(), tolerant_parsing=False)
        nodes: list[Any] = walker.get_latex_nodes()[0]
    except LatexWalkerParseError as error:
        opened = [one for one in (error.open_contexts or []) if one[2]]
        begun = f"; what is open there began in line {shown.place_of(opened[-1][1])[0]}" if opened else ""
        line, column = shown.place_of(error.pos or 0)
        message = str(error.msg).rstrip(".")
        raise SourceError(f"{name}:{line}:{column}: this LaTeX does not close: {message}{begun}") from None
    return nodes


@dataclass
class _Open:
    """A piece that is still being read."""

    heading: str
    line: int
    nodes: list[Any] = field(default_factory=list)


class _Walk:
    """Goes through the top level of a document and cuts it into pieces."""

    def __init__(self, shown: PrintedLatex, words: MarkdownWords) -> None:
        self.head: dict[str, list[Any]] = {}
        self._shown, self._words = shown, words
        self._open = [_Open(BETWEEN, 1)]

    def document(self, nodes: list[Any]) -> None:
        """Read the title from the preamble, and the body; a text without a preamble is all body."""
        body = next((node for node in nodes if getattr(node, "environmentname", "") == "document"), None)
        for node in nodes if body is not None else []:
            self._take_head(node)
        inside = body.nodelist if body is not None else nodes
        self._words.collect(inside)
        self._block(inside)

    def done(self) -> Iterator[Piece]:
        """Give the pieces, as Markdown; what says nothing and names no field is left out."""
        for one in self._open:
            piece = Piece(one.heading, field_of(one.heading), self._words.block(one.nodes), one.line)
            if piece.text or piece.field or not (one.heading == BETWEEN or is_section(one.heading)):
                yield piece
        yield from self._words.set_apart

    def _take_head(self, node: Any) -> bool:
        name = getattr(node, "macroname", "")
        if name not in ("title", "author", "date"):
            return False
        given = arguments(node)
        if given:
            self.head[name] = [given[-1]]
        return True

    def _block(self, nodes: list[Any]) -> None:
        at = 0
        while at < len(nodes):
            node = nodes[at]
            name = getattr(node, "macroname", "")
            titles = self._shown.titles.get(name) or field_titles(name)
            if titles and (groups := _groups_after(nodes, at + 1, len(titles))):
                self._fields(name, titles, groups)
                at = nodes.index(groups[-1], at)
            elif name in SECTIONS:
                self._section(node)
            elif getattr(node, "environmentname", "") == "abstract":
                self._open += [
                    _Open("Abstract", self._line(node), list(node.nodelist)),
                    _Open(BETWEEN, self._line(node)),
                ]
            elif getattr(node, "environmentname", "") in TRANSPARENT:
                self._block(node.nodelist)
            elif not self._take_head(node):
                self._keep(node)
            at += 1

    def _section(self, node: Any) -> None:
        heading = self._words.inline(arguments(node)[-1:])
        if field_of(heading) is None and not is_section(heading) and node.macroname.startswith(("subsub", "para")):
            self._open[-1].nodes.append(node)  # a heading inside a field stays there
        else:
            notes = below(arguments(node)[-1:], lambda one: getattr(one, "macroname", "") == "footnote")
            self._open.append(_Open(heading, self._line(node), notes if field_of(heading) else []))

    def _keep(self, node: Any) -> None:
        current = self._open[-1]
        if getattr(node, "environmentname", "") in _FIGURES and field_of(current.heading) is None:
            self._words.figure_apart(node, self._line(node))
        else:
            current.nodes.append(node)

    def _fields(self, name: str, titles: tuple[str, ...], groups: list[Any]) -> None:
        """Take the arguments of a macro of the template: by the comment that names the field, else as it is defined."""
        for number, group in enumerate(groups):
            first = group.nodelist[0] if group.nodelist else None
            comment = getattr(first, "comment", "") if first is not None else ""
            usual = titles[number] if number < len(titles) else f"\\{name}, argument {number + 1}"
            heading = comment.strip() if comment and field_of(comment.strip()) else usual
            self._open.append(_Open(heading, self._line(group), list(group.nodelist)))
        self._open.append(_Open(BETWEEN, self._line(groups[-1])))

    def _line(self, node: Any) -> int:
        return self._shown.place_of(node.pos)[0]


def _groups_after(nodes: list[Any], at: int, count: int) -> list[Any]:
    """Return the groups that follow a macro, with nothing but blanks and comments between them.

    Blank lines may stand before the arguments that it has. What follows a blank line after those is text.
    """
    groups: list[Any] = []
    for node in islice(nodes, at, None):
        kind = type(node).__name__
        if kind == "LatexGroupNode" and node.delimiters == ("{", "}"):
            groups.append(node)
        elif kind == "LatexCharsNode" and node.chars.isspace():
            if len(groups) >= count and node.chars.count("\n") > 1:
                break
        elif kind != "LatexCommentNode":
            break
    return groups


def _notes(words: MarkdownWords) -> Iterator[str]:
    if words.unknown:
        yield f"macros that are not known, whose words are kept: {', '.join(sorted(words.unknown))}"
    if len(words.bibliographies) > 1:
        yield f"a report has one `bibliography:`; put the sources of {', '.join(words.bibliographies)} into one file and name it"
    elif words.bibliographies:
        yield f"the sources stay in {words.bibliographies[0]}, which belongs beside the report"
    if words.elsewhere:
        yield f"the text of {', '.join(words.elsewhere)} stands in files of its own and is not read; put it in its place, or import it too"
    yield "comments, the preamble and commands of layout are left out"

"""Markdown of the field: headings of any level, and the comments that its web builder writes above them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

from reward_reports.exchange.importing.markdown_blocks import HTML, blocks_of
from reward_reports.exchange.importing.source import Piece, Source
from reward_reports.exchange.importing.titles import field_of, is_section, remark_of
from reward_reports.publishing.rendering.banners import is_banner

_BUILDER = re.compile(
    r"\A\s*<!--\s*Author:(?P<author>.*?)-->\s*(?:<!--\s*Description:(?P<description>.*?)-->)?", re.DOTALL
)
_ATX = re.compile(r"[ ]{0,3}#{1,6}(?:[ \t]|\Z)")
"""How a heading begins that is not underlined."""
_HTML_HEADING = re.compile(r"[ ]{0,3}<h([1-6])\b[^<>]*>(.*)</h\1>[ \t]*", re.IGNORECASE)
_LONG = 25
"""Characters of a remark in brackets that is kept though the heading names a field."""
_OUT = re.compile(r'<a [^>]*href="[^"#]|<img ', re.IGNORECASE)
_ATX_SIGNS = re.compile(r"\A[ ]{0,3}#{1,6}(?:[ \t]+|\Z)|(?<=[ \t])#+[ \t]*\Z")
_FOOTNOTE = re.compile(r"<a [^>]*>\^[^<]*</a>|\[\^[^\]\s]*\]")
_MARKUP = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_WARNING = re.compile(r"> \*\*(.+?)\*\* (.+)")
_PICTURE = re.compile(r'<img [^>]*?alt="([^"]*)"[^>]*>')
_ATTRIBUTES = re.compile(r"\{:?[ ]*[#.][^{}]*\}\Z")
BEFORE = "(before the first heading)"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading.

    Attributes:
        level: from 1.
        words: what a reader sees.
        start: its first line, from 0.
        end: the line behind it.
        links: the heading as it is typed, if it leads elsewhere, shows a picture or ends with a long remark; else an empty text.
    """

    level: int
    words: str
    start: int
    end: int
    links: str = ""

    def first_lines(self, lines: list[str]) -> list[str]:
        """Return what is kept of the heading at the beginning of its text, whose lines these are."""
        goes_on = bool("".join(lines[self.end : self.end + 1]).strip())
        return [self.links, *([""] if goes_on else [])] if self.links else []


def read_markdown(text: str, name: str) -> Source:
    """Return the report in a text; every character but the headings of fields is in one of its pieces."""
    from reward_reports.exchange.importing.reading import day_in

    header = _BUILDER.match(text)
    body = re.sub(r"\S", " ", text[: header.end()]) + _without_banners(text[header.end() :]) if header else text
    title, pieces = _pieces_of(body)
    fields = {key: (value or "").strip() for key, value in header.groupdict().items()} if header else {}
    return Source(name, pieces, title, fields.get("author", ""), fields.get("description", ""), day_in(name))


def _without_banners(text: str) -> str:
    """Blank the warnings of our own pages, which stand inside the first field of this form and are not part of its answer."""
    return "\n".join("" if _is_banner(line) else line for line in text.split("\n"))


def _is_banner(line: str) -> bool:
    match = _WARNING.fullmatch(line.rstrip().replace("\\", ""))
    return match is not None and is_banner(match[1], match[2])


def _pieces_of(text: str) -> tuple[str, tuple[Piece, ...]]:
    """Return the title, if the first heading is one, and the pieces of a text in Markdown."""
    lines = text.split("\n")
    known_headings = list(headings(text, lines, lambda words: is_section(words) or field_of(words) is not None))
    title = _title(known_headings, lines)
    pieces = list(
        _pieces(known_headings[1:], lines, known_headings[0].end) if title else _pieces(known_headings, lines, 0)
    )
    if title and known_headings[0].links:
        pieces.insert(0, Piece("Title", None, known_headings[0].links, known_headings[0].start + 1))
    return title, tuple(piece for piece in pieces if piece.text or piece.field or not _says_nothing(piece))


def _says_nothing(piece: Piece) -> bool:
    return piece.heading == BEFORE or is_section(piece.heading)


def headings(text: str, lines: list[str], known: Callable[[str], bool]) -> Iterator[Heading]:
    """Give the headings of a text, but none in quotations, lists and code.

    Args:
        text: Markdown.
        lines: its lines.
        known: whether a heading that is written as HTML is one of the report.
    """
    commented = False
    for block in blocks_of(text, lines):
        if re.fullmatch("h[1-6]", block.kind):
            words = visible_words(block.html)
            kept = _OUT.search(block.html) or len(remark_of(words)) >= _LONG
            links = _typed(lines[block.start : block.end]) if kept else ""
            yield Heading(int(block.kind[1]), words, block.start, block.end, links)
        for number in range(block.start, block.end) if block.kind == HTML else ():
            line = lines[number]
            match = None if commented else _HTML_HEADING.fullmatch(line)
            if match and known(words := visible_words(match[2])):
                links = match[2].strip() if _OUT.search(match[2]) else ""
                yield Heading(int(match[1]), words, number, number + 1, links)
            commented = "-->" not in line if commented else line.rfind("<!--") > line.rfind("-->")


def _typed(lines: list[str]) -> str:
    """Return a heading as it is typed, without the signs that make it one."""
    if _ATX.match(lines[0]):
        return _ATX_SIGNS.sub("", lines[0]).strip()
    return " ".join(line.strip() for line in lines[:-1])


def visible_words(html: str) -> str:
    """Return what a reader sees of a heading: no markup, no anchors, no identifier such as `{#goal}`, no mark of a footnote."""
    bare = _MARKUP.sub("", _FOOTNOTE.sub("", _PICTURE.sub("", html)))
    words = " ".join(unescape(bare).split())
    seen = _ATTRIBUTES.sub("", words).strip()
    return seen or " ".join(unescape(" ".join(_PICTURE.findall(html))).split())


def _title(known_headings: list[Heading], lines: list[str]) -> str:
    """Return the words of the first heading if it names neither a section nor a field, and nothing stands below it."""
    if not known_headings or field_of(known_headings[0].words) or is_section(known_headings[0].words):
        return ""
    before = "".join(lines[: known_headings[0].start]).strip()
    end = known_headings[1].start if len(known_headings) > 1 else len(lines)
    below = "".join(lines[known_headings[0].end : end]).strip()
    return "" if before or below else known_headings[0].words


def _pieces(known_headings: list[Heading], lines: list[str], at: int) -> Iterator[Piece]:
    """Give what stands under each heading; one that names no field stays in the piece above it if it lies deeper."""
    words, level, line = BEFORE, 0, 1
    kept: list[str] = []
    for heading in known_headings:
        kept += lines[at : heading.start]
        at = heading.end
        names_field = field_of(heading.words) is not None
        if not names_field and not is_section(heading.words) and level and heading.level > level:
            while kept and not kept[-1].strip():
                kept.pop()
            kept += ["", f"**{heading.words}**", *([""] if "".join(lines[at : at + 1]).strip() else [])]
            kept += ["", *heading.first_lines(lines)] if heading.links else []
            continue
        yield _piece(words, kept, line)
        words, level, line, kept = heading.words, heading.level, heading.start + 1, heading.first_lines(lines)
        level = 0 if is_section(words) and not names_field else level
    yield _piece(words, [*kept, *lines[at:]], line)


def _piece(heading: str, lines: list[str], line: int) -> Piece:
    return Piece(heading, field_of(heading), "\n".join(lines).strip("\n").rstrip(), line)

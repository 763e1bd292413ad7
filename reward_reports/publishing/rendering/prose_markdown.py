"""An author's words inside a Markdown page: no HTML, no unsafe link, nothing that reaches beyond its own field.

Markdown has no escaping that every renderer reads alike, so each piece is tried in a real converter with a word behind it.
A piece that brings HTML, a heading or an unsafe link with it, or swallows that word, goes onto the page as plain words.
"""

from __future__ import annotations

import re
from functools import lru_cache

import cmarkgfm

from reward_reports.publishing.rendering.markdown_links import inline_definitions
from reward_reports.publishing.rendering.marks import MARKS


class Md(str):
    """Text that is Markdown already; every other string is escaped when a template prints it."""

    __slots__ = ()


_EXTENSIONS = ["table", "strikethrough", "autolink"]
_SPECIAL = re.compile(r"([\\`*_\[\]<>~|$&#{}])")
_AT_START = re.compile(r"\A(?:([-+=:!])|(\d+)([.)]))")
_HEADING = re.compile(r"^[ ]{0,3}(?:>[ ]?)*#{1,6}(?:[ \t]+(?P<text>[^\n]*?))??[ \t]*#*[ \t]*$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?P<text>[^\n]*\S[^\n]*)\n[ ]{0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)
_GAP = re.compile(r"\n{3,}")
_ATTRIBUTE = re.compile(r"\{:?[^}]*\b(?:on\w+|href|src|style)\s*=", re.IGNORECASE)
_LAST = "zzlastzz"
_BAD = re.compile(r'<!-- raw HTML omitted -->|(?:href|src)=""|<h[1-6]>')


def escaped(text: str) -> Md:
    """Return words as one line that no Markdown rule touches."""
    words = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return Md(_AT_START.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}", words))


@lru_cache(4096)
def block(text: str) -> Md:
    """Return Markdown of any number of paragraphs, made safe; headings become bold lines."""
    stripped = text.strip().replace("\r\n", "\n").replace("\x00", "\ufffd")
    tidy = _outside_code(_flattened(inline_definitions(stripped)))
    tidy = tidy.strip("\n")
    return Md(tidy) if _contained(f"{tidy}\n\n{_LAST}\n", f"<p>{_LAST}</p>") else _as_words(stripped)


@lru_cache(4096)
def line(text: str) -> Md:
    """Return Markdown on one line, made safe."""
    tidy = _outside_code(" ".join(inline_definitions(text).replace("\x00", "\ufffd").split()))
    return Md(tidy) if _contained(f"- x {tidy}\n- {_LAST}\n", f"<li>{_LAST}</li>\n</ul>") else escaped(text)


def cell(text: str) -> Md:
    """Return Markdown for a cell of a table, made safe."""
    tidy = re.sub(r"(?<!\\)\|", r"\\|", line(text))
    row = f"| a | b |\n| - | - |\n| {tidy} | {_LAST} |\n"
    return Md(tidy) if _contained(row, f"<td>{_LAST}</td>\n</tr>\n</tbody>\n</table>") else escaped(text)


def _contained(trial: str, end: str) -> bool:
    html = cmarkgfm.markdown_to_html_with_extensions(trial, extensions=_EXTENSIONS).rstrip()
    return html.endswith(end) and not _BAD.search(html)


def _as_words(text: str) -> Md:
    return Md("\n\n".join(escaped(paragraph) for paragraph in re.split(r"\n\s*\n", text)))


def _flattened(text: str) -> str:
    """Return the text with its headings as bold lines, fenced code left as it is."""
    made, before = [], 0
    for match in MARKS.finditer(text):
        if match["fence"] is not None:
            made += [_without_headings(text[before : match.start()]), match[0]]
            before = match.end()
    return "".join([*made, _without_headings(text[before:])])


def _without_headings(text: str) -> str:
    if "#" not in text and "\n" not in text:
        return text
    return _GAP.sub("\n\n", _UNDERLINED.sub(_bold, _HEADING.sub(_bold, text)))


def _bold(match: re.Match[str]) -> str:
    words = (match["text"] or "").strip()
    if "|" in words or not words or words.startswith(("-", "+", "* ", ">", "    ")):
        return match[0]  # a table, a list or nothing: the trial in the converter decides
    return f"\n{words if words.startswith('**') else f'**{words}**'}\n"


def _outside_code(text: str) -> str:
    """Return the text with every `<` and `{` that could begin something escaped, where it is no code or formula."""
    if "<" not in text and "{" not in text:
        return text
    made, before = [], 0
    for match in MARKS.finditer(text):
        made += [_neutral(text[before : match.start()]), match[0] if _kept(match) else _neutral(match[0])]
        before = match.end()
    return "".join([*made, _neutral(text[before:])])


def _kept(match: re.Match[str]) -> bool:
    formula = match["display"] or match["formula"]
    if formula is not None:
        return "<" not in formula and not _ATTRIBUTE.search(formula)
    return any(match[name] is not None for name in ("fence", "code", "escape", "autolink"))


def _neutral(text: str) -> str:
    return text.replace("<", "&lt;").replace("{", "\\{")

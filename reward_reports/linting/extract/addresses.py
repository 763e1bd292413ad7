"""Links and addresses: in the fields made for them, and in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from reward_reports.base.diagnostics import Problem
from reward_reports.linting.extract.markdown import without_code
from reward_reports.linting.extract.paths import long_form
from reward_reports.linting.extract.patterns import lazy

if TYPE_CHECKING:
    from reward_reports.base.diagnostics import Path, Span
    from reward_reports.linting.context import Context
    from reward_reports.report.model import Report

_TARGET = lazy(r"\]\(([^()\n]*+(?:\([^()\n]*+\)[^()\n]*+)*+)\)")
_TITLE = lazy(r"\s(?:\"[^\"]*\"|'[^']*')\s*\Z")
_FARTHEST = 500  # characters between the brackets of a link's words
_HOST = lazy(
    r"(?:[a-z][a-z0-9+.-]*:)?//(?:[^/?#@\s]*@)?(\[[^\]]*\]|[^/?#:\s]*)|mailto:[^@\s]*@([^?\s]*)", re.IGNORECASE
)


class Hyperlink(NamedTuple):
    """A Markdown link or image.

    Attributes:
        path: the text it stands in.
        words: what a reader sees of it; for an image, its alternative text.
        words_at: where the words stand in the text.
        target: the address.
        target_at: where the address stands in the text.
        image: whether it is an image.
    """

    path: Path
    words: str
    words_at: tuple[int, int]
    target: str
    target_at: tuple[int, int]
    image: bool


def find_hyperlinks(context: Context) -> list[Hyperlink]:
    """Return every inline link and image of the report's prose, without those in code."""
    return [link for path, text in prose(context, "](") for link in _links_in(long_form(path), text)]


def prose(context: Context, mark: str) -> Iterator[tuple[Path, str]]:
    """Give the texts of the file that hold a mark, with code blanked out, but not those under free keys (`x-…`)."""
    for path, text in context.strings:
        if mark in text and not (path and str(path[0]).startswith("x-")):
            yield path, without_code(text)


def _links_in(path: Path, text: str) -> Iterator[Hyperlink]:
    for match in _TARGET.finditer(text):
        opening = text.rfind("[", max(0, match.start() - _FARTHEST), match.start())
        if opening < 0:
            continue
        words = text[opening + 1 : match.start()]
        target, shift = _target(match[1])
        start = match.start(1) + shift
        image = text[max(0, opening - 1) : opening] == "!" and "](" not in words
        yield Hyperlink(path, words, (opening + 1, match.start()), target, (start, start + len(target)), image)


def _target(inside: str) -> tuple[str, int]:
    """Return the address between the round brackets, without a title, and how far in it begins."""
    stripped = inside.strip()
    shift = len(inside) - len(inside.lstrip())
    if stripped.startswith("<") and ">" in stripped:
        return stripped[1 : stripped.index(">")], shift + 1
    return _TITLE.sub("", stripped).rstrip(), shift


def url_fields(report: Report) -> list[tuple[Path, str]]:
    """Return every address in a field made for one, in the order of the file."""
    details = report.system_details
    fields: list[tuple[Path, str | None]] = []
    for index, author in enumerate(report.report.authors):
        fields.append((("report", "authors", index, "contact"), author.contact))
    for name, items in (
        ("feedback_and_communication", details.feedback_and_communication.items),
        ("other_resources", details.other_resources.items),
    ):
        fields += [(("system_details", name, "items", index, "url"), item.url) for index, item in enumerate(items)]  # type: ignore[attr-defined]
    for index, reference in enumerate(report.references):
        fields.append((("references", index, "url"), reference.url))
        fields.append((("references", index, "archived"), reference.archived))
    return [(path, url) for path, url in fields if url]


def host_of(url: str) -> str:
    """Return the host of an address in small letters; empty if it has none."""
    match = _HOST.match(url)
    return (match[1] or match[2] or "").lower() if match else ""


def addresses(context: Context) -> Iterator[tuple[Path, str, tuple[int, int], bool]]:
    """Give every address: its path, itself, where it stands in the value, and whether it stands in prose."""
    for path, url in context.urls:
        yield path, url, (0, len(url)), False
    for link in context.hyperlinks:
        yield link.path, link.target, link.target_at, True


def exact_span(context: Context, path: Path, within: tuple[int, int], words: str) -> Span | None:
    """Return the characters of the file that hold these words of a value, or None if the file writes them otherwise."""
    span = context.document.span(Problem("", "", path, within=within))
    return span if context.document.text[span.start : span.end] == words else None

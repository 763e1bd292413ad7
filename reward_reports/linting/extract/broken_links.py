"""Markdown links that are not read as links, since a bracket is missing, misplaced or apart from the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reward_reports.linting.extract.patterns import lazy

_WEB = r"(?:https?://|www\.|mailto:)"
_LONGEST = 2000  # characters of an address
_LINK = "[words](address)"
_WORDS = r"\[(?P<words>[^\][]{1,300})\]"
_APART = lazy(
    rf"(?P<image>!?){_WORDS}(?P<gap>[^\S\n]*\n[^\S\n]*|[^\S\n]+)\((?P<url>{_WEB}[^()\s]*(?:\([^()\s]*\)[^()\s]*)?|[\w./-]+\.\w{{2,5}})\)"
)
_WRONG_BRACKETS = lazy(
    rf"(?<![\w\\\]!]){_WORDS}(?:\[(?P<square>{_WEB}[^\][\s]*)\]|\{{(?P<curly>{_WEB}[^{{}}\s]*)\}}|<(?P<pointed>{_WEB}[^<>\s]*)>|: ?\((?P<colon>{_WEB}[^()\s]*)\))"
)
_REVERSED = lazy(rf"(?<![\]\w])\((?P<words>[^()\n]{{1,200}})\)\[(?P<url>{_WEB}[^\][\s]*)\]")
_REFERENCE = lazy(r"(?<![\w\\\]!])\[(?P<words>[^\][]{2,200})\]\[(?P<label>[^\][]{0,200})\](?![(\[:])")
_DEFINITION = lazy(r"^ {0,3}\[([^\][]+)\]:\s*\S", re.MULTILINE)
_PARAGRAPH = lazy(r"(?:(?!\n[^\S\n]*\n).)+", re.DOTALL)
_BRACKET = lazy(r"\\.|[\[\]]", re.DOTALL)
_ROUND, _NO_BLANK = lazy(r"[()\n]"), lazy(rf"\S{{0,{_LONGEST}}}")
_TO_WEB = lazy(rf"\({_WEB}")
_UNCLOSED_WORDS = lazy(rf"\[[^\][()\n]{{1,200}}\({_WEB}[^()\s]+\)")
_ADDRESS_ON_TWO_LINES = lazy(rf"\({_WEB}[^()\s]*[^\S\n]*\n[^\S\n]*(?P<rest>[^()\s\"']+)[^\S\n]*\)")
_TITLE = lazy(r"\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\))?\s*\)")
_NO_WORDS = lazy(r"[@^].*|[xX\s]|\d+|.*\b(?:1[89]|20)\d\d[a-z]?", re.DOTALL)
"""Citations, footnotes, boxes to tick and bare numbers: what stands in brackets without being a link."""


class BrokenLink(NamedTuple):
    """A link that Markdown shows as it was typed.

    Attributes:
        span: where it stands in the text.
        fault: what is wrong with it.
        advice: what to do.
        meant: what was surely meant, if that is clear.
        safe: whether nothing but the link changes if that is written in its place.
    """

    span: tuple[int, int]
    fault: str
    advice: str
    meant: str | None = None
    safe: bool = False


def find_broken_links(text: str) -> Iterator[BrokenLink]:
    """Give the broken links of a text without code, in no certain order."""
    if not any(mark in text for mark in ("(", "][", "]{", "]<")):
        return
    defined = {_label(match[1]) for match in _DEFINITION.finditer(text)}
    yield from _apart(text, defined)
    yield from _misplaced(text)
    yield from _undefined(text, defined)
    for paragraph in _PARAGRAPH.finditer(text):
        yield from _unbalanced(text, paragraph)


def _label(words: str) -> str:
    return " ".join(words.casefold().split())


def _apart(text: str, defined: set[str]) -> Iterator[BrokenLink]:
    for match in _APART.finditer(text):
        web = match["url"].startswith(("http", "www.", "mailto:"))
        if not (web or match["image"]) or _NO_WORDS.fullmatch(match["words"]) or _label(match["words"]) in defined:
            continue
        gap = "line break" if "\n" in match["gap"] else "space"
        meant = f"{match['image']}[{match['words']}]({match['url']})"
        kind = "image" if match["image"] else "link"
        fault = f"the {gap} between `]` and `(` breaks the {kind}"
        yield BrokenLink(match.span(), fault, f"Remove the {gap}", meant, safe=True)


def _misplaced(text: str) -> Iterator[BrokenLink]:
    for match in _REVERSED.finditer(text):
        meant = f"[{match['words']}]({match['url']})"
        yield BrokenLink(match.span(), "the brackets of the link are the wrong way round", f"Write `{_LINK}`", meant)
    for match in _WRONG_BRACKETS.finditer(text):
        if not _NO_WORDS.fullmatch(match["words"]):
            url = match["square"] or match["curly"] or match["pointed"] or match["colon"]
            fault = "the link's address must follow its text directly, in round brackets"
            yield BrokenLink(match.span(), fault, f"Write `{_LINK}`", f"[{match['words']}]({url})")


def _undefined(text: str, defined: set[str]) -> Iterator[BrokenLink]:
    for match in _REFERENCE.finditer(text):
        label = match["label"] or match["words"]
        if (
            _NO_WORDS.fullmatch(label)
            or _NO_WORDS.fullmatch(match["words"])
            or re.match(_WEB, label)
            or _label(label) in defined
        ):
            continue
        fault = f"the link refers to `[{' '.join(label.split())}]`, which this text does not define"
        yield BrokenLink(match.span(), fault, f"Write `{_LINK}`, or add a line `[{' '.join(label.split())}]: address`")


def _unbalanced(text: str, paragraph: re.Match[str]) -> Iterator[BrokenLink]:
    """Give the links of a paragraph that lack a bracket, or whose address goes on in the next line."""
    opened: list[int] = []
    for match in _BRACKET.finditer(text, *paragraph.span()):
        if match[0] == "[":
            opened.append(match.start())
        elif match[0] == "]":
            start = opened.pop() if opened else None
            if _TO_WEB.match(text, match.end()):
                yield from _address(
                    text, match.end(), paragraph.end(), match.start() if start is None else start, start is None
                )
    for start in opened:
        unclosed = _UNCLOSED_WORDS.match(text, start, paragraph.end())
        if unclosed:
            yield BrokenLink(unclosed.span(), "the words of the link have no closing `]`", f"Write `{_LINK}`")


def _address(text: str, at: int, end: int, start: int, unopened: bool) -> Iterator[BrokenLink]:
    """Give what is wrong with a link whose address begins at a round bracket."""
    close = _closing(text, at, end)
    if unopened:
        until = at if close is None else close
        yield BrokenLink((start, until), "the words of the link have no opening `[`", f"Write `{_LINK}`")
    elif close is None:
        broken = _ADDRESS_ON_TWO_LINES.match(text, at, end)
        if broken:
            meant = text[start : broken.start("rest")].rstrip() + broken["rest"] + ")"
            fault = "the line break inside the address breaks the link"
            yield BrokenLink((start, broken.end()), fault, "Write the address on one line", meant)
        else:
            address = _NO_BLANK.match(text, at, end)
            until = address.end() if address else at
            yield BrokenLink((start, until), "the address of the link has no closing `)`", f"Write `{_LINK}`")


def _closing(text: str, at: int, end: int) -> int | None:
    """Return where the round bracket at a place is closed, in its line or behind a title; blanks are another rule's matter."""
    depth = 0
    for match in _ROUND.finditer(text, at, min(end, at + _LONGEST)):
        if match[0] == "\n":
            title = _TITLE.match(text, match.start(), end)
            return title.end() if title else None
        depth += 1 if match[0] == "(" else -1
        if depth == 0:
            return match.end()
    return None

"""Texts that Markdown parsers have choked on, of any length: what made a parser of ours or of others slow, and its neighbours."""

from __future__ import annotations

from collections.abc import Callable
from math import isqrt
from typing import TypeAlias

Make: TypeAlias = Callable[[int], str]
"""Returns a text of about so many characters."""


def _repeated(unit: str, before: str = "", behind: str = "") -> Make:
    return lambda length: before + (unit * (length // len(unit) + 1))[: length - len(before) - len(behind)] + behind


def _rising(unit: str) -> Make:
    """Return what makes longer and longer rows of a sign."""
    return lambda length: " ".join(unit * row for row in range(1, isqrt(2 * length // len(unit))))


def _nested(opening: str, closing: str, inside: str = "a") -> Make:
    def make(length: int) -> str:
        times = (length - len(inside)) // (len(opening) + len(closing))
        return opening * times + inside + closing * times

    return make


def _below(first: str, line: str) -> Make:
    """Return what makes half a text of beginnings that lie inside each other, and lines below it."""
    return lambda length: first * (length // 2 // len(first)) + "a\n" + line * (length // 2 // len(line))


def _stairs(line: str) -> Make:
    return lambda length: "\n".join("  " * step + line for step in range(isqrt(length)))


def _table(columns: Callable[[int], int], row: Callable[[int], str]) -> Make:
    def make(length: int) -> str:
        width = columns(length)
        head = "|" + "a|" * width + "\n|" + "-|" * width + "\n"
        one = row(width)
        return head + one * max(1, (length - len(head)) // len(one))

    return make


def _numbered(line: Callable[[int], str]) -> Make:
    return lambda length: "".join(map(line, range(length // len(line(100)))))


def _defined(length: int) -> str:
    links = range(length // 25)
    return "".join(f"[a{one}]: /b\n" for one in links) + "\n" + "".join(f"[a{one}] " for one in links)


NASTY: dict[str, Make] = {
    **{f"{sign!r} in a row": _repeated(sign) for sign in "`>~*_[]$<&\\#!|({=-+:@'\"x. \t"},
    **{f"{sign!r}, rows that rise": _rising(sign) for sign in "`~*_$[#>"},
    **{
        f"{unit!r} again and again": _repeated(unit)
        for unit in (
            "> ", "- ", "* ", "1. ", "> - ", "`a ", "a` b`` ", "`a``b```c", "~a ", "~~a ", "*a ", "*a_b ", "a**b", "a***b ", "*_", "**x [a*b**c*](d)",
            "[@a;", "[@a] ", "[@a, p. 1; @b]", "@a", "![", "](", "[](", "[a](", "[a](<b", '[a](b "c', "[a]", "[a][", "[\\]", "*[", "]*", "![[]()", "[^a]", "[a](b(",
            "$a ", "$a$ ", "$$ a ", "$$a$$ ", "$$x$ ", "${", "${$}", "A$5, ", "$`a`$ ", "\\\\", "\\*", "\\$", "a\\\n", "a  \n", "&a", "&amp;", "&#1", "&#x1F600;",
            "[a](https://b.c) ", "<https://a.b> ", "https://a.b/c ", "https://a.b/_c_ ", "https://a.b/c", "www.", "www.a.bc ", "http://", "a@", "a@b.c ", "a.b-c_", "a@b-", "mailto:",
            "<!--", "a <!-- b ", "<a ", "<a b='", "<a b=c", "a <?", "a <!A ", "a <![CDATA[", "<a>", "</", "<>", "<div>\n\n", "<div>\n", "<script>", "<b>x</b> ",
            "|-", "|a\n", "|a|\n|-|\n", "a|b\n", ">a\n", "> a\n", "- a\n", "- a\n\n", "-\n", "# a\n", "a\n=\n", "---\n", "***\n", "```\n", "~~~\na\n", "    a\n", "    a\n\n", "   \n", "\n",
            "a\n\n", "a\n", "word ", "漢", "😀", "é", "\u00a0", "[x]: ", "[a]: b\n", "[a]: <\n", "[a]: b 'x\n", "- [x] a\n", "> [!NOTE]\n", "{%", "{{", "x{", "\u202e", "\0", "\r",
        )
    },
    "brackets inside brackets": _nested("[", "]"),
    "links inside links": _nested("[", "](b)"),
    "emphasis inside emphasis": _nested("*a _b ", " b_ a*"),
    "strong inside strong": _nested("**a ", " a**"),
    "braces in a formula": lambda length: f"${_nested('{', '}')(length - 2)}$",
    "brackets behind an address": _nested("(", ")", "https://a.b/"),
    "closing brackets behind an address": _repeated(")", before="https://a.b/"),
    "full stops behind an address": _repeated(".", before="https://a.b/"),
    "entities behind an address": _repeated("&amp;", before="https://a.b/"),
    "entities that are none behind an address": _repeated("&a;", before="https://a.b/"),
    "underscores before an address": _repeated("a_", behind="@b.c"),
    "blanks between words": _repeated(" ", before="a", behind="b"),
    "blanks at the ends of lines": _repeated("a" + " " * 50 + "\n"),
    "items below nested lists": _below("- ", "b\n"),
    "blank lines below nested lists": _below("- ", "\n"),
    "lines below nested quotations": _below("> ", "b\n"),
    "quotations inside quotations": _repeated(">" * 90 + " a\n"),
    "lists that step to the right": _stairs("- a"),
    "numbered lists that step to the right": _stairs("1. a"),
    "lists that step to the right, and lines": lambda length: _stairs("- a")(length // 2) + "\n" + "b\n" * (length // 4),
    "lines that step to the right": _stairs("a"),
    "numbered items": _numbered(lambda number: f"{number}. a\n"),
    "definitions": _numbered(lambda number: f"[a{number}]: b\n"),
    "definitions that are used": _defined,
    "one long definition, used often": lambda length: f"[a]: /{'b' * (length // 2)}\n\n{'[a] ' * (length // 8)}",
    "a wide table": _table(lambda length: length // 8, lambda width: "|" + "b|" * width + "\n"),
    "a long table": _table(lambda length: 2, lambda width: "|b|c|\n"),
    "a wide table with short rows": _table(lambda length: length // 8, lambda width: "|b\n"),
    "a square table with short rows": _table(isqrt, lambda width: "|b\n"),
    "a narrow table with long rows": _table(lambda length: 1, lambda width: "|" + "b|" * 200 + "\n"),
    "an open fence": _repeated("a\n", before="```\n"),
    "fences that rise": lambda length: "\n".join("`" * row for row in range(3, isqrt(2 * length))),
}  # fmt: skip

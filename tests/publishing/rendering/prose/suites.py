"""The examples of CommonMark and of GitHub, and what their pages look like after what we change on purpose."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import cmarkgfm
from cmarkgfm.cmark import Options
from markupsafe import Markup

from reward_reports.publishing.rendering import prose_html
from reward_reports.publishing.rendering.anchors import Targets
from reward_reports.publishing.rendering.files import Files
from reward_reports.publishing.rendering.html_writer import HtmlWriter
from reward_reports.publishing.rendering.pictures import Pictures

_EXAMPLE = re.compile(r"^`{32} example[^\n]*\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
_GFM = "import(process.argv[1] + '/index.js').then((suite) => console.log(JSON.stringify(suite.default.testCases)))"
_EXTENSIONS = ["table", "strikethrough", "autolink"]
_OMITTED = "<!-- raw HTML omitted -->"


@dataclass(frozen=True)
class Example:
    """An example of a suite: its number, its Markdown, and the page that the suite says it makes."""

    number: int
    markdown: str
    html: str


def commonmark(package: Path) -> list[Example]:
    """Return the examples of CommonMark's specification."""
    text = (package / "spec.txt").read_text("utf-8").replace("→", "\t").partition("<!-- END TESTS -->")[0]
    return [Example(number, *match.groups()) for number, match in enumerate(_EXAMPLE.finditer(text), 1)]


def gfm(package: Path, node: Path) -> list[Example]:
    """Return the examples of GitHub's specification."""
    done = subprocess.run([node, "-e", _GFM, package], capture_output=True, text=True, encoding="utf-8", check=True)
    return [Example(one["example"], one["markdown"], one["html"]) for one in json.loads(done.stdout)]


class PlainWriter(HtmlWriter):
    """Our HTML with pictures as a suite shows them; where ours come from is the subject of other tests."""

    def __init__(self) -> None:
        super().__init__(Targets(), Pictures(Files(None)))

    def picture(self, path: str, alt: str) -> Markup:
        return Markup('<img src="{}" alt="{}">').format(prose_html.link_address(path) or "", alt)


def our_page(text: str) -> str:
    return prose_html.paragraphs(text, PlainWriter())


def githubs_page(text: str) -> str:
    return cmarkgfm.markdown_to_html_with_extensions(text, options=Options.CMARK_OPT_UNSAFE, extensions=_EXTENSIONS)


def expected(example: Example) -> str:
    """Return the page of an example with its HTML as text. What is HTML in it, GitHub's converter tells by leaving it out."""
    safe = cmarkgfm.markdown_to_html_with_extensions(example.markdown, extensions=_EXTENSIONS)
    if _OMITTED not in safe:
        return example.html
    made, rest = [], example.html
    first, *others = (part.replace('<a href="">', '<a href="#">') for part in safe.split(_OMITTED))
    return first

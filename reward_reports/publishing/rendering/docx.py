"""A report to a Word document by pandoc: headings, tables, lists and formulas are what Word knows as such.

Pandoc reads plain HTML of ours, in which nothing of the author's is markup, and runs in its sandbox: it opens no file and no
address. The document is the same for the same report.
"""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import zipfile
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from reward_reports.base.errors import OutputError
from reward_reports.base.installing import how_to_install, needed
from reward_reports.publishing.rendering.html_writer import HtmlWriter
from reward_reports.publishing.rendering.pictures import embed
from reward_reports.publishing.rendering.redacted import Edition
from reward_reports.publishing.rendering.reward_map.printed import as_png
from reward_reports.publishing.rendering.reward_map.sentences import as_list
from reward_reports.publishing.rendering.template_process import limited
from reward_reports.publishing.rendering.templates import environment, filled, in_html
from reward_reports.publishing.rendering.translation import ENGLISH, Translation, begins_from_right

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold."""
_WHEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@cache
def docx_templates(own: Path | None, translation: Translation = ENGLISH) -> Environment:
    """Return the templates of the HTML that pandoc reads; whatever is not marked as safe is escaped."""
    return environment("docx", own, translation, in_html, autoescape=True)


class DocxWriter(HtmlWriter):
    """HTML for pandoc: on a page from right to left, authors' texts in other letters say that they run from left to right."""

    def plain(self, text: str) -> Markup:
        return self._in_its_direction("span", text, super().plain(text))

    def inline(self, text: str) -> Markup:
        return self._in_its_direction("span", text, super().inline(text))

    cell = inline

    def block(self, text: str) -> Markup:
        return self._in_its_direction("div", text, super().block(text))

    def _in_its_direction(self, tag: str, text: str, markup: Markup) -> Markup:
        if self.translation.direction == "ltr" or begins_from_right(text):
            return markup
        return Markup('<{0} dir="ltr">{1}</{0}>').format(tag, markup)


def as_docx(edition: Edition) -> bytes:
    """Return a report as the bytes of a Word document.

    Raises:
        MissingToolError: if pandoc is not installed.
        ConfigError: if a template of the user's own cannot be used.
        OutputError: if pandoc fails.
    """
    page = edition.view(DocxWriter)
    picture = as_png(page.first.map)
    html = filled(
        docx_templates,
        edition.templates,
        "report.html",
        page.translation,
        page=page,
        map_picture=embed(picture, "image/png") if picture else "",
        map_words=as_list(page.first.map),
    )
    source = _NOT_XML.sub("\ufffd", html)
    own = edition.templates
    return _timeless(limited(own, _converted, source, page.direction) if own else _converted(source, page.direction))


def _converted(html: str, direction: str) -> bytes:
    with needed("Word documents need pandoc", how_to_install("docx")):
        from pypandoc import get_pandoc_path

        pandoc = get_pandoc_path()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.docx"
        call = [pandoc, "--from=html", "--to=docx", f"--output={file}", "--sandbox", "--quiet"]
        call += ["--metadata=dir:rtl"] if direction == "rtl" else []
        # Not by pypandoc: `run` ends the program when this one is interrupted.
        done = subprocess.run(call, input=html.encode(), capture_output=True, cwd=folder, check=False)  # noqa: S603 a list of words, no shell
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip()
            raise OutputError(f"pandoc cannot make the document: {said or f'it ended with {done.returncode}'}")
        return file.read_bytes()


def _timeless(document: bytes) -> bytes:
    """Return a document without the moment it was made."""
    archive = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(archive, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _WHEN.sub(rb"\g<1>1980-01-01T00:00:00Z", data)
            new.writestr(zipfile.ZipInfo(name, _FIRST_DAY), data, zipfile.ZIP_DEFLATED)
    return archive.getvalue()

"""On a page from right to left, sentences of ours run from right to left, and the texts of authors in their own direction."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from reward_reports.publishing.rendering import render, render_bytes
from reward_reports.publishing.rendering.pdf_data import PdfWriter, page_data
from reward_reports.publishing.rendering.redacted import edition
from reward_reports.publishing.rendering.reward_map.printed import as_file
from reward_reports.publishing.rendering.reward_map.reading import read
from reward_reports.publishing.rendering.translation import Translation
from reward_reports.report.loading import load_text

SCRIPT = "document.querySelectorAll('details').forEach((one) => { one.open = true; });" + (
    Path(__file__).with_name("direction.js").read_text("utf-8")
)


@pytest.mark.tool("chromium")
@pytest.mark.tool("git")
def test_every_text_runs_in_its_direction(browser, site_in, tmp_path):
    """The authors of the examples write in Latin letters, so a text with Arabic ones is ours."""
    pages = site_in(tmp_path, "ar")
    for same_templates_as_the_report in ("rlhf", "auditors", "version"):
        del pages[same_templates_as_the_report]
    wrong = {}
    for name, path in pages.items():
        page = browser.open(path.as_uri())
        wrong[name] = page.value(SCRIPT)
        browser.close_page(page)
    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.parametrize("words", ['<p dir="ltr">Model ممتاز</p>', "<p>Model: ممتاز</p>", '<p dir="rtl">A report.</p>'])
@pytest.mark.tool("chromium")
def test_the_measure_finds_what_runs_the_wrong_way(browser, tmp_path, words):
    style = "<style>p:not([dir]) { unicode-bidi: plaintext }</style>"
    file = tmp_path / "wrong.html"
    file.write_text(f'<html dir="rtl"><meta charset="utf-8">{style}<body>{words}', "utf-8")
    assert len(browser.open(file.as_uri()).value(SCRIPT)) == 1


def test_what_is_filled_into_a_sentence_keeps_its_direction():
    arabic, german = Translation("ar"), Translation("de")
    sentence = arabic.gettext("%(several)s and %(last)s") % {"several": "A", "last": "B"}
    assert sentence.startswith("\u2068A\u2069")
    assert german.apart("A") == "A"
    assert arabic.apart("A") == "\u2068A\u2069"
    assert 'href="x"' in arabic.gettext('About <a href="%(home)s"><bdi>%(title)s</bdi></a>. The words on what happened are those of the report.') % {"home": "x", "title": "A"}  # fmt: skip


def test_what_is_escaped_for_markdown_is_escaped_once():
    more = "authors: [{name: A*B, relationship: independent}]"
    text = render(load_text(ARABIC.replace("kind:", f"{more}, kind:")).report, to="markdown")
    assert "\u2068A\\*B\u2069" in text


@pytest.mark.parametrize(("name", "turned"), [("ar", True), ("de", False)])
def test_the_map_outside_a_page_says_which_way_its_words_run(name, turned):
    """What draws a picture without a browser takes every text for one from left to right."""
    file = Path(__file__).parent / "languages" / f"{name}.reward-report.yaml"
    made = read(load_text(file.read_text("utf-8")).report, Translation(name))
    assert ("\u2067" in as_file(made)) is turned


ARABIC = (
    'schema_version: "1.1"\nreport: {id: x, title: "7", version: "1.0", language: ar, kind: third_party, '
    "summary: {rewarded_for: Short answers.}}\nsystem_details: {system_owner: {text: Nobody runs this.}}\n"
)


def test_authors_words_in_a_pdf_keep_their_direction():
    page = edition(load_text(ARABIC).report, "paper", "public").view(PdfWriter)
    assert page_data(page)["page"]["first"]["said"][0]["value"] == ["\u2068Short answers.\u2069"]


def test_a_word_document_runs_from_right_to_left_and_authors_words_in_it_do_not():
    pytest.importorskip("pypandoc")
    with zipfile.ZipFile(BytesIO(render_bytes(load_text(ARABIC).report, "docx"))) as document:
        text = document.read("word/document.xml").decode()
    paragraphs = re.findall("<w:p>.*?</w:p>", text, re.DOTALL)
    (ours,) = (one for one in paragraphs if "Short answers." in one)
    assert "<w:bidi />" in ours
    assert '<w:r><w:t xml:space="preserve">Short answers.</w:t></w:r>' in ours
    (theirs,) = (one for one in paragraphs if "Nobody runs this." in one)
    assert "<w:bidi />" not in theirs

"""On a page from right to left, sentences of ours run from right to left, and the texts of authors in their own direction."""

from __future__ import annotations

from pathlib import Path

import pytest

from reward_reports.publishing.rendering.translation import Translation

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
    told = arabic.gettext("%(several)s and %(last)s") % {"several": "A", "last": "B"}
    assert told.startswith("\u2068A\u2069")
    assert german.apart("A") == "A"
    assert arabic.apart("A") == "\u2068A\u2069"
    assert 'href="x"' in arabic.gettext('About <a href="%(home)s"><bdi>%(title)s</bdi></a>. The words on what happened are those of the report.') % {"home": "x", "title": "A"}  # fmt: skip

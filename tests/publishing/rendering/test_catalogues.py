"""The words of pages in other languages: catalogues are current and fit their source, and no furniture escapes them."""

from __future__ import annotations

import importlib.util
import re
import shutil
import zipfile
from datetime import date
from gettext import GNUTranslations, NullTranslations
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest

from reward_reports.base.catalogues import CATALOGUES, catalogue_for
from reward_reports.base.errors import ConfigError, MissingToolError
from reward_reports.changes.comparing.evidence_matrix import title_in
from reward_reports.changes.comparing.side_by_side import side_by_side
from reward_reports.publishing.rendering import render, render_bytes, translation
from reward_reports.publishing.rendering.matrix import render as compare_page
from reward_reports.publishing.rendering.translation import Translation
from reward_reports.publishing.rendering.words import date_in_words
from reward_reports.publishing.site import build
from reward_reports.report.loading import load_text
from reward_reports.report.model.durations import duration_in_words, every_in_words
from reward_reports.report.model.values import Duration

babel = pytest.importorskip("babel")
ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = Path(__file__).parent / "languages"
_spec = importlib.util.spec_from_file_location("catalogues", ROOT / "tools" / "catalogues.py")
catalogues = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(catalogues)
PLACEHOLDER = re.compile(r"%\(\w+\)s")
HEAD = 'schema_version: "1.1"\nreport: {{id: x, title: "7", version: "1.0", language: {tag}, kind: third_party}}\n'


@pytest.fixture(scope="module")
def source():
    return catalogues.template()


def test_the_files_are_up_to_date():
    old = [path for path, content in catalogues.files().items() if held(path.read_bytes()) != held(content)]
    assert not old, "run `make generate` and look at the catalogues"


def held(content):
    """Return what a file holds, without the release of Babel that wrote it."""
    if content.startswith((b"\xde", b"\x95")):
        return {key: text for key, text in GNUTranslations(BytesIO(content))._catalog.items() if key}
    return re.sub(rb'(?m)^"Generated-By: .*$', b"", content)


def test_every_folder_is_a_known_language():
    assert {path.name for path in catalogues.LOCALE.iterdir() if path.is_dir()} == set(CATALOGUES)


@pytest.mark.parametrize("name", CATALOGUES)
def test_translations_have_the_placeholders_of_their_source(name, source):
    for message in catalogue_messages(name, source):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = {found for one in ids for found in PLACEHOLDER.findall(one)}
        for form in filter(None, forms):
            found = set(PLACEHOLDER.findall(form))
            assert found <= wanted, (message.id, form)
            # "one day" and "two days" are whole words in Arabic.
            assert wanted - found <= ({"%(number)s"} if len(forms) > 1 else set()), (message.id, form)


@pytest.mark.parametrize("name", CATALOGUES)
def test_translations_have_the_tags_of_their_source(name, source):
    for message in catalogue_messages(name, source):
        if isinstance(message.id, str) and message.string:
            tags = sorted(re.findall(r"<[^>]+>", message.id))
            assert sorted(re.findall(r"<[^>]+>", message.string)) == tags, message.id


@pytest.mark.parametrize("name", CATALOGUES)
def test_plural_messages_have_every_form(name, source):
    made = catalogues.catalogue(name, source)
    for message in made:
        if isinstance(message.id, tuple):
            assert len(message.string) == made.num_plurals, message.id
            assert all(message.string) or not any(message.string), message.id


@pytest.mark.parametrize("name", CATALOGUES)
def test_what_is_read_most_is_translated(name, source):
    """The first screen, navigation, states and the titles of sections and fields."""
    from reward_reports.publishing.rendering.anchors import titles
    from reward_reports.publishing.rendering.first_screen import SAID
    from reward_reports.report.model import LAYOUTS
    from reward_reports.report.model.states import KNOWN_WORDS, LABELS

    translated = {message.id for message in catalogue_messages(name, source) if message.string}
    sections = [title for layout in LAYOUTS.values() for title, _ in layout]
    missing = {*SAID, *titles(), *sections, *LABELS.values(), *KNOWN_WORDS.values()} - translated
    assert not missing


@pytest.mark.parametrize("name", CATALOGUES)
def test_no_language_falls_behind(name, source):
    """A new message may wait for its translation; many may not."""
    messages = catalogue_messages(name, source)
    waiting = [message.id for message in messages if not catalogues._done(message.string)]
    assert len(waiting) < len(messages) / 20, waiting


def catalogue_messages(name, source):
    return [message for message in catalogues.catalogue(name, source) if message.id]


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en-GB", "en"),
        ("de-AT", "de"),
        ("AR", "ar"),
        ("ar-EG", "ar"),
        ("ar-Latn", None),
        ("zh", "zh_Hans"),
        ("zh-CN", "zh_Hans"),
        ("zh-Hans-SG", "zh_Hans"),
        ("zh-Hant", None),
        ("zh-TW", None),
        ("nl", None),
    ],
)
def test_a_tag_finds_its_catalogue(tag, name):
    assert catalogue_for(tag) == name


@pytest.mark.parametrize(
    ("tag", "day", "month", "six_weeks", "every_year", "number"),
    [
        ("en", "2 March 2026", "March 2026", "6 weeks", "every year", "1,234.5"),
        ("de", "2. März 2026", "März 2026", "6 Wochen", "jedes Jahr", "1.234,5"),
        ("fr", "2 mars 2026", "mars 2026", "6 semaines", "chaque année", "1\u202f234,5"),
        ("es", "2 de marzo de 2026", "marzo de 2026", "6 semanas", "cada año", "1.234,5"),
        ("zh", "2026年3月2日", "2026年3月", "6 周", "每年", "1,234.5"),
        ("ar", "2 مارس 2026", "مارس 2026", "6 أسابيع", "كل سنة", "1,234.5"),
    ],
)
def test_dates_durations_and_numbers(tag, day, month, six_weeks, every_year, number):
    words = Translation(tag)
    assert date_in_words("2026-03-02", words) == day
    assert date_in_words("2026-03", words) == month
    assert date_in_words("2026", words) == "2026"
    assert duration_in_words(Duration.parse("P6W"), words) == six_weeks
    assert every_in_words(Duration.parse("P1Y"), words) == every_year
    assert words.separated("1,234.5") == number


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 تقرير."), (1, "تقرير واحد."), (2, "تقريران."), (5, "5 تقارير."), (11, "11 تقريرًا.")]
)
def test_arabic_counts_in_its_six_forms(count, words):
    assert Translation("ar").ngettext("%(number)s report.", "%(number)s reports.", count) == words


def test_what_is_not_translated_is_marked_as_english():
    html = render(load_text(HEAD.format(tag="nl")).report)
    assert '<h2 id="about-title"><span lang="en" dir="ltr">About this report</span></h2>' in html
    assert 'aria-label="Contents"' in html, "an attribute can hold no mark"
    assert not re.search(r'="[^"<>]*<', html), "no attribute holds a tag"


def test_what_is_not_translated_is_no_markup_in_an_attribute():
    reports = [(name, load_text(HEAD.format(tag="nl").replace("id: x", f"id: {name}")).report) for name in "ab"]
    html = compare_page(side_by_side(reports))
    assert not re.search(r'="[^"<>]*<', html), "no attribute holds a tag"
    assert 'aria-label="System, where all agree"' in html


def test_english_is_never_marked():
    assert 'lang="en"' not in render(load_text(HEAD.format(tag="en-GB")).report).partition("<body>")[2]


class _Pseudo(NullTranslations):
    """Translates every message that a catalogue would know, and no other."""

    def __init__(self, messages):
        super().__init__()
        self.known = messages
        self.unknown = set()

    def gettext(self, message):
        if message not in self.known and any(map(str.isalpha, message)):
            self.unknown.add(message)
        return f"⟦{message}⟧" if message in self.known and any(map(str.isalpha, message)) else message

    def ngettext(self, msgid1, msgid2, n):
        if (msgid1, msgid2) not in self.known:
            self.unknown.add(msgid1)
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


class _Words(HTMLParser):
    """Collects what a reader sees or hears of a page."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.hidden = 0
        self.quoted = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.quoted = self.quoted or (tag if given.get("class") == "said" else "")
        self.hidden += tag in ("style", "script", "code")
        self.found += [given[name] for name in ("aria-label", "title", "alt") if given.get(name)]

    def handle_endtag(self, tag):
        self.quoted = "" if tag == self.quoted else self.quoted
        self.hidden -= tag in ("style", "script", "code")

    def handle_data(self, data):
        if not self.hidden and not self.quoted:
            self.found.append(data)


def unmarked(html):
    """Return the English words of a page that stand outside of what was translated."""
    parser = _Words()
    parser.feed(html)
    text = "\n".join(parser.found)
    while (bare := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:
        text = bare
    return sorted(set(re.findall(r"[A-Za-z]{3,}", text)))


@pytest.fixture
def pseudo(monkeypatch, source):
    """Let the language `qps` be a translation of everything."""
    from reward_reports.publishing.rendering import matrix, templates

    known = {message.id for message in source if message.id}
    made = _Pseudo(known)
    caches = (templates.html_templates, date_in_words, duration_in_words, translation._found, title_in, matrix._marks)
    monkeypatch.setattr(translation, "_catalogue", lambda name: NullTranslations() if name == "en" else made)
    for cache in caches:
        cache.cache_clear()
    yield made
    for cache in caches:
        cache.cache_clear()


def sample(name):
    """Return a report in a language that shares no words with English."""
    return load_text((LANGUAGES / f"{name}.reward-report.yaml").read_text("utf-8")).report


def test_no_furniture_escapes_the_catalogues(pseudo):
    found = unmarked(render(sample("ar")))
    assert set(found) <= {"kWh", "bus", "example", "help", "share"}, "words of the report itself"


@pytest.mark.parametrize("name", ["instructgpt", "project-flow", "x-for-you"])
def test_every_message_of_an_example_stands_in_the_catalogues(pseudo, tmp_path, name):
    shutil.copytree(ROOT / "examples" / name, tmp_path / name)
    file = tmp_path / name / "reward-report.yaml"
    text = file.read_text("utf-8")
    assert "\nreport:\n" in text
    file.write_text(text.replace("\nreport:\n", "\nreport:\n  language: de\n", 1), "utf-8")
    build([file], tmp_path / "site", today=date(2026, 6, 1), jobs=1, language="fr")
    assert not pseudo.unknown


@pytest.mark.tool("git")
def test_no_kind_of_page_has_english_furniture(pseudo, site_in, veiled, tmp_path):
    """Every word of a page in Latin letters stands in a message of a catalogue: the reports are in Arabic ones."""
    pages = site_in(tmp_path, "de", veiled)
    left = {name: set(unmarked(path.read_text("utf-8"))) - _NOT_WORDS for name, path in pages.items()}
    ids = set(re.findall("[A-Za-z]{3,}", " ".join(_ids(tmp_path))))
    left = {name: words - ids for name, words in left.items()}
    assert {name: words for name, words in left.items() if words} == {}
    assert not pseudo.unknown


_NOT_WORDS = {"JSON", "arXiv", "doi"}
"""What is called the same in every language. What stands in the class `said` is left out too: a report's own text and data."""


def _ids(folder):
    """Give what a report calls its entries, as ids and as titles of entries without a name: they keep their Latin letters."""
    texts = [path.read_text("utf-8") for path in folder.rglob("*reward-report.yaml")]
    for text in texts:
        for id_ in re.findall(r'"id": "([^"]+)"', text):
            yield from (id_, id_.capitalize())


@pytest.mark.parametrize("name", ["ar", "de", "es", "fr", "zh"])
def test_the_first_screen(golden, name):
    html = render(sample(name), today=date(2026, 6, 1))
    start, end = html.index("<header"), html.index('<svg class="map')
    golden(html[start:end], f"first-{name}.html")


def test_a_site_has_reports_in_their_languages_and_an_index_in_its_own(tmp_path):
    for name in ("ar", "de"):
        shutil.copy(LANGUAGES / f"{name}.reward-report.yaml", tmp_path)
    build([tmp_path], tmp_path / "site", language="fr")
    page = {path.stem: path.read_text("utf-8") for path in (tmp_path / "site").glob("*.html")}
    assert '<html lang="fr">' in page["index"]
    assert "<h1>Reward Reports</h1>" in page["index"]
    assert "2 rapports." in page["index"]
    assert "Rapport externe." in page["index"], "what the index says of each report is in its language"
    assert '<html lang="ar" dir="rtl">' in page["bus-ar"]
    assert '<html lang="de-AT">' in page["bus-de"]
    assert "Ce que disent 2 rapports" in page["evidence"]
    feed = (tmp_path / "site" / "feed.xml").read_text("utf-8")
    assert 'xml:lang="fr"' in feed
    assert "<title>Reward Reports : ce qui a changé</title>" in feed
    people = (tmp_path / "site" / "people" / "bus-de.html").read_text("utf-8")
    assert '<html lang="de-AT">' in people
    assert "Was Sie jetzt tun können" in people


def test_a_site_in_a_language_without_a_catalogue_is_refused(tmp_path):
    shutil.copy(LANGUAGES / "de.reward-report.yaml", tmp_path)
    with pytest.raises(ConfigError, match="choose one of ar, de, en, es, fr, zh-Hans"):
        build([tmp_path], tmp_path / "site", language="nl")


@pytest.mark.parametrize("width", [1200, 390])
def test_arabic_reads_from_right_to_left(browser, tmp_path, width):
    file = tmp_path / "ar.html"
    file.write_text(render(sample("ar"), today=date(2026, 6, 1)), "utf-8")
    page = browser.open(file.as_uri(), width=width)
    assert page.value("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    assert page.value("getComputedStyle(document.body).direction") == "rtl"
    title = "document.querySelector('h1').getBoundingClientRect()"
    assert page.value(f"innerWidth - {title}.right < 200"), "the title stands at the right"
    chosen = "[...document.querySelectorAll('.maps > svg')].find((one) => getComputedStyle(one).display !== 'none')"
    assert page.value(f"getComputedStyle({chosen}).direction") == "rtl"
    if width == 1200:
        contents = "document.querySelector('nav.contents').getBoundingClientRect()"
        assert page.value(f"{contents}.left > document.querySelector('.report').getBoundingClientRect().right - 1")
    over = (
        f"(() => {{ const box = {chosen}.getBoundingClientRect(); return [...{chosen}.querySelectorAll('text')]"
        ".filter((one) => { const at = one.getBoundingClientRect(); return at.left < box.left - 1 || at.right > box.right + 1; })"
        ".map((one) => one.textContent); })()"
    )
    assert page.value(over) == [], "words of the map stand outside of it"


def test_pdf_and_word_in_arabic_hold_their_words():
    pypdf = pytest.importorskip("pypdf")
    reader = pypdf.PdfReader(BytesIO(render_bytes(sample("ar"), "pdf")))
    assert reader.trailer["/Root"]["/Lang"] == "ar"
    with zipfile.ZipFile(BytesIO(render_bytes(sample("ar"), "docx"))) as document:
        assert "باختصار" in document.read("word/document.xml").decode()


def test_pdf_without_a_font_for_the_language_says_what_to_install():
    from reward_reports.publishing.rendering.pdf import _check_fonts

    data = {"words": {"In short": "概要"}, "page": {"language": "zh-CN"}}
    with pytest.raises(MissingToolError, match="install Noto Serif CJK SC"):
        _check_fonts(data, {"概"})
    _check_fonts(data, {"ꙮ"})  # a letter of the report alone is shown by its number, as everywhere


def test_latex_is_translated_where_its_fonts_have_the_letters():
    german, arabic = (render(sample(name), to="latex") for name in ("de", "ar"))
    assert "ngerman,shorthands=off" in german
    assert r"\section{Angaben zum System}" in german
    assert "babel" not in arabic
    assert r"\section{System Details}" in arabic


def test_the_web_builder_finds_its_english_headings():
    assert "# System Owner" not in render(sample("de"), to="markdown")
    assert "System Owner" in render(sample("de"), to="markdown", layout="builder")

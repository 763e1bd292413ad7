"""Reports on pages of MkDocs in a real browser: nothing of a report runs, nothing of the site is touched, nothing is cut."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SHAPES = Path(__file__).with_name("shapes")
EVIL = "</title></script><script>alert(1)</script>\"' onload='alert(1)' <img src=x onerror=alert(1)> a"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
DIFFERENCES = """(() => {
    const all = [...document.querySelectorAll("%s")];
    const style = one => { const is = getComputedStyle(one); return [...is].map(name => [name, is.getPropertyValue(name)]); };
    const ours = document.querySelector('link[href$="reward-report.css"]').sheet;
    for (ours.disabled of [true, false]) all.map(style);  // so that what waits for the next change of styles has come
    const before = all.map(style);
    ours.disabled = true;
    const after = all.map(one => new Map(style(one)));
    return before.flatMap((was, at) => was.filter(([name, value]) => after[at].get(name) !== value)
        .map(([name, value]) => `${all[at].tagName} ${name}: ${value}, without ${after[at].get(name)}`));
})()"""
"""What our stylesheet changes of some elements; in one go, so that no font or picture arrives in between."""
PALETTE = {
    "palette": [
        {"media": "(prefers-color-scheme: light)", "scheme": "default"},
        {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
    ]
}
THEMES = {"mkdocs": {"color_mode": "auto"}, "readthedocs": {}, "material": {"font": False} | PALETTE}

pytestmark = [pytest.mark.first, pytest.mark.tool("chromium")]


@pytest.fixture(scope="module", params=list(THEMES))
def theme(request):
    return request.param


@pytest.fixture(scope="module")
def site(tmp_path_factory, theme):
    folder = tmp_path_factory.mktemp(theme)
    (folder / "docs").mkdir()
    prose = "# Home\n\nText, `code`, [a link](reports/index.md).\n\n- one\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> quoted\n\n## More\n"
    (folder / "docs" / "index.md").write_text(prose, "utf-8")
    info = {"id": "evil", "title": EVIL, "version": "1.0", "kind": "hypothetical"}
    report = {"schema_version": "1.0", "report": info, "system_details": {"system_owner": EVIL}}
    (folder / "evil.reward-report.yaml").write_text(json.dumps(report), "utf-8")
    settings = {
        "site_name": "A site",
        "theme": {"name": theme} | THEMES[theme],
        "use_directory_urls": False,
        "plugins": ["search", {"reward-reports": {"reports": ["evil.reward-report.yaml", str(SHAPES)]}}],
    }
    (folder / "mkdocs.yml").write_text(json.dumps(settings), "utf-8")
    call = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    subprocess.run(call, cwd=folder, check=True, capture_output=True, env=quiet)
    return folder / "site"


def address(site, name):
    return (site / name).as_uri()


def test_no_text_of_a_report_runs(browser, site):
    for name in ("reports/evil.html", "reports/index.html", "reports/shapes.html", "index.html"):
        page = browser.open(address(site, name))
        assert not [event for event in page.events if event["method"] == "Page.javascriptDialogOpening"], name
        assert page.value("document.querySelectorAll('img[src=x], [onload*=alert]').length") == 0, name
    assert browser.open(address(site, "reports/evil.html")).value("document.title") == f"{EVIL} - A site"


def test_the_pages_of_the_site_look_the_same_with_our_stylesheet_and_without(browser, site):
    found = browser.open(address(site, "index.html")).value(DIFFERENCES % "*")
    assert [
        one for one in found if "--reward-report-rem: 16px" not in one
    ] == []  # known everywhere, used in reports alone
    seen = browser.open(address(site, "reports/shapes.html")).value(DIFFERENCES % ".reward-report .facts *")
    assert len(seen) > 100, "what differs is found"


@pytest.mark.parametrize("width", [400, 1200])
def test_no_page_scrolls_sideways(browser, site, width):
    for name in ("reports/shapes.html", "reports/index.html"):
        assert browser.open(address(site, name), width=width).value(WIDER) <= 0, name


def test_a_phone_gets_the_narrow_map(browser, site):
    shown = "['.map-w', '.map-n'].filter(one => getComputedStyle(document.querySelector(one)).display != 'none')"
    page = browser.open(address(site, "reports/shapes.html"), width=1600)
    room = page.value("document.querySelector('.maps').clientWidth")
    assert page.value(shown) == ([".map-w"] if room > 750 else [".map-n"])
    page.resize(400)
    assert page.value(shown) == [".map-n"]


def test_reports_are_dark_where_the_site_is(browser, site, theme):
    colour = "getComputedStyle(document.querySelector('.badge.bad')).backgroundColor"
    seen = []
    for dark in (False, True):
        page = browser.open(address(site, "reports/shapes.html"), dark=dark)
        seen.append(page.value(colour))
        page.value("localStorage.clear() ?? 0")  # Material remembers what it chose
    light, dark = seen
    assert light == "rgb(253, 233, 230)"
    assert dark == (light if theme == "readthedocs" else "rgb(62, 28, 26)")


def test_lengths_and_letters_follow_the_site(browser, site):
    page = browser.open(address(site, "reports/shapes.html"))
    size = "parseFloat(getComputedStyle(document.querySelector('%s')).fontSize)"
    around = page.value(size % ".reward-report")
    assert page.value(size % ".reward-report .badge") == pytest.approx(0.82 * around, rel=0.01)
    page.value("document.querySelector('.reward-report').style.fontSize = '32px'")
    assert page.value(size % ".reward-report .badge") == pytest.approx(0.82 * 32, rel=0.01)


def test_tables_lists_and_marks_are_ours(browser, site):
    page = browser.open(address(site, "reports/shapes.html"))

    def style(selector, name, part=""):
        return page.value(f"getComputedStyle(document.querySelector('{selector}'), '{part}').{name}")

    assert style(".reward-report td", "borderLeftWidth") == "0px"
    assert style(".reward-report table", "display") == "table"
    assert style(".reward-report dd", "marginLeft") == "0px"
    assert style(".reward-report .card", "flexDirection") == "row"  # Bootstrap's .card is a column
    assert style(".reward-report .timeline > li", "left", "::before") != "auto"
    assert style(".reward-report .chart svg text", "textAnchor") == "end"

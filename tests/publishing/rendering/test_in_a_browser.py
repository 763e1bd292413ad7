"""Pages in a real browser, opened from the disk: nothing is loaded from elsewhere, nothing runs, nothing is cut."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from reward_reports.publishing.site import build

from .structures import Built, telling

ROOT = Path(__file__).resolve().parents[3]
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
BACKGROUND = "getComputedStyle(document.body).backgroundColor"
OURS = '[type="application/ld+json"], [src="assets/index.js"], [src="assets/evidence.js"]'
SCRIPTS = f"document.querySelectorAll('script:not({OURS}), iframe, object, embed, form, base').length"
HANDLERS = (
    "[...document.querySelectorAll('*')].flatMap(one => one.getAttributeNames()).filter(name => /^on/i.test(name))"
)
JUMPS = "[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.getElementById(decodeURIComponent(a.getAttribute('href').slice(1)))).length"
HOSTILE = """<script>document.title = "taken"; alert(1)</script><img src=x onerror="document.title = 'taken'">
<svg onload="document.title = 'taken'"></svg> [a](javascript:alert(1)) ![b](https://evil.example/pixel.png)
$\\text{<img src=y onerror=alert(1)>}$ <iframe src="https://evil.example"></iframe> <style>body { background: url(https://evil.example) }</style>"""

pytestmark = [pytest.mark.first, pytest.mark.tool("chromium")]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built") / "site"
    build([ROOT / "examples"], folder)
    return folder


def outside(page, folder):
    return [address for address in page.requests if not address.startswith(folder.as_uri() + "/")]


def test_no_page_names_anything_to_load_from_elsewhere(site):
    for file in pages_of(site):
        loaded = Built(file.read_text("utf-8")).loaded
        assert any(one.endswith("assets/style.css") for one in loaded)
        assert {one for one in loaded if re.match(r"\w+:|/", one) and not one.startswith("data:")} == set(), file


def pages_of(site):
    pages = sorted(site.rglob("*.html"))
    assert len(pages) >= 100
    return pages


def test_a_page_with_a_part_of_its_own_is_chosen(tmp_path):
    """What is opened in a browser shows every element within its parent, long words in each, and every width of a table."""
    pages = {
        "all": "<main><p class=a>a</p><p>b</p><table><tr><td>1</td><td>2</td></tr></table></main>",
        "same": "<main><p>other words</p></main>",
        "class": "<main><p class=b>a</p></main>",
        "parent": "<section><p>a</p></section>",
        "word": f"<main><p>{'w' * 40}</p></main>",
        "row": "<main><table><tr><td>1</td><td>2</td><td>3</td></tr></table></main>",
    }
    for name, text in pages.items():
        (tmp_path / f"{name}.html").write_text(text)
    assert {file.stem for file in telling(tmp_path.iterdir())} == pages.keys() - {"same"}


@pytest.mark.once
def test_pages_open_without_a_complaint_load_nothing_from_elsewhere_and_never_scroll_sideways(browser, site):
    """A page for each part that stands on any page: of most kinds of pages, the ones that differ."""
    pages = telling(pages_of(site))
    assert 10 < len(pages) < 60
    for file in pages:
        page = browser.open(file.as_uri(), width=320)
        assert page.complaints == [], file.name
        assert outside(page, site) == [], file.name
        assert (site / "assets" / "style.css").as_uri() in page.requests
        assert page.value(JUMPS) == 0, file.name
        for width in (320, 400, 800):
            page.resize(width)
            assert page.value(WIDER) <= 0, f"{file.name} at {width} pixels"
        browser.close_page(page)


def test_the_colours_follow_the_reader(browser, site):
    index = (site / "index.html").as_uri()
    assert browser.open(index).value(BACKGROUND) == "rgb(255, 255, 255)"
    assert browser.open(index, dark=True).value(BACKGROUND) == "rgb(22, 24, 27)"


NAMES = "[...document.querySelectorAll('.systems')].map(part => [...part.querySelectorAll('.name bdi')].map(one => one.textContent))"
ROWS = "[...document.querySelector('.matrix tbody').rows].map(row => row.cells[0].textContent)"


def test_the_evidence_can_be_sorted_with_the_keyboard_and_the_order_sent_on(browser, site):
    page = browser.open((site / "evidence.html").as_uri())
    before = page.value(NAMES), page.value(ROWS)
    assert before[0][0][:4] == ["DeepSeek-R1", "MovieLens", "OpenAssistant", "For You"]
    page.value("document.getElementById('sort-by').focus(), true")
    for _ in range(2):
        for kind in ("keyDown", "keyUp"):
            page.call("Input.dispatchKeyEvent", type=kind, key="ArrowDown", code="ArrowDown", windowsVirtualKeyCode=40)
    for shown in (page, browser.open(page.value("location.href"))):
        assert shown.value("document.getElementById('sorted').textContent").startswith(
            "Sorted by what anybody can check"
        )
        assert shown.value(NAMES)[0][:4] == ["MovieLens", "DeepSeek-R1", "OpenAssistant", "For You"]
        assert shown.value(ROWS)[:2] == ["MovieLens", "Duolingo's reminders"]
        assert [sorted(part) for part in shown.value(NAMES)] == [sorted(part) for part in before[0]]
        assert shown.complaints == []
    page.value("const by = document.getElementById('sort-by'); by.value = ''; by.dispatchEvent(new Event('change'))")
    assert (page.value(NAMES), page.value(ROWS)) == before


def test_print_is_black_on_white_and_shows_where_links_lead(browser, site):
    page = browser.open((site / "movielens.html").as_uri(), dark=True)
    page.call("Emulation.setEmulatedMedia", media="print", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    assert page.value(BACKGROUND) == "rgb(255, 255, 255)"
    assert page.value("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    behind = "[...document.querySelectorAll('a[href^=http]')].map(a => [a.href, a.textContent, getComputedStyle(a, '::after').content])"
    links = page.value(behind)
    assert links
    for address, label, after in links:
        printed = f"{label} {after}".lower()
        assert (
            address.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/").lower() in printed
        )


@pytest.mark.parametrize("to", ["file", "site"])
def test_the_text_of_a_report_runs_nothing(browser, tmp_path, to):
    report = {
        "schema_version": "1.0",
        "report": {"id": "evil", "title": HOSTILE.split("\n", 1)[0], "version": "1.0", "kind": "hypothetical"},
        "system_details": {"system_owner": HOSTILE},
        "optimization_intent": {
            "performance_metrics": [
                {
                    "id": "m",
                    "name": HOSTILE,
                    "definition": HOSTILE,
                    "observations": [{"date": "2025-01", "value": 1}, {"date": "2025-02", "value": 2}],
                }
            ]
        },
        "institutional_interface": {"stakeholders": [{"id": "s", "name": HOSTILE, "interest": HOSTILE}]},
        "system_maintenance": {
            "update_triggers": [
                {
                    "id": "t",
                    "kind": "stakeholder",
                    "description": HOSTILE,
                    "fired": [{"date": "2025", "evidence": HOSTILE}],
                }
            ],
            "changelog": [
                {
                    "id": "c",
                    "version": HOSTILE.split("\n", 1)[0],
                    "date": "2025",
                    "summary": HOSTILE,
                    "expectations": [{"id": "e", "metric": "m", "magnitude": HOSTILE}],
                }
            ],
        },
        "figures": [{"id": "f", "path": "https://evil.example/f.png", "alt": HOSTILE, "caption": HOSTILE}],
    }
    source = tmp_path / "reward-report.yaml"
    source.write_text(json.dumps(report))
    if to == "site":
        build([source], tmp_path / "site")
        files = sorted((tmp_path / "site").rglob("*.html"))
        assert len(files) == 11
    else:
        from reward_reports import render

        files = [tmp_path / "page.html"]
        files[0].write_text(render(source), "utf-8")
    for file in files:
        page = browser.open(file.as_uri())
        assert page.complaints == []
        assert outside(page, tmp_path) == []
        assert page.value("document.title") != "taken"
        assert page.value(SCRIPTS) == 0
        data = page.value("[...document.querySelectorAll('script[type]')].map(one => one.textContent)")
        assert all(json.loads(one)["name"].startswith("<script>") for one in data)
        assert page.value(HANDLERS) == []


def test_a_script_in_a_page_would_be_noticed(browser, tmp_path):
    file = tmp_path / "page.html"
    file.write_text("<script>alert(1)</script><img src='https://evil.example/x.png'><div style='width: 9999px'>a</div>")
    page = browser.open(file.as_uri(), width=400)
    assert page.complaints != []
    assert outside(page, tmp_path) == ["https://evil.example/x.png"]
    assert page.value(WIDER) > 9000
    assert page.value(WIDER) > 0
    assert page.value(SCRIPTS) == 1

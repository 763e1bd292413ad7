"""The index in a real browser, opened from the disk: complete without a script, searched and filtered with one."""

from __future__ import annotations

from datetime import date

import pytest

from reward_reports.publishing.site import build, overview

REPORT = """schema_version: "1.0"
profiles: [{profile}]
report: {{id: {id}, title: "{title}", version: "1.0", kind: {kind}, last_reviewed: {reviewed}}}
system_details: {{system_owner: "{owner}", dates: {{lifecycle: deployed}}}}
optimization_intent: {{performance_metrics: [{{id: m, name: "{metric}"}}]}}
system_maintenance: {{reporting_cadence: {{every: P1Y}}}}
"""
REPORTS = [
    ("shelf", "The shelf", "recommender", "first_party", "2025-06-01", "City library", "Crédit médian"),
    ("ramp", "The ramp", "control", "hypothetical", "2023-01-01", "City library", "Mean speed"),
    ("chat", "The chat", "rlhf", "third_party", "2025-09-01", "Office <b>9</b> & more", "Win rate"),
]
SEEN = "[...document.querySelectorAll('.report-list > tr')].filter(row => row.checkVisibility()).map(row => row.querySelector('a').textContent)"
TOLD = "document.getElementById('found').textContent"
PROBLEMS = "[...document.querySelectorAll('input, select')].filter(one => !one.labels.length).length"

PAGING = "document.getElementById('paging').checkVisibility()"


@pytest.fixture
def site(tmp_path):
    for id_, title, profile, kind, reviewed, owner, metric in REPORTS:
        text = REPORT.format(
            id=id_, title=title, profile=profile, kind=kind, reviewed=reviewed, owner=owner, metric=metric
        )
        (tmp_path / f"{id_}.reward-report.yaml").write_text(text, "utf-8")
    build([tmp_path], tmp_path / "site", today=date(2025, 12, 1))
    return tmp_path / "site"


def test_the_index_tells_what_is_fresh_and_how_much_is_disclosed(site):
    index = (site / "index.html").read_text("utf-8")
    assert index.count('class="answered"') == 3
    assert index.count("Review overdue.") == 1
    assert index.count("1 January 2024") == 1, "the next review of the ramp"
    assert index.count("None is named") == 3
    assert index.count("No value published") == 3
    assert "<b>9</b>" not in index


def type_in(page, words):
    page.call("Runtime.evaluate", expression="document.getElementById('find-words').focus()")
    page.call("Input.insertText", text=words)


def choose(page, name, label):
    """Choose with the keyboard alone; the filters open with a button."""
    if not page.value("document.getElementById('filters').open"):
        page.call("Runtime.evaluate", expression="document.querySelector('#filters summary').focus()")
        page.call("Input.dispatchKeyEvent", type="rawKeyDown", key=" ", code="Space", windowsVirtualKeyCode=32)
        page.call("Input.dispatchKeyEvent", type="char", text=" ")
        page.call("Input.dispatchKeyEvent", type="keyUp", key=" ", code="Space", windowsVirtualKeyCode=32)
    page.call("Runtime.evaluate", expression=f"document.getElementById('find-{name}').focus()")
    for character in label:
        page.call("Input.dispatchKeyEvent", type="char", text=character)


@pytest.mark.tool("chromium")
def test_words_find_what_a_report_names_whatever_its_accents(browser, site):
    page = browser.open((site / "index.html").as_uri())
    assert page.value(PROBLEMS) == 0
    assert page.value(TOLD) == "3 reports."
    type_in(page, "SHELF credit")
    assert page.value(SEEN) == ["The shelf"]
    assert page.value(TOLD) == "1 of 3 reports."
    type_in(page, " nowhere")
    assert page.value(SEEN) == []
    assert page.value(TOLD) == "No report fits. There are 3."
    page.call("Runtime.evaluate", expression="document.getElementById('find-all').click()")
    assert len(page.value(SEEN)) == 3
    assert page.complaints == []


@pytest.mark.tool("chromium")
@pytest.mark.parametrize(
    ("name", "label", "left"),
    [
        ("profile", "control", ["The ramp"]),
        ("kind", "third", ["The chat"]),
        ("owner", "City", ["The ramp", "The shelf"]),
        ("review", "overdue", ["The ramp"]),
    ],
)
def test_a_filter_leaves_what_fits_and_its_address_can_be_sent_on(browser, site, name, label, left):
    page = browser.open((site / "index.html").as_uri())
    choose(page, name, label)
    assert page.value(SEEN) == left
    again = browser.open(page.value("location.href"))
    assert again.value(SEEN) == left


@pytest.mark.tool("chromium")
def test_without_a_script_the_list_is_complete_and_no_dead_control_is_shown(browser, site):
    text = (
        (site / "index.html")
        .read_text("utf-8")
        .replace("script-src 'self'", "")
        .replace("script-src &#39;self&#39;", "")
    )
    (site / "index.html").write_text(text, "utf-8")
    page = browser.open((site / "index.html").as_uri())
    assert len(page.value(SEEN)) == 3
    assert not page.value("document.getElementById('find').checkVisibility()")


@pytest.fixture
def paged(site, monkeypatch):
    """Return the same site with one report a page: the chat, the ramp, the shelf."""
    monkeypatch.setattr(overview, "ON_A_PAGE", 1)
    build([site.parent], site, today=date(2025, 12, 1))
    return site


def wait_for(page, condition):
    look = f"const look = () => ({condition}) ? done() : setTimeout(look, 10); look();"
    page.call("Runtime.evaluate", expression=f"new Promise(done => {{ {look} }})", awaitPromise=True)


@pytest.mark.tool("chromium")
def test_the_search_on_one_page_finds_what_stands_on_another(browser, paged):
    page = browser.open((paged / "index-2.html").as_uri())
    assert page.value(SEEN) == ["The ramp"]
    assert page.value(PAGING)
    assert not [one for one in page.requests if one.endswith("reports.js")]
    type_in(page, "credit SHELF")
    wait_for(page, f"{TOLD} == '1 of 3 reports.'")
    assert page.value(SEEN) == ["The shelf"]
    assert not page.value(PAGING)
    again = browser.open(page.value("location.href"))
    wait_for(again, f"{TOLD} == '1 of 3 reports.'")
    assert again.value(SEEN) == ["The shelf"]
    assert again.value("document.querySelector('.report-list a').href").endswith("/shelf.html")
    again.call("Runtime.evaluate", expression="document.getElementById('find-all').click()")
    assert again.value(SEEN) == ["The ramp"]
    assert again.value(PAGING)
    assert page.complaints == again.complaints == []


@pytest.mark.tool("chromium")
def test_a_filter_goes_through_all_pages_and_owners_stay_words(browser, paged):
    page = browser.open((paged / "index-3.html").as_uri() + "#find-kind=kind%3Athird_party")
    wait_for(page, f"{TOLD} == '1 of 3 reports.'")
    assert page.value(SEEN) == ["The chat"]
    assert "Office <b>9</b> & more" in page.value("document.querySelector('.report-list').textContent")
    assert page.complaints == []


@pytest.mark.tool("chromium")
def test_a_list_that_is_missing_is_told(browser, paged):
    (paged / "assets" / "reports.js").unlink()
    page = browser.open((paged / "index.html").as_uri())
    type_in(page, "ramp")
    wait_for(page, f"{TOLD}.startsWith('The list of all reports is missing')")
    assert page.value(SEEN) == ["The chat"]

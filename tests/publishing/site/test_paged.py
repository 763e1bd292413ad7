"""An index of many reports stands on several pages; its search still goes through all of them."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET

import pytest

from reward_reports.base.errors import InvalidReportError
from reward_reports.publishing.site import build, feed, overview

REPORT = """schema_version: "1.0"
profiles: [{profile}]
report: {{id: {id}, title: "{title}", version: "1.0", kind: hypothetical}}
system_details: {{system_owner: "{owner}"}}
optimization_intent: {{performance_metrics: [{{id: m, name: "Crédit {id}", observations: [{{value: 1}}]}}]}}
"""


def write(folder, number):
    folder.mkdir(exist_ok=True)
    for n in range(number):
        text = REPORT.format(
            profile="control" if n % 2 else "game", id=f"r{n}", title=f"Report *{n}* <b>", owner=f"Office {n}"
        )
        (folder / f"r{n}.reward-report.yaml").write_text(text, "utf-8")


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.setattr(overview, "ON_A_PAGE", 3)
    write(tmp_path / "in", 7)
    build([tmp_path / "in"], tmp_path / "site", base_url="https://city.example/")
    return tmp_path / "site"


def test_every_report_stands_on_one_page_and_every_page_leads_to_the_others(site):
    pages = ["index.html", "index-2.html", "index-3.html"]
    assert sorted(file.name for file in site.glob("index*.html")) == sorted(pages)
    texts = [(site / name).read_text("utf-8") for name in pages]
    found = [re.findall(r'<th scope="row"><a href="(r\d\.html)">', text) for text in texts]
    assert found == [["r0.html", "r1.html", "r2.html"], ["r3.html", "r4.html", "r5.html"], ["r6.html"]]
    for text, name in zip(texts, pages, strict=True):
        links = re.findall(r'<a href="(index[^"]*)">Page \d</a>', text)
        assert links == [one for one in pages if one != name]
        assert "7 reports." in text
        assert f'<link rel="canonical" href="https://city.example/{name}">' in text


def test_the_evidence_is_paged_too_and_counts_all(site):
    texts = [(site / name).read_text("utf-8") for name in ("evidence.html", "evidence-2.html", "evidence-3.html")]
    listed = [re.findall(r'<li class="system"[^>]*><p class="name"><a href="(r\d)\.html"', text) for text in texts]
    assert listed == [["r0", "r1", "r2"], ["r3", "r4", "r5"], ["r6"]]
    assert len({re.findall('<ul class="findings">.*?</ul>', text, re.DOTALL)[0] for text in texts}) == 1
    assert all('href="evidence.csv"' in text for text in texts)
    assert len({line.split(",")[0] for line in (site / "evidence.csv").read_text("utf-8").splitlines()[1:]}) == 7


def test_the_reports_are_told_to_the_search_as_plain_words(site):
    said = (site / "assets" / "reports.js").read_text("utf-8")
    rows = json.loads(said.removeprefix("window.reportsOfThisSite = ").rstrip().removesuffix(";"))
    assert [row[0] for row in rows] == [f"r{n}.html" for n in range(7)]
    assert rows[0][1] == "Report *0* <b>"


def test_one_page_needs_no_file_for_the_search(tmp_path):
    write(tmp_path / "in", 2)
    build([tmp_path / "in"], tmp_path / "site")
    assert not (tmp_path / "site" / "assets" / "reports.js").exists()
    assert "Page 1" not in (tmp_path / "site" / "index.html").read_text("utf-8")


def test_no_report_takes_the_name_of_a_page_of_the_index(tmp_path, monkeypatch):
    monkeypatch.setattr(overview, "ON_A_PAGE", 3)
    write(tmp_path / "in", 7)
    text = REPORT.format(profile="game", id="index-2", title="T", owner="O")
    (tmp_path / "in" / "x.reward-report.yaml").write_text(text, "utf-8")
    with pytest.raises(InvalidReportError, match=r"the index of the site would both be the page index-2\.html"):
        build([tmp_path / "in"], tmp_path / "site")


def test_a_long_sitemap_is_a_list_of_sitemaps(tmp_path, monkeypatch):
    monkeypatch.setattr(feed, "_IN_A_SITEMAP", 25)
    write(tmp_path / "in", 12)
    build([tmp_path / "in"], tmp_path / "site", base_url="https://city.example/")
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    whole = ET.fromstring((tmp_path / "site" / "sitemap.xml").read_bytes())
    assert whole.tag == f"{space}sitemapindex"
    parts = [one.text.removeprefix("https://city.example/") for one in whole.iter(f"{space}loc")]
    assert parts == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    named = [one.text for part in parts for one in ET.parse(tmp_path / "site" / part).iter(f"{space}loc")]
    assert len(named) == len(set(named)) == 12 * 5 + 3


def test_the_index_of_a_site_of_one_report_is_the_report(tmp_path):
    write(tmp_path / "in", 1)
    build([tmp_path / "in"], tmp_path / "site", base_url="https://city.example/", cache=tmp_path / "cache")
    index = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert index == (tmp_path / "site" / "r0.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://city.example/r0.html">' in index
    assert "All reports" not in "".join(one.read_text("utf-8") for one in (tmp_path / "site").rglob("*.html"))
    assert not (tmp_path / "site" / "assets" / "index.js").exists()
    write(tmp_path / "in", 2)
    build([tmp_path / "in"], tmp_path / "site", cache=tmp_path / "cache")
    assert "2 reports." in (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "All reports" in (tmp_path / "site" / "r0.html").read_text("utf-8")


@pytest.mark.parametrize(("base", "top"), [(None, ""), ("https://city.example/a/", "https://city.example/a/")])
def test_a_page_for_addresses_that_lead_nowhere_leads_back(tmp_path, base, top):
    write(tmp_path / "in", 2)
    build([tmp_path / "in"], tmp_path / "site", base_url=base)
    page = (tmp_path / "site" / "404.html").read_text("utf-8")
    assert f'href="{top}index.html">See all reports' in page
    assert f'href="{top}assets/style.css"' in page
    if base:
        assert "404" not in (tmp_path / "site" / "sitemap.xml").read_text("utf-8")


def test_no_report_takes_the_name_of_the_page_for_addresses_that_lead_nowhere(tmp_path):
    text = REPORT.format(profile="game", id="x", title="T", owner="O").replace("id: x", 'id: "404"')
    (tmp_path / "x.reward-report.yaml").write_text(text, "utf-8")
    with pytest.raises(InvalidReportError, match=r"addresses that lead nowhere would both be the page 404\.html"):
        build([tmp_path / "x.reward-report.yaml"], tmp_path / "site")


def test_a_message_shows_what_a_report_says(site):
    page = (site / "r0.html").read_text("utf-8")
    assert '<meta property="og:title" content="Report *0* &lt;b&gt;">' in page
    assert '<meta property="og:url" content="https://city.example/r0.html">' in page
    assert 'property="og:description" content="Rewarded for: The report does not say. What happened:' in page

"""What machines read of a site: JSON, JSON-LD, the feed, the sitemap."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from reward_reports import load
from reward_reports.base.errors import ConfigError
from reward_reports.publishing.site import build
from reward_reports.report.model.redaction import redact

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted(path.parent.name for path in ROOT.glob("examples/*/reward-report.yaml"))
ATOM = "{http://www.w3.org/2005/Atom}"
REPORT = """schema_version: "1.0"
report: {id: a, title: "A & <b>B</b>", version: "1.1", kind: hypothetical}
system_maintenance:
  changelog:
    - {id: first, version: "1.0", date: 2025-03, kind: release, summary: "It began </summary> & \\x07 so on."}
    - {id: "x:y", version: "1.1", date: 2025-04-02, summary: More.}
"""


@pytest.fixture
def source(tmp_path):
    file = tmp_path / "reward-report.yaml"
    file.write_text(REPORT, "utf-8")
    return file


def feed_of(site):
    return ET.fromstring((site / "feed.xml").read_bytes())


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_data_beside_a_page_are_the_report_that_the_audience_may_read(tmp_path, name):
    build([ROOT / "examples" / name], tmp_path / "site")
    again = load(tmp_path / "site" / f"{name}.json")
    assert again == redact(load(ROOT / "examples" / name / "reward-report.yaml"))


def test_a_page_says_in_the_words_of_schema_org_what_it_is_about(tmp_path, source):
    build([source], tmp_path / "site", base_url="https://city.example/reports")
    page = (tmp_path / "site" / "a.html").read_text("utf-8")
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    said = json.loads(blocks[0])
    assert said["@type"] == "Report"
    assert said["name"] == "A & <b>B</b>"
    assert said["url"] == "https://city.example/reports/a.html"
    assert said["encoding"]["contentUrl"] == "https://city.example/reports/a.json"
    assert "<" not in blocks[0]
    assert '<link rel="canonical" href="https://city.example/reports/a.html">' in page


def test_the_feed_has_what_atom_requires(tmp_path, source):
    build([source, ROOT / "examples"], tmp_path / "site", base_url="https://city.example/reports/")
    feed = feed_of(tmp_path / "site")
    assert feed.tag == f"{ATOM}feed"
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    ids = [feed.findtext(f"{ATOM}id"), *(one.findtext(f"{ATOM}id") for one in feed.iter(f"{ATOM}entry"))]
    assert len(set(ids)) == len(ids) > 8
    assert all(one.startswith("urn:uuid:") for one in ids)
    for part in (feed, *feed.iter(f"{ATOM}entry")):
        assert len(part.findall(f"{ATOM}title")) == 1
        assert datetime.fromisoformat(part.findtext(f"{ATOM}updated")).tzinfo is not None
    days = [one.findtext(f"{ATOM}updated") for one in feed.iter(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == days[0]
    links = [one.get("href") for one in feed.iter(f"{ATOM}link")]
    assert all(link.startswith("https://city.example/reports/") for link in links)


def test_the_links_of_a_feed_lead_to_the_entry(tmp_path, source):
    build([source], tmp_path / "site")
    feed = feed_of(tmp_path / "site")
    links = [one.get("href") for one in feed.iter(f"{ATOM}link")]
    assert links == ["index.html", "a.html#entry:x:y", "a.html#entry:first"]
    assert 'id="entry:x:y"' in (tmp_path / "site" / "a.html").read_text("utf-8")
    assert feed.findall(f"{ATOM}entry")[1].findtext(f"{ATOM}summary") == "It began </summary> &   so on."


def test_the_ids_of_a_feed_stay_when_the_site_moves_and_when_a_report_joins(tmp_path, source):
    build([source], tmp_path / "one")
    build([source, ROOT / "examples"], tmp_path / "two", base_url="https://city.example/")
    one, two = (
        {part.findtext(f"{ATOM}id") for part in feed_of(tmp_path / name).iter(f"{ATOM}entry")}
        for name in ("one", "two")
    )
    assert len(one) == 2
    assert one < two


def test_a_report_gives_its_twenty_newest_changes_to_the_feed_the_newest_first(tmp_path):
    written = 'schema_version: "1.0"\nreport: {id: %s, title: A, version: "1", kind: hypothetical}\nsystem_maintenance:\n  changelog:\n'
    days = [f"2025-{month:02}-01" for month in range(1, 13)] + [f"2026-{month:02}-01" for month in range(1, 13)]
    for name in "abcdef":
        entries = [f'    - {{id: d{day}, version: "1", date: {day}, summary: Of {day}.}}\n' for day in days]
        (tmp_path / f"{name}.reward-report.yaml").write_text(written % name + "".join(entries), "utf-8")
    build([tmp_path / "a.reward-report.yaml"], tmp_path / "one")
    said = [one.findtext(f"{ATOM}summary") for one in feed_of(tmp_path / "one").iter(f"{ATOM}entry")]
    assert said == [f"Of {day}." for day in days[:3:-1]]
    build([tmp_path], tmp_path / "site")
    entries = [one.findtext(f"{ATOM}updated") for one in feed_of(tmp_path / "site").iter(f"{ATOM}entry")]
    assert (len(entries), entries) == (100, sorted(entries, reverse=True))


def test_a_report_without_a_changelog_has_a_feed_with_a_date(tmp_path, source):
    source.write_text(REPORT.partition("system_maintenance")[0])
    build([source], tmp_path / "site")
    assert feed_of(tmp_path / "site").findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


def test_a_sitemap_names_every_page_by_its_one_address_and_is_only_written_where_addresses_are_known(tmp_path, source):
    build([source], tmp_path / "one")
    assert not (tmp_path / "one" / "sitemap.xml").exists()
    build([source], tmp_path / "two", base_url="http://city.example/r")
    tree = ET.fromstring((tmp_path / "two" / "sitemap.xml").read_bytes())
    found = {one.text for one in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    pages = [file for file in (tmp_path / "two").rglob("*.html") if file.name != "404.html"]
    texts = [file.read_text("utf-8") for file in pages]
    assert found == {re.findall('<link rel="canonical" href="(.*?)">', text)[0] for text in texts}


@pytest.mark.parametrize(
    "address",
    [
        "city.example",
        "javascript:alert(1)",
        "https://a.example/?x",
        "file:///x",
        "https://a b/",
        "https://[::1",
        "https://x:99999/",
    ],
)
def test_an_address_that_is_none_is_refused(tmp_path, source, address):
    with pytest.raises(ConfigError, match="not an address of a site"):
        build([source], tmp_path / "site", base_url=address)
    assert not (tmp_path / "site").exists()

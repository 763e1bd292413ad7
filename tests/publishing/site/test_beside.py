"""The page of a site that shows a few reports side by side."""

from __future__ import annotations

import re

import pytest

from reward_reports.base.errors import InvalidReportError
from reward_reports.publishing.site import build
from reward_reports.publishing.site.overview import MOST_BESIDE

REPORT = """schema_version: "1.0"
report: {{id: {id}, title: "{title}", version: "1.0", kind: hypothetical}}
system_details:
  system_owner: "Office {id}"
optimization_intent:
  goal_of_reinforcement: {{text: "Goal only for some.", audience: internal, reason: "A contract forbids it."}}
"""


def site_of(tmp_path, names, **settings):
    (tmp_path / "in").mkdir()
    for name in names:
        text = REPORT.format(id=name, title=f"Report <b> {name}")
        (tmp_path / "in" / f"{name}.reward-report.yaml").write_text(text, "utf-8")
    build([tmp_path / "in"], tmp_path / "site", **settings)
    return tmp_path / "site"


def numbered(number):
    return [f"r{n:02}" for n in range(number)]


@pytest.mark.parametrize(("number", "there"), [(1, False), (2, True), (MOST_BESIDE, True), (MOST_BESIDE + 1, False)])
def test_a_few_reports_stand_side_by_side(tmp_path, number, there):
    site = site_of(tmp_path, numbered(number), base_url="https://city.example/")
    assert (site / "compare.html").is_file() is there
    linked = {
        name: 'href="compare.html"' in (site / name).read_text("utf-8") for name in ("index.html", "evidence.html")
    }
    assert linked == {"index.html": there, "evidence.html": there}
    assert ("<loc>https://city.example/compare.html</loc>" in (site / "sitemap.xml").read_text("utf-8")) is there


def test_titles_lead_to_the_reports_and_answers_stand_beside_each_other(tmp_path):
    page = (site_of(tmp_path, ["a", "b"]) / "compare.html").read_text("utf-8")
    owners = page.partition(">System Owner</h3>")[2].partition("</section>")[0]
    assert re.findall(r'<h4><a href="([^"]*)"><bdi>([^/]*)</bdi>', owners) == [
        ("a.html", "Report &lt;b&gt; a"),
        ("b.html", "Report &lt;b&gt; b"),
    ]
    assert re.findall(r'<p class="said" dir="auto">(.*)</p>', owners) == ["Office a", "Office b"]


@pytest.mark.parametrize(("audience", "there"), [("public", False), ("auditor", False), ("internal", True)])
def test_only_who_may_read_an_answer_reads_it_there(tmp_path, audience, there):
    page = (site_of(tmp_path, ["a", "b"], audience=audience) / "compare.html").read_text("utf-8")
    assert ("Goal only for some." in page) is there
    assert page.count("held back: A contract forbids it.") == (0 if there else 2)


def test_no_report_takes_the_name_of_that_page(tmp_path):
    with pytest.raises(
        InvalidReportError, match=r"the page of reports side by side would both be the page compare\.html"
    ):
        site_of(tmp_path, ["a", "compare"])


def test_with_many_reports_one_may_have_that_name(tmp_path):
    assert (site_of(tmp_path, [*numbered(MOST_BESIDE), "compare"]) / "compare.html").is_file()

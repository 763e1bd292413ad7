"""The evidence page of a site: every mark leads to its answer and says what it shows, the figures open, and many reports cost as much each."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from reward_reports.changes.comparing.evidence_matrix import Row, matrix_of
from reward_reports.publishing.rendering.frame import Frame
from reward_reports.publishing.rendering.html import site_page
from reward_reports.publishing.rendering.matrix import evidence_shown
from reward_reports.publishing.site import build
from reward_reports.report.loading import load_text
from reward_reports.report.model.evidence import evidence_of

EXAMPLES = Path(__file__).parents[3] / "examples"
NAMES = ("movielens", "gpt-4o-sycophancy", "llama-2-chat")
MARK = re.compile(r'<a class="k k-(\w+)" href="([^"]*)" aria-label="([^"]*)">([^<]*)</a>')


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("evidence")
    for name in NAMES:
        shutil.copytree(EXAMPLES / name, folder / "in" / name)
    build([folder / "in"], folder / "site", cache=folder / "cache")
    first = (folder / "site" / "evidence.html").read_bytes()
    build([folder / "in"], folder / "site", cache=folder / "cache")
    assert (folder / "site" / "evidence.html").read_bytes() == first, "kept pages tell the same"
    return folder / "site"


def shown(rows):
    matrix = matrix_of(rows)
    return site_page("evidence.html", Frame(), None, evidence=evidence_shown(matrix), pages=[])


def test_every_mark_leads_to_its_answer(site):
    page = (site / "evidence.html").read_text("utf-8")
    ids = {name: set(re.findall(r'\bid="([^"]+)"', (site / f"{name}.html").read_text("utf-8"))) for name in NAMES}
    links = [unescape(link) for _, link, _, _ in MARK.findall(page)]
    assert len(links) == 26 + 9 + 56 + 56
    for link in links:
        name, _, anchor = link.partition(".html#")
        assert unquote(anchor) in ids[name], link


def test_a_mark_says_in_words_and_by_its_shape_what_it_shows(site):
    page = (site / "evidence.html").read_text("utf-8")
    for state, _, words, sign in MARK.findall(page):
        if state in ("whole", "part"):
            assert words.startswith("answered")
            assert sign in "APUOSTCH"
        else:
            assert sign in "✕?○–■□"
    kinds = {(state, sign) for state, _, _, sign in MARK.findall(page)}
    assert {("whole", "P"), ("part", "P"), ("whole", "S"), ("not_found", "?"), ("not_applicable", "–")} <= kinds


def test_open_and_closed_systems_stand_apart(site):
    page = (site / "evidence.html").read_text("utf-8")
    core = page.partition("Core questions</h2>")[2].partition("</section>")[0]
    opened, closed = core.split("<h3>")[1:]
    names = [re.findall(r"<bdi>([^<]*)</bdi>", part) for part in (opened, closed)]
    assert names == [["Llama 2-Chat", "MovieLens"], ["GPT-4o in ChatGPT"]]


def test_a_figure_opens_into_the_answers_it_counts(site):
    page = (site / "evidence.html").read_text("utf-8")
    data = json.loads((site / "evidence.json").read_text("utf-8"))
    (told,) = (one for one in data["reports"] if one["id"] == "movielens")
    counted = [cell for cell in told["cells"] if cell["counts"] and cell["group"] == "core"]
    (inside,) = re.findall(r"22½ of 26 questions answered</summary><p>(.*?)</p></details>", page)
    assert len(re.findall("<a ", inside)) == len(counted)
    assert sum(cell["counts"] for cell in counted) == told["figures"]["core"]["known"] == 22.5


def test_the_page_needs_no_script_and_names_the_rule(site):
    page = (site / "evidence.html").read_text("utf-8")
    assert "<script" not in page
    assert "style=" not in page
    assert "A whole answer counts 1, a part of one ½." in page


def test_many_reports_cost_as_much_each():
    report = load_text((EXAMPLES / "llama-2-chat" / "reward-report.yaml").read_text("utf-8")).require()
    row = Row("a", "A", evidence_of(report, "public"))

    def size(number):
        return len(shown([replace(row, report=f"r{at:03}", title=f"R{at:03}") for at in range(number)]))

    few, more, most = size(10), size(20), size(40)
    assert most - more == pytest.approx(2 * (more - few), rel=0.1)


def test_a_hostile_title_stays_a_title():
    report = load_text((EXAMPLES / "movielens" / "reward-report.yaml").read_text("utf-8")).require()
    row = Row("a", "<script>alert(1)</script>\u202e", evidence_of(report, "public"), 'a"onclick=x.html')
    page = shown([row])
    assert "<script" not in page
    assert 'a"onclick' not in page

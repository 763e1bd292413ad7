"""The report in the order of each role: every answer is there, once, as on the report's own page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reward_reports.publishing.site import build
from reward_reports.publishing.site.subpages import ORDERS

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted(path.parent.name for path in ROOT.glob("examples/*/reward-report.yaml"))
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
REPORT = """schema_version: "1.0"
report: {id: a, title: A, version: "1.0", kind: hypothetical}
institutional_interface:
  recourse: "Write to us. ![A form](f.png)"
  stakeholders: "Everybody. ![A crowd](f.png)"
optimization_intent:
  performance_metrics: {text: "![A line](f.png)", items: [{id: m, name: M, definition: "![A line](f.png)"}]}
figures: [{id: f, path: f.png, alt: A form}]
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    made = tmp_path_factory.mktemp("roles")
    build([ROOT / "examples"], made / "site")
    return made / "site"


def fields_of(page):
    """Return the answers of a page by the ids of their fields."""
    parts = re.split(r'<div class="field" id="([^"]*)">', page)
    return {
        name: re.split(r"<section|</section>", text)[0] for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_no_role_hides_an_answer(site, name, order):
    whole = fields_of((site / f"{name}.html").read_text("utf-8"))
    page = (site / order / f"{name}.html").read_text("utf-8")
    ordered = fields_of(page)
    assert {key: text.split() for key, text in ordered.items()} == {key: text.split() for key, text in whole.items()}
    assert list(ordered) != list(whole)
    assert len(ordered) == page.count('<div class="field"')


def test_pictures_are_found_from_every_page(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "reward-report.yaml").write_text(REPORT)
    (tmp_path / "in" / "f.png").write_bytes(PNG)
    build([tmp_path / "in"], tmp_path / "site")
    seen = set()
    for page in (tmp_path / "site").rglob("*.html"):
        for source in re.findall(r'<img src="([^"]*)"', page.read_text("utf-8")):
            assert (page.parent / source).is_file(), f"{page.name}: {source}"
            seen.add(page.parent.name)
    assert seen >= {"site", "people", *ORDERS}


def test_a_role_page_leads_to_the_others_and_says_which_it_is(site):
    page = (site / "for-auditors" / "movielens.html").read_text("utf-8")
    assert '<span aria-current="page">auditors</span>' in page
    assert 'href="../for-developers/movielens.html"' in page
    assert 'href="for-auditors/movielens.html"' in (site / "movielens.html").read_text("utf-8")

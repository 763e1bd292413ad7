"""`new`: what it writes loads, and says what is left."""

from __future__ import annotations

import re

import pytest
from pypdf import PdfReader

from reward_reports import load, loads
from reward_reports.report.model.evidence import evidence_of

TITLE = "City Chat: answers about permits"
NEW = ("new", "page.yaml", "--one-page", "--title", TITLE, "--today", "2026-11-30")


def fill(text: str) -> str:
    """Return a skeleton with a sentence in the place of each text that is to be written, and an address where one belongs."""
    numbers = iter(range(1000))
    text = text.replace('"TODO: their address"', "desk@city.example")
    return re.sub(r'"TODO: [^"]*"', lambda _: f'"The desk wrote sentence {next(numbers)} here."', text)


def test_a_page_to_fill_in_says_what_is_left_and_nothing_when_it_is_filled_in(run, tmp_path):
    assert run(*NEW).returncode == 0
    text = (tmp_path / "page.yaml").read_text("utf-8")
    assert "half a day's work" in text
    found = run("lint", "page.yaml", "--strictness", "minimal", "--format", "concise", "--today", "2026-11-30").stdout
    assert found.count(" CMP003 ") == found.count(" error ") > 20
    (tmp_path / "page.yaml").write_text(fill(text), "utf-8")
    assert run("lint", "page.yaml", "--strictness", "minimal", "--today", "2026-11-30").returncode == 0


def test_what_is_still_to_be_written_is_not_counted_as_known(run, tmp_path):
    run(*NEW)
    before = evidence_of(load(tmp_path / "page.yaml"), "public").tally("core").known
    (tmp_path / "page.yaml").write_text(fill((tmp_path / "page.yaml").read_text("utf-8")), "utf-8")
    after = evidence_of(load(tmp_path / "page.yaml"), "public").tally("core").known
    assert before == 0
    assert after >= 12


def test_a_filled_in_page_takes_at_most_four_pages_of_pdf(run, tmp_path):
    run(*NEW)
    (tmp_path / "page.yaml").write_text(fill((tmp_path / "page.yaml").read_text("utf-8")), "utf-8")
    assert run("render", "page.yaml", "-o", "page.pdf").returncode == 0
    assert len(PdfReader(tmp_path / "page.pdf").pages) <= 4


def test_the_comments_name_the_file_and_not_where_it_lies(run, tmp_path):
    run("new", str(tmp_path / "page.yaml"), "--one-page")
    text = (tmp_path / "page.yaml").read_text("utf-8")
    assert "lint page.yaml --strictness" in text
    assert str(tmp_path) not in text


@pytest.mark.parametrize("mark", ["TODO: ", "  TODO: ", "FIXME: ", "TODO(author): "])
def test_an_entry_counts_once_its_name_or_an_explanation_is_written(mark):
    def known(more: str) -> bool:
        register = f"optimization_intent: {{oversight_metrics: [{{id: a, direction: monitor, {more}}}]}}\n"
        report = loads(
            'schema_version: "1.1"\nreport: {id: a, title: A, version: "1", kind: hypothetical}\n' + register
        )
        return not report.optimization_intent.oversight_metrics.unanswered

    assert not known(f'name: "{mark}what is watched"')
    assert known("name: Complaints")
    assert known(f'name: "{mark}what is watched", definition: Complaints a week')


@pytest.mark.parametrize("more", [("--minimal",), ("--profile", "rlhf")])
def test_one_page_has_no_other_questions(run, tmp_path, more):
    ended = run("new", "page.yaml", "--one-page", *more)
    assert ended.returncode == 2
    assert "leave out" in ended.stderr
    assert not (tmp_path / "page.yaml").exists()

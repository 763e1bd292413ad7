"""The guide to completing a draft: what the import leaves open, and the completed report whose parts the page shows."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from reward_reports.report.frameworks.fmti import DOMAINS
from reward_reports.report.loading import load_file

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "how-to" / "complete-a-draft.md").read_text("utf-8")
DONE = ROOT / "docs" / "granite" / "granite.yaml"


@pytest.fixture
def imported(run, tmp_path):
    """Import a file of the form of a company's, with a word of our own for each disclosure, as the page says."""
    text = io.StringIO()
    csv.writer(text).writerows([("Indicator", "Disclosure"), *((name, "Disclosed.") for name in DOMAINS)])
    (tmp_path / "IBM_fmtransparencyreport_Dec2025.csv").write_text(text.getvalue(), "utf-8")
    command, *_ = re.findall(r"^\$ reward-reports (import .*)$", PAGE, re.MULTILINE)
    assert run(*command.split()).returncode == 0
    return tmp_path / "granite.yaml"


def test_the_page_lists_the_questions_that_the_import_leaves_open(run, imported, golden):
    done = run("lint", imported.name, "--strictness", "minimal", "--format", "json")
    found = json.loads(done.stdout)["findings"]
    assert {one["code"] for one in found} == {"CMP001"}
    names = [one["message"].removesuffix(" is empty").removesuffix(" is missing") for one in found]
    assert len(names) == 12
    golden("".join(f"* {name}\n" for name in names), "complete-a-draft.txt")


def test_the_completed_report_has_nothing_to_find_at_minimal(run, tmp_path):
    (tmp_path / "granite.yaml").write_text(DONE.read_text("utf-8"), "utf-8")
    command = re.findall(r"^\$ reward-reports (lint .*)$", PAGE, re.MULTILINE)[-1]
    done = run(*command.split())
    assert (done.returncode, done.stderr) == (0, "")


def test_it_stays_a_draft_by_outsiders_and_holds_no_quotation():
    report = load_file(DONE).report
    assert report is not None
    assert (report.report.status, report.report.kind) == ("draft", "third_party")
    assert report.extensions == {}
    assert "“" not in DONE.read_text("utf-8")


def test_the_page_shows_parts_that_the_file_has():
    shown = re.findall(r'^--8<-- "docs/granite/granite\.yaml:(\w+)"$', PAGE, re.MULTILINE)
    assert sorted(shown) == sorted(re.findall(r"\[start:(\w+)\]", DONE.read_text("utf-8")))

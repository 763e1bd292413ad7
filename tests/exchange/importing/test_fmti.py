"""Company reports of the transparency index: what they disclose comes into a draft, and out again to the same indicators."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.exchange.exporting import export
from reward_reports.exchange.importing import convert
from reward_reports.exchange.importing.fmti import read_fmti
from reward_reports.exchange.importing.source import SourceError
from reward_reports.report.frameworks.fmti import DOMAINS
from reward_reports.report.loading import load_text

NAME = "reports/Acme_Labs_fmtransparencyreport_Dec2025.csv"
ROWS = (
    ("Model objectives", "Each stage has an objective:\n- first, text\n- then, reward", "We give the point.", "https://example.org/a", "1"),
    ("Model stages", "Two stages.", "", "", "1"),
    ("Open weights", "Weights are on the Hub.", "", "https://example.org/b", "1"),
    ("Energy usage for final training run", "About 12 MWh.", "", "", "0"),
    ("Crawling", "", "Nothing is said.", "", "0"),
    ("An indicator of another year", "We do.", "", "", ""),
)  # fmt: skip


def table(rows=ROWS, head=("Indicator", "Disclosure", "Justification", "References", "Score")):
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerows([head, *rows])
    return made.getvalue()


@pytest.fixture
def draft():
    return load_text(convert([read_fmti(table(), NAME)]).yaml).require()


def test_a_disclosure_comes_into_the_field_that_its_indicator_asks_for(draft):
    assert (draft.report.id, draft.report.title, draft.report.status) == ("acme-labs", "Acme Labs", "draft")
    assert draft.profiles == ("rlhf",)
    assert draft.system_details.system_owner.text.endswith("Acme Labs")
    assert "**Model stages.**\n\nTwo stages." in draft.rlhf.training_stages.text


def test_what_asks_for_a_key_or_has_no_field_is_kept_under_its_indicator(draft):
    block = draft.extensions["x-fmti"]
    assert block["Energy usage for final training run"] == "About 12 MWh."
    assert block["Open weights"].strip() == "Weights are on the Hub.\n\nReferences: https://example.org/b"
    assert block["Model objectives"].startswith("Each stage has an objective:\n- first, text")
    assert "Crawling" not in block
    assert draft.extensions["x-imported"][0]["heading"] == "An indicator of another year"


def test_the_scores_stay_those_of_the_team(draft):
    assert draft.extensions["x-fmti-scores"]["Crawling"] == "0. Nothing is said."
    assert "Nothing is said" not in export(draft, "fmti")


def test_what_came_in_goes_out_to_the_same_indicators_and_in_again(draft):
    once = export(draft, "fmti-csv")
    said = {row["Indicator"]: row["Disclosure"] for row in csv.DictReader(io.StringIO(once))}
    assert "Two stages." in said["Model stages"]
    assert "About 12 MWh." in said["Energy usage for final training run"]
    assert said["Crawling"] == ""
    again = load_text(convert([read_fmti(once, NAME)]).yaml).require()
    assert "Two stages." in again.rlhf.training_stages.text
    assert "About 12 MWh." in again.extensions["x-fmti"]["Energy usage for final training run"]


def test_the_draft_answers_what_was_disclosed(draft):
    states = {one["item"]: one["state"] for one in json.loads(export(draft, "fmti-json"))["items"]}
    assert states["Model stages"] == "answered"
    assert states["Energy usage for final training run"] == "answered"
    assert states["Open weights"] == "in_part"  # said in words; the key of the field is still empty
    assert states["Crawling"] == "no_field"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("date,loss\n1,2\n", ":1: a report to the transparency index has the columns Indicator and Disclosure"),
        ("", ":1: a report to the transparency index"),
        (
            table([("Crawling", "a", "", "", ""), ("Crawling", "b", "", "", "")]),
            ":3: the indicator 'Crawling' stands twice",
        ),
        ('Indicator,Disclosure\nCrawling,"a\n', "it is not CSV"),
        (f"Indicator,Disclosure\nCrawling,{'x' * 200_000}\n", "field larger than field limit"),
    ],
)
def test_what_is_no_such_table_is_refused_with_its_place(text, said):
    with pytest.raises(SourceError) as error:
        read_fmti(text, NAME)
    assert str(error.value).startswith(NAME)
    assert said in str(error.value)


@given(
    st.lists(st.tuples(st.sampled_from(list(DOMAINS)), st.text(max_size=60)), unique_by=lambda one: one[0], max_size=8)
)
def test_whatever_is_disclosed_makes_a_report_that_loads(rows):
    text = table([(name, said.replace("\x00", ""), "", "", "1") for name, said in rows])
    made = convert([read_fmti(text.replace("\r\n", "\n").replace("\r", "\n"), NAME)])
    assert load_text(made.yaml).report is not None


def test_the_command_reads_a_file(tmp_path, run):
    (tmp_path / "Acme_fmtransparencyreport_Dec2025.csv").write_text(table(), "utf-8")
    done = run("import", "Acme_fmtransparencyreport_Dec2025.csv", "-o", "acme.reward-report.yaml", cwd=tmp_path)
    assert done.returncode == 0
    assert "x-fmti-scores` are those of the team" in done.stderr
    assert run("lint", "acme.reward-report.yaml", "--select", "SYN,SCH,FRM", cwd=tmp_path).returncode == 0

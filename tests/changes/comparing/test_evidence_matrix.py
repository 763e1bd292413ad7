"""What reports tell beside each other: blocks, folded columns, findings, figures, and the same as data."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from reward_reports.changes.comparing.evidence_data import as_csv, as_json
from reward_reports.changes.comparing.evidence_findings import findings_of
from reward_reports.changes.comparing.evidence_matrix import Matrix, MatrixRow, agreed_in_words, headline, matrix_of
from reward_reports.changes.comparing.formats.evidence_text import evidence_lines, evidence_markdown
from reward_reports.report.loading import load_text
from reward_reports.report.model.evidence import evidence_of

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*/reward-report.yaml"))
HEAD = 'schema_version: "1.1"\nreport: {{id: {id}, title: "{title}", version: "1", kind: {kind}}}\n'
PAPER = "{text: It is told., basis: documented}"
WORD = "{text: It is told., basis: owner_stated}"
NONE = "{disclosure: unknown, reason: R}"


def row(id_: str, answer: str = PAPER, *, title: str = "", kind: str = "third_party", more: str = "") -> MatrixRow:
    text = HEAD.format(id=id_, title=title or id_, kind=kind) + f"implementation: {{limitations: {answer}}}\n{more}"
    report = load_text(text).require()
    return MatrixRow(report.report.id, report.report.title, evidence_of(report, "public"))


def examples() -> Matrix:
    reports = [load_text(path.read_text("utf-8")).require() for path in EXAMPLES]
    return matrix_of(MatrixRow(one.report.id, one.report.title, evidence_of(one, "public")) for one in reports)


def test_columns_on_which_all_agree_are_folded_with_the_reason():
    found = matrix_of([row("a"), row("b"), row("c")])
    block = next(block for block in found.blocks if block.section == "implementation")
    assert block.chosen(agreed=False) == []
    assert "Limitations: answered in all 3 reports: a document by the owner" in agreed_in_words(block)
    block = next(block for block in matrix_of([row("a"), row("b", NONE)]).blocks if block.section == "implementation")
    assert [block.columns[index].title for index in block.chosen(agreed=False)] == ["Limitations"]


def test_reports_that_answer_by_other_routes_do_not_agree():
    """What one system lets anybody check, and another asks to be believed, is the difference that the page is for."""
    found = matrix_of([row("a"), row("b", WORD)])
    block = next(block for block in found.blocks if block.section == "implementation")
    assert [block.columns[index].title for index in block.chosen(agreed=False)] == ["Limitations"]
    assert "in both reports" in " ".join(agreed_in_words(block))


def test_one_report_alone_agrees_with_nobody():
    assert not any(block.chosen(agreed=True) for block in matrix_of([row("a")]).blocks)


def test_a_profile_is_a_block_of_the_reports_that_have_it():
    found = matrix_of([row("a"), row("b", more="rlhf: {red_teaming: {text: Ten people., basis: documented}}\n")])
    blocks = {block.section: [one.report for one, _ in block.rows] for block in found.blocks}
    assert blocks["rlhf"] == ["b"]
    assert blocks["evaluation"] == ["a", "b"]
    assert "recommender" not in blocks
    assert [one.report for one in found.rows_in("rlhf")] == ["b"]


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["MovieLens, a recommender", "MuZero (2019)"], ["MovieLens", "MuZero"]),
        (["Bot: one", "Bot: two"], ["Bot: one", "Bot: two"]),
        (["A, b", "Plain"], ["A, b", "Plain"]),
    ],
)
def test_a_short_name_stands_in_the_table_unless_two_would_share_it(titles, names):
    found = matrix_of(row(f"r{number}", title=title) for number, title in enumerate(titles))
    assert [one.name for one in found.rows] == names


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "What is known, and who can check it"),
        ([row("Alpha")], "Anybody can check 1 of 26 core answers on Alpha"),
        ([row("Alpha"), row("Beta", WORD)], "Anybody can check 1 of 26 core answers on Alpha, and none on Beta"),
        ([row("Alpha"), row("Beta")], "Anybody can check 1 of 26 core answers on each of 2 systems"),
        ([row("Alpha"), row("Gamma", kind="hypothetical")], "Anybody can check 1 of 26 core answers on Alpha"),
    ],
)
def test_the_headline_says_what_anybody_can_check(rows, words):
    assert headline(matrix_of(rows).rows) == words


def test_findings_are_counted():
    answer = "{text: It is told., basis: audited}"
    rows = [row("a"), row("b", answer), row("c", "It is told."), row("d", "{disclosure: withheld, reason: R}")]
    rows.append(row("e", NONE, kind="first_party"))
    said = [str(one) for one in findings_of(matrix_of(rows))]
    assert "5 of 5 reports state no value that was required before launch." in said
    assert "1 of 3 answers was measured or audited by somebody independent." in said
    assert "1 of 3 answers gives no route, in Implementation." in said
    assert any(one.startswith("1 of 130 answers is declined") for one in said)
    assert any(one.startswith("1 of 130 answers is an owner’s “we do not know”") for one in said)


def test_one_report_does_what_many_do():
    said = [str(one) for one in findings_of(matrix_of([row("a")]))]
    assert "1 of 1 report states no value that was required before launch." in said
    assert "0 of 1 answer was measured or audited by somebody independent." in said


def test_the_examples_are_told_apart():
    found = examples()
    figures = {one.report: one.evidence.tally("core") for one in found.rows}
    assert max(figures, key=lambda name: figures[name].checkable) == "movielens"
    assert figures["gpt-4o-sycophancy"].checkable == 1  # the list of its documents
    assert headline(found.rows).endswith("on MovieLens, and 1 of 26 on GPT-4o in ChatGPT")
    assert sum(len(block.columns) for block in found.blocks) == 65


def test_the_data_add_up_to_the_figures():
    found = examples()
    rows = list(csv.DictReader(io.StringIO(as_csv(found))))
    data = json.loads(as_json(found))
    assert len(rows) == sum(len(one.evidence.cells) for one in found.rows)
    for one in data["reports"]:
        for group, figures in one["figures"].items():
            mine = [line for line in rows if line["report"] == one["id"] and line["group"] == group and line["counts"]]
            assert len(mine) == figures["questions"]
            for column, name in (("counts", "known"), ("checkable", "anybody_can_check")):
                assert sum(float(line[column]) for line in mine) == pytest.approx(figures[name], abs=0.01)
    assert data["rule"]


def test_a_spreadsheet_takes_no_title_for_a_formula():
    lines = as_csv(matrix_of([row("a", title="=1+1")])).splitlines()
    assert lines[1].startswith("a,'=1+1,core,")


@pytest.mark.parametrize("made", [evidence_lines, evidence_markdown])
def test_text_shows_figures_findings_blocks_and_the_rule(made):
    text = "".join(
        made(
            matrix_of(
                [row("Alpha", "{text: Some, disclosure: partial, reason: R, basis: documented}"), row("Beta", NONE)]
            )
        )
    )
    for words in ("½ of 26", "What follows from the data", "◐P", "All agree", "A whole answer counts 1"):
        assert words in text, words

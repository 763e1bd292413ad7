"""`survey_batch`: the same rows for the same documents, a row for each document, and nothing that ends a batch."""

from __future__ import annotations

import os
import signal
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reward_reports import lint_text
from reward_reports.base.errors import InputError, RewardReportsError
from reward_reports.report.loading import load_text
from reward_reports.report.model.evidence import evidence_of
from reward_reports.survey import ANSWERS, DOCUMENTS, FAILURES, FINDINGS, Options, guard, survey_batch
from reward_reports.survey.batch import survey_with
from reward_reports.survey.guard import Guard
from reward_reports.survey.options import Given

from .hub import hub

ROOT = Path(__file__).resolve().parent.parent.parent
DAY = date(2026, 6, 1)
OPTIONS = Options(today=DAY)
REPORT = 'schema_version: "1.1"\nreport: {id: shop, title: Shop, version: "1.0", kind: first_party}\n'
CARD = "---\nlicense: mit\npipeline_tag: translation\n---\n# Card\n\n## Intended use\n\nTo answer letters.\n"
LARGE = REPORT + "x-a: [" + "1, " * 90_000 + "1]\n"
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows limits neither time nor memory")
LINUX = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is limited on Linux alone")


def batch(*texts: str | bytes | None, **columns: list) -> pa.RecordBatch:
    raw = [one.encode() if isinstance(one, str) else one for one in texts]
    return pa.RecordBatch.from_pydict(
        {"id": [f"d{n}" for n in range(len(raw))], "text": pa.array(raw, pa.binary()), **columns}
    )


def codes(findings: pa.RecordBatch, id_: str) -> list[str]:
    return [row["code"] for row in findings.to_pylist() if row["id"] == id_]


@pytest.fixture(scope="module")
def documents() -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(list(hub(40)))


@pytest.fixture(scope="module")
def expected(documents) -> tuple[pa.RecordBatch, pa.RecordBatch]:
    return survey_batch(documents, OPTIONS)


def test_a_report_has_the_findings_and_the_counts_that_it_has_elsewhere():
    text = (ROOT / "examples" / "instructgpt" / "reward-report.yaml").read_text("utf-8")
    findings, answers = survey_batch(batch(text), OPTIONS)
    assert [
        (row["code"], row["severity"], row["path"], row["line"], row["message"]) for row in findings.to_pylist()
    ] == [
        (one.code, one.severity, one.path, one.line, one.message)
        for one in lint_text(text, today=DAY, audience="public").findings
    ]
    report = load_text(text).report
    assert report is not None
    counted, rows = evidence_of(report, "public").tally(), [row for row in answers.to_pylist() if row["counted"]]
    assert len(rows) == counted.questions
    for name in ("known", "checkable", "independent"):
        assert round(sum(row[name] for row in rows), 1) == round(getattr(counted, name), 1)
    assert {row["system"] for row in rows} == {"rlhf"}
    assert {row["weights"] for row in rows} == {report.rlhf.release.weights}


def test_a_card_answers_what_it_answers():
    findings, answers = survey_batch(batch(CARD), OPTIONS)
    rows = {row["field"]: row for row in answers.to_pylist()}
    goal = rows["optimization_intent.goal_of_reinforcement"]
    assert (goal["format"], goal["system"], goal["state"], goal["length"]) == ("model-card", "translation", "whole", 18)
    assert rows["evaluation.evaluation_validity"]["state"] == "not_answered"
    assert "CMP001" in codes(findings, "d0")
    assert {row["line"] for row in findings.to_pylist()} == {None}


def test_figures_and_their_sources_are_counted():
    limits = "implementation: {limitations: %s}\nreferences: [{id: a, title: A}]\n"
    texts = [REPORT + limits % one for one in ("It fails in 5% and 7% of cases.", '"It fails in 5% of cases [@a]."')]
    rows = [
        row
        for row in survey_batch(batch(*texts), OPTIONS)[1].to_pylist()
        if row["field"] == "implementation.limitations"
    ]
    assert [(row["figures"], row["figures_with_source"]) for row in rows] == [(2, 0), (1, 1)]


def test_equal_texts_have_equal_digests():
    texts = [
        CARD.replace("To answer letters.", one)
        for one in ("More  words\nhere.", "more words here.", "Other words here.")
    ]
    rows = [
        row["digest"]
        for row in survey_batch(batch(*texts), OPTIONS)[1].to_pylist()
        if row["length"] and "goal" in row["field"]
    ]
    assert rows[0] == rows[1] != rows[2]


def test_what_the_public_may_not_read_stays_out():
    secret = "The secret number is 4711%"
    text = REPORT + f"implementation: {{limitations: {{text: {secret}, audience: internal}}}}\n"
    findings, answers = survey_batch(batch(text), Options(today=DAY, strictness="publishable", preview=True))
    row = next(row for row in answers.to_pylist() if row["field"] == "implementation.limitations")
    assert (row["state"], row["length"], row["digest"], row["figures"]) == ("held_back", 0, None, 0)
    assert "4711" not in str(findings.to_pylist())


def test_the_schemas_hold(expected):
    assert [one.schema for one in expected] == [FINDINGS, ANSWERS]
    assert all(one.schema.metadata == {b"reward-reports-survey": b"1"} for one in expected)
    empty = survey_batch(DOCUMENTS.empty_table(), OPTIONS)
    assert [(one.schema, one.num_rows) for one in empty] == [(FINDINGS, 0), (ANSWERS, 0)]


@pytest.mark.parametrize("cut", [7, 39])
def test_the_rows_do_not_depend_on_the_batch(documents, expected, cut):
    parts = [survey_batch(documents.slice(at, cut), OPTIONS) for at in range(0, len(documents), cut)]
    for number in (0, 1):
        assert pa.Table.from_batches([part[number] for part in parts]).equals(pa.Table.from_batches([expected[number]]))


def test_the_rows_do_not_depend_on_the_order(documents, expected):
    turned = survey_batch(documents.take(list(reversed(range(len(documents))))), OPTIONS)
    for made, wanted in zip(turned, expected, strict=True):
        keyed = [sorted(one.to_pylist(), key=lambda row: (row["id"], str(row))) for one in (made, wanted)]
        assert keyed[0] == keyed[1]


@pytest.mark.parametrize(
    "day", [date(2024, 5, 6), datetime(2024, 5, 6, 7, tzinfo=UTC), "2024-05-06T07:00:00Z", "2024-05-06"]
)
def test_dates_are_read_in_every_type(day):
    _, answers = survey_batch(batch(CARD, date=[day]), OPTIONS)
    assert {row["date"] for row in answers.to_pylist()} == {date(2024, 5, 6)}


def test_a_date_that_is_none_is_left_out():
    _, answers = survey_batch(batch(CARD, date=["2024-13-99"]), OPTIONS)
    assert {row["date"] for row in answers.to_pylist()} == {None}


@pytest.mark.parametrize(
    ("columns", "said"), [({"text": ["a"]}, "'id'"), ({"id": ["a"]}, "'text'"), ({"id": [[1]], "text": ["a"]}, "'id'")]
)
def test_columns_that_cannot_be_used_are_named(columns, said):
    with pytest.raises(InputError, match=said):
        survey_batch(pa.RecordBatch.from_pydict(columns))


HOSTILE = {
    "no UTF-8": b"\xff\xfe\x00",
    "a surrogate": REPORT.replace("Shop", '"\\ud800"').encode(),
    "no YAML": b"report: {id: [",
    "deep": b"report: " + b"[" * 5000,
    "many aliases": b"report: {id: a}\nx-0: &a0 [1, 1]\n" + b"".join(b"x-%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 60)),
    "a tag": b"report: !!python/object/apply:os.system ['true']\n",
    "front matter that does not close": b"---\nlicense: mit\n",
    "empty": b"",
    "no text": None,
    "NUL": REPORT.replace("Shop", "\0").encode(),
    "a large one": b"# A\n\n" + b"a " * 2_000_000,
    "JSON": b'{"model_details": [1]}',
    "a direction mark": REPORT.replace("Shop", "\u202e").encode(),
}  # fmt: skip


def test_hostile_documents_have_rows_and_end_no_batch(documents, expected):
    texts = [one for pair in zip(HOSTILE.values(), documents.column("text").to_pylist(), strict=False) for one in pair]
    findings, answers = survey_batch(batch(*texts), OPTIONS)
    seen = {row["id"] for table in (findings, answers) for row in table.to_pylist()}
    assert seen == {f"d{n}" for n in range(len(texts))}
    without_text = f"d{2 * list(HOSTILE).index('no text')}"
    assert [one["message"] for one in findings.to_pylist() if one["id"] == without_text] == ["the row holds no text"]
    fields = [row["field"] for row in answers.to_pylist() if row["id"] in {f"d{n}" for n in range(1, len(texts), 2)}]
    assert fields == expected[1].column("field").to_pylist()[: len(fields)]


@settings(max_examples=20)
@given(
    st.lists(
        st.binary(max_size=300) | st.text(max_size=300).map(lambda one: one.encode("utf-8", "replace")), max_size=8
    )
)
def test_whatever_a_document_holds_it_has_a_row(texts):
    findings, answers = survey_batch(batch(*texts), OPTIONS)
    assert {row["id"] for table in (findings, answers) for row in table.to_pylist()} == {
        f"d{n}" for n in range(len(texts))
    }


def test_an_unknown_format_is_said():
    findings, _ = survey_batch(batch(CARD, format=["poem"]), OPTIONS)
    assert codes(findings, "d0") == ["failed"]
    assert "model-card" in findings.to_pylist()[0]["message"]


@POSIX
def test_a_document_over_its_time_is_a_row():
    # On any machine the card takes a fraction of the limit, and the long text a multiple of it.
    long = LARGE.replace("1, ", "1, " * 3)
    findings, answers = survey_batch(batch(CARD, long, CARD), Options(today=DAY, seconds=0.1))
    assert codes(findings, "d1") == ["too-slow"]
    assert {row["id"] for row in answers.to_pylist()} == {"d0", "d2"}


@LINUX
def test_a_document_over_its_memory_is_a_row():
    findings, answers = survey_batch(batch(CARD, LARGE, CARD), Options(today=DAY, memory=24 * 2**20))
    assert codes(findings, "d1") == ["too-much-memory"]
    assert {row["id"] for row in answers.to_pylist()} == {"d0", "d2"}


@POSIX
@pytest.mark.parametrize("at", [0, 5])
def test_a_process_that_is_killed_on_the_way_costs_no_row(monkeypatch, documents, expected, at):
    with_guard, real, reads = Guard(OPTIONS), guard._read, []

    def read(child):
        if len(reads) == at:
            os.kill(child.pid, signal.SIGKILL)
        reads.append(at)
        return real(child)

    monkeypatch.setattr(guard, "_read", read)
    made = survey_with(with_guard, documents)
    with_guard.close()
    assert all(one.equals(wanted) for one, wanted in zip(made, expected, strict=True))


@POSIX
def test_a_document_that_ends_the_process_every_time_is_a_row(monkeypatch, documents):
    real, handed = guard._hand_over, []

    def hand_over(child, given_documents):
        handed.append(len(given_documents))
        if given_documents[0].text == b"kill":
            os.kill(child.pid, signal.SIGKILL)
        real(child, given_documents)

    monkeypatch.setattr(guard, "_hand_over", hand_over)
    one = Guard(OPTIONS)
    made = one.survey([Given(b"kill", "", ""), Given(CARD.encode(), "", "")])
    one.close()
    assert made[0].findings[0][0] in FAILURES
    assert "signal 9" in made[0].findings[0][4]
    assert made[1].answers
    assert handed == [2, 1, 1, 1]


def test_a_process_that_cannot_start_is_an_error(monkeypatch):
    monkeypatch.setattr(guard.sys, "executable", "/bin/false")
    with pytest.raises(RewardReportsError, match="ended at its start"):
        Guard(OPTIONS).survey([Given(b"", "", "")])


def test_nothing_of_the_working_folder_is_imported(tmp_path, monkeypatch):
    (tmp_path / "yaml.py").write_text("open('ran', 'w')")
    monkeypatch.chdir(tmp_path)
    one = Guard(OPTIONS)
    assert one.survey([Given(CARD.encode(), "", "")])[0].answers
    one.close()
    assert not (tmp_path / "ran").exists()

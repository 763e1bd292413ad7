"""What the guide shows: the questions in SQL on a generated hub, and the same function in Spark and Dask."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reward_reports.survey import Options, survey_batch

from .hub import hub

GUIDE = (Path(__file__).resolve().parent.parent.parent / "docs" / "how-to" / "survey.md").read_text("utf-8")
QUESTIONS = dict(re.findall(r"^(\S[^\n]*\?)\n\n```sql\n(.*?)```", GUIDE, re.DOTALL | re.MULTILINE))
PYTHON = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
NUMBER = 250


@pytest.fixture(scope="module")
def documents() -> pa.Table:
    return pa.Table.from_pylist(list(hub(NUMBER)))


@pytest.fixture(scope="module")
def tables(documents) -> tuple[pa.RecordBatch, pa.RecordBatch]:
    return survey_batch(documents, Options(today=date(2026, 6, 1)))


@pytest.fixture(scope="module")
def expected(tables) -> tuple[list[dict], list[dict]]:
    findings, answers = tables
    return findings.to_pylist(), answers.to_pylist()


@pytest.fixture(scope="module")
def folder(tmp_path_factory, tables) -> Path:
    made = tmp_path_factory.mktemp("questions")
    for name, table in zip(("findings", "answers"), tables, strict=True):
        (made / "survey" / name).mkdir(parents=True)
        pq.write_table(pa.Table.from_batches([table]), made / "survey" / name / "0.parquet")
    return made


@pytest.fixture
def ask(folder, monkeypatch):
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(folder)
    return lambda words: duckdb.sql(next(sql for asked, sql in QUESTIONS.items() if words in asked)).fetchall()


def test_the_guide_asks_six_questions():
    assert len(QUESTIONS) == 6


def test_the_worst_filled_fields(ask, expected):
    answered = defaultdict(list)
    for row in expected[1]:
        if row["counted"]:
            answered[row["field"]].append(row["state"] in ("whole", "part"))
    rows = ask("filled worst")
    assert {row[0]: row[1:] for row in rows} == {
        name: (pytest.approx(sum(shares) / len(shares), abs=1e-3), len(shares)) for name, shares in answered.items()
    }
    assert [row[1] for row in rows] == sorted(row[1] for row in rows)


def test_what_changed_between_two_years(ask, expected):
    rows = ask("two years")
    answered = {
        year: Counter(
            row["field"]
            for row in expected[1]
            if row["counted"] and row["date"].year == year and row["state"] in ("whole", "part")
        )
        for year in (2023, 2025)
    }
    asked = Counter((row["field"], row["date"].year) for row in expected[1] if row["counted"])
    for field, before, after, change in rows:
        assert before == pytest.approx(answered[2023][field] / asked[field, 2023], abs=1e-3)
        assert after == pytest.approx(answered[2025][field] / asked[field, 2025], abs=1e-3)
        assert change == pytest.approx(after - before, abs=2e-3)
    assert any(row[3] for row in rows)


def test_open_against_closed(ask, expected):
    weights = {row["id"]: row["weights"] for row in expected[1] if row["weights"]}
    rows = ask("weights are open")
    assert {row[0]: row[1] for row in rows} == Counter(weights.values())
    assert all(0 < row[2] <= 1 and 0 <= row[3] <= row[2] for row in rows)


def test_rules_by_type_of_system(ask, expected):
    systems = {row["id"]: row["system"] for row in expected[1]}
    found = {(systems[row["id"]], row["code"], row["id"]) for row in expected[0] if systems.get(row["id"])}
    totals = Counter(system for system in systems.values() if system)
    wanted = Counter((system, code) for system, code, _ in found)
    rows = ask("type of system")
    assert {row[:2]: row[2:] for row in rows} == {
        (system, code): (number, pytest.approx(number / totals[system], abs=1e-3))
        for (system, code), number in wanted.items()
    }


def test_copies_of_one_template(ask, documents):
    copied = sum("smaller copy of" in text for text in documents["text"].to_pylist())
    assert copied >= 5
    rows = [row for row in ask("copies") if row[0] == "optimization_intent.goal_of_reinforcement"]
    length = len("See the card of the original model, which this is a smaller copy of.")
    assert (copied, length) in {(row[2], row[3]) for row in rows}
    assert [row[2] for row in rows] == sorted((row[2] for row in rows), reverse=True)


def test_documents_whose_figures_lack_a_source(ask, expected):
    figures, sourced = Counter(), Counter()
    for row in expected[1]:
        figures[row["id"]] += row["figures"]
        sourced[row["id"]] += row["figures_with_source"]
    rows = ask("lack a source")
    assert {row[0] for row in rows} == {name for name in figures if figures[name] and not sourced[name]}
    assert rows
    assert any(sourced.values())


def script(tmp_path: Path, documents: pa.Table, code: str) -> list[dict]:
    """Run a script of the guide on a table of two row groups, and return the answers that it gives."""
    small = documents.slice(0, 12)
    pq.write_table(small, tmp_path / "cards.parquet", row_group_size=6)
    (tmp_path / "script.py").write_text(code, "utf-8")
    python = os.environ | {"PYSPARK_PYTHON": sys.executable}
    done = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, env=python, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    rows = pq.read_table(tmp_path / "answers").to_pylist()
    return sorted(rows, key=lambda row: (row["id"], row["field"]))


def first(expected: tuple[list[dict], list[dict]]) -> list[dict]:
    ids = {row["id"] for row in hub(12)}
    return sorted((row for row in expected[1] if row["id"] in ids), key=lambda row: (row["id"], row["field"]))


@pytest.mark.tool("java")
def test_spark_gives_the_same_rows(tmp_path, documents, expected):
    pytest.importorskip("pyspark")
    code = next(one for one in PYTHON if "pyspark" in one).replace("getOrCreate()", 'master("local[1]").getOrCreate()')
    assert script(tmp_path, documents, code) == first(expected)


def test_dask_gives_the_same_rows(tmp_path, documents, expected):
    pytest.importorskip("dask")
    body = next(one for one in PYTHON if "import dask" in one)
    imports, _, rest = body.partition("\n\ngroups = ")
    main = "groups = " + rest + 'pq.write_table(answers, "answers")\n'
    code = f"{imports}\n\nif __name__ == '__main__':\n" + "".join(f"    {line}\n" for line in main.splitlines())
    assert script(tmp_path, documents, code) == first(expected)

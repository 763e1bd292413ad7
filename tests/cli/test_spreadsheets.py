"""No CSV that a command writes holds a formula: a spreadsheet would calculate it when somebody opens the file."""

from __future__ import annotations

import csv

import pytest

from reward_reports.cli import compare, diff, lint, log
from reward_reports.exchange.exporting import EXPORTERS
from reward_reports.runs.monitoring import formats as monitoring

REPORT = """schema_version: "1.1"
profiles: [rlhf]
report: {id: %s, title: "=cmd|' /C calc'!A0", version: "@1", kind: third_party, date: 2026-01-01}
system_details: {system_owner: "+1 (555) 0100"}
optimization_intent:
  goal_of_reinforcement: "=HYPERLINK(0)"
  performance_metrics: [{id: m, name: "-2+3", definition: "@SUM(A1)"}]
institutional_interface:
  stakeholders: [{id: p, name: "=1+1", interest: "\\t=2"}]
rlhf: {base_model: {name: "=A1", text: "+A1"}}
references: [{id: r, title: "=R", url: "https://example.org/"}]
"""
OUTPUTS = {
    ("lint", "."): lint.FORMATS,
    ("diff", "a.reward-report.yaml", "b.reward-report.yaml"): diff.FORMATS,
    ("log", "a.reward-report.yaml"): log.FORMATS,
    ("compare", "."): compare.FORMATS,
    ("check", "."): monitoring.CHECK,
    ("status", "."): monitoring.STATUS,
    ("outcomes", "."): monitoring.OUTCOMES,
    ("due", "."): monitoring.DUE,
    ("export", "a.reward-report.yaml"): {one.name: one for one in EXPORTERS},
}
TABLES = [
    (*words, "--format", name)
    for words, formats in OUTPUTS.items()
    for name, form in formats.items()
    if ".csv" in form.endings
]


def test_there_are_tables():
    assert {words[0] for words in TABLES} >= {"compare", "export"}


@pytest.mark.parametrize("words", TABLES, ids=" ".join)
def test_no_cell_of_a_table_is_a_formula(run, tmp_path, words):
    for name in ("a", "b"):
        (tmp_path / f"{name}.reward-report.yaml").write_text(REPORT % name, "utf-8")
    done = run(*words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    cells = [cell for row in csv.reader(done.stdout.splitlines()) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert any("=" in cell for cell in cells), "the texts of the report are there"

"""A secret in a report is found and never printed again, by no format."""

from __future__ import annotations

from datetime import date

import pytest

from reward_reports.linting.formats import FORMATS
from reward_reports.linting.running import lint_text
from reward_reports.linting.settings import Settings

SECRET = "AKIAIOSFODNN7EXAMPLQ"
REPORT = f"""\
schema_version: "1.0"
report: {{id: a, title: A, version: "1.0", kind: hypothetical}}
x-ours: {{key: {SECRET}, flag: NO}}
"""


@pytest.mark.parametrize("name", list(FORMATS))
def test_no_format_prints_a_secret(name):
    settings = Settings(select=("HON008", "SYN010"))
    result = lint_text(REPORT.encode(), "a.yaml", settings, date(2026, 1, 1))
    assert {finding.code for finding in result.findings} == {"HON008", "SYN010"}
    text = FORMATS[name](result)
    assert "HON008" in text
    assert SECRET not in text


def test_carets_stay_below_what_is_meant():
    result = lint_text(REPORT.encode(), "a.yaml", Settings(select=("HON008",)), date(2026, 1, 1))
    _, line, carets, *_ = FORMATS["text"](result).splitlines()
    assert line == "3 | x-ours: {key: " + "*" * len(SECRET) + ", flag: NO}"
    assert carets == "  |               " + "^" * len(SECRET)

"""Comments that silence findings: only real comments, only what they name, only where they stand."""

from __future__ import annotations

from datetime import date

import pytest

from reward_reports.linting.engine import lint_document
from reward_reports.linting.settings import Settings
from reward_reports.linting.suppressions import find_suppressions
from reward_reports.report.loading import load_text

HEAD = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0", kind: hypothetical}\n'


def codes(text):
    findings, _ = lint_document(load_text(HEAD + text), Settings(select=("SYN", "SCH")), date(2026, 1, 1))
    return [finding.code for finding in findings]


@pytest.mark.parametrize(
    "text",
    [
        "one: 1  # reward-reports: ignore[SCH001] ours\n",
        "one: 1  #reward-reports:ignore[SCH001] ours\n",
        "one: 1  # reward-reports: ignore[SYN003, SCH001]: ours\n",
        "one: 1  # reward-reports: ignore[SCH] ours\n",
        "# reward-reports: ignore[SCH001] ours\none: 1\n",
        "# reward-reports: ignore[SCH001] ours\n# and more words\n\none: 1\n",
        "# reward-reports: ignore-file[SCH001] ours\nx-a: 1\none: 1\ntwo: 1\n",
    ],
)
def test_what_is_named_is_silenced(text):
    assert codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "one: 1  # reward-reports: ignore[SCH002] another rule\n",
        "one: 1  # reward-reports: ignore\n",
        "one: 1  # reward-reports: ignore[]\n",
        "x-a: 1  # reward-reports: ignore[SCH001] another line\none: 1\n",
        "one: '# reward-reports: ignore[SCH001] no comment'\n",
        "one: |\n  # reward-reports: ignore[SCH001] no comment\n",
        "one: a#reward-reports:ignore[SCH001]\n",
    ],
)
def test_what_is_not_named_is_not_silenced(text):
    assert codes(text) == ["SCH001"]


def test_places_and_reasons_are_read():
    text = "one: |  # reward-reports: ignore[SCH001] on a header\n  text\n# reward-reports: ignore[ABC123]\ntwo: 2\n"
    first, second = find_suppressions(load_text(HEAD + text))
    assert (first.codes, first.reason, first.line) == (("SCH001",), "on a header", 3)
    assert (second.codes, second.reason, second.line) == (("ABC123",), "", 6)

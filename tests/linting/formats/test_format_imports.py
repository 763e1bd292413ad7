"""What a warm run prints through stays light."""

from __future__ import annotations

import subprocess
import sys

import pytest

from reward_reports.linting.formats import FORMATS

PROGRAM = """
import sys
from datetime import date
from reward_reports.linting.finding import Finding, Result
from reward_reports.linting.formats import FORMATS
finding = Finding("a.yaml", "CMP003", "x", "error", "m", "a", "", 1, 1, 1, 2)
findings = (finding,) if sys.argv[2] == "1" else ()
FORMATS[sys.argv[1]](Result(findings, ("a.yaml",), date(2026, 6, 1), source=lambda name: "abc"))
print(" ".join(sorted(sys.modules)))
"""
HEAVY = {
    "pydantic",
    "yaml",
    "click",
    "jinja2",
    "jsonschema",
    "reward_reports.linting.registry",
    "reward_reports.report.loading",
}


def imported(name: str, found: bool) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, name, str(int(found))], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "sarif"])
def test_format_imports_nothing_heavy(name):
    assert not imported(name, found=True) & HEAVY


def test_sarif_imports_the_rules_only_when_something_was_found():
    assert not imported("sarif", found=False) & HEAVY
    assert "reward_reports.linting.registry" in imported("sarif", found=True)


def test_one_format_does_not_import_the_others():
    prefix = "reward_reports.linting.formats."
    assert {module.removeprefix(prefix) for module in imported("concise", found=True) if module.startswith(prefix)} == {
        "concise", "summary",
    }  # fmt: skip

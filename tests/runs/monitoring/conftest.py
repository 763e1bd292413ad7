"""What the tests of watching share: reports made of fragments, as files and as data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reward_reports.linting.documentation import complete
from reward_reports.report.loading import load_text
from reward_reports.report.model import Report

TODAY = date(2026, 6, 1)


@pytest.fixture
def today() -> date:
    """Give the day that counts as today."""
    return TODAY


@pytest.fixture
def report_of() -> Callable[[str], Report]:
    """Make a report of a fragment; what the model asks for is added."""

    def make(fragment: str) -> Report:
        document = load_text(complete(fragment))
        assert document.report is not None, [problem.message for problem in document.problems]
        return document.report

    return make


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a report made of a fragment into the folder of the test."""

    def make(fragment: str, name: str = "reward-report.yaml") -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(complete(fragment), "utf-8", newline="\n")
        return file

    return make

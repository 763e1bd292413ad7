"""What the tests of `import` share."""

from __future__ import annotations

import pytest

from reward_reports.exchange.importing import convert
from reward_reports.exchange.importing.reading import read_source
from reward_reports.report.loading import load_text


@pytest.fixture(scope="session")
def imported():
    """Convert a text, and read the report that came of it."""

    def call(text, name="old.md"):
        converted = convert([read_source(text.encode(), name)])
        report = load_text(converted.yaml).report
        assert report is not None
        return converted, report

    return call

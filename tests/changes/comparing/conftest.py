"""Reports for the tests: small ones from fragments, and the Project Flow example with an edited copy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reward_reports.report.loading import load_text
from reward_reports.report.model import Report

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "project-flow" / "reward-report.yaml"
EDITS = (
    ('version: "0.6"', 'version: "0.7"'),
    ("date: 2021-06-12\n  last", "date: 2021-07-24\n  last"),
    ("weight: 0.1", "weight: 0.8"),
    ("discount: 0.999\n", "discount: 0.99\n"),
    ("every: P6W\n    tolerance: P4D", "every: P8W\n    tolerance: P10D"),
    ("id: congestion\n", "id: crowding\n"),
    ("[mean-speed, congestion]", "[mean-speed, crowding]"),
    ("A wave slows the whole stretch", "A wave makes the whole stretch slower"),
    ("status: mitigated", "status: accepted"),
    ("disclosure: partial\n    reason: The source says how", "disclosure: withheld\n    reason: The source says how"),
    ("hidden_layers: 3", "hidden_layers: 4"),
    ("reporting_role: reviewer", "reporting_role: informed"),
    ("cars onto or off the freeway", "cars onto the freeway"),
    (
        "      - id: complaints\n",
        '      - {id: noise, name: Noise at night, role: oversight, unit: dB, thresholds: [{op: ">", value: 55}]}\n      - id: complaints\n',
    ),
    ('      - {id: flow-site, title: Website of Flow, url: "https://flow-project.github.io/", kind: website}\n', ""),
    ("text: The first is the parties", "audience: auditor\n    text: The first is the parties"),
    ('to: the cities, what: "Count', 'to: some cities, what: "Secretly count'),
)
"""What is edited in the copy of the example; each is there once, at least."""


def report_of(text: str) -> Report:
    document = load_text(text)
    assert document.report is not None, document.problems
    return document.report


@pytest.fixture
def fragment() -> Any:
    """Make a report of a fragment of YAML."""
    head = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1"}\n'
    return lambda text: report_of(text if text.startswith("{") else head + text)


@pytest.fixture
def flow() -> tuple[Report, Report]:
    old = new = EXAMPLE.read_text("utf-8")
    for before, after in EDITS:
        assert before in new, before
        new = new.replace(before, after, 1)
    return report_of(old), report_of(new)

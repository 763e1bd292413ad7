"""The field's web builder reads a report back by its exact headings: ours in its layout are the same, and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reward_reports import load
from reward_reports.publishing.rendering import render

ROOT = Path(__file__).resolve().parents[3]
REPORTS = [
    Path(__file__).with_name("shapes") / "reward-report.yaml",
    *sorted(ROOT.glob("examples/*/reward-report.yaml")),
]
CORPUS = ROOT.parent / "shared" / "corpus"
BUILDER = """# Overview
## System Owner
## Dates
## Feedback & Communication
## Other Resources
# Performance
## Goal of Reinforcement
## Defined Performance Metrics
## Known Failure Modes
# Responsibilities
## Reporting Cadence
## Update Triggers
## Oversight Metrics
## Legacy System(s)
## Stakeholders
## Explainability & Transparency
## Recourse
# Implementation
## Reward Details
## Environment Details
## Measurement Details
## Algorithmic Details
## Data Flow
## Limitations
## Engineering Tricks
# Evaluation
## Evaluation Environment
## Offline Evaluations
## Evaluation Validity
## Performance standards
# Maintenance
## Comments on Performance
## Comments on User Feedback
## Recommendations
## Changelog""".split("\n")


def headings(text):
    return re.findall(r"^#+ .*$", text, re.MULTILINE)


@pytest.mark.parametrize("file", REPORTS, ids=lambda file: file.parent.name)
def test_the_headings_are_the_builders(file):
    text = render(load(file), to="markdown", layout="builder")
    assert headings(text) == BUILDER
    first, second, third = text.split("\n")[:3]
    assert re.fullmatch(r"<!-- Author: [^<>]* --> <!-- Description: [^<>]* -->", first)
    assert (second, third) == ("", "# Overview")


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus of published reports is not at {CORPUS.name}/")
def test_they_are_those_of_a_file_that_the_builder_wrote():
    written = sorted(CORPUS.glob("mycity/*.md"))
    assert written
    for file in written:
        assert headings(file.read_text("utf-8")) == BUILDER


def test_what_the_builder_does_not_know_stands_in_its_last_field():
    text = render(load(ROOT / "examples/instructgpt/reward-report.yaml"), to="markdown", layout="builder")
    _, behind = text.split("## Changelog")
    assert "**Training on Human Feedback**" in behind
    assert "**References**" in behind
    owner = text.split("## System Owner")[1].split("## Dates")[0]
    assert "> **Outside report.**" in owner

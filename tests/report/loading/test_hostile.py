"""Hostile files get a finding at its place, or none if they are harmless; never an exception, a hang or a silent pass."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from reward_reports.linting.engine import lint_document
from reward_reports.linting.settings import Settings
from reward_reports.report.loading import Limits, load_bytes
from reward_reports.report.loading.decoding import decode
from reward_reports.report.loading.parsing import compose

from . import hostile

SETTINGS = Settings(select=("SYN", "SCH"), strictness="minimal")
FILES = pytest.mark.parametrize("file", hostile.FILES, ids=lambda file: file.name)


def places(file):
    findings, _ = lint_document(load_bytes(file.raw, file.name), SETTINGS, date(2026, 1, 1))
    return [(finding.code, finding.line, finding.column) for finding in findings]


def test_there_are_enough_and_each_once():
    assert len(hostile.FILES) >= 60
    assert len({file.name for file in hostile.FILES}) == len(hostile.FILES)


@FILES
def test_gets_its_finding_at_its_place(file):
    found = places(file)
    if file.code:
        assert any((file.code, file.line, column) in found for column in (file.column, file.read_ahead))
    else:
        assert found == []


@FILES
def test_the_parser_in_python_agrees(file):
    """Where libyaml is missing, the other parser must stop at the same files; its places may differ a little."""
    if len(file.raw) > 20_000:
        file = file._replace(raw=file.raw[:20_000])
    text, problems = decode(file.raw, Limits().max_bytes)
    if problems:
        return
    fast, _ = compose(text, Limits())
    slow, _ = compose(text, Limits(), pure=True)
    assert (fast is None) == (slow is None)


def test_a_whole_folder_of_them_is_survived(tmp_path):
    hostile.write(tmp_path)
    call = [sys.executable, "-m", "reward_reports", "lint", "--no-config", "--no-cache", "-f", "concise", "."]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr + done.stdout
    assert "\x1b" not in done.stdout
    harmful = [file for file in hostile.FILES if file.code]
    for file in harmful:
        place = f"{file.name}.reward-report.yaml:{file.line}"
        assert any(f"{place}:{column}:" in done.stdout for column in (file.column, file.read_ahead))

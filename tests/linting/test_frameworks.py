"""A report held to the items of a framework: `lint --for`, the setting `frameworks`, and the count in `status`."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

import reward_reports as api
from reward_reports.linting.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DEEPSEEK = (ROOT / "examples/deepseek-r1/reward-report.yaml").read_text("utf-8")
SMALL = 'schema_version: "1.1"\nreport: {id: a, title: A, version: "1.0", kind: first_party}\nprofiles: [rlhf]\n'
TODAY = date(2026, 12, 1)


def codes(text, *frameworks, **more):
    settings = Settings(frameworks=frameworks, select=("FRM",), **more)
    return [(one.code, one.severity, one.path) for one in api.lint_text(text, settings=settings, today=TODAY).findings]


def test_without_a_framework_nothing_is_asked():
    assert codes(DEEPSEEK) == []


def test_each_item_that_is_not_answered_is_found_at_its_field():
    left = re.sub(r'    acceptable_use: .*\n| filtered_by: "[^"]*",', "", DEEPSEEK)
    found = codes(left, "eu-gpai")
    assert ("FRM001", "error", "implementation.data_flow") in found
    assert ("FRM001", "error", "rlhf.release") in found
    assert sum(code == "FRM002" for code, *_ in found) == 10
    assert {code for code, *_ in codes(DEEPSEEK, "eu-gpai")} == {"FRM002"}


def test_what_is_stated_is_an_answer():
    left = "rlhf:\n  base_model: {name: base}\n  release: {channel: an API}\n"
    stated = "rlhf:\n  base_model: {disclosure: withheld, reason: x}\n  release: {disclosure: unknown, reason: x}\n"
    assert ("FRM001", "error", "rlhf.release") in codes(SMALL + left, "eu-gpai")
    assert not [one for one in codes(SMALL + stated, "eu-gpai") if one[2].startswith("rlhf.release")]


def test_the_block_answers_items_and_is_checked_without_any_setting():
    block = (
        'x-frontier-transparency: {"SB 53 (c)(1)(A)": "https://example.org", "SB 53 (c)(2)(D)": Encrypted weights.}\n'
    )
    assert "FRM002" not in [code for code, *_ in codes(SMALL + block, "frontier-transparency")]
    wrong = (
        'x-frontier-transparency: {"SB 53 (c)(1)(Q)": "https://example.org"}\nx-fmti: [a]\nx-eu-gpai: {Energy: true}\n'
    )
    result = api.lint_text(SMALL + wrong, settings=Settings(select=("FRM",)), today=TODAY)
    assert [one.code for one in result.findings] == ["FRM003"] * 3
    assert "Did you mean 'SB 53 (c)(1)(" in result.findings[0].advice
    assert "`reward-reports export --format frontier-transparency` lists the items" in result.findings[0].advice


def test_the_option_and_the_setting_hold_a_run_to_a_framework(tmp_path, run):
    (tmp_path / "reward-report.yaml").write_text(SMALL, "utf-8")
    assert "FRM001" not in run("lint", cwd=tmp_path).stdout
    done = run("lint", "--for", "eu-gpai", "--select", "FRM", cwd=tmp_path)
    assert done.returncode == 1
    assert "eu-gpai, item 1.1, is not answered: legal name of the provider" in done.stdout
    (tmp_path / ".reward-reports.toml").write_text('frameworks = ["fmti"]\nselect = ["FRM"]\n', "utf-8")
    both = run("lint", "--for", "eu-gpai", "--max-per-rule", "0", cwd=tmp_path).stdout
    assert "fmti, item Model objectives" in both
    assert "eu-gpai, item 1.1," in both


@pytest.mark.parametrize("command", ["lint", "status"])
def test_an_unknown_framework_is_refused(command, tmp_path, run):
    (tmp_path / "reward-report.yaml").write_text(SMALL, "utf-8")
    done = run(command, "--for", "eu-gpa", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: unknown framework eu-gpa; did you mean eu-gpai?\n"
    (tmp_path / ".reward-reports.toml").write_text('frameworks = ["x"]\n', "utf-8")
    assert "unknown framework x; there are: dsa-recommender" in run(command, cwd=tmp_path).stderr


def test_status_counts_the_items_as_the_export_does(tmp_path, run):
    (tmp_path / "reward-report.yaml").write_text(DEEPSEEK, "utf-8")
    said = run("status", "--for", "eu-gpai", cwd=tmp_path).stdout
    counted = re.search(r"deepseek-r1, eu-gpai: (\d+) of 40 items answered, (\d+) in part\.", said)
    states = [one["state"] for one in json.loads(api.export(tmp_path / "reward-report.yaml", "eu-gpai-json"))["items"]]
    assert (int(counted[1]), int(counted[2])) == (states.count("answered"), states.count("in_part"))
    data = json.loads(run("status", "--for", "fmti", "--format", "json", cwd=tmp_path).stdout)
    assert sum(data["reports"][0]["frameworks"]["fmti"].values()) == 100
    assert "frameworks" not in json.loads(run("status", "--format", "json", cwd=tmp_path).stdout)["reports"][0]

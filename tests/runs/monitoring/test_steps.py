"""Logs that count steps and give no times: thresholds are judged by the newest step, and nothing is counted in days."""

from __future__ import annotations

import json

import pytest

REPORT = """\
schema_version: "1.0"
report: {id: r, title: R, version: "1", status: draft}
optimization_intent:
  oversight_metrics:
    - id: kl
      name: KL
      thresholds: [{op: ">", value: 1}]
      observations_from: {path: trainer_state.json, tag: kl}
system_maintenance:
  update_triggers:
    - {id: jump, kind: metric, condition: {metric: kl, op: ">", value: 1 MORE}}
"""


@pytest.fixture
def check(tmp_path, run):
    def checked(more="", *options):
        rows = [{"step": 300, "kl": 2.5}, {"step": 100, "kl": 0.5}, {"step": 200, "kl": 0.7}]
        (tmp_path / "trainer_state.json").write_text(json.dumps({"log_history": rows}))
        (tmp_path / "reward-report.yaml").write_text(REPORT.replace(" MORE", more))
        return run("check", "reward-report.yaml", *options)

    return checked


def test_the_value_of_the_newest_step_counts(check):
    done = check()
    assert done.stdout.count("2.5 (step 300) is > 1") == 2
    assert "FIRES" in done.stdout


@pytest.mark.parametrize("more", [", window: P2W", ", sustained_for: P1W"])
def test_windows_in_time_say_why_they_cannot_be_counted(check, more):
    duration = more.rpartition(" ")[2]
    assert f"the log counts steps and gives no times, so {duration} cannot be counted" in check(more).stdout


def test_a_value_without_a_day_is_not_recorded(check):
    assert "not recorded: kl: its log counts steps and gives no times" in check("", "--write").stderr

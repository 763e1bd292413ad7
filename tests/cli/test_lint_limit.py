"""How many findings of one rule on one file `lint` shows; exit code, counts, fixes and the baseline know all of them."""

from __future__ import annotations

import json

import pytest

ITEMS = "".join(f"    - {{id: m{number}, name: N/A}}\n" for number in range(70))
REPORT = f"""\
schema_version: "1.0"
report: {{id: a, title: A, version: "1.0", kind: hypothetical}}
optimization_intent:
  performance_metrics:
{ITEMS}"""


@pytest.mark.parametrize(("options", "shown"), [((), 50), (("--max-per-rule", "3"), 3), (("--max-per-rule", "0"), 70)])
def test_the_command_line_and_the_settings_say_how_many(run, tmp_path, options, shown):
    (tmp_path / "reward-report.yaml").write_text(REPORT)
    done = run("lint", "--select", "CMP004", "-f", "json", *options)
    result = json.loads(done.stdout)
    assert (done.returncode, result["counts"]["error"], len(result["findings"])) == (1, 70, shown)
    (tmp_path / ".reward-reports.toml").write_text(f"max-per-rule = {shown % 70}\n")
    assert json.loads(run("lint", "--select", "CMP004", "-f", "json").stdout) == result


def test_a_limit_below_zero_is_refused(run, tmp_path):
    (tmp_path / ".reward-reports.toml").write_text("max-per-rule = -1\n")
    (tmp_path / "reward-report.yaml").write_text("")
    done = run("lint")
    assert done.returncode == 2
    assert "max-per-rule should be a whole number" in done.stderr


def test_a_baseline_knows_what_is_not_shown(run, tmp_path):
    (tmp_path / "reward-report.yaml").write_text(REPORT)
    options = ("--select", "CMP004", "--max-per-rule", "2")
    assert "70 findings" in run("lint", *options, "--write-baseline", "known.json").stderr
    done = run("lint", *options, "--baseline", "known.json", "-f", "json")
    assert (done.returncode, json.loads(done.stdout)["counts"]["hidden"]) == (0, 70)


def test_a_fix_mends_what_is_not_shown(run, tmp_path):
    head = REPORT.split("optimization", maxsplit=1)[0]
    (tmp_path / "reward-report.yaml").write_text(head + "".join(f"x-{number}: NO\n" for number in range(70)))
    done = run("lint", "--select", "SYN010", "--max-per-rule", "1", "--fix", "-f", "json")
    assert (done.returncode, json.loads(done.stdout)["counts"]["fixed"]) == (0, 70)

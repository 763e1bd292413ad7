"""`reward-reports lint` from outside: exit codes, streams, fixes, baseline, standard input."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys

import pytest

GOOD = """\
schema_version: "1.0"
report: {id: shelf, title: "Shelf, a recommender", version: "1.0", kind: hypothetical}
"""
BAD = GOOD + "evaluation:\n  evaluation_validity: a\n  evaluation_validity: b\n"
ONLY_SYNTAX = ("--select", "SYN,SCH")


@pytest.fixture
def report(tmp_path):
    file = tmp_path / "reward-report.yaml"
    file.write_text(GOOD)
    return file


def test_a_right_report_gives_0(run, report):
    done = run("lint", *ONLY_SYNTAX, report.name)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_finding_gives_1_with_file_line_column_and_advice(run, report):
    report.write_text(BAD)
    done = run("lint", *ONLY_SYNTAX, report.name)
    assert done.returncode == 1
    assert "reward-report.yaml:5:3" in done.stdout
    assert "SYN003" in done.stdout
    assert "Keep one of the two" in done.stdout
    assert "^^^^^^^^^^^^^^^^^^^" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("lint", "nowhere"), "nowhere does not exist"),
        (("lint",), "no report found"),
        (("lint", "--select", "XYZ", "a.yaml"), "no rule code starts with XYZ"),
        (("lint", "--config", "none.toml", "a.yaml"), "none.toml does not exist"),
        (("lint", "--today", "tomorrow", "a.yaml"), "2026-03-31"),
        (("lint", "--format", "xml", "a.yaml"), "xml"),
        (("lnit",), "did you mean lint?"),
        (("lint", "a.yaml", "-o", "no/such/folder/x.txt"), "cannot be written"),
        (("lint", "--baseline", "none.json", "a.yaml"), "none.json cannot be used: it does not exist"),
    ],
)
def test_what_cannot_be_done_gives_2_and_says_why(run, tmp_path, arguments, words):
    (tmp_path / "a.yaml").write_text(GOOD)
    if arguments == ("lint",):
        (tmp_path / "a.yaml").unlink()
    done = run(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_standard_input_is_read(run):
    done = run("lint", "--select", "SYN,SCH", "-f", "concise", "-", stdin=BAD)
    assert done.returncode == 1
    assert "<stdin>:5:3" in done.stdout


def test_fail_level_decides_the_exit_code_only(run, report):
    report.write_text(BAD)
    done = run("lint", *ONLY_SYNTAX, "--fail-level", "never", report.name)
    assert done.returncode == 0
    assert "SYN003" in done.stdout


def test_fix_mends_and_keeps_comments_and_permissions(run, report):
    report.write_text("# ours\n" + GOOD.replace('"1.0", kind', "1.0, kind") + "# the end\n")
    report.chmod(0o640)
    done = run("lint", *ONLY_SYNTAX, "--fix", report.name)
    assert done.returncode == 0
    assert report.read_text() == "# ours\n" + GOOD + "# the end\n"
    assert stat.S_IMODE(report.stat().st_mode) == 0o640
    assert os.listdir(report.parent) == [report.name] or ".reward-reports-cache" in os.listdir(report.parent)


def test_diff_shows_and_changes_nothing(run, report):
    text = GOOD.replace('"1.0", kind', "1.0, kind")
    report.write_text(text)
    done = run("lint", *ONLY_SYNTAX, "--diff", report.name)
    assert done.returncode == 1
    assert '+report: {id: shelf, title: "Shelf, a recommender", version: "1.0", kind: hypothetical}' in done.stdout
    assert report.read_text() == text


def test_fix_of_standard_input_prints_the_mended_report(run):
    done = run("lint", *ONLY_SYNTAX, "--fix", "-", stdin=GOOD.replace('"1.0", kind', "1.0, kind"))
    assert done.stdout == GOOD
    assert done.returncode == 0


def test_baseline_hides_the_old_and_shows_the_new(run, report):
    report.write_text(BAD)
    assert run("lint", *ONLY_SYNTAX, "--write-baseline", "old.json", report.name).returncode == 0
    assert run("lint", *ONLY_SYNTAX, "--baseline", "old.json", report.name).returncode == 0
    report.write_text("# a line more\n" + BAD + "  nonsense: 1\n")
    done = run("lint", *ONLY_SYNTAX, "--baseline", "old.json", "-f", "concise", report.name)
    assert done.returncode == 1
    assert "SCH001" in done.stdout
    assert "SYN003" not in done.stdout


def test_json_goes_to_a_file(run, report, tmp_path):
    report.write_text(BAD)
    done = run("lint", *ONLY_SYNTAX, "-f", "json", "-o", "found.json", report.name)
    assert (done.returncode, done.stdout) == (1, "")
    assert json.loads((tmp_path / "found.json").read_text())


def test_settings_come_from_the_nearest_file(run, report, tmp_path):
    report.write_text(BAD)
    (tmp_path / "pyproject.toml").write_text('[tool.reward-reports]\nselect = ["SCH"]\n')
    assert run("lint", report.name).returncode == 0
    (tmp_path / ".reward-reports.toml").write_text('select = ["SYN"]\nseverity = {SYN003 = "warning"}\n')
    done = run("lint", "-f", "concise", report.name)
    assert done.returncode == 0
    assert "warning" in done.stdout.lower()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("selekt = []", "did you mean select?"),
        ("select = 'SYN'", "a list of texts"),
        ("strictness = 'high'", "minimal, standard, publishable"),
        ("max-bytes = -1", "a whole number"),
        ("severity = {SYN = 'bad'}", "error, warning, info"),
        ("[", "cannot be read"),
    ],
)
def test_a_wrong_setting_is_named(run, report, tmp_path, text, words):
    (tmp_path / ".reward-reports.toml").write_text(text)
    done = run("lint", report.name)
    assert done.returncode == 2
    assert ".reward-reports.toml" in done.stderr
    assert words in done.stderr


def test_file_names_cannot_steer_the_terminal(run, tmp_path):
    (tmp_path / "a\x1b[31m.yaml").write_text(BAD)
    done = run("lint", *ONLY_SYNTAX, "a\x1b[31m.yaml")
    assert done.returncode == 1
    assert "\x1b" not in done.stdout


def test_inline_suppression_silences_one_finding(run, report):
    report.write_text(BAD.replace("validity: b\n", "validity: b  # reward-reports: ignore[SYN003] kept for a test\n"))
    assert run("lint", *ONLY_SYNTAX, report.name).returncode == 0


def test_version_and_help_are_answered(run):
    assert run("--version").stdout.startswith("reward-reports ")
    assert "Examples:" in run("--help").stdout
    assert "Exit codes" in run("lint", "--help").stdout
    assert "_REWARD_REPORTS_COMPLETE" in run("completion", "bash").stdout


def test_a_warm_run_loads_neither_git_nor_what_starts_programs(report):
    code = (
        "import sys; from reward_reports.cli import run; run(sys.argv[1:]); "
        "print({'pydantic', 'yaml', 'subprocess', 'reward_reports.changes.git'} & set(sys.modules))"
    )
    call = [sys.executable, "-c", code, "lint", str(report), "--today", "2026-06-01", "--no-config", "--quiet"]
    first, second = (
        subprocess.run(call, cwd=report.parent, capture_output=True, text=True, check=True).stdout for _ in range(2)
    )
    assert "pydantic" in first
    assert second.strip().endswith("set()")

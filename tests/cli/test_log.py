"""`reward-reports log`, on real repositories and on folders of versions."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from reward_reports.base.processes import CAN_FORK

pytestmark = pytest.mark.tool("git")

NAME = "reward-report.yaml"
VERSIONS = Path(__file__).resolve().parents[2] / "examples" / "project-flow" / "history"
BASE = """\
schema_version: "1.0"
report: {{id: a, title: "A <b> report", version: "{version}", kind: hypothetical}}
system_details:
  system_owner: {{text: {secret}, audience: auditor}}
system_maintenance:
  reporting_cadence: {{every: {cadence}, text: Why.}}
  changelog:
    audience: {audience}
    items:
      - {{id: one, version: "1.0", date: 2026-01-01, summary: "The *first* words."}}
"""
NEWER = '      - {id: two, version: "1.1", date: 2026-02-01, summary: "The cadence is \\e[31mshorter."}\n'


def report(version="1.0", secret="Nobody", cadence="P6M", audience="public", more=""):
    return BASE.format(version=version, secret=secret, cadence=cadence, audience=audience) + more


@pytest.fixture
def commit(tmp_path):
    def git(*words: str) -> None:
        day = "2026-03-01T10:00:00Z"
        env = os.environ | {
            "GIT_AUTHOR_DATE": day,
            "GIT_COMMITTER_DATE": day,
            "GIT_CONFIG_GLOBAL": str(tmp_path / "none"),
        }
        identity = ["-c", "user.name=Zo\x1b[31më `x`", "-c", "user.email=z@example.org"]
        subprocess.run(["git", *identity, *words], cwd=tmp_path, env=env, check=True, capture_output=True)

    git("init", "-q")

    def write(text: str | None, name: str = NAME) -> None:
        if text is not None:
            (tmp_path / name).write_text(text)
        git("add", "-A")
        git("commit", "-qm", "x", "--allow-empty")

    return write


def as_json(run, *more):
    done = run("log", NAME, "--format", "json", *more)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["revisions"]


def test_each_revision_tells_version_entry_and_changes(run, commit):
    commit(report())
    commit("a: [")
    commit(report("1.1", cadence="P3M", more=NEWER))
    done = run("log", NAME)
    assert done.returncode == 0
    assert done.stderr == ""
    newest, broken, first = done.stdout.split("\n\n")
    assert "2026-03-01  version 1.1  Zo\\x1b[31më" in newest
    assert "The cadence is \\x1b[31mshorter." in newest
    assert "P6M -> P3M" in newest
    assert f"(since {first[:7]})" in newest
    assert "it does not load (line 1)" in broken
    assert "The *first* words." in first
    assert first.rstrip().endswith("the first version")
    assert "\x1b" not in done.stdout


def test_a_limit_counts_from_the_newest_and_still_compares(run, commit):
    commit(report())
    commit(report(cadence="P3M"))
    commit(report(cadence="P2M"))
    (newest,) = as_json(run, "-n", "1")
    assert [change["new"] for change in newest["changes"]] == ["P2M"]
    assert newest["against"] == as_json(run)[1]["name"]


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_what_an_audience_may_not_read_is_not_in_it(run, commit, form):
    for secret in ("Alpha", "Beta"):
        commit(report(secret=secret, audience="internal", more=NEWER if secret == "Beta" else ""))
    commit(report(secret="[Gamma"))
    commit(report(secret="{Delta: 1}"))
    shown = run("log", NAME, "--format", form).stdout
    assert not any(word in shown for word in ("Alpha", "Beta", "Gamma", "Delta", "first words", "shorter"))
    assert "only the audience auditor may read" in " ".join(shown.split())
    shown = run("log", NAME, "--format", form, "--audience", "auditor").stdout
    assert "Beta" in shown
    assert "shorter" not in shown
    assert "shorter" in run("log", NAME, "--format", form, "--audience", "internal").stdout


def test_markdown_of_a_hostile_report_is_text(run, commit, tmp_path):
    commit(report())
    commit(report(cadence="P3M", more='      - {id: two, version: "1.1", date: 2026-02-01, summary: "<script>@all"}\n'))
    done = run("log", NAME, "-o", "HISTORY.md")
    assert done.returncode == 0
    made = (tmp_path / "HISTORY.md").read_text()
    assert "# History of A &lt;b&gt; report" in made
    assert "&lt;script&gt;" in made
    assert "@all" not in made
    assert "<script" not in made


def test_a_rename_is_told(run, commit, tmp_path):
    commit(report(), "old.reward-report.yaml")
    (tmp_path / "old.reward-report.yaml").rename(tmp_path / NAME)
    commit(None)
    done = run("log", NAME)
    assert f"renamed from old.reward-report.yaml to {NAME}" in done.stdout
    assert "no change in content" in done.stdout


def test_a_folder_of_versions_needs_no_git(run, tmp_path):
    folder = tmp_path / "versions"
    folder.mkdir()
    (folder / "2026-01-01.reward-report.yaml").write_text(report())
    (folder / "2026-02-01.reward-report.yaml").write_text(report("1.1", cadence="P3M", more=NEWER))
    done = run("log", "versions", env={"PATH": ""})
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("2026-02-01.reward-report.yaml  2026-02-01  version 1.1\n")


def test_many_revisions_in_several_processes_are_the_same(tmp_path, monkeypatch):
    from reward_reports.changes.history import history_of, log
    from reward_reports.changes.history.log import steps_of

    started, in_processes = [], log.in_processes
    monkeypatch.setattr(log, "in_processes", lambda *given: started.append(given) or in_processes(*given))
    monkeypatch.setattr(log, "_LEAST", 48)
    monkeypatch.setattr(log, "_CHUNK", 25)
    for number in range(60):
        text = report(f"1.{number}", cadence=f"P{number + 1}D") if number % 7 else "a: ["
        (tmp_path / f"v{number}.reward-report.yaml").write_text(text)
    found = history_of(tmp_path)
    now = found[-1].report
    assert steps_of(found, jobs=3, now=now) == steps_of(found, jobs=1, now=now)
    assert len(started) == CAN_FORK


def test_a_path_without_a_history(run_process, tmp_path):
    Path(tmp_path / NAME).write_text(report())
    done = run_process("log", NAME, env={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
    assert done.returncode == 2
    assert "is not in a git repository" in done.stderr
    done = run_process("log", "missing.yaml", env={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
    assert (done.returncode, done.stderr) == (2, "error: missing.yaml does not exist\n")
    done = run_process("log", NAME, env={"PATH": str(tmp_path)})
    assert done.returncode == 2
    assert "git is not installed" in done.stderr


def test_reworded_text_stands_after_what_else_changed_of_one_impact(run, tmp_path):
    goal = 'optimization_intent: {{goal_of_reinforcement: {{text: "{text}", horizon: {{kind: episodic, steps: {steps}}}}}}}\n'
    (tmp_path / "1.0.reward-report.yaml").write_text(report("1.0") + goal.format(text="To be of use.", steps=5))
    (tmp_path / "1.1.reward-report.yaml").write_text(report("1.1") + goal.format(text="To be of great use.", steps=9))
    lines = [line.split() for line in run("log", ".", "-n", "1").stdout.splitlines() if "  reward  " in line]
    assert [line[1] for line in lines] == ["Steps", "Text"]


def test_versions_may_have_any_name_where_none_is_that_of_a_report(run):
    done = run("log", str(VERSIONS), "--color", "never")
    assert done.returncode == 0, done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines() if line.startswith("0.")] == [
        f"0.{number}.yaml" for number in (5, 4, 3, 2, 1)
    ]

"""How far a path of a report may lead: anywhere in its checkout or below its settings, and never further."""

from __future__ import annotations

import os

import pytest

from reward_reports.base import ownership
from reward_reports.base.boundary import boundary_of, reaches

REPORT = """\
schema_version: "1.0"
report: {id: r, title: R, version: "1", status: draft}
optimization_intent:
  oversight_metrics:
    - id: kl
      name: KL
      thresholds: [{op: ">", value: 1}]
      observations_from: {path: PATH, tag: kl}
"""


@pytest.fixture
def tree(tmp_path):
    """Return a tree with a report in `project/reports`, and logs beside it, above it and outside."""
    for name in ("project/reports", "project/runs", "outside"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("project/runs/log.jsonl", "project/reports/log.jsonl", "outside/log.jsonl"):
        (tmp_path / name).write_text('{"step": 1, "kl": 2.0}\n')
    return tmp_path


def marked(tree, mark):
    project = tree / "project"
    if mark == ".git":
        (project / ".git").mkdir()
    elif mark == "pyproject.toml":
        (project / mark).write_text("[tool.reward-reports]\n")
    elif mark:
        (project / mark).write_text("")
    return project


@pytest.mark.parametrize(
    ("mark", "reached"),
    [(".git", True), (".reward-reports.toml", True), ("pyproject.toml", True), ("setup.py", False), ("", False)],
)
def test_a_log_beside_the_folder_is_reached_within_the_checkout_or_the_settings(tree, run, mark, reached):
    project = marked(tree, mark)
    assert (reaches(project / "reports", "../runs/log.jsonl") is not None) == reached
    (project / "reports" / "reward-report.yaml").write_text(REPORT.replace("PATH", "../runs/log.jsonl"))
    done = run("lint", "--select", "REF003", "project/reports", "--no-cache")
    assert ("REF003" in done.stdout) != reached
    checked = run("check", "project/reports")
    assert (checked.returncode == 2) != reached
    assert ("2 (step 1) is > 1" in checked.stdout) == reached


@pytest.mark.parametrize(
    "path", ["../../outside/log.jsonl", "../runs/link.jsonl", "../.git/log.jsonl", "../runs/../../outside/log.jsonl"]
)
def test_nothing_outside_and_nothing_of_git_is_reached(tree, run, path):
    project = marked(tree, ".git")
    (project / ".git" / "log.jsonl").write_text('{"kl": 2.0}\n')
    (project / "runs" / "link.jsonl").symlink_to(tree / "outside" / "log.jsonl")
    (project / "reports" / "reward-report.yaml").write_text(REPORT.replace("PATH", path))
    assert reaches(project / "reports", path) is None
    assert "REF003" in run("lint", "--select", "REF003", "project/reports", "--no-cache").stdout
    checked = run("check", "project/reports")
    assert checked.returncode == 2
    assert "lies outside" in checked.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="users own no files here")
def test_a_checkout_of_another_user_does_not_count(tree, monkeypatch):
    project = marked(tree, ".git")
    monkeypatch.setattr(ownership, "_users", lambda: {-1})
    assert boundary_of(project / "reports") == (project / "reports").resolve()

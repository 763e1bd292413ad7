"""The GitHub action: its steps are run as a runner would run them, since no runner is at hand."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from pathlib import Path

import pytest
import yaml

from ..git import commit_all, git

ROOT = Path(__file__).resolve().parent.parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
GOOD = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0", kind: hypothetical}\n'

pytestmark = pytest.mark.tool("bash")


@pytest.fixture
def runner(tmp_path, warm):
    """A folder like a runner's; the tool is this one, so that nothing is downloaded."""
    tool = tmp_path / "temp" / "reward-reports" / "bin" / "reward-reports"
    tool.parent.mkdir(parents=True)
    tool.write_text(f'#!/bin/sh\nexec {shlex.join(warm("reward_reports", "reward_reports.cli"))} "$@"\n')
    tool.chmod(0o755)
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / ".reward-reports.toml").write_text('select = ["SYN", "SCH"]\n')
    return tmp_path


def check(runner: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the step that checks the reports."""
    step = next(step for step in ACTION["runs"]["steps"] if step["name"] == "Check the reports")
    defaults = {name: str(given.get("default", "")) for name, given in ACTION["inputs"].items()}
    given = defaults | {name.replace("_", "-"): value for name, value in inputs.items()}
    env = {name: given[expression.split("inputs.")[1].rstrip(" }")] for name, expression in step["env"].items()}
    surroundings = (
        os.environ | env | {"RUNNER_TEMP": str(runner / "temp"), "GITHUB_STEP_SUMMARY": str(runner / "summary.md")}
    )
    call = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(call, cwd=runner / "work", env=surroundings, capture_output=True, text=True, check=False)


def test_right_reports_pass(runner):
    (runner / "work" / "reward-report.yaml").write_text(GOOD)
    assert check(runner).returncode == 0


def test_a_fault_fails_and_is_annotated(runner):
    (runner / "work" / "reward-report.yaml").write_text(GOOD + "nonsense: 1\n")
    done = check(runner, sarif_file="found.sarif")
    assert done.returncode == 1
    assert "::error file=reward-report.yaml,line=3" in done.stdout
    assert "SCH001" in (runner / "summary.md").read_text()
    assert json.loads((runner / "work" / "found.sarif").read_text())["version"] == "2.1.0"


def test_inputs_are_words_and_no_code(runner):
    (runner / "work" / "a b; touch hacked.yaml").write_text(GOOD + "nonsense: 1\n")
    done = check(runner, paths="a b; touch hacked.yaml\n$(touch hacked)\n", summary="false", fail_level="never")
    assert done.returncode == 2
    assert "$(touch hacked) does not exist" in done.stderr
    assert not list((runner / "work").glob("hacked*"))


@pytest.mark.tool("git")
@pytest.mark.parametrize("left", [True, False])
def test_vanished_and_doubled_reports_are_told_in_the_comment(runner, left):
    work = runner / "work"
    (work / ".reward-reports.toml").write_text('select = ["SYN", "SCH", "LIV018", "REF013"]\n')
    (work / "gone.reward-report.yaml").write_text(GOOD.replace("id: a", "id: gone"))
    (work / "kept.reward-report.yaml").write_text(GOOD)
    git(work, "init", "-q")
    commit_all(work)
    (work / "gone.reward-report.yaml").unlink()
    if left:
        (work / "copy.reward-report.yaml").write_text(GOOD)
    else:
        (work / "kept.reward-report.yaml").unlink()
    done = check(runner, since="HEAD", comment_file="comment.md")
    assert done.returncode == 1, done.stderr
    comment = (work / "comment.md").read_text()
    assert comment.count("LIV018") == (1 if left else 2)
    assert comment.count("REF013") == (2 if left else 0)
    assert "the report gone stood at HEAD and is gone" in comment


@pytest.mark.tool("git")
def test_a_base_is_compared_with_and_told_in_the_comment(runner):
    (runner / "work" / ".reward-reports.toml").write_text('select = ["SYN", "SCH", "LIV008"]\n')
    report = runner / "work" / "reward-report.yaml"
    report.write_text(GOOD)
    git(runner / "work", "init", "-q")
    commit_all(runner / "work")
    report.write_text(GOOD + "optimization_intent: {goal_of_reinforcement: Less <b>waiting</b>.}\n")
    assert check(runner).returncode == 0
    done = check(runner, since="HEAD", comment_file="comment.md")
    assert done.returncode == 1
    assert "LIV008" in done.stdout
    comment = (runner / "work" / "comment.md").read_text()
    assert "LIV008" in comment
    assert "What is optimised" in comment
    assert "&lt;b&gt;" in comment
    assert comment in (runner / "summary.md").read_text()
    done = check(runner, since="HEAD", comment_file="comment.md", summary="false", fail_level="never")
    assert done.returncode == 0
    done = check(runner, since="--output=hacked")
    assert done.returncode == 2
    assert not (runner / "work" / "hacked").exists()


RESTRICTED = """\
optimization_intent:
  goal_of_reinforcement: {text: WORDS, audience: internal, reason: A contract, kittens: x}
  known_failure_modes:
    audience: auditor
    items: [{id: kittens, name: Naps}]
"""


@pytest.mark.tool("git")
@pytest.mark.parametrize(
    ("audience", "told"), [({}, False), ({"audience": "auditor"}, False), ({"audience": "internal"}, True)]
)
def test_what_the_public_may_not_read_is_in_nothing_that_the_action_writes(runner, audience, told):
    (runner / "work" / ".reward-reports.toml").write_text('select = ["SYN", "SCH", "CMP003", "CMP009"]\n')
    report = runner / "work" / "reward-report.yaml"
    report.write_text(GOOD + RESTRICTED.replace("WORDS", "One.").replace(", kittens: x", ""))
    git(runner / "work", "init", "-q")
    commit_all(runner / "work")
    for fault in ("", ", kittens: x"):
        report.write_text(GOOD + RESTRICTED.replace("WORDS", "No more kittens.").replace(", kittens: x", fault))
        given = {"since": "HEAD", "comment_file": "comment.md", "sarif_file": "found.sarif", **audience}
        done = check(runner, **given)
        made = [runner / "work" / "comment.md", runner / "work" / "found.sarif", runner / "summary.md"]
        everything = done.stdout + done.stderr + "".join(file.read_text() for file in made)
        assert done.returncode == (1 if fault else 0)
        assert ("SCH001" if fault else "CMP009") in everything
        if audience.get("audience") != "auditor":
            assert ("kittens" in everything) == told
        assert ("No more kittens" in everything) <= told


@pytest.mark.tool("git")
def test_a_shallow_checkout_fails_with_the_way_out(runner):
    origin = runner / "origin"
    origin.mkdir()
    git(origin, "init", "-q")
    for title in ("A", "B"):
        (origin / "reward-report.yaml").write_text(GOOD.replace("title: A", f"title: {title}"))
        commit_all(origin)
    git(runner / "work", "clone", "-q", "--depth=1", origin.as_uri(), "clone")
    done = check(runner, paths="clone", since="HEAD~1", summary="false")
    assert done.returncode == 2
    assert "fetch-depth: 0" in done.stderr


def test_a_report_that_differs_from_its_run_fails_after_all_was_checked(runner, run):
    work = runner / "work"
    (work / "grpo.yaml").write_text("reward_funcs: [accuracy]\nreward_weights: [1.0]\nnum_generations: 4\n")
    assert run("draft", "-q", "grpo.yaml", "-o", "reward-report.yaml", cwd=work).returncode == 0
    assert check(runner, drafted="reward-report.yaml grpo.yaml\n").returncode == 0
    (work / "grpo.yaml").write_text("reward_funcs: [accuracy]\nreward_weights: [2.0]\nnum_generations: 4\n")
    (work / "other.reward-report.yaml").write_text(GOOD.replace("id: a", "id: b") + "nonsense: 1\n")
    done = check(runner, drafted="reward-report.yaml grpo.yaml\n\n")
    assert done.returncode == 1
    assert "A drafted report differs from its sources" in done.stdout
    assert "weight: 2" not in done.stdout + done.stderr  # the lines around it may be for some readers only
    assert "+        weight: 2" in check(runner, drafted="reward-report.yaml grpo.yaml", audience="internal").stdout
    assert "::error file=other.reward-report.yaml" in done.stdout
    assert check(runner, drafted="reward-report.yaml $(touch hacked)", paths="reward-report.yaml").returncode == 2
    assert not list(work.glob("hacked*"))


def test_every_input_reaches_the_step_through_the_environment():
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"]

"""The pre-commit hooks, tried with pre-commit itself on a repository of their own."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from ..git import commit_all, git

ROOT = Path(__file__).resolve().parent.parent.parent
GOOD = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0", kind: hypothetical}\n'

pytestmark = [pytest.mark.once, pytest.mark.first, pytest.mark.tool("git"), pytest.mark.tool("pre-commit")]


@pytest.fixture(scope="module")
def hooks(tmp_path_factory):
    """What a commit of this checkout would hold, as a repository of its own."""
    folder = tmp_path_factory.mktemp("hooks")
    listed = subprocess.run(["git", "ls-files", "-z", "--cached"], cwd=ROOT, check=True, capture_output=True, text=True)
    for name in filter(None, listed.stdout.split("\0")):
        source, target = ROOT / name, folder / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    git(folder, "init", "-q")
    commit_all(folder)
    return folder


@pytest.fixture
def project(tmp_path):
    git(tmp_path, "init", "-q")
    (tmp_path / "other.yaml").write_text("a: [")
    (tmp_path / ".reward-reports.toml").write_text('select = ["SYN", "SCH"]\n')
    return tmp_path


def try_hook(hooks: Path, project: Path, hook: str, tool, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a hook as a project does that names it; unlike `try-repo`, that installs the hook once for all tests."""
    wanted = [{"repo": hooks.as_posix(), "rev": git(hooks, "rev-parse", "HEAD"), "hooks": [{"id": hook}]}]
    (project / ".pre-commit-config.yaml").write_text(json.dumps({"repos": wanted}))
    git(project, "add", "-A")
    call = [tool("pre-commit"), "run", "--all-files", "--verbose"]
    env = os.environ | {"PRE_COMMIT_HOME": str(home)}
    return subprocess.run(call, cwd=project, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("pre-commit-home")


def test_the_hook_checks_reports_and_nothing_else(hooks, project, tool, home):
    (project / "reward-report.yaml").write_text(GOOD)
    done = try_hook(hooks, project, "reward-reports", tool, home)
    assert done.returncode == 0, done.stdout + done.stderr

    (project / "my.reward-report.yml").write_text(GOOD + "nonsense: 1\n")
    done = try_hook(hooks, project, "reward-reports", tool, home)
    assert done.returncode == 1
    assert "my.reward-report.yml:3:1" in done.stdout
    assert "other.yaml" not in done.stdout


def test_the_hooks_print_for_the_public(hooks, project, tool, home):
    (project / "reward-report.yaml").write_text(
        GOOD + "optimization_intent: {goal_of_reinforcement: {text: a, audience: internal, kittens: x}}\n"
    )
    done = try_hook(hooks, project, "reward-reports", tool, home)
    assert done.returncode == 1
    assert "SCH001" in done.stdout
    assert "kittens" not in done.stdout


def test_the_fixing_hook_mends(hooks, project, tool, home):
    report = project / "reward-report.yaml"
    report.write_text(GOOD.replace('"1.0", kind', "1.0, kind"))
    done = try_hook(hooks, project, "reward-reports-fix", tool, home)
    assert report.read_text() == GOOD
    assert done.returncode == 1  # pre-commit fails where a hook changed a file


def test_the_comparing_hook_wants_a_changelog_entry(hooks, project, tool, home):
    report = project / "reward-report.yaml"
    report.write_text(GOOD)
    commit_all(project)
    (project / ".reward-reports.toml").unlink()
    done = try_hook(hooks, project, "reward-reports-since", tool, home)
    assert done.returncode == 0, done.stdout + done.stderr

    report.write_text(GOOD + "optimization_intent: {goal_of_reinforcement: Less waiting.}\n")
    done = try_hook(hooks, project, "reward-reports-since", tool, home)
    assert done.returncode == 1
    assert "LIV008" in done.stdout


def test_the_hook_for_drafted_reports_needs_a_report_and_its_sources(run):
    import yaml

    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    hook = hooks["reward-reports-drafted"]
    assert hook["pass_filenames"] is False
    assert run(*hook["entry"].split()[1:], "reward-report.yaml", "nowhere.yaml").returncode == 2

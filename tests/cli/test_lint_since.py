"""`lint --since`: against git, a file, a folder; with the cache and with several processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ..git import commit_all, git

pytestmark = pytest.mark.tool("git")

NAME = "reward-report.yaml"
CONFIG = 'select = ["LIV008", "LIV010", "CMP003"]\n'


def report(discount="0.9", more="", name="a"):
    return (
        f'schema_version: "1.0"\nreport: {{id: {name}, title: A, version: "1.0", kind: hypothetical}}\n'
        f"optimization_intent:\n  goal_of_reinforcement: {{horizon: {{discount: {discount}}}}}\n{more}"
    )


@pytest.fixture
def repo(tmp_path):
    folder = tmp_path / "repo"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    (folder / ".reward-reports.toml").write_text(CONFIG)
    return folder


def commit(folder: Path, text: str | None = None, name: str = NAME) -> None:
    if text is not None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    commit_all(folder)


def found(run, folder, *more, code=None):
    done = run("lint", "--format", "concise", "--today", "2026-06-01", *more, cwd=folder)
    assert done.returncode == (code if code is not None else done.returncode), done.stdout + done.stderr
    return done.stdout + done.stderr


def test_a_change_without_an_entry_is_found_and_without_a_base_it_is_not(run, repo):
    commit(repo, report())
    (repo / NAME).write_text(report("0.99"))
    assert "LIV008" in found(run, repo, "--since", "HEAD", code=1)
    assert "LIV008" not in found(run, repo, code=0)
    commit(repo)
    assert "LIV008" not in found(run, repo, "--since", "HEAD", code=0)
    assert "LIV008" in found(run, repo, "--since", "HEAD~1", code=1)


def test_the_cache_knows_the_base(run, repo):
    commit(repo, report())
    commit(repo, report("0.99"))
    for _ in range(2):
        assert "LIV008" in found(run, repo, "--since", "HEAD~1", code=1)
        assert "LIV008" not in found(run, repo, "--since", "HEAD", code=0)
        assert "LIV008" not in found(run, repo, code=0)


def test_renamed_files_are_followed_and_new_ones_have_no_base(run, repo):
    text = report(more="# a line\n# another line\n# and one more that stays\n")
    commit(repo, text, "old.reward-report.yaml")
    git(repo, "mv", "old.reward-report.yaml", "new.reward-report.yaml")
    (repo / "new.reward-report.yaml").write_text(text.replace("0.9", "0.8"))
    (repo / "other.reward-report.yaml").write_text(report("0.1"))
    git(repo, "add", "-A")
    said = found(run, repo, "--since", "HEAD", code=1)
    assert "new.reward-report.yaml" in said
    assert "other.reward-report.yaml" not in said


def test_of_another_branch_the_point_counts_where_this_one_left_it(run, repo):
    commit(repo, report())
    git(repo, "checkout", "-qb", "side")
    commit(repo, "x", "unrelated")
    git(repo, "checkout", "-q", "main")
    commit(repo, report("0.5"))
    git(repo, "checkout", "-q", "side")
    assert "LIV008" not in found(run, repo, "--since", "main", code=0)


def test_several_processes_see_the_base_too(run, repo):
    for number in range(30):
        (repo / f"r{number}.reward-report.yaml").write_text(report(name=f"r{number}"))
    commit(repo)
    for number in range(30):
        (repo / f"r{number}.reward-report.yaml").write_text(report("0.99", name=f"r{number}"))
    said = found(run, repo, "--since", "HEAD", "--jobs", "2", "--no-cache", code=1)
    assert said.count("LIV008") == 30


def test_a_file_or_a_folder_is_a_base_without_git(run, tmp_path):
    (tmp_path / ".reward-reports.toml").write_text(CONFIG)
    for folder, discount in (("old", "0.9"), ("new", "0.99")):
        (tmp_path / folder / "sub").mkdir(parents=True)
        (tmp_path / folder / "sub" / NAME).write_text(report(discount))
    nothing = {"PATH": ""}
    for base in ("old/", "./old", str(tmp_path / "old"), f"old/sub/{NAME}"):
        done = run("lint", "new", "--since", base, "--today", "2026-06-01", env=nothing)
        assert "LIV008" in done.stdout, base
    (tmp_path / "new" / "b.reward-report.yaml").write_text(report("0.99"))
    done = run("lint", "new", "--since", f"old/sub/{NAME}", env=nothing)
    assert done.returncode == 2
    assert "is one report, and 2 are checked" in done.stderr


@pytest.mark.parametrize(
    ("base", "words"),
    [
        ("none", "git has no revision none"),
        ("--output=x", "is not a revision"),
        ("./none", "none does not exist"),
        ("origin/main", "git has no revision origin/main"),
    ],
)
def test_a_base_that_is_not_there(run, repo, base, words):
    commit(repo, report())
    # A folder that is called like a branch is not taken for it: it could hide every change.
    commit(repo, report("0.99"), f"origin/{NAME}")
    (repo / "origin" / "main").mkdir()
    done = run("lint", f"--since={base}", cwd=repo)
    assert done.returncode == 2
    assert words in done.stderr
    assert not (repo / "x").exists()


def test_a_shallow_clone_says_what_to_do(run, repo, tmp_path):
    commit(repo, report())
    commit(repo, report("0.99"))
    git(repo, "clone", "-q", "--depth=1", repo.as_uri(), str(tmp_path / "shallow"))
    done = run("lint", "--since", "HEAD~1", cwd=tmp_path / "shallow")
    assert done.returncode == 2
    assert "fetch-depth: 0" in done.stderr


def test_a_base_that_does_not_load_stops_nothing(run, repo):
    commit(repo, "a: [")
    (repo / NAME).write_text(report())
    found(run, repo, "--since", "HEAD", code=0)


def test_standard_input_has_a_base_by_its_name(run, repo):
    commit(repo, report())
    assert "--stdin-filename" in run("lint", "-", "--since", "HEAD", cwd=repo, stdin=report("0.99")).stderr
    done = run("lint", "-", "--stdin-filename", NAME, "--since", "HEAD", cwd=repo, stdin=report("0.99"))
    assert "LIV008" in done.stdout


def test_fix_drafts_the_entry_and_the_linter_waits_for_the_author(run, repo):
    commit(repo, report())
    (repo / NAME).write_text(report("0.99"))
    options = ("--since", "HEAD", "--today", "2026-06-01")
    assert "+    - id: v1-1" in run("lint", *options, "--diff", cwd=repo).stdout
    done = run("lint", *options, "--fix", cwd=repo)
    assert done.returncode == 1
    assert "TODO(author)" in done.stdout
    assert "LIV008" not in done.stdout
    made = (repo / NAME).read_text()
    assert "fields_changed: [optimization_intent.goal_of_reinforcement]" in made
    (repo / NAME).write_text(made.replace("TODO(author): say why, and what you expect of it", "Trips grew longer."))
    assert run("lint", *options, "--fix", cwd=repo).returncode == 0
    commit(repo)
    assert run("lint", *options, cwd=repo).returncode == 0


def test_diff_shows_every_report_that_changed(run, repo):
    for name in ("a", "b", "same"):
        (repo / f"{name}.reward-report.yaml").write_text(report(name=name))
    commit(repo)
    for name in ("a", "b", "new"):
        (repo / f"{name}.reward-report.yaml").write_text(report("0.99", name=name))
    done = run("diff", "--since", "HEAD", "--format", "markdown", cwd=repo)
    assert done.returncode == 0
    assert [f"{name}.reward-report.yaml" in done.stdout for name in ("a", "b", "same", "new")] == [
        True,
        True,
        False,
        False,
    ]
    assert run("diff", "--since", "HEAD", "--exit-code", cwd=repo).returncode == 1
    done = run("diff", "same.reward-report.yaml", "--since", "HEAD", "--format", "markdown", cwd=repo)
    assert done.stdout == "No report says something else than before.\n"
    assert run("diff", "--since", "HEAD", "--format", "html", cwd=repo).returncode == 2
    (repo / "a.reward-report.yaml").write_text("a: [")
    assert "not compared: a.reward-report.yaml:1:" in run("diff", "--since", "HEAD", cwd=repo).stderr


def test_the_comment_on_many_changed_reports_fits(run, repo):
    text = "A long sentence on waiting, the WORD of its kind. " * 200
    for word in ("first", "second"):
        for number in range(40):
            goal = f"  evaluation_validity: '{text.replace('WORD', word)}'\n"
            (repo / f"r{number}.reward-report.yaml").write_text(report(name=f"r{number}", more=f"evaluation:\n{goal}"))
        if word == "first":
            commit(repo)
    made = run("diff", "--since", "HEAD", "--format", "markdown", cwd=repo).stdout
    assert len(made) < 62_000


def test_a_warm_run_imports_neither_pydantic_nor_yaml(run, repo):
    commit(repo, report())
    commit(repo, report("0.99"))
    (repo / ".reward-reports.toml").unlink()  # a selection of rules has to look at the rules
    code = (
        "import sys; from reward_reports.cli import run; code = run(sys.argv[1:]); "
        "sys.exit(9 if {'pydantic', 'yaml'} & set(sys.modules) else code)"
    )
    for wanted in (9, 1):  # cold, then warm
        call = [sys.executable, "-c", code, "lint", "--since", "HEAD~1", "--today", "2026-06-01"]
        assert subprocess.run(call, cwd=repo, capture_output=True, check=False).returncode == wanted
        os.utime(repo / NAME, (1, 1))
        run("lint", "--since", "HEAD~1", "--today", "2026-06-01", cwd=repo)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("lint", ".", "--since", ""), "--since"),
        (("lint", "--since=", "."), "--since"),
        (("lint", ".", "--select", ""), "--select"),
        (("status", "--badge", ""), "--badge"),
        (("diff", "", "reward-report.yaml"), "an argument"),
        (("explain", ""), "an argument"),
    ],
)
def test_a_value_that_is_empty_is_most_likely_a_variable_that_was_never_set(run, words, name):
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{name} is empty; give it a value or leave it out" in done.stderr

"""`lint --since` and `diff --since` on reports that are gone, moved, or in submodules."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ..git import git as plain_git

pytestmark = pytest.mark.tool("git")

NAME = "reward-report.yaml"
SELECT = ("--select", "LIV008,LIV018,REF013", "--today", "2026-06-01", "-f", "concise")


def report(name="shelf", discount="0.9", more="", head=""):
    return (
        f'schema_version: "1.0"\nreport: {{id: {name}, title: T {name}, version: "1.0", kind: hypothetical{head}}}\n'
        f"optimization_intent:\n  goal_of_reinforcement: {{horizon: {{discount: {discount}}}}}\n{more}"
    )


def git(folder: Path, *words: str) -> str:
    return plain_git(folder, "-c", "protocol.file.allow=always", *words)


def write(folder: Path, files: dict[str, str | None]) -> None:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink() if text is None else file.write_text(text)


def commit(folder: Path, files: dict[str, str | None]) -> str:
    write(folder, files)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x", "--allow-empty")
    return git(folder, "rev-parse", "HEAD")


def new_repository(folder: Path) -> Path:
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    return folder


@pytest.fixture
def repo(tmp_path):
    folder = new_repository(tmp_path / "repo")
    commit(folder, {"a/reward-report.yaml": report(), "b.reward-report.yaml": report("desk")})
    return folder


def linted(run, folder, *more, since="HEAD"):
    done = run("lint", *SELECT, "--since", since, *(more or (".",)), cwd=folder)
    return done.returncode, done.stdout + done.stderr


def test_a_deleted_report_is_told(run, repo):
    write(repo, {"a/reward-report.yaml": None})
    for _ in range(2):
        code, said = linted(run, repo)
        assert code == 1
        assert "a/reward-report.yaml:1:1: error LIV018 the report `shelf` existed at the base and is missing" in said
    done = run("diff", "--since", "HEAD", "--exit-code", ".", cwd=repo)
    assert done.stdout == "a/reward-report.yaml: the report shelf stood at HEAD and is gone\n"
    assert done.returncode == 1
    assert "Reports that are gone" in run("diff", "--since", "HEAD", "-f", "markdown", ".", cwd=repo).stdout


def test_the_last_report_is_told_too(run, repo):
    write(repo, {"a/reward-report.yaml": None, "b.reward-report.yaml": None})
    assert linted(run, repo)[1].count("LIV018") == 2
    assert run("diff", "--since", "HEAD", ".", cwd=repo).stdout.count("is gone") == 2
    commit(repo, {})
    code, said = linted(run, repo)
    assert code == 2
    assert "no report found" in said


@pytest.mark.parametrize(
    ("now", "found"),
    [
        ({"a/reward-report.yaml": None, "moved/x.reward-report.yaml": report()}, False),
        ({"a/reward-report.yaml": None, "moved/x.reward-report.yaml": report(more="x-new: 1\n" * 1 + "# other\n" * 80)}, False),
        ({"a/reward-report.yaml": None, "moved/x.reward-report.yaml": report("other", "0.1", "# other\n" * 80)}, True),
        ({"a/reward-report.yaml": None, "b.reward-report.yaml": report("desk", head=", supersedes: shelf")}, False),
        ({"a/reward-report.yaml": None, "b.reward-report.yaml": report("desk", head=", supersedes: 'The report shelf.'")}, False),
        ({"a/reward-report.yaml": None, "b.reward-report.yaml": report("desk", head=", supersedes: shelf-2")}, True),
        ({"a/reward-report.yaml": report().replace("id: shelf", "id: 5")}, False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("added", [False, True])
def test_what_is_gone_and_what_only_moved(run, repo, now, found, added):
    write(repo, now)
    if added:
        git(repo, "add", "-A")
    assert ("LIV018" in linted(run, repo)[1]) is found


@pytest.mark.parametrize("added", [False, True])
def test_a_moved_report_is_compared_with_what_it_was_however_much_it_changed(run, repo, added):
    write(
        repo,
        {"a/reward-report.yaml": None, "moved/x.reward-report.yaml": report(discount="0.5", more="# other\n" * 80)},
    )
    if added:
        git(repo, "add", "-A")
    assert "moved/x.reward-report.yaml:1:1: error LIV008" in linted(run, repo)[1]
    assert "0.9 -> 0.5" in run("diff", "--since", "HEAD", ".", cwd=repo).stdout


def test_only_what_is_searched_can_be_gone(run, repo):
    write(repo, {"a/reward-report.yaml": None})
    assert "LIV018" not in linted(run, repo, "b.reward-report.yaml")[1]
    write(repo, {"a/other.reward-report.yaml": report("third")})
    assert "a/reward-report.yaml:1:1: error LIV018" in linted(run, repo, "a")[1]
    (repo / ".reward-reports.toml").write_text('exclude = ["a/reward-report.yaml"]\n')
    assert "LIV018" not in linted(run, repo)[1]
    commit(repo, {"node_modules/x/reward-report.yaml": report("fourth"), ".hidden/reward-report.yaml": report("fifth")})
    write(repo, {"node_modules/x/reward-report.yaml": None, ".hidden/reward-report.yaml": None})
    assert "LIV018" not in linted(run, repo)[1]


def test_a_report_that_was_gone_from_a_copy_is_told(run, repo):
    write(
        repo,
        {
            "old/a/reward-report.yaml": report(),
            "old/b.reward-report.yaml": report("desk"),
            "old/c.reward-report.yaml": report("c"),
        },
    )
    _code, said = linted(run, repo, since="./old/")
    assert "c.reward-report.yaml:1:1: error LIV018" in said
    assert said.count(": error") == 1, said
    assert "a/reward-report.yaml" not in said
    write(repo, {"a/reward-report.yaml": None})
    assert linted(run, repo, "a/..", since="./old/")[1].count("LIV018") == 2
    assert run("diff", "--since", "./old/", ".", cwd=repo).stdout.count("is gone") == 2


def test_a_baseline_can_hide_it(run, repo):
    write(repo, {"a/reward-report.yaml": None})
    run("lint", *SELECT, "--since", "HEAD", "--write-baseline", "known.json", ".", cwd=repo)
    assert linted(run, repo, "--baseline", "known.json", ".")[0] == 0


@pytest.mark.parametrize("name", ["x\n::error::.reward-report.yaml", "::error::.reward-report.yaml"])
@pytest.mark.skipif(os.name == "nt", reason="Windows takes no such names")
def test_the_name_of_a_file_that_is_gone_is_no_command(run, repo, name):
    commit(repo, {name: report("third")})
    write(repo, {name: None})
    for form in ("text", "markdown"):
        said = run("diff", "--since", "HEAD", "-f", form, ".", cwd=repo).stdout
        assert "is gone" in said
        assert not any(line.startswith("::") for line in said.splitlines())


# Submodules: the base is the commit that the superproject names at the base.


@pytest.fixture
def nested(tmp_path):
    """A superproject whose submodule went on by two commits since."""
    inner = new_repository(tmp_path / "inner")
    commit(inner, {NAME: report()})
    outer = new_repository(tmp_path / "outer")
    git(outer, "submodule", "--quiet", "add", str(inner), "sub")
    commit(outer, {"own.reward-report.yaml": report("own")})
    commit(outer / "sub", {NAME: report(discount="0.5")})
    commit(outer / "sub", {NAME: report(discount="0.5") + "# a\n"})
    commit(outer, {})
    return outer


@pytest.mark.parametrize("where", [".", "sub", "sub/reward-report.yaml"])
def test_the_superproject_says_what_the_base_of_a_submodule_is(run, nested, where):
    base = git(nested, "rev-parse", "HEAD~1")
    for since in ("HEAD~1", base, base[:9]):
        assert "sub/reward-report.yaml:1:1: error LIV008" in linted(run, nested, where, since=since)[1]
        assert "0.9 -> 0.5" in run("diff", "--since", since, where, cwd=nested).stdout


def test_so_it_does_for_a_revision_of_one_file(run, nested):
    for old in ("HEAD~1", "HEAD~1:sub/reward-report.yaml"):
        assert "0.9 -> 0.5" in run("diff", old, "sub/reward-report.yaml", cwd=nested).stdout
    assert "No change" in run("diff", "HEAD", "sub/reward-report.yaml", cwd=nested).stdout


def test_inside_a_submodule_its_own_revisions_are_meant(run, nested):
    inner = nested / "sub"
    assert "LIV008" not in linted(run, inner, since="HEAD~1")[1]
    assert "LIV008" in linted(run, inner, since="HEAD~2")[1]
    assert "0.9 -> 0.5" in run("diff", "HEAD~2", NAME, cwd=inner).stdout


def test_what_the_submodule_lacks_is_an_error(run, nested):
    shown = git(nested, "ls-tree", "HEAD~1", "sub").split()[2]
    git(nested, "update-index", "--cacheinfo", f"160000,{'1' * 40},sub")
    git(nested, "commit", "-qm", "a commit that nobody pushed")
    code, said = linted(run, nested, since="HEAD")
    assert code == 2
    assert "lacks the commit 111111111111" in said
    assert "git fetch" in said
    assert shown not in said
    done = run("diff", "HEAD", "sub/reward-report.yaml", cwd=nested)
    assert (done.returncode, "lacks the commit" in done.stderr) == (2, True)


def test_a_new_submodule_has_no_base_and_a_report_gone_from_one_is_told(run, nested):
    assert linted(run, nested, since="HEAD~1")[1].count("LIV018") == 0
    commit(nested / "sub", {NAME: None, "other.reward-report.yaml": report("other", "0.1", "# other\n" * 50)})
    assert "sub/reward-report.yaml:1:1: error LIV018" in linted(run, nested, since="HEAD")[1]
    write(nested / "sub", {"other.reward-report.yaml": None})
    assert "sub/reward-report.yaml:1:1: error LIV018" in linted(run, nested, since="HEAD")[1]
    inner = new_repository(nested.parent / "second")
    commit(inner, {NAME: report("second")})
    git(nested, "submodule", "--quiet", "add", str(inner), "second")
    assert "second" not in linted(run, nested, since="HEAD")[1]
    done = run("diff", "HEAD", "second/reward-report.yaml", cwd=nested)
    assert (done.returncode, "has no submodule second" in done.stderr) == (2, True)


def test_a_submodule_in_a_submodule(run, nested, tmp_path):
    top = new_repository(tmp_path / "top")
    git(top, "submodule", "--quiet", "add", str(nested), "mid")
    git(top / "mid", "submodule", "--quiet", "init")
    git(top / "mid", "config", "submodule.sub.url", str(nested / "sub"))
    git(top / "mid", "submodule", "--quiet", "update")
    commit(top, {})
    commit(top / "mid" / "sub", {NAME: report(discount="0.1")})
    commit(top / "mid", {})
    commit(top, {})
    assert "mid/sub/reward-report.yaml:1:1: error LIV008" in linted(run, top, since="HEAD~1")[1]
    assert "0.5 -> 0.1" in run("diff", "--since", "HEAD~1", ".", cwd=top).stdout


def test_a_folder_that_became_a_submodule_is_compared_with_the_folder(run, tmp_path):
    outer = new_repository(tmp_path / "outer")
    commit(outer, {"sub/reward-report.yaml": report()})
    inner = new_repository(tmp_path / "inner")
    commit(inner, {NAME: report(discount="0.5")})
    git(outer, "rm", "-rq", "sub")
    git(outer, "submodule", "--quiet", "add", str(inner), "sub")
    assert "sub/reward-report.yaml:1:1: error LIV008" in linted(run, outer, since="HEAD")[1]


def test_a_submodule_that_became_a_folder_is_an_error_and_not_silent(run, nested):
    git(nested, "rm", "-qf", "sub")
    commit(nested, {"sub/reward-report.yaml": report(discount="0.1")})
    code, said = linted(run, nested, since="HEAD~1")
    assert code == 2
    assert "was in the submodule sub at HEAD~1" in said

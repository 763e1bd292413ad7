"""`reward-reports diff`: files in, text out, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

OLD = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0"}\nimplementation: {reward_details: [{id: t, weight: 1}]}\n'
NEW = OLD.replace("weight: 1", "weight: 2").replace('"1.0"}', '"1.1"}')


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "old.yaml").write_text(OLD)
    (tmp_path / "new.yaml").write_text(NEW)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("old.yaml", "new.yaml"), 0),
        (("old.yaml", "new.yaml", "--exit-code"), 1),
        (("old.yaml", "old.yaml", "--exit-code"), 0),
        (("old.yaml", "new.yaml", "--exit-code", "--impact", "oversight"), 0),
        (("old.yaml", "new.yaml", "--exit-code", "--impact", "editorial , reward"), 1),
        (("old.yaml", "new.yaml", "--impact", "rewards"), 2),
        (("old.yaml", "none.yaml"), 2),
    ],
)
def test_exit_codes(files, run, arguments, code):
    done = run("diff", *arguments)
    assert done.returncode == code, done.stderr
    assert bool(done.stderr) == (code == 2)


def test_an_impact_that_there_is_not_is_named(files, run):
    assert (
        "unknown impact rewards; choose from reward, oversight"
        in run("diff", "old.yaml", "new.yaml", "--impact", "rewards").stderr
    )


def test_a_report_that_does_not_load_is_named_with_the_place(files, run):
    (files / "bad.yaml").write_text("report: {id: [}")
    done = run("diff", "bad.yaml", "new.yaml")
    assert done.returncode == 2
    assert "bad.yaml:1:" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "begins"), [("a.html", "<!DOCTYPE html>"), ("a.md", "## "), ("a.json", "{"), ("a.txt", "from ")]
)
def test_the_name_of_the_output_says_the_format(files, run, name, begins):
    done = run("diff", "old.yaml", "new.yaml", "-o", name)
    assert (done.returncode, done.stdout) == (0, "")
    assert (files / name).read_text("utf-8").lstrip().startswith(begins)


def test_the_format_can_be_named(files, run):
    found = json.loads(run("diff", "old.yaml", "new.yaml", "-f", "json").stdout)
    assert found["counts"] == {"reward": 1, "oversight": 0, "accountability": 0, "editorial": 1}
    assert found["fields_changed"] == ["report.version", "implementation.reward_details"]


def test_colour_is_for_terminals(files, run):
    assert "\x1b" not in run("diff", "old.yaml", "new.yaml").stdout
    assert "\x1b" in run("diff", "old.yaml", "new.yaml", "--color", "always").stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Three revisions of a report: weight 1 at the tag v1.0, 2 at HEAD, 3 in the working tree."""
    script = """
        git init --quiet && git add . && git commit --quiet -m one && git tag v1.0
        sed -i.bak 's/weight: 1/weight: 2/' reward-report.yaml sub/other.yaml && git commit --quiet -am two
        sed -i.bak 's/weight: 2/weight: 3/' reward-report.yaml sub/other.yaml
    """
    (tmp_path / "sub").mkdir()
    (tmp_path / "reward-report.yaml").write_text(OLD)
    (tmp_path / "sub" / "other.yaml").write_text(OLD)
    who = {f"GIT_{role}_{key}": "a@b.example" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
    subprocess.run(["bash", "-ec", script], cwd=tmp_path, check=True, env=os.environ | who | {"HOME": str(tmp_path)})
    return tmp_path


@pytest.mark.tool("git")
@pytest.mark.parametrize(
    ("arguments", "weights"),
    [
        (("reward-report.yaml",), (2, 3)),
        (("HEAD",), (2, 3)),
        (("HEAD~1", "reward-report.yaml"), (1, 3)),
        (("v1.0", "HEAD"), (1, 2)),
        (("v1.0", "sub/other.yaml"), (1, 3)),
        (("v1.0:sub/other.yaml",), (1, 3)),
        (("v1.0:reward-report.yaml", "HEAD:sub/other.yaml"), (1, 2)),
        (("sub/other.yaml", "v1.0"), (3, 1)),
        (("v1.0:reward-report.yaml", "sub/other.yaml"), (1, 3)),
    ],
)
def test_revisions_of_git(repository, run, arguments, weights):
    done = run("diff", *arguments, "-f", "json")
    assert done.returncode == 0, done.stderr
    (change,) = json.loads(done.stdout)["changes"]
    assert (change["old"], change["new"]) == weights


@pytest.mark.tool("git")
def test_a_renamed_file_is_followed(repository, run):
    subprocess.run(["git", "mv", "reward-report.yaml", "new.yaml"], cwd=repository, check=True)
    done = run("diff", "v1.0", "new.yaml", "--format", "json", cwd=repository)
    assert done.returncode == 0, done.stderr
    (change,) = json.loads(done.stdout)["changes"]
    assert (change["old"], change["new"]) == (1, 3)


@pytest.mark.tool("git")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nope", "reward-report.yaml"), "git has no revision nope"),
        (("HEAD:nope.yaml",), "error: nope.yaml does not exist"),
        (("nope.yaml",), "error: nope.yaml does not exist"),
        (("HEAD", "nope.yaml"), "error: nope.yaml does not exist"),
        (("HEAD:nope.yaml", "reward-report.yaml"), "HEAD:nope.yaml: the file was not there"),
        (("--", "--output=x", "reward-report.yaml"), "is not a revision"),
        (("v1.0:bad.yaml", "reward-report.yaml"), "v1.0:bad.yaml:1:"),
    ],
)
def test_what_git_does_not_have_is_said(tmp_path, request, run, arguments, message):
    (tmp_path / "bad.yaml").write_text("report: {id: [}")
    request.getfixturevalue("repository")
    done = run("diff", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "x").exists()

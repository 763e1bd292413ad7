"""The demo makes the same repository everywhere, whatever git is told elsewhere, and overwrites nothing."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import pytest

from reward_reports.demo import versions

STORY = Path(__file__).parents[2] / "examples" / "project-flow"
pytestmark = pytest.mark.tool("git")


def git(folder: Path, *arguments: str) -> str:
    """Ask git as a user would whose own settings are plain."""
    plain = {"HOME": str(folder.parent), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "TZ": "UTC"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(["git", "-C", folder, *arguments], env=kept | plain, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_each_version_is_a_commit_of_its_day_by_a_fixed_author(run, tmp_path):
    done = run("demo", "story")
    assert done.returncode == 0, done.stderr
    lines = git(tmp_path / "story", "log", "--reverse", "--format=%an|%ae|%cn|%ad|%cd|%D|%s", "--date=iso").splitlines()
    who = "Project Flow (demo)|demo@project-flow.example|Project Flow (demo)"
    days = ["2020-10-08", "2021-01-01", "2021-02-14", "2021-04-01", "2021-05-15", "2021-06-12"]
    assert len(lines) == len(days)
    for nth, (line, day) in enumerate(zip(lines, days, strict=True), 1):
        assert line.startswith(f"{who}|{day} 12:00:00 +0000|{day} 12:00:00 +0000|")
        assert f"tag: v0.{nth}" in line
        assert f"|Version 0.{nth}: " in line
    assert "HEAD -> main" in lines[-1]


def test_a_commit_holds_the_report_and_what_its_logs_held_by_then(run, tmp_path):
    run("demo", "story")
    story = tmp_path / "story"
    for version in versions():
        assert git(story, "show", f"v{version.name}:reward-report.yaml").encode() == version.text
        assert git(story, "ls-tree", "-r", "--name-only", f"v{version.name}").split() == [
            *sorted(version.logs),
            "reward-report.yaml",
        ]
    february = git(story, "show", "v0.3:made-up/weekly.csv").splitlines()
    assert february[0] == "date,system_version,reward_gap,complaints"
    assert february[-1].startswith("2021-02-14,")
    assert (story / "reward-report.yaml").read_bytes() == (STORY / "reward-report.yaml").read_bytes()
    for log in ("weekly.csv", "diesel.jsonl"):
        assert (story / "made-up" / log).read_bytes() == (STORY / "made-up" / log).read_bytes()
    assert git(story, "status", "--porcelain") == ""


def test_the_story_can_stop_on_a_day_with_what_the_logs_held_then(run, tmp_path):
    done = run("demo", "february", "--until", "2021-02-08")
    assert "--today 2021-02-08" in done.stdout
    february = tmp_path / "february"
    assert git(february, "tag").split() == ["v0.1", "v0.2"]
    assert (february / "made-up" / "weekly.csv").read_text("utf-8").splitlines()[-1].startswith("2021-02-07,")
    assert git(february, "status", "--porcelain").split() == ["M", "made-up/weekly.csv"]


def test_settings_of_users_and_machines_do_not_matter(run, tmp_path):
    run("demo", "plain")
    home = tmp_path / "home"
    for folder in (home / "template" / "hooks", home / "hooks"):
        folder.mkdir(parents=True)
        for hook in (
            "pre-commit",
            "commit-msg",
            "post-commit",
            "post-checkout",
            "reference-transaction",
            "post-index-change",
        ):
            (folder / hook).write_text(f"#!/bin/sh\ntouch {home}/ran\nexit 1\n")
            (folder / hook).chmod(0o755)
    (home / "attributes").write_text("* filter=evil text eol=crlf\n")
    (home / "ignored").write_text("*\n")
    (home / ".gitconfig").write_text(
        f"""[init]
defaultBranch = evil
templateDir = {home}/template
defaultObjectFormat = sha256
[core]
hooksPath = {home}/hooks
autocrlf = true
attributesFile = {home}/attributes
excludesFile = {home}/ignored
fsmonitor = touch {home}/ran
[filter "evil"]
clean = touch {home}/ran
smudge = touch {home}/ran
required = true
[commit]
gpgSign = true
[tag]
gpgSign = true
[gpg]
program = /bin/false
[i18n]
commitEncoding = latin1
[user]
useConfigOnly = true
"""
    )
    hostile = {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "GIT_CONFIG_GLOBAL": str(home / ".gitconfig"),
        "GIT_TEMPLATE_DIR": str(home / "template"),
        "GIT_DEFAULT_HASH": "sha256",
        "GIT_DIR": str(home / "elsewhere"),
        "GIT_WORK_TREE": str(home),
        "GIT_INDEX_FILE": str(home / "index"),
        "GIT_COMMITTER_DATE": "1999-01-01T00:00:00",
        "GIT_AUTHOR_NAME": "Somebody else",
        "TZ": "Asia/Tokyo",
    }
    done = run("demo", "hostile", env=hostile)
    assert done.returncode == 0, done.stderr
    assert not (home / "ran").exists()
    assert git(tmp_path / "hostile", "show-ref", "--head") == git(tmp_path / "plain", "show-ref", "--head")
    assert "refs/heads/main" in git(tmp_path / "hostile", "symbolic-ref", "HEAD")
    assert (tmp_path / "hostile" / "reward-report.yaml").read_bytes() == (STORY / "reward-report.yaml").read_bytes()
    assert not (tmp_path / "hostile" / ".git" / "hooks").exists()
    assert not (home / "elsewhere").exists()


def test_nothing_is_overwritten(run, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name in ("full", "file"):
        done = run("demo", name)
        assert done.returncode == 2
        assert f"error: {name} exists already, and is not overwritten" in done.stderr
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_an_empty_folder_and_a_new_one_below_new_ones_are_filled(run, tmp_path):
    (tmp_path / "empty").mkdir()
    for name in ("empty", "a/b/c"):
        assert run("demo", name).returncode == 0
        assert (tmp_path / name / "reward-report.yaml").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "empty"]


def test_without_git_nothing_is_left_behind(run_process, tmp_path):
    (tmp_path / "bin").mkdir()
    done = run_process("demo", "story", env={"PATH": str(tmp_path / "bin")})
    assert done.returncode == 2
    assert "git is not installed" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["bin"]


def test_a_day_before_the_story_is_refused(run):
    done = run("demo", "story", "--until", "2020-10-07")
    assert (done.returncode, done.stderr) == (
        2,
        "error: the example starts on 2020-10-08; name that day or a later one\n",
    )


def test_a_folder_that_cannot_be_made_is_told(run, tmp_path):
    (tmp_path / "file").write_text("mine")
    done = run("demo", "file/below")
    assert done.returncode == 2
    assert "error: file/below cannot be written" in done.stderr


def test_the_folder_is_quoted_in_what_to_try(run):
    done = run("demo", "my story")
    assert "reward-reports status 'my story/reward-report.yaml'" in done.stdout


def test_what_it_says_to_try_does_its_job(run):
    lines = [line.strip() for line in run("demo", "my story").stdout.splitlines() if line.startswith("  ")]
    assert {line.split()[1] for line in lines} >= {
        "log",
        "check",
        "outcomes",
        "due",
        "status",
        "diff",
        "lint",
        "render",
    }
    for line in lines:
        done = run(*shlex.split(line)[1:])
        assert done.returncode == 0, f"{line}: {done.stderr}"


STEPS = [
    pytest.param(old.name, new.day.isoformat(), id=new.name)
    for old, new in zip(versions(), versions()[1:], strict=False)
]


@pytest.mark.parametrize(("old", "day"), STEPS)
def test_each_version_passes_against_the_one_before(run, old, day):
    run("demo", "story", "--until", day)
    done = run(
        "lint", "story", "--since", f"v{old}", "--today", day, "--strictness", "publishable", "--format", "concise"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning" not in done.stdout


@pytest.mark.parametrize(
    ("day", "code", "words"),
    [
        ("2021-01-31", 0, "1 does not fire. Nothing needs an answer."),
        ("2021-02-08", 1, "fired on 2021-02-07, not recorded and not answered"),
        ("2021-02-14", 0, "fired on 2021-02-07; answered by v0-3 on 2021-02-14"),
        ("2021-06-12", 0, "mean over 4 weeks to 2021-06-06 (4 values): 0.3 is not > 2"),
    ],
)
def test_the_trigger_fires_when_the_story_says_so(run, day, code, words):
    run("demo", "story", "--until", day, "--quiet")
    done = run("check", "story", "--today", day)
    assert done.returncode == code, done.stdout + done.stderr
    assert words in done.stdout


@pytest.mark.parametrize(
    ("day", "tags", "codes"),
    [
        ("2026-03-02", "v1.0", []),
        ("2026-03-23", "v1.0 weight-doubled", ["LIV016"]),
        ("2026-03-24", "function-edited v1.0 weight-doubled", ["LIV016", "LIV017"]),
        ("2026-03-27", "function-edited v1.0 v1.1 weight-doubled", []),
    ],
)
def test_short_answers_goes_red_while_the_report_is_behind(run, tmp_path, day, tags, codes):
    done = run("demo", "story", "--story", "short-answers", "--until", day)
    assert done.returncode == 0, done.stderr
    story = tmp_path / "story"
    assert git(story, "tag").split() == tags.split()
    assert git(story, "status", "--porcelain") == ""
    linted = run("lint", "story", "--today", day, "--format", "concise")
    assert linted.returncode == bool(codes)
    assert [code for code in ("LIV016", "LIV017") if code in linted.stdout] == codes
    assert ("Nothing found" in linted.stdout) is not bool(codes)


def test_what_short_answers_says_to_try_does_its_job(run):
    lines = [
        line for line in run("demo", "my own", "--story", "short-answers").stdout.splitlines() if line.startswith("  ")
    ]
    assert len(lines) == 3
    for line in lines:
        done = run(*shlex.split(line)[1:])
        assert done.returncode == 0, f"{line}: {done.stderr}"


def test_the_last_step_of_short_answers_passes_against_the_first(run, tmp_path):
    run("demo", "story", "--story", "short-answers", "--quiet")
    done = run("lint", "--since", "v1.0", "--today", "2026-03-27", cwd=tmp_path / "story")
    assert done.returncode == 0, done.stdout


def test_a_day_before_short_answers_is_refused(run):
    done = run("demo", "story", "--story", "short-answers", "--until", "2026-03-01")
    assert (done.returncode, done.stderr) == (
        2,
        "error: the story begins on 2026-03-02; name that day or a later one\n",
    )

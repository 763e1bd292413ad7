"""Settings, and what they name, may come from somebody who means harm: an error that names the place, at once, and exit code 2."""

from __future__ import annotations

import json
import os

import pytest

from reward_reports.base import ownership
from reward_reports.linting.settings import find_settings

REPORT = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1", kind: hypothetical}\n'
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes and devices in folders")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "reward-report.yaml").write_text(REPORT)
    return tmp_path


def refused(done, *words):
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ")
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"max-bytes = {10**384}", "max-bytes should be a whole number from 1 to 67,108,864"),
        (f"max-bytes = {'9' * 5000}", "cannot be read"),
        ("max-bytes = 1e3", "max-bytes should be a whole number"),
        ("max-bytes = true", "max-bytes should be a whole number"),
        ("max-bytes = 0", "max-bytes should be a whole number"),
        ("a = " + "[" * 100_000, "cannot be read"),
        ("a = " + "{b = " * 20_000, "cannot be read"),
        (".".join(["a"] * 100_000) + " = 1", "more than 1,000 dots"),
        ("#" * 300_000, "is larger than 262,144 bytes"),
        ("\ud800".encode("utf-8", "surrogatepass"), "is not UTF-8: byte 1"),
        ('baseline = "a\\u0000b"', "cannot be read"),
        ('schemas = ["a\\u0000b"]', "cannot be read"),
        (f'baseline = "{"a" * 5000}"', "cannot be read"),
        ('baseline = "."', "is a folder, not a file"),
        ('schemas = ["."]', "is a folder, not a file"),
    ],
    ids=range(15),
)
@pytest.mark.parametrize("name", [".reward-reports.toml", "pyproject.toml"])
def test_a_setting_that_means_harm(run, folder, text, words, name):
    raw = text if isinstance(text, bytes) else text.encode()
    (folder / name).write_bytes(b"[tool.reward-reports]\n" * (name == "pyproject.toml") + raw)
    done = run("lint", "--no-cache")
    words = words.replace("byte 1", "byte 23") if name == "pyproject.toml" else words
    refused(done, words)
    assert name in done.stderr or "the baseline" in done.stderr or "the schema" in done.stderr


def test_a_large_pyproject_of_others_is_passed_over(run, folder):
    (folder / "pyproject.toml").write_text("#" * 300_000)
    assert run("lint", "--no-cache", "--fail-level", "never").returncode == 0


@POSIX
@pytest.mark.parametrize("make", [os.mkfifo, lambda path: os.symlink("/dev/zero", path)], ids=["pipe", "device"])
@pytest.mark.parametrize("setting", ['baseline = "odd"', 'schemas = ["odd"]', 'schemas = ["odd.json", "odd"]'])
def test_a_setting_that_names_a_pipe_or_a_device(run, folder, make, setting):
    make(folder / "odd")
    (folder / "odd.json").write_text("{}")
    (folder / ".reward-reports.toml").write_text(setting)
    for more in ((), ("--no-cache",)):
        refused(run("lint", *more), "is not a regular file")


@POSIX
@pytest.mark.parametrize("option", ["--config", "--baseline"])
def test_an_option_that_names_a_pipe(run, folder, option):
    os.mkfifo(folder / "odd")
    refused(run("lint", "--no-cache", option, "odd"), "is not a regular file")


@POSIX
def test_a_template_that_is_a_pipe(run, folder):
    (folder / "own" / "markdown").mkdir(parents=True)
    os.mkfifo(folder / "own" / "markdown" / "paper.md")
    refused(run("render", "reward-report.yaml", "--to", "markdown", "--templates", "own"), "is not a regular file")


@POSIX
def test_settings_that_are_a_pipe_are_passed_over(run, folder):
    os.mkfifo(folder / ".reward-reports.toml")
    os.symlink("/dev/zero", folder / "pyproject.toml")
    assert run("lint", "--no-cache", "--fail-level", "never").returncode == 0


KEY = "reward-report.yaml:CMP001:14b48d57a64ad154"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        *[
            (f'{{"version": 2, "findings": {{"{KEY}": {number}}}}}', f"the number of {KEY} should be 1 or more")
            for number in ("1e999", "-1e999", "NaN", "Infinity", "0", "-1", "1.0", "true", "[]", '"1"', "null", "{}")
        ],
        (f'{{"version": 2, "findings": {{"{KEY}": {"9" * 5000}}}}}', "it is not JSON"),
        ('{"version": 2, "findings": []}', "a table of findings"),
        ('{"version": 1, "findings": {}}', "its format is version 1"),
        ('{"version": [], "findings": {}}', "the version 2"),
        ("[]", "the version 2"),
        ("null", "the version 2"),
        ("", "it is not JSON: Expecting value: line 1 column 1"),
        ("[" * 100_000, "it is not JSON"),
        ('{"version": 2,\n "findings": ', "line 2 column 14"),
    ],
)
def test_a_baseline_that_means_harm(run, folder, text, words):
    (folder / "base.json").write_text(text)
    refused(run("lint", "--no-cache", "--baseline", "base.json"), "base.json cannot be used", words, "--write-baseline")


@pytest.mark.parametrize(
    "schema",
    [
        {"$id": "http://["},
        {"$id": "http://[", "$ref": "other.json"},
        {"$ref": "http://["},
        {"$defs": {"a": {"$id": "//[", "$ref": "b"}}, "$ref": "#/$defs/a"},
        {"$dynamicRef": "http://["},
        {"$schema": "http://["},
        {"properties": {"report": {"$id": "http://[::1", "$ref": "#"}}},
    ],
    ids=json.dumps,
)
@pytest.mark.parametrize("more", [(), ("--no-cache",)])
def test_a_schema_with_an_address_that_is_none(run, folder, schema, more):
    (folder / "other.json").write_text("{}")
    (folder / "own.json").write_text(json.dumps(schema))
    (folder / ".reward-reports.toml").write_text('schemas = ["own.json"]')
    refused(run("lint", *more), "the schema own.json cannot be used")


@pytest.fixture
def foreign(folder, monkeypatch):
    """Make a file or folder one of another user."""

    def make(path):
        if os.geteuid() == 0:
            os.chown(path, 12345, 12345)
        else:
            monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)

    monkeypatch.delenv("SUDO_UID", raising=False)
    monkeypatch.delenv(ownership.SAFE_FOLDERS, raising=False)
    return make


@POSIX
@pytest.mark.parametrize("name", [".reward-reports.toml", "pyproject.toml"])
@pytest.mark.parametrize("which", ["file", "folder"])
@pytest.mark.parametrize(
    "command", ["lint --no-cache", "status", "fmt --check", "build . -o site", "diff --since ../old"]
)
def test_settings_of_another_user_are_not_obeyed(run, folder, foreign, name, which, command):
    (folder / name).write_text("[tool.reward-reports]\n" * (name == "pyproject.toml") + 'exclude = ["*"]\n')
    work = folder / "work"
    work.mkdir()
    (folder / "old").mkdir()
    (folder / "reward-report.yaml").rename(work / "reward-report.yaml")
    assert "no report found" in run(*command.split(), cwd=work).stderr, "without another user it is obeyed"
    foreign(folder / name if which == "file" else folder)
    done = run(*command.split(), cwd=work)
    assert "no report found" not in done.stderr
    assert done.stderr.count("belongs to another user") == 1
    assert f"note: {(folder / name).resolve().as_posix()} is not used" in done.stderr
    done = run(*command.split(), cwd=work, env={ownership.SAFE_FOLDERS: f"/nowhere{os.pathsep}{folder}"})
    assert "no report found" in done.stderr


@POSIX
@pytest.mark.parametrize(("name", "told"), [(".reward-reports.toml", 1), ("pyproject.toml", 0)])
def test_what_another_user_breaks_is_no_error(run, folder, foreign, name, told):
    (folder / name).write_text("[")
    foreign(folder / name)
    done = run("lint", "--no-cache", "--fail-level", "never")
    assert (done.returncode, done.stderr.count("another user")) == (0, told)


@POSIX
def test_a_farther_file_of_ones_own_is_used_instead(run, folder, foreign):
    (folder / ".reward-reports.toml").write_text('exclude = ["*"]')
    work = folder / "work"
    work.mkdir()
    (work / ".reward-reports.toml").write_text("max-bytes = 1")
    if os.geteuid() != 0:
        pytest.skip("only root can make a single file that of another user")
    foreign(work / ".reward-reports.toml")
    assert "no report found" in run("lint", cwd=work).stderr


@POSIX
def test_settings_that_are_named_are_used_whoever_owns_them(run, folder, foreign):
    (folder / "own.toml").write_text('exclude = ["*"]')
    foreign(folder / "own.toml")
    done = run("lint", "--no-cache", "--config", "own.toml")
    assert "no report found" in done.stderr
    assert "another user" not in done.stderr


@POSIX
def test_who_became_root_by_sudo_is_the_same_user(folder, foreign, monkeypatch):
    if os.geteuid() != 0:
        pytest.skip("only root can be told by sudo who it was")
    (folder / ".reward-reports.toml").write_text('exclude = ["*"]')
    foreign(folder / ".reward-reports.toml")
    monkeypatch.setenv("SUDO_UID", "12345")
    assert find_settings(folder).exclude == ("*",)


@POSIX
def test_the_function_warns(folder, foreign):
    (folder / ".reward-reports.toml").write_text('exclude = ["*"]')
    foreign(folder / ".reward-reports.toml")
    with pytest.warns(UserWarning, match="belongs to another user"):
        assert find_settings(folder).exclude == ()

"""Each report is linted with the settings nearest to it, as in a repository with several projects."""

import json
from datetime import date
from pathlib import Path

import pytest

from reward_reports import Settings, build, lint, status

REPORT = 'schema_version: "1.0"\nprofiles: [rlhf]\nreport: {id: ID, title: A, version: "1.0", kind: hypothetical}\n'
TODAY = ("--today", "2026-06-01")


@pytest.fixture
def repo(tmp_path) -> Path:
    (tmp_path / ".git").mkdir()
    for project in ("a", "b", "b/deep"):
        folder = tmp_path / project
        folder.mkdir()
        name = project.replace("/", "-")
        (folder / "reward-report.yaml").write_text(REPORT.replace("ID", name), "utf-8")
    return tmp_path


def put(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True, parents=True)
    file.write_text(text, "utf-8")


def findings(run, *options: str, **where: Path) -> dict[str, set[str]]:
    done = run("lint", *TODAY, "-f", "json", *options, **where)
    found: dict[str, set[str]] = {}
    for one in json.loads(done.stdout)["findings"]:
        found.setdefault(one["file"], set()).add(one["code"])
    return found


def test_a_report_has_the_settings_of_its_project(run, repo):
    before = findings(run)
    assert set(before) == {"a/reward-report.yaml", "b/deep/reward-report.yaml", "b/reward-report.yaml"}
    put(repo / "b/pyproject.toml", '[tool.reward-reports]\nselect = ["CMP001"]\n')
    for _ in range(2):  # also from the cache
        after = findings(run)
        assert after["a/reward-report.yaml"] == before["a/reward-report.yaml"]
        assert after["b/reward-report.yaml"] == after["b/deep/reward-report.yaml"] == {"CMP001"}
    assert findings(run, "b")["b/reward-report.yaml"] == {"CMP001"}
    assert findings(run, "b/reward-report.yaml")["b/reward-report.yaml"] == {"CMP001"}


def test_the_settings_are_those_of_a_run_in_the_project(run, repo):
    put(
        repo / "b/.reward-reports.toml",
        'select = ["CMP001", "SCH010"]\nfail-level = "never"\n[severity]\nCMP001 = "info"\n',
    )
    put(repo / ".reward-reports.toml", 'select = ["CMP001"]\n')
    above = findings(run, "b")
    assert run("lint", "b", *TODAY).returncode == 0
    assert run("lint", "a", "b", *TODAY).returncode == 1
    inside = findings(run, cwd=repo / "b")
    assert {f"b/{name}": codes for name, codes in inside.items()} == above


@pytest.mark.parametrize("change", ["edit", "remove", "add"])
def test_the_cache_follows_the_settings_of_each_report(run, repo, change):
    settings = repo / "b/.reward-reports.toml"
    if change != "add":
        put(settings, 'select = ["CMP001"]\n')
    before = findings(run)["b/reward-report.yaml"]
    settings.unlink() if change == "remove" else put(settings, 'select = ["SCH010"]\n')
    after = findings(run)["b/reward-report.yaml"]
    assert after != before
    assert after == findings(run, "--no-cache")["b/reward-report.yaml"]


def test_options_apply_to_every_project(run, repo):
    put(repo / "b/.reward-reports.toml", 'select = ["CMP001"]\nignore = ["LIV"]\n')
    assert findings(run, "--select", "SCH010") == {name: {"SCH010"} for name in findings(run)}
    put(repo / "own.toml", 'select = ["SCH010"]\n')
    assert findings(run, "--config", "own.toml")["b/reward-report.yaml"] == {"SCH010"}
    assert findings(run, "--no-config")["b/reward-report.yaml"] == {"CMP001", "SCH010"}


def test_a_project_names_and_excludes_its_reports(run, repo):
    put(repo / "b/.reward-reports.toml", 'include = ["*.rr.yaml"]\nexclude = ["deep"]\n')
    put(repo / "b/own.rr.yaml", REPORT.replace("ID", "own"))
    put(repo / "b/deep/other.rr.yaml", REPORT.replace("ID", "other"))
    assert set(findings(run)) == {"a/reward-report.yaml", "b/own.rr.yaml"}
    assert "b/own.rr.yaml would change" not in run("fmt", "--check").stdout
    assert len(json.loads(run("status", "-f", "json", *TODAY).stdout)["reports"]) == 2


def test_what_is_excluded_above_stays_excluded(run, repo):
    put(repo / ".reward-reports.toml", 'exclude = ["b"]\n')
    put(repo / "b/.reward-reports.toml", "exclude = []\n")
    assert set(findings(run)) == {"a/reward-report.yaml"}


def test_a_project_has_its_own_baseline(run, repo):
    put(repo / "b/.reward-reports.toml", 'baseline = "known.json"\n')
    assert run("lint", *TODAY, "--write-baseline", "known.json", cwd=repo / "b").returncode == 0
    assert set(findings(run)) == {"a/reward-report.yaml"}
    assert run("lint", *TODAY, "--write-baseline", "all.json").returncode == 0
    assert findings(run, "--baseline", "all.json") == {}


def test_the_search_for_settings_ends_at_the_checkout(run, repo):
    put(repo / ".reward-reports.toml", 'select = ["CMP001"]\n')
    (repo / "b/.git").mkdir()
    (repo / "a/.reward-reports.toml").write_text('select = ["SCH010"]\n', "utf-8")
    assert findings(run, "../b/reward-report.yaml", cwd=repo / "a")["../b/reward-report.yaml"] == {"SCH010"}, (
        "those of the run"
    )


def test_settings_of_a_project_that_cannot_be_used_are_named(run, repo):
    put(repo / "b/.reward-reports.toml", "strictnes = 1\n")
    done = run("lint", *TODAY)
    assert done.returncode == 2
    assert "b/.reward-reports.toml: " in done.stderr
    assert run("lint", "a", *TODAY).returncode == 1


def test_fixes_follow_the_project(run, repo):
    text = REPORT.replace("ID", "b") + "x-note: a \n"
    put(repo / "b/reward-report.yaml", text)
    put(repo / "b/.reward-reports.toml", "max-bytes = 10\n")
    assert "larger than 10 bytes" in run("lint", "b", "--fix", *TODAY).stdout
    done = run("lint", "-", "--stdin-filename", "b/reward-report.yaml", "-f", "concise", *TODAY, stdin=text)
    assert "larger than 10 bytes" in done.stdout + done.stderr


def test_the_functions_use_the_settings_of_each_report_too(repo, monkeypatch, tmp_path_factory):
    monkeypatch.chdir(repo)
    put(repo / "b/.reward-reports.toml", 'select = ["CMP001"]\nexclude = ["deep"]\n')
    found = lint("a", "b", today=date(2026, 6, 1))
    assert {one.code for one in found.findings if one.file == "b/reward-report.yaml"} == {"CMP001"}
    assert {one.code for one in found.findings if one.file == "a/reward-report.yaml"} == {"CMP001", "SCH010"}
    assert list(found.files) == ["a/reward-report.yaml", "b/reward-report.yaml"]
    assert [one.report for one in status("a", "b")] == ["a", "b"]
    site = build(["a", "b"], tmp_path_factory.mktemp("site"), today=date(2026, 6, 1))
    assert sorted(site.pages) == ["a.html", "b.html"]
    given = lint("a", "b", settings=Settings(root=str(repo), select=("SCH010",)), today=date(2026, 6, 1))
    assert {one.code for one in given.findings} == {"SCH010"}
    assert len(given.files) == 3


def test_build_searches_as_lint_does(run, repo):
    put(repo / "b/.reward-reports.toml", 'exclude = ["deep"]\n')
    assert run("build", ".", "-o", "site").returncode == 0
    assert (repo / "site/b.html").exists()
    assert not (repo / "site/b-deep.html").exists()

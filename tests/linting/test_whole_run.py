"""What no file tells alone: equal ids and reports that are gone; cold, warm, in several processes, in every format."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from reward_reports.changes.history.base import search_base
from reward_reports.linting.documentation import document
from reward_reports.linting.formats import FORMATS
from reward_reports.linting.registry import all_rules, known_rules, run_rules
from reward_reports.linting.running import lint_paths
from reward_reports.linting.settings import Settings

TODAY = date(2026, 6, 1)
RULES = list(run_rules().values())
REPORT = 'schema_version: "1.0"\nreport: {{id: {}, title: {}, version: "1.0", kind: hypothetical}}\n'


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def files_in(fragment: str) -> dict[str, str]:
    parts = re.split(r"^# file: (.*)\n", fragment, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def codes_of(fragment: str, base: str, code: str, folder: Path, monkeypatch) -> list[str]:
    work = write(folder / "work", files_in(fragment))
    monkeypatch.chdir(work)
    settings, earlier = Settings(select=(code,)), None
    if base:
        write(folder / "old", files_in(base))
        earlier = search_base("../old/", ["."], 10**6, settings.include, (), ".")
    result = lint_paths(
        ["."], settings, TODAY, cache=False, base=earlier and earlier.of, gone=earlier and earlier.gone_ids
    )
    return [one.code for one in result.findings]


@pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry.rule.code)
def test_the_fragments_of_the_documentation_are_true(entry, tmp_path, monkeypatch):
    doc = document(entry.doc)
    assert doc.summary.endswith(".")
    assert doc.why
    assert doc.bad
    assert doc.good
    assert bool(doc.base) == entry.rule.needs_base
    for number, (found, text) in enumerate(
        [*((True, text) for text in doc.bad), *((False, text) for text in doc.good)]
    ):
        folder = tmp_path / str(number)
        assert bool(codes_of(text, doc.base, entry.rule.code, folder, monkeypatch)) is found, text


def test_a_code_is_that_of_one_rule():
    assert not set(all_rules()) & set(run_rules())
    names = [entry.rule.name for entry in known_rules().values()]
    assert len(set(names)) == len(names)


def findings(run, folder, *options, code=None):
    done = run("lint", ".", "-f", "json", "--select", "REF013,LIV018", "--today", "2026-06-01", *options, cwd=folder)
    assert done.stderr == ""
    if code is not None:
        assert done.returncode == code, done.stdout
    return [(one["code"], one["file"], one["line"], one["message"]) for one in json.loads(done.stdout)["findings"]]


TWO = {"a/reward-report.yaml": REPORT.format("shelf", "A"), "b.reward-report.yaml": REPORT.format("shelf", "B")}
SAID = [
    ("REF013", "a/reward-report.yaml", 2, "the id `shelf` is also that of b.reward-report.yaml"),
    ("REF013", "b.reward-report.yaml", 2, "the id `shelf` is also that of a/reward-report.yaml"),
]


def test_two_reports_with_one_id_are_found_in_both_cold_and_warm(run, tmp_path):
    write(tmp_path, TWO)
    assert findings(run, tmp_path, "--no-cache", code=1) == SAID
    assert findings(run, tmp_path, code=1) == SAID
    assert findings(run, tmp_path, code=1) == SAID
    write(tmp_path, {"b.reward-report.yaml": REPORT.format("desk", "B")})
    assert findings(run, tmp_path, code=0) == []
    write(tmp_path, {"b.reward-report.yaml": REPORT.format("shelf", "B")})
    assert findings(run, tmp_path, code=1) == SAID


def test_they_are_found_among_many_files_in_several_processes(run, tmp_path):
    many = {f"r{number}.reward-report.yaml": REPORT.format(f"r{number}", "A") for number in range(60)}
    write(tmp_path, many | {"z.reward-report.yaml": REPORT.format("r7", "A")})
    for _ in range(2):
        assert [one[1] for one in findings(run, tmp_path, "--jobs", "2")] == [
            "r7.reward-report.yaml",
            "z.reward-report.yaml",
        ]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_names_both_files(run, tmp_path, form):
    write(tmp_path, TWO)
    done = run("lint", ".", "-f", form, "--select", "REF013", cwd=tmp_path)
    assert done.returncode == 1
    for name in TWO:
        assert name in done.stdout


def test_a_report_that_does_not_load_has_an_id_too(run, tmp_path):
    write(tmp_path, TWO | {"a/reward-report.yaml": REPORT.format("shelf", "A") + "evaluation: 5\n"})
    assert [one[0] for one in findings(run, tmp_path) if one[0] == "REF013"] == ["REF013", "REF013"]


def test_versions_of_one_report_beside_each_other_are_no_two_reports(run, tmp_path):
    names = ["2021-03-01.reward-report.yaml", "2022-03-01.reward-report.yaml"]
    write(tmp_path / "dated", {name: REPORT.format("shelf", "A") for name in names})
    write(tmp_path / "versions", {f"desk-v{n}.reward-report.yaml": REPORT.format("desk", "A") for n in ("1.0", "1.1")})
    assert findings(run, tmp_path, code=0) == []
    write(tmp_path, {"reward-report.yaml": REPORT.format("shelf", "A")})
    assert len(findings(run, tmp_path, code=1)) == 3


def test_a_comment_silences_it_where_it_stands_and_settings_do(run, tmp_path):
    quiet = "  # reward-reports: ignore[REF013] a copy for the museum"
    write(tmp_path, TWO | {"b.reward-report.yaml": TWO["b.reward-report.yaml"].rstrip() + quiet + "\n"})
    for _ in range(2):
        assert [one[1] for one in findings(run, tmp_path)] == ["a/reward-report.yaml"]
    (tmp_path / ".reward-reports.toml").write_text('[per-file-ignores]\n"a/*" = ["REF"]\n')
    assert findings(run, tmp_path, code=0) == []


def test_an_unused_comment_on_it_is_left_alone(run, tmp_path):
    quiet = "  # reward-reports: ignore[REF013] a copy for the museum"
    write(tmp_path, {"reward-report.yaml": TWO["b.reward-report.yaml"].rstrip() + quiet + "\n"})
    assert run("lint", ".", "--select", "HON009", cwd=tmp_path).returncode == 0


def test_a_baseline_hides_them_by_number(run, tmp_path):
    write(tmp_path, TWO)
    run("lint", ".", "--select", "REF013", "--write-baseline", "known.json", cwd=tmp_path)
    assert findings(run, tmp_path, "--baseline", "known.json", code=0) == []
    write(tmp_path, {"c.reward-report.yaml": REPORT.format("shelf", "C")})
    assert len(findings(run, tmp_path, "--baseline", "known.json", code=1)) == 1


def test_it_can_be_selected_ignored_explained_and_weighed(run, tmp_path):
    write(tmp_path, TWO)
    assert run("lint", ".", "--select", "SYN", cwd=tmp_path).returncode == 0
    assert "two reports" not in run("lint", ".", "--ignore", "REF", cwd=tmp_path).stdout
    assert "Two reports have the same id" in run("explain", "REF013").stdout
    assert "report-vanished" in run("explain", "--all").stdout
    (tmp_path / ".reward-reports.toml").write_text('severity = {REF013 = "info"}\n')
    assert run("lint", ".", "--select", "REF013", cwd=tmp_path).returncode == 0


# How many questions are answered: a line of the summary, where it was a finding before.


@pytest.mark.parametrize("form", ["text", "concise", "markdown", "github"])
def test_the_summary_counts_the_questions_to_all_reports_before_they_are_published(run, tmp_path, form):
    answer = "system_details: {system_owner: The depot., dates: TBD}\nevaluation: {evaluation_validity: {disclosure: unknown, reason: R}}\n"
    write(
        tmp_path,
        {"a.reward-report.yaml": REPORT.format("a", "A") + answer, "b.reward-report.yaml": REPORT.format("b", "B")},
    )
    said = "1 of 52 questions is answered in full; 1 not found, 50 not answered."
    for _ in range(2):
        done = run("lint", ".", "-f", form, "--strictness", "publishable", "--select", "SYN", cwd=tmp_path)
        assert said in done.stdout
        assert done.returncode == 0
    assert "questions" not in run("lint", ".", "-f", form, "--select", "SYN", cwd=tmp_path).stdout


def test_a_rule_that_was_removed_says_what_to_use_and_its_code_is_not_used_again(run, tmp_path):
    from types import ModuleType

    from reward_reports.base.errors import ConfigError
    from reward_reports.linting.registry import RETIRED, collect
    from reward_reports.linting.rule import Rule

    write(tmp_path, {"reward-report.yaml": REPORT.format("a", "A")})
    for code in RETIRED:
        assert code not in known_rules()
        for done in (run("lint", "--ignore", code, cwd=tmp_path), run("explain", code.lower())):
            assert (done.returncode, "was removed" in done.stderr) == (2, True)
        module = ModuleType("again")
        module.RULE, module.check = Rule(code, "again", "info"), lambda context: ()
        with pytest.raises(ConfigError, match="a rule that was removed"):
            collect([("us", module)])

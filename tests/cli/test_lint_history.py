"""`lint --history`: predictions that appear with their outcome, or after it, in the revisions of a report."""

from __future__ import annotations

import json
import shutil

import pytest

from reward_reports import Settings, lint
from reward_reports.linting.documentation import complete
from reward_reports.linting.predictions import Firsts, firsts_of
from reward_reports.report.loading import load_text

from ..git import commit_all, git

pytestmark = pytest.mark.tool("git")
FIRST = '{id: one, version: "1.0", date: 2026-03-01, summary: The weight of waits was doubled.'
STATED = f"{FIRST}, expectations: [{{id: waits-fall, direction: down, stated: before}}]}}"
SILENT = f"{FIRST}}}"
JUDGED = '{id: two, version: "1.1", date: 2026-05-01, summary: Read again., outcomes: [{expectation: waits-fall, result: as_expected}]}'
NEXT = '{id: three, version: "1.2", date: 2026-05-09, summary: A word was corrected.}'
BROKEN = "report: {id: [\n"


def entries(*lines: str) -> str:
    return complete("system_maintenance:\n  changelog:\n" + "".join(f"    - {one}\n" for one in lines))


@pytest.fixture
def repository(tmp_path):
    git(tmp_path, "init", "-q", "-b", "main")
    return tmp_path


@pytest.fixture
def revisions(repository):
    def commit(*texts: str, last: str = ""):
        file = repository / "reward-report.yaml"
        for text in texts:
            file.write_text(text, "utf-8")
            commit_all(repository)
        if last:
            file.write_text(last, "utf-8")
        return file

    return commit


def found(run, *arguments: object):
    done = run("lint", "--select", "LIV015", "--format", "json", *map(str, arguments))
    assert done.returncode in (0, 1), done.stderr
    return [one["message"].partition("appears ")[2] for one in json.loads(done.stdout)["findings"]]


@pytest.mark.parametrize(
    ("texts", "last", "said"),
    [
        ([entries(STATED), entries(STATED, JUDGED)], "", None),
        ([entries(STATED), entries(STATED, JUDGED), entries(STATED, JUDGED, NEXT)], "", None),
        ([entries(SILENT), entries(STATED, JUDGED)], "", "together with it"),
        ([entries(SILENT), entries(STATED, JUDGED), entries(STATED, JUDGED, NEXT)], "", "together with it"),
        ([entries(STATED, JUDGED)], "", "together with it"),
        ([entries(SILENT), entries(SILENT, JUDGED), entries(STATED, JUDGED)], "", "after it"),
        ([entries(SILENT)], entries(STATED, JUDGED), "in what is not committed, together with it"),
        ([entries(STATED)], entries(STATED, JUDGED), None),
        ([entries(SILENT), BROKEN, entries(STATED, JUDGED)], "", None),
        ([BROKEN, entries(SILENT), entries(STATED, JUDGED)], "", "together with it"),
        ([entries(SILENT), entries(STATED.replace("before", "after"), JUDGED)], "", None),
        ([entries(SILENT), entries(STATED.replace("before", "reconstructed"), JUDGED)], "", None),
    ],
)
def test_the_revision_in_which_a_prediction_appears_decides(run, revisions, texts, last, said):
    messages = found(run, revisions(*texts, last=last), "--history")
    assert len(messages) == (said is not None)
    assert all(said in one for one in messages)


def test_an_ordinary_run_reads_no_history(run, revisions):
    file = revisions(entries(SILENT), entries(STATED, JUDGED))
    assert found(run, file) == []
    assert found(run, file, "--history") != []
    assert found(run, file) == []  # neither of them is taken from the other's cache


def test_a_file_that_is_moved_keeps_its_history(run, revisions, repository):
    file = revisions(entries(STATED))
    moved = file.with_name("moved.reward-report.yaml")
    shutil.move(file, moved)
    commit_all(repository)
    moved.write_text(entries(STATED, JUDGED), "utf-8")
    commit_all(repository)
    assert found(run, moved, "--history") == []


def test_a_report_that_is_not_committed_is_its_own_first_revision(run, repository):
    file = repository / "reward-report.yaml"
    (repository / "other").write_text("x", "utf-8")
    commit_all(repository)
    file.write_text(entries(STATED, JUDGED), "utf-8")
    assert found(run, file, "--history") == ["first in what is not committed, together with it"]


def test_standard_input_has_the_history_of_its_file(run, revisions):
    file = revisions(entries(SILENT))
    done = run(
        "lint", "-", "--history", "--select", "LIV015", "--stdin-filename", str(file), stdin=entries(STATED, JUDGED)
    )
    assert "not committed" in done.stdout
    assert run("lint", "-", "--history", stdin=entries(STATED)).returncode == 2


def test_without_git_the_job_cannot_be_done(run, tmp_path):
    file = tmp_path / "reward-report.yaml"
    file.write_text(entries(STATED), "utf-8")
    done = run("lint", "--history", str(file))
    assert done.returncode == 2
    assert "git" in done.stderr


def test_an_expectation_may_have_been_in_what_does_not_load():
    reports = [load_text(text).report for text in (entries(SILENT), BROKEN, entries(STATED, JUDGED))]
    assert firsts_of(list(zip("abc", reports, strict=True))) == Firsts(
        {"waits-fall": 1}, {"waits-fall": 2}, ("a", "b", "c")
    )


def test_a_fix_says_when_the_prediction_was_written(run, revisions):
    file = revisions(entries(SILENT), entries(STATED, JUDGED))
    call = ("lint", "--history", "--select", "LIV015", "--unsafe-fixes", str(file))
    done = run(*call, "--diff")
    assert done.returncode == 1
    (line,) = (one for one in done.stdout.splitlines() if one.startswith("+ "))
    assert "stated: after" in line
    assert "stated: before" in file.read_text("utf-8")
    assert (
        run("lint", "--history", "--select", "LIV015", "--fix", str(file)).returncode == 0
    )  # a warning: not without consent
    assert "stated: before" in file.read_text("utf-8")
    assert "Fixed 1" in run(*call, "--fix").stdout
    assert file.read_text("utf-8") == entries(STATED.replace("before", "after"), JUDGED)


def test_a_fix_of_standard_input_knows_the_history_too(run, revisions):
    file = revisions(entries(SILENT))
    call = ("lint", "-", "--history", "--fix", "--unsafe-fixes", "--select", "LIV015", "--stdin-filename", str(file))
    done = run(*call, stdin=entries(STATED, JUDGED))
    assert done.stdout == entries(STATED.replace("before", "after"), JUDGED)


def test_outsiders_reconstruct(run, revisions):
    text = entries(STATED, JUDGED).replace("kind: first_party", "kind: third_party")
    assert "third_party" in text
    file = revisions(text)
    run("lint", "--history", "--fix", "--unsafe-fixes", "--select", "LIV015", str(file))
    assert "stated: reconstructed" in file.read_text("utf-8")


def test_python_reads_the_history_on_request(revisions):
    file = revisions(entries(SILENT), entries(STATED, JUDGED))
    chosen = Settings(select=("LIV015",))
    assert not lint(file, settings=chosen).findings
    assert [one.code for one in lint(file, settings=chosen, history=True).findings] == ["LIV015"]


def test_an_answer_held_back_elsewhere_does_not_hide_the_finding(run, revisions):
    held = "evaluation: {evaluation_validity: {text: Kittens., audience: internal, reason: r}}\n"
    file = revisions(entries(SILENT) + held, entries(STATED, JUDGED) + held)
    for audience in ("internal", "public"):
        assert found(run, file, "--history", "--audience", audience) == [found(run, file, "--history")[0]]

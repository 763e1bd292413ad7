"""The commands that write: new, render, build, schema, fmt; and explain. Nothing is overwritten, nothing half-written."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from reward_reports.cli.options import write_file
from reward_reports.linting.documentation import complete
from reward_reports.report.loading import load_text

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE = str(ROOT / "examples" / "movielens" / "reward-report.yaml")
GOOD = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0", kind: hypothetical}\n'


@pytest.mark.parametrize(
    "more", [(), ("--minimal",), ("--profile", "rlhf"), ("--profile", "game", "--title", 'A: "b" # c')]
)
def test_a_new_report_lacks_answers_and_nothing_else(run, tmp_path, more):
    assert run("new", "reward-report.yaml", *more).returncode == 0
    found = json.loads(run("lint", "--no-cache", "-f", "json", "reward-report.yaml").stdout)
    assert {finding["code"][:3] for finding in found["findings"]} <= {"CMP", "HON", "RLF"}
    assert len(found["findings"]) > 10


def test_the_minimal_frame_has_the_fields_of_a_first_draft(run):
    def fields(*more):
        return re.findall(r"^  (\w+):$", run("new", "-o", "-", *more).stdout, re.MULTILINE)

    assert (len(fields()), len(fields("--minimal"))) == (29, 14)
    assert "limitations" not in fields("--minimal")


def test_new_never_overwrites(run, tmp_path):
    (tmp_path / "reward-report.yaml").write_text("mine")
    done = run("new")
    assert (done.returncode, (tmp_path / "reward-report.yaml").read_text()) == (2, "mine")
    assert "exists already" in done.stderr
    assert "not both" in run("new", "a.yaml", "-o", "b.yaml").stderr
    assert run("new", str(tmp_path)).stderr == f"error: {tmp_path} is a folder; name a file in it\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("CMP006",), "no-horizon"),
        (("no-horizon",), "CMP006"),
        (("cmp006",), "Good:"),
        (("performance_metrics",), "# Defined Performance Metrics"),
        (("Legacy System(s)",), "# Deployment Agency"),
        (("implementation.data_flow",), "read by auditors"),
        (("rlhf.preference_data.pay",), "What they were paid"),
        (("--all",), "SYN001"),
    ],
)
def test_explain_finds_rules_and_fields_by_any_name(run, words, said):
    done = run("explain", *words)
    assert done.returncode == 0
    assert said in done.stdout


def test_explain_gives_rules_as_data(run):
    (rule,) = json.loads(run("explain", "no-horizon", "--format", "json").stdout)["rules"]
    assert (rule["code"], rule["name"], rule["severity"], rule["strictness"]) == (
        "CMP006",
        "no-horizon",
        "error",
        "standard",
    )
    assert all(load_text(complete(text)).data for text in (*rule["bad"], *rule["good"]))
    every = json.loads(run("explain", "--all", "-f", "json").stdout)
    assert [one["code"] for one in every["rules"]] == sorted(one["code"] for one in every["rules"])
    assert len(every["rules"]) > 100
    assert every["fields"] == []


def test_explain_gives_fields_as_data(run):
    (field,) = json.loads(run("explain", "performance_metrics", "-f", "json").stdout)["fields"]
    assert (field["key"], field["title"]) == (
        "optimization_intent.performance_metrics",
        "Defined Performance Metrics",
    )
    direction = next(key for key in field["keys"] if key["key"] == "items.direction")
    assert {"maximize", "minimize"} <= set(direction["values"])
    assert load_text(complete(field["example"])).data
    many = json.loads(run("explain", "unit", "-f", "json").stdout)["fields"]
    assert len({one["key"] for one in many}) == len(many) > 3


def test_the_ending_says_how_to_write_what_is_explained(run, tmp_path):
    for name, begins in (("rule.json", "{"), ("rule.md", "# CMP006")):
        assert run("explain", "CMP006", "-o", name).returncode == 0
        assert (tmp_path / name).read_text("utf-8").startswith(begins)
    assert run("explain", "CMP006", "-o", "rule.html").returncode == 2


def test_explain_guesses_at_a_misspelt_word(run):
    done = run("explain", "recuorse")
    assert done.returncode == 2
    assert "did you mean recourse" in done.stderr


def test_explain_shows_no_raw_control_character(run):
    for code in ("SYN002", "SYN011", "SYN012"):
        text = run("explain", code).stdout
        assert all(char.isprintable() or char == "\n" for char in text)


@pytest.mark.parametrize(("name", "begins"), [("a.html", "<!DOCTYPE html>"), ("a.md", "# "), ("a.markdown", "# ")])
def test_render_goes_by_the_name_of_the_output(run, tmp_path, name, begins):
    assert run("render", EXAMPLE, "-o", name).returncode == 0
    assert (tmp_path / name).read_text("utf-8").lstrip().startswith((begins, "<!--"))


@pytest.mark.parametrize(
    "words",
    [
        ["schema"],
        ["render", EXAMPLE, "--format", "html"],
        ["render", EXAMPLE, "--format", "pdf"],
        ["export", EXAMPLE, "--to", "model-card"],
        ["lint", EXAMPLE, "--format", "json"],
        ["status", EXAMPLE, "--format", "text"],
        ["compare", EXAMPLE, EXAMPLE.replace("movielens", "muzero"), "--format", "markdown"],
    ],
    ids=lambda words: " ".join(word for word in words if "/" not in word),
)
def test_no_output_takes_the_place_of_a_report(run, tmp_path, words):
    report = tmp_path / "other.reward-report.yaml"
    report.write_text(GOOD)
    done = run(*words, "-o", str(report))
    assert (done.returncode, report.read_text()) == (2, GOOD)
    assert "is a report, so it is not overwritten; name another file" in done.stderr


def test_render_refuses_what_is_no_report(run, tmp_path):
    (tmp_path / "a.yaml").write_text(GOOD + "nonsense: 1\n")
    done = run("render", "a.yaml", "-o", "a.html")
    assert done.returncode == 2
    assert "a.yaml:3:1" in done.stderr
    assert not (tmp_path / "a.html").exists()


def test_build_says_where_the_site_is(run):
    done = run("build", str(ROOT / "examples"), "-o", "site")
    assert (done.returncode, done.stdout) == (0, "13 reports: site/index.html\n")


def _several(folder: Path) -> None:
    """A folder with a report by an own name, one in a folder that is excluded, and one that is larger than is read."""
    (folder / "old").mkdir()
    (folder / "pyproject.toml").write_text(
        '[tool.reward-reports]\ninclude = ["*.report.yaml"]\nexclude = ["old"]\nmax-bytes = 200\n'
    )
    (folder / "a.report.yaml").write_text(GOOD + "  \n")
    (folder / "old" / "b.report.yaml").write_text(GOOD.replace("id: a", "id: b") + "  \n")
    (folder / "reward-report.yaml").write_text("nonsense: [")


def test_build_finds_what_the_settings_say(run, tmp_path):
    _several(tmp_path)
    done = run("build", ".", "-o", "site")
    assert (done.returncode, done.stdout) == (0, "1 report: site/index.html\n")
    assert (tmp_path / "site" / "a.html").is_file()
    (tmp_path / "a.report.yaml").write_text(GOOD + "#" * 200)
    done = run("build", ".", "-o", "site")
    assert done.returncode == 2
    assert "200 bytes" in done.stderr


def test_fmt_finds_what_the_settings_say(run, tmp_path):
    _several(tmp_path)
    done = run("fmt", "--check")
    assert (done.returncode, done.stdout) == (1, "a.report.yaml would change\n")
    assert run("fmt").returncode == 0
    assert (tmp_path / "a.report.yaml").read_text() == GOOD
    assert (tmp_path / "old" / "b.report.yaml").read_text() != GOOD


@pytest.mark.parametrize("command", [("build", ".", "-o", "site"), ("fmt",)])
def test_settings_that_cannot_be_used_are_told(run, tmp_path, command):
    _several(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[tool.reward-reports]\nexclud = []\n")
    done = run(*command)
    assert done.returncode == 2
    assert "did you mean exclude" in done.stderr
    assert not (tmp_path / "site").exists()


def test_schema_prints_both_drafts(run):
    assert "2020-12" in json.loads(run("schema").stdout)["$schema"]
    assert "draft-07" in json.loads(run("schema", "--draft", "draft-07").stdout)["$schema"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (GOOD, GOOD),
        (GOOD.replace("\n", "  \n"), GOOD),
        (GOOD.replace("\n", "\r\n"), GOOD),
        ("\ufeff" + GOOD, GOOD),
        (GOOD + "\n\n\n", GOOD),
        (GOOD[:-1], GOOD),
        ("# c  \n" + GOOD, "# c\n" + GOOD),
        (GOOD + "x-a: |\n  two  \n  words\n", GOOD + "x-a: |\n  two  \n  words\n"),
        (GOOD + "x-a: |+\n  words\n\n\n", GOOD + "x-a: |+\n  words\n\n\n"),
    ],
)
def test_fmt_tidies_and_keeps_what_is_said(run, tmp_path, before, after):
    report = tmp_path / "reward-report.yaml"
    report.write_bytes(before.encode())
    assert run("fmt", "--check").returncode == (0 if before == after else 1)
    assert report.read_bytes() == before.encode()
    assert run("fmt").returncode == 0
    assert report.read_bytes() == after.encode()


def test_fmt_keeps_permissions_and_links(run, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "elsewhere" / "kept.yaml"
    target.write_text(GOOD + "  \n")
    target.chmod(0o640)
    (tmp_path / "reward-report.yaml").symlink_to(target)
    assert run("fmt", "reward-report.yaml").returncode == 0
    assert (tmp_path / "reward-report.yaml").is_symlink()
    assert (target.read_text(), target.stat().st_mode & 0o777) == (GOOD, 0o640)


@pytest.mark.parametrize("command", [("fmt",), ("lint", "--fix", "--unsafe-fixes")])
@pytest.mark.parametrize("limit", ["max-bytes = 90", ""])
def test_a_file_past_a_limit_is_never_written(run, tmp_path, command, limit):
    """What was read of it is not all of it; so SYN007 offers no fix, and nothing else is fixed either."""
    (tmp_path / "pyproject.toml").write_text(f"[tool.reward-reports]\n{limit}\n")
    text = GOOD + "x-a: NO  \n" + ("" if limit else "x-b: " + "[" * 101 + "]" * 101 + "\n")
    (tmp_path / "reward-report.yaml").write_text(text)
    done = run(*command)
    assert done.returncode == (2 if command == ("fmt",) else 1), done.stdout + done.stderr
    assert (tmp_path / "reward-report.yaml").read_text() == text


def test_fmt_leaves_a_file_that_is_no_yaml(run, tmp_path):
    (tmp_path / "reward-report.yaml").write_text("a: [  \n")
    done = run("fmt")
    assert done.returncode == 2
    assert (tmp_path / "reward-report.yaml").read_text() == "a: [  \n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_or_a_device_is_written_into_and_not_replaced(tmp_path):
    """Replacing /dev/null by a file, which root can do, breaks the whole machine."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        write_file(pipe, "words")
        assert reader.communicate(timeout=30)[0] == b"words"
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


@pytest.mark.parametrize(
    ("title", "identity", "noted"),
    [
        ("Überblick über Größe", "uberblick-uber-grosse", False),
        ("中文", "report", True),
        ("تقرير", "report", True),
        ("Shelf", "shelf", False),
    ],
)
def test_the_id_is_made_of_the_title_or_a_note_says_that_one_is_to_be_chosen(run, title, identity, noted):
    done = run("new", "--title", title, "-o", "-")
    assert f"\n  id: {identity}\n" in done.stdout
    assert ("choose another with --id" in done.stderr) is noted
    assert "note" not in run("new", "--title", title, "--id", "mine", "-o", "-").stderr

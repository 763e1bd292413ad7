"""Reports that are bound to the code and the values of a system: what is found, what is fixed, and what is read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reward_reports.report.loading import load_file
from reward_reports.runs.bound import read_code

CODE = "TARGET = 400\n\n\ndef penalty(rows):\n    return [min(len(row) / TARGET, 1) for row in rows]\n"
DIGEST = read_code(CODE.encode(), "rewards.py", "penalty").digest
REPORT = """\
schema_version: "1.1"
report: {id: short, title: Short, version: "1.0", kind: hypothetical}
implementation:
  reward_details:
    - id: length
      weight: 0.5   # of the two
      code: {path: PATH, symbol: penalty, digest: DIGEST}
system_maintenance:
  changelog:
    - {id: first, version: "1.0", date: 2026-01-02, summary: The first run.}
bindings:
  - {field: implementation.reward_details.length.weight, path: grpo.yaml, key: "weights[1]"}
"""
SELECT = ("--select", "LIV016,LIV017", "--today", "2026-03-01")


@pytest.fixture
def project(tmp_path) -> Path:
    """A checkout with a report, the code of its reward and a configuration."""
    folder = tmp_path / "project"
    (folder / ".git").mkdir(parents=True)
    (folder / "rewards.py").write_text(CODE)
    (folder / "grpo.yaml").write_text("weights: [1.0, 0.5]\n")
    write(folder)
    return folder


def write(folder: Path, path: str = "rewards.py", digest: str = DIGEST, **changes: str) -> Path:
    text = REPORT.replace("PATH", path).replace("DIGEST", digest)
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    report = folder / "reward-report.yaml"
    report.write_text(text)
    return report


def test_a_report_that_agrees_with_the_system_is_clean(run, project):
    done = run("lint", "project", *SELECT)
    assert (done.returncode, done.stdout) == (0, "Nothing found in 1 report.\n")


def test_changed_code_names_the_function_its_lines_and_the_missing_entry(run, project):
    (project / "rewards.py").write_text(CODE.replace("400", "300"))
    done = run("lint", "project", *SELECT, "--format", "concise")
    assert done.returncode == 1
    assert done.stdout.startswith(
        "project/reward-report.yaml:7:57: error LIV017 [*] the code of the reward term length has changed since the report was "
        "written: `penalty` in rewards.py, lines 4-5, or what it uses of that file: `TARGET` (line 1), and no changelog entry "
        "says so\n"
    )


def test_layout_comments_and_docstrings_are_no_change(run, project):
    tidy = 'TARGET = 400  # characters\ndef penalty( rows ):\n    "For length."\n    return [\n        min(len(row)/TARGET, 1)\n        for row in rows]\n'
    (project / "rewards.py").write_text(tidy)
    assert run("lint", "project", *SELECT).returncode == 0


@pytest.mark.parametrize("since", [(), ("--since", "old.yaml")])
def test_the_fix_takes_the_digest_and_drafts_the_entry(run, project, tmp_path, since):
    (tmp_path / "old.yaml").write_text((project / "reward-report.yaml").read_text())
    (project / "rewards.py").write_text(CODE.replace("min", "max"))
    done = run("lint", "project/reward-report.yaml", *SELECT, "--fix", *since)
    assert done.returncode == 0, done.stdout + done.stderr
    text = (project / "reward-report.yaml").read_text()
    made = load_file(project / "reward-report.yaml").report
    assert made is not None
    entry = made.system_maintenance.changelog.items[-1]
    assert (entry.kind, entry.version, str(entry.date)) == ("reward_change", "1.1", "2026-03-01")
    assert entry.summary == "Code of the reward term length, `penalty` in rewards.py: changed."
    assert entry.fields_changed == ("implementation.reward_details",)
    assert "TODO(author)" in (entry.motivation or "")
    assert made.report.version == "1.1"
    assert "# of the two" in text
    assert DIGEST not in text
    assert (
        run(
            "lint", "project/reward-report.yaml", "--select", "LIV008,LIV016,LIV017", "--today", "2026-03-01", *since
        ).returncode
        == 0
    )


def test_code_and_values_that_changed_together_get_one_entry(run, project):
    (project / "rewards.py").write_text(CODE.replace("400", "300"))
    (project / "grpo.yaml").write_text("weights: [1.0, 1.0]\n")
    assert run("lint", "project", *SELECT, "--fix").returncode == 0
    made = load_file(project / "reward-report.yaml").report
    assert made is not None
    assert len(made.system_maintenance.changelog.items) == 2
    assert made.system_maintenance.changelog.items[1].summary == (
        "Weight of length: 0.5 -> 1 (raised). Code of the reward term length, `penalty` in rewards.py: changed."
    )
    assert made.implementation.reward_details.items[0].weight == 1.0


def test_a_change_that_an_entry_of_today_tells_needs_no_second_one(run, project):
    entry = (
        '{id: first, version: "1.0", date: 2026-01-02, summary: The first run.}\n    - {id: mine, version: "1.1", date: 2026-03-01, '
        "kind: reward_change, summary: The penalty is steeper., fields_changed: [implementation.reward_details]}"
    )
    write(project, **{'{id: first, version: "1.0", date: 2026-01-02, summary: The first run.}': entry})
    (project / "rewards.py").write_text(CODE.replace("400", "300"))
    assert run("lint", "project", *SELECT, "--fix").returncode == 0
    text = (project / "reward-report.yaml").read_text()
    assert text.count("id: ") == 4
    assert DIGEST not in text


MINE = (
    '{id: first, version: "1.0", date: 2026-01-02, summary: The first run.}\n    - {id: mine, version: "1.1", date: DAY, '
    "kind: reward_change, summary: The penalty is steeper., fields_changed: [implementation.reward_details]}"
)


@pytest.mark.parametrize(
    ("before", "after", "drafted"),
    [
        (None, MINE.replace("DAY", "2026-03-01"), False),
        (None, MINE.replace("DAY", "2026-02-20"), False),  # of another day, and new since the base
        (MINE.replace("DAY", "2026-03-01"), MINE.replace("DAY", "2026-03-01"), True),  # of an earlier change of the day
        (
            MINE.replace("DAY", "2026-03-01"),
            MINE.replace("DAY", "2026-03-01").replace("steeper", "steeper again"),
            False,
        ),
        (
            None,
            MINE.replace("DAY", "2026-03-01").replace("The penalty", "A rule"),
            True,
        ),  # it does not name the function
    ],
)
def test_an_entry_by_hand_counts_where_it_was_written_after_the_base(run, project, tmp_path, before, after, drafted):
    first = '{id: first, version: "1.0", date: 2026-01-02, summary: The first run.}'
    write(project, **({first: before} if before else {}))
    (tmp_path / "old.yaml").write_text((project / "reward-report.yaml").read_text())
    write(project, **{first: after})
    (project / "rewards.py").write_text(CODE.replace("400", "300"))
    done = run("lint", "project/reward-report.yaml", *SELECT, "--since", "old.yaml", "--format", "concise")
    assert ("and no changelog entry says so" in done.stdout) == drafted
    assert run("lint", "project/reward-report.yaml", *SELECT, "--since", "old.yaml", "--fix").returncode == 0
    made = load_file(project / "reward-report.yaml").report
    assert len(made.system_maintenance.changelog.items) == (3 if drafted else 2)
    assert DIGEST not in (project / "reward-report.yaml").read_text()


def test_a_missing_digest_is_written_without_an_entry(run, project, tmp_path):
    write(project, **{", digest: " + DIGEST: ""})
    (tmp_path / "old.yaml").write_text((project / "reward-report.yaml").read_text())
    done = run("lint", "project", *SELECT)
    assert "the code of the reward term length has no digest" in done.stdout
    assert run("lint", "project", *SELECT, "--fix").returncode == 0
    text = (project / "reward-report.yaml").read_text()
    assert f"code: {{path: rewards.py, symbol: penalty, digest: {DIGEST}}}" in text
    assert text.count("date:") == 1
    assert run("lint", "project/reward-report.yaml", "--select", "LIV008", "--since", "old.yaml").returncode == 0


def test_a_new_digest_without_an_entry_is_found_against_the_base(run, project, tmp_path):
    (tmp_path / "old.yaml").write_text((project / "reward-report.yaml").read_text())
    write(project, digest="python1-" + "0" * 40)
    done = run("lint", "project/reward-report.yaml", "--select", "LIV008", "--since", "old.yaml")
    assert "LIV008" in done.stdout


def test_a_digest_of_another_tool_is_told(run, project):
    write(project, digest="sha256-12")
    assert "has a digest that cannot be compared, 'sha256-12'" in run("lint", "project", *SELECT).stdout


def test_the_code_of_ai_feedback_counts_too(run, project):
    rlhf = "profiles: [rlhf]\nrlhf:\n  ai_feedback:\n    - {id: judge, kind: verifiable_reward, code: {path: rewards.py, symbol: penalty, digest: text1-1}}\nimplementation:"
    write(project, **{"implementation:\n": rlhf + "\n"})
    done = run("lint", "project", *SELECT)
    assert "the code of the AI feedback judge has changed" in done.stdout, done.stdout


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("nothing.py", "leads to no file"),
        ("/etc/passwd", "is not a path from the report's folder"),
        ("C:/rewards.py", "is not a path from the report's folder"),
        ("'src\\rewards.py'", "is not a path from the report's folder"),
        ("https://example.org/rewards.py", "is not a path from the report's folder"),
        ("../outside.py", "leads out of the git checkout"),
        ("sub/../../outside.py", "leads out of the git checkout"),
        (".git/config.py", "leads out of the git checkout"),
        ("link.py", "leads through the link link.py"),
        ("linked/rewards.py", "leads through the link linked"),
        ("out.py", "leads out of the git checkout"),
        ("loop.py", "leads"),
        ("sub", "cannot be read as a file"),
        ("pipe.py", "cannot be read as a file"),
        ("other.py", "does not define `penalty`"),
        ("wrong.py", "is not valid Python, in line 2"),
    ],
)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs links and pipes")
def test_a_path_that_leads_astray_is_told_and_not_read(run, project, path, words):
    (project.parent / "outside.py").write_text(CODE)
    (project / "sub").mkdir()
    (project / "sub" / "rewards.py").write_text(CODE)
    (project / ".git" / "config.py").write_text(CODE)
    (project / "link.py").symlink_to("rewards.py")
    (project / "linked").symlink_to("sub")
    (project / "out.py").symlink_to("../outside.py")
    (project / "loop.py").symlink_to("loop.py")
    os.mkfifo(project / "pipe.py")
    (project / "other.py").write_text("x = 1\n")
    (project / "wrong.py").write_text("\ndef (\n")
    write(project, path)
    _opened.clear()
    done = run("lint", "project", *SELECT, "--no-cache")
    assert done.returncode == 1
    assert words in done.stdout
    assert "outside.py" not in _opened_in(project.parent)


def test_a_path_may_lead_through_the_checkout(run, project):
    (project / "docs").mkdir()
    (project / "reward-report.yaml").unlink()
    report = write(project / "docs", "../rewards.py")
    report.write_text(report.read_text().replace("grpo.yaml", "../grpo.yaml"))
    assert run("lint", "project", *SELECT).returncode == 0
    (project / "rewards.py").write_text(CODE.replace("400", "300"))
    assert "`penalty` in ../rewards.py, lines 4-5" in run("lint", "project", *SELECT).stdout


def test_only_the_files_that_are_named_are_read(run, project):
    for number in range(2_000):
        (project / f"module_{number}.py").write_text("x = 1\n")
    _opened.clear()
    assert run("lint", "project", *SELECT, "--no-cache").returncode == 0
    assert _opened_in(project) == ["grpo.yaml", "reward-report.yaml", "rewards.py"]


_opened: list[str] = []
sys.addaudithook(lambda event, about: _opened.append(str(about[0])) if event == "open" else None)


def _opened_in(folder: Path) -> list[str]:
    """Return the files of a folder that Python has opened since the list was cleared, in whatever way."""
    return sorted({Path(name).name for name in _opened if str(folder) in str(Path(folder.parent, name))})


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [("rewards.py", "400", "300", "LIV017"), ("grpo.yaml", "0.5", "0.6", "LIV016")],
)
def test_the_cache_notices_a_change_of_the_files(run, project, name, old, new, code):
    file, before = project / name, (project / name).read_text()
    assert run("lint", "project", *SELECT).returncode == 0
    assert run("lint", "project", *SELECT).returncode == 0
    file.write_text(before.replace(old, new))
    for _ in range(2):
        assert code in run("lint", "project", *SELECT).stdout
    file.unlink()
    for _ in range(2):
        assert "leads to no file" in run("lint", "project", *SELECT).stdout
    file.write_text(before)
    assert run("lint", "project", *SELECT).returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_the_cache_notices_a_link_in_the_place_of_a_file(run, project):
    assert run("lint", "project", *SELECT).returncode == 0
    (project / "rewards.py").rename(project / "elsewhere.py")
    (project / "rewards.py").symlink_to("elsewhere.py")
    for _ in range(2):
        assert "leads through the link rewards.py" in run("lint", "project", *SELECT).stdout


BINDINGS = """\
schema_version: "1.1"
report: {id: short, title: Short, version: "1.0", kind: hypothetical}
optimization_intent:
  goal_of_reinforcement: {text: Less waiting., horizon: {discount: 0.9}}
implementation:
  reward_details: {combination: weighted_sum, items: [{id: a.b, weight: 1, name: X}, {id: a}]}
bindings:
  - {field: FIELD, path: values.json, key: KEY}
"""


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("implementation.reward_details.a.b.weight", "1", ""),
        ("implementation.reward_details.a.b.weight", "1.0", ""),
        ("implementation.reward_details.a.b.weight", '"1e0"', ""),
        ("implementation.reward_details.0.weight", "1.0", ""),
        ("implementation.reward_details.items[0].weight", "1.0", ""),
        ("implementation.reward_details.a.b.weight", "true", "is 1 in the report, and true under `key` in values.json"),
        ("implementation.reward_details.a.b.weight", "2", "is 1 in the report, and 2 under"),
        ("implementation.reward_details.a.weight", "2", "is nothing in the report, and 2 under"),
        ("implementation.reward_details.a.b.name", '"X"', ""),
        ("implementation.reward_details.a.b.name", '"Y"', "is X in the report, and Y under"),
        ("implementation.reward_details.combination", '"weighted_sum"', ""),
        ("optimization_intent.goal_of_reinforcement.horizon.discount", "0.9", ""),
        ("optimization_intent.goal_of_reinforcement.horizon.discount", "0.99", "is 0.9 in the report, and 0.99 under"),
        ("optimization_intent.goal_of_reinforcement", '"Less waiting."', ""),
        ("report.title", '"Short"', ""),
        ("implementation.reward_details.nope.weight", "1", "which is not a value of this report"),
        ("implementation.reward_details", "1", "which is not a value of this report"),
        ("nope", "1", "which is not a value of this report"),
        ("implementation..weight", "1", "which is not a value of this report"),
        ("implementation.reward_details.a.b.model_fields", "1", "which is not a value of this report"),
    ],
)
def test_a_bound_value_is_compared_by_what_it_is(run, tmp_path, field, value, found):
    (tmp_path / "reward-report.yaml").write_text(BINDINGS.replace("FIELD", f'"{field}"').replace("KEY", "key"))
    (tmp_path / "values.json").write_text(f'{{"key": {value}}}')
    done = run("lint", *SELECT)
    assert ("LIV016" in done.stdout) is bool(found), done.stdout
    assert found in done.stdout
    if " under" in found and value != "true":
        assert run("lint", *SELECT, "--fix").returncode == 0
        assert load_file(tmp_path / "reward-report.yaml").report is not None


def test_a_value_that_the_report_cannot_hold_is_not_taken(run, tmp_path):
    text = BINDINGS.replace("FIELD", "implementation.reward_details.a.b.weight").replace("KEY", "key")
    (tmp_path / "reward-report.yaml").write_text(text)
    for value in ('"many"', "[1, 2]", "null", "true"):
        (tmp_path / "values.json").write_text(f'{{"key": {value}}}')
        assert run("lint", *SELECT, "--fix").returncode == 1
        assert (tmp_path / "reward-report.yaml").read_text() == text


@pytest.mark.parametrize("given", ["${W}", "${oc.env:W,0.5}", "${oc.decode:${oc.env:W}}"])
def test_a_value_that_is_filled_in_later_is_told_and_hinders_no_other_fix(run, project, given):
    (project / "grpo.yaml").write_text(f'weights: [1.0, "{given}"]\n')
    (project / "rewards.py").write_text(CODE.replace("400", "300"))
    done = run("lint", "project", *SELECT, "--fix", "--format", "concise")
    said = f"is 0.5 in the report, and {given} under `weights[1]` in grpo.yaml, which is only known when the training starts"
    assert said in done.stdout
    text = (project / "reward-report.yaml").read_text()
    assert "weight: 0.5   # of the two" in text
    assert DIGEST not in text
    assert "kind: reward_change" in text


@pytest.mark.parametrize("given", ["high", "true", "null", "[0.5]"])
def test_a_value_of_another_kind_is_not_taken_and_hinders_no_other_fix(run, project, given):
    (project / "grpo.yaml").write_text(f"weights: [1.0, {given}]\n")
    (project / "rewards.py").write_text(CODE.replace("400", "300"))
    done = run("lint", "project", *SELECT, "--fix")
    assert "Put the file right, or bind the value to another: the two are of different kinds" in done.stdout
    text = (project / "reward-report.yaml").read_text()
    assert "weight: 0.5   # of the two" in text
    assert DIGEST not in text


def test_a_number_that_the_file_writes_as_text_is_taken_as_a_number(run, project):
    (project / "grpo.yaml").write_text('weights: ["1.0", "0.75"]\n')
    run("lint", "project", *SELECT, "--fix")
    assert "weight: 0.75   # of the two" in (project / "reward-report.yaml").read_text()


def test_what_readers_of_the_changelog_may_not_read_stays_out_of_the_draft(run, project):
    restricted = "  reward_details:\n    audience: internal\n    items:\n"
    write(project, **{"  reward_details:\n": restricted})
    (project / "rewards.py").write_text(CODE.replace("400", "300"))
    (project / "grpo.yaml").write_text("weights: [1.0, 0.75]\n")
    assert run("lint", "project", *SELECT, "--fix").returncode == 0
    made = load_file(project / "reward-report.yaml").report
    assert made is not None
    assert made.implementation.reward_details.items[0].weight == 0.75
    summary = made.system_maintenance.changelog.items[-1].summary
    assert "internal" in summary
    assert "0.75" not in summary
    assert "penalty" not in summary


@pytest.mark.tool("git")
def test_a_pull_request_that_edits_the_reward_gets_its_entry(run, tmp_path):
    assert run("demo", "story", "--story", "short-answers", "--quiet").returncode == 0
    story = tmp_path / "story"
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", story, clone], check=True, capture_output=True)
    assert run("lint", "--today", "2026-04-01", cwd=clone).returncode == 0
    code = (clone / "rewards.py").read_text()
    (clone / "rewards.py").write_text(code.replace("TARGET = 400", "TARGET  =  400 # as agreed"))
    assert run("lint", "--today", "2026-04-01", cwd=clone).returncode == 0
    (clone / "rewards.py").write_text(code.replace("400", "300"))
    done = run("lint", "--today", "2026-04-01", cwd=clone)
    assert done.returncode == 1
    assert "`length_penalty` in rewards.py, lines 11-13" in done.stdout
    assert "`TARGET` (line 3), and no changelog entry says so" in done.stdout
    done = run("lint", "--today", "2026-04-01", "--since", "HEAD", "--fix", cwd=clone)
    assert "LIV017" not in done.stdout
    assert "kind: reward_change" in (clone / "reward-report.yaml").read_text().split("v1-2")[1]

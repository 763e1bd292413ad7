"""Every command of the README and the documentation is run, and what it is shown to print is what it prints."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reward_reports.publishing.site.kinds import all_kinds
from reward_reports.publishing.site.subpages import ORDERS

ROOT = Path(__file__).resolve().parent.parent.parent
BAD = Path(__file__).with_name("bad.reward-report.yaml")
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def commands(page: str) -> list[str]:
    blocks = _BLOCK.findall((ROOT / page).read_text("utf-8"))
    return [line[2:].split("#")[0].strip() for block in blocks for line in block.splitlines() if line.startswith("$ ")]


@pytest.fixture
def call(run):
    """Run a line that begins with the command."""

    def call_line(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
        assert line.startswith("reward-reports "), line
        return run(*shlex.split(line)[1:], cwd=folder)

    return call_line


def test_the_first_screen_shows_real_output(tmp_path, call):
    shutil.copy(BAD, tmp_path)
    shown = _BLOCK.search((ROOT / "README.md").read_text("utf-8"))[1]
    first, _, output = shown.partition("\n")
    done = call(first[2:], tmp_path)
    assert done.returncode == 1
    assert done.stdout == output


def test_the_commands_of_the_readme_run(tmp_path, call):
    used = [line for line in commands("README.md") if line.startswith("reward-reports") and "bad.reward" not in line]
    assert len(used) >= 8
    for line in used:
        done = call(line, tmp_path)
        assert done.returncode == 0, f"{line}: {done.stderr}{done.stdout}"
    assert (tmp_path / "report.html").is_file()
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.mark.parametrize(
    "page",
    [
        "docs/tutorial.md",
        "docs/how-to/adopt.md",
        "docs/how-to/editor.md",
        "docs/how-to/review-a-change.md",
        "docs/how-to/other-formats.md",
    ],
)
def test_the_commands_of_the_guides_run(tmp_path, call, page):
    """They may find faults in the report (1), but each must do its job (no 2)."""
    if page != "docs/tutorial.md":
        shutil.copy(BAD, tmp_path / "reward-report.yaml")
        shutil.copy(BAD, tmp_path / "old.yaml")
    commit = "git -c user.name=A -c user.email=a@b.example commit --quiet --allow-empty --message"
    script = f"git init --quiet && git add . && {commit} one && git tag v1.0 && {commit} two"
    subprocess.run(["bash", "-c", script], cwd=tmp_path, check=True)
    lines = commands(page)
    assert lines
    for line in lines:
        done = call(line, tmp_path)
        assert done.returncode in (0, 1), f"{line}: {done.stderr}"


def test_the_commands_of_the_guide_to_exporting_run(tmp_path, call):
    text = (ROOT / "examples" / "instructgpt" / "reward-report.yaml").read_text("utf-8")
    named = "      - id: vs-gpt3\n        settings: {hub_dataset: owner/name, hub_task: task}\n"
    (tmp_path / "reward-report.yaml").write_text(text.replace("      - id: vs-gpt3\n", named), "utf-8")
    lines = commands("docs/how-to/export.md")
    assert len(lines) > 10
    for line in lines:
        done = call(line, tmp_path)
        assert done.returncode in ((0, 1) if " lint " in line else (0,)), f"{line}: {done.stderr}"


def test_the_commands_of_the_guide_to_drafting_run(tmp_path, call):
    shutil.copytree(ROOT / "tests" / "runs" / "drafting" / "fixtures" / "grpo", tmp_path / "runs" / "grpo")
    lines = commands("docs/how-to/draft.md")
    assert len(lines) == 5
    for line in lines:
        done = call(line, tmp_path)
        assert done.returncode in (0, 1), f"{line}: {done.stderr}"
    drafted = (tmp_path / "drafted.reward-report.yaml").read_text("utf-8")
    for shown in re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/how-to/draft.md").read_text("utf-8"), re.DOTALL)[:1]:
        assert shown in drafted


def test_the_commands_of_the_guide_to_publishing_run(tmp_path, call):
    for name in ("movielens", "instructgpt"):
        shutil.copytree(ROOT / "examples" / name, tmp_path / "reports" / name)
    lines = commands("docs/how-to/publish.md")
    assert len(lines) >= 4
    for line in lines:
        done = call(line, tmp_path)
        assert done.returncode == 0, f"{line}: {done.stderr}"
    rows = re.findall(
        r"^\| `([^`]+)`[ ,][^|]*\| ([^|]*)\|", (ROOT / "docs/how-to/publish.md").read_text("utf-8"), re.MULTILINE
    )
    table = [name for name, what in rows if not what.startswith("with `--")]
    assert {f"{kind.name}/NAME.html" for kind in all_kinds()} <= set(table)
    orders = [f"{folder}/NAME.html" for folder in ORDERS]
    for name in (*table, *orders, "NAME/stakeholder-ID.html"):
        pattern = name.replace("NAME", "movielens").replace("ID", "*")
        assert list((tmp_path / "site").glob(pattern)), name
    assert (tmp_path / "compared.html").is_file()


def test_the_python_that_is_shown_runs(tmp_path):
    shutil.copy(ROOT / "examples" / "movielens" / "reward-report.yaml", tmp_path)
    (tmp_path / "reports").mkdir()
    shutil.copy(ROOT / "examples" / "project-flow" / "reward-report.yaml", tmp_path / "reports")
    later = (tmp_path / "reward-report.yaml").read_text("utf-8").replace("title: MovieLens", "title: The MovieLens", 1)
    (tmp_path / "reports" / "later.reward-report.yaml").write_text(
        later.replace("id: movielens", "id: later", 1), "utf-8"
    )
    page = (ROOT / "docs/reference/python.md").read_text("utf-8")
    code = re.search(r"```python\n(.*?)```", page, re.DOTALL)[1]
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("MovieLens")
    assert "editorial Title of the report" in done.stdout
    assert (tmp_path / "site" / "project-flow.html").is_file()


def test_the_settings_that_are_shown_are_settings(tmp_path):
    """The example sets every setting there is, to the default where it says so."""
    from reward_reports.linting.settings import Settings, read_settings

    page = (ROOT / "docs/reference/settings.md").read_text("utf-8")
    file = tmp_path / "pyproject.toml"
    file.write_text(re.search(r"```toml\n(.*?)```", page, re.DOTALL)[1], "utf-8")
    settings = read_settings(file)
    assert settings.severity == {"EVD": "info"}
    assert (settings.strictness, settings.fail_level, settings.max_bytes) == (
        Settings().strictness,
        Settings().fail_level,
        Settings().max_bytes,
    )
    shown = set(re.findall(r"^\[?(?:tool\.reward-reports\.)?([a-z-]+)", file.read_text("utf-8"), re.MULTILINE))
    known = {name.replace("_", "-") for name in vars(Settings()) if name != "root"}
    assert known <= shown, known - shown

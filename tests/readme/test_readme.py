"""Every command of the README and the documentation is run, and what it is shown to print is what it prints."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
BAD = Path(__file__).with_name("bad.reward-report.yaml")
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def commands(page: str) -> list[str]:
    blocks = _BLOCK.findall((ROOT / page).read_text("utf-8"))
    return [line[2:].split("#")[0].strip() for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def call(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    assert line.startswith("reward-reports "), line
    arguments = shlex.split(line)[1:]
    return subprocess.run(
        [sys.executable, "-m", "reward_reports", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_first_screen_shows_real_output(tmp_path):
    shutil.copy(BAD, tmp_path)
    shown = _BLOCK.search((ROOT / "README.md").read_text("utf-8"))[1]
    first, _, output = shown.partition("\n")
    done = call(first[2:], tmp_path)
    assert done.returncode == 1
    assert done.stdout == output


def test_the_commands_of_the_readme_run(tmp_path):
    used = [line for line in commands("README.md") if line.startswith("reward-reports") and "bad.reward" not in line]
    assert len(used) >= 8
    for line in used:
        done = call(line, tmp_path)
        assert done.returncode == 0, f"{line}: {done.stderr}{done.stdout}"
    assert (tmp_path / "report.html").is_file()
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.mark.parametrize("page", ["docs/tutorial.md", "docs/how-to/adopt.md", "docs/how-to/editor.md"])
def test_the_commands_of_the_guides_run(tmp_path, page):
    """They may find faults in the report (1), but each must do its job (no 2)."""
    if page != "docs/tutorial.md":
        shutil.copy(BAD, tmp_path / "reward-report.yaml")
    lines = commands(page)
    assert lines
    for line in lines:
        done = call(line, tmp_path)
        assert done.returncode in (0, 1), f"{line}: {done.stderr}"


def test_the_rule_of_the_guide_works(tmp_path):
    """The module that the guide shows is installed as a plugin and runs."""
    guide = (ROOT / "docs/how-to/own-rules.md").read_text("utf-8")
    (tmp_path / "acme_rule.py").write_text(re.search(r"````python\n(.*?)````", guide, re.DOTALL)[1], "utf-8")
    info = tmp_path / "acme_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[reward_reports.rules]\nno-on-call-team = acme_rule\n")
    report = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0", kind: hypothetical}\nsystem_details: {dates: {lifecycle: deployed}}\n'
    (tmp_path / "reward-report.yaml").write_text(report)
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from reward_reports.cli import run; sys.exit(run(sys.argv[1:]))"
    lint = [
        sys.executable,
        "-c",
        code,
        "lint",
        "--select",
        "ACM",
        "--fail-level",
        "warning",
        "-f",
        "concise",
        "reward-report.yaml",
    ]
    done = subprocess.run(lint, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, "ACM001" in done.stdout) == (1, True), done.stderr
    (tmp_path / "reward-report.yaml").write_text(report + "x-on-call: desk@example.org\n")
    assert subprocess.run(lint, cwd=tmp_path, capture_output=True, check=False).returncode == 0


def test_the_schema_of_the_guide_works(tmp_path):
    guide = (ROOT / "docs/how-to/own-schema.md").read_text("utf-8")
    (tmp_path / "own.json").write_text(re.search(r"```json\n(.*?)```", guide, re.DOTALL)[1], "utf-8")
    (tmp_path / "pyproject.toml").write_text(re.search(r"```toml\n(.*?)```", guide, re.DOTALL)[1], "utf-8")
    report = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0", kind: hypothetical}\n'
    (tmp_path / "reward-report.yaml").write_text(report + "x-team: shop\n")
    done = call("reward-reports lint --select SCH009 -f concise reward-report.yaml", tmp_path)
    assert done.returncode == 1
    assert "reward-report.yaml:3:9" in done.stdout
    (tmp_path / "reward-report.yaml").write_text(report + "x-team: feed\n")
    assert call("reward-reports lint --select SCH009 reward-report.yaml", tmp_path).returncode == 0


@pytest.mark.tool("mkdocs")
def test_the_documentation_builds_without_a_warning(tmp_path, tool):
    done = subprocess.run(
        [tool("mkdocs"), "build", "--strict", "-f", ROOT / "mkdocs.yml", "-d", tmp_path / "site"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr

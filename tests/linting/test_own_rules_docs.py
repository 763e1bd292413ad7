"""The guides to own rules and own schemas are complete: what they show is put into files, run, and does what they say."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

GUIDES = Path(__file__).resolve().parent.parent.parent / "docs" / "how-to"
_BLOCK = re.compile(r"^(`{3,})(\w+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


def blocks(page: str) -> dict[str, list[str]]:
    """Return the code blocks of a guide by language, in order."""
    made: dict[str, list[str]] = {}
    for _, language, text in _BLOCK.findall((GUIDES / page).read_text("utf-8")):
        made.setdefault(language, []).append(text)
    return made


@pytest.fixture
def call(tmp_path):
    """Run Python in an empty folder which packages can be imported from."""

    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(tmp_path), "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run


def as_shown(call, console: str, code: int) -> None:
    """Run the command of a console block and compare what it prints."""
    first, _, output = console.partition("\n")
    command, *arguments = shlex.split(first.removeprefix("$ "))
    assert command == "reward-reports"
    done = call("reward_reports", *arguments)
    assert done.returncode == code, done.stderr
    assert done.stdout == output


@pytest.fixture
def acme_rules(tmp_path):
    """The package of the guide to own rules, as an installer would leave it."""
    shown = blocks("own-rules.md")
    project = tomllib.loads(shown["toml"][0])["project"]
    (tmp_path / "acme_rules").mkdir()
    (tmp_path / "acme_rules" / "__init__.py").touch()
    (tmp_path / "acme_rules" / "on_call.py").write_text(shown["python"][0], "utf-8")
    info = tmp_path / f"acme_rules-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    groups = project["entry-points"]
    points = [f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in named.items()) for group, named in groups.items()]
    (info / "entry_points.txt").write_text("\n".join(points))
    (tmp_path / "reward-report.yaml").write_text(shown["yaml"][0], "utf-8")
    return shown


def test_the_rule_of_the_guide_finds_what_the_guide_shows(acme_rules, call):
    as_shown(call, acme_rules["console"][0], code=0)


def test_the_rule_of_the_guide_is_explained(acme_rules, call):
    done = call("reward_reports", "explain", "ACM001")
    assert done.returncode == 0, done.stderr
    assert "Whoever is harmed at night" in done.stdout
    assert "x-on-call: mailto:night@acme.example" in done.stdout


def test_the_test_of_the_guide_passes(acme_rules, call, tmp_path):
    (tmp_path / "test_on_call.py").write_text(acme_rules["python"][1], "utf-8")
    done = call("pytest", "-q", "-p", "no:cacheprovider", "test_on_call.py")
    assert done.returncode == 0, done.stdout
    assert "2 passed" in done.stdout


def test_the_schema_of_the_guide_finds_what_the_guide_shows(call, tmp_path):
    shown = blocks("own-schema.md")

    (tmp_path / "own.json").write_text(shown["json"][0], "utf-8")
    (tmp_path / "pyproject.toml").write_text(shown["toml"][0], "utf-8")
    (tmp_path / "reward-report.yaml").write_text(shown["yaml"][0], "utf-8")
    as_shown(call, shown["console"][0], code=1)

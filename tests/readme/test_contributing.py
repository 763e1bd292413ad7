"""The paths that CONTRIBUTING names are there, and the places it sends a newcomer to hold what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reward_reports.linting.registry import OURS, known_rules
from reward_reports.report.model import Report
from reward_reports.report.model.fields import model_in
from reward_reports.report.model.report import PROFILE_SECTIONS, SECTIONS

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
TOP = ("reward_reports", "templates", "tests", "tools", "docs", "schemas", "examples")


def named() -> set[str]:
    """Return the paths between backticks."""
    words = re.findall(r"`([\w./-]+)`", TEXT)
    return {word for word in words if word.endswith((".py", "/", ".txt", ".toml")) or word.startswith(TOP)}


def drawn() -> list[tuple[int, str]]:
    """Return the names in the drawing of the folders, each with how far it is indented."""
    drawing = TEXT.partition("```text\n")[2].partition("```")[0]
    found = []
    for line in drawing.split("\n")[1:]:
        indent = len(line) - len(line.lstrip())
        head = re.split(r"\s{2,}", line.strip())[0] if indent < 8 else ""
        found += [(indent, name) for name in re.findall(r"[\w]+(?:/|\.py)", head if indent else "")]
    return found


def stands(name: str) -> bool:
    return any((folder / name).exists() for folder in (ROOT, ROOT / "reward_reports")) or any(
        (path / name).exists() for path in (ROOT / "reward_reports").rglob("*") if path.is_dir()
    )


def test_every_path_is_there():
    assert len(named()) > 15
    assert [name for name in sorted(named()) if not stands(name)] == []


def test_every_folder_of_the_package_is_in_the_drawing():
    assert len(drawn()) > 25
    assert [name for _, name in drawn() if not stands(name)] == []
    wings = {name for indent, name in drawn() if indent == 2}
    there = {f"{path.name}/" for path in (ROOT / "reward_reports").iterdir() if (path / "__init__.py").exists()}
    assert there <= wings


@pytest.mark.parametrize("code", [code for code, rule in known_rules().items() if rule.origin == OURS])
def test_a_rule_is_in_the_file_of_its_code(code):
    for folder in ("rules", "run_rules"):
        files = list((ROOT / "reward_reports" / "linting" / folder).glob(f"{code.lower()}_*.py"))
        if files:
            break
    assert len(files) == 1, f"the file of the rule is called {code.lower()}_NAME.py, with the rule's name"


def test_every_prefix_of_a_code_is_explained():
    cells = re.findall(r"^\| ([A-Z]{3}(?:, [A-Z]{3})*) \|", TEXT, re.MULTILINE)
    ours = {code[:3] for code, rule in known_rules().items() if rule.origin == OURS}
    assert {prefix for cell in cells for prefix in cell.split(", ")} == ours


def test_a_section_is_typed_in_the_file_of_its_name():
    model = ROOT / "reward_reports" / "report" / "model"
    for name in (*SECTIONS, *PROFILE_SECTIONS):
        section = model_in(Report.model_fields[name].annotation)
        assert section is not None
        assert f"class {section.__name__}(" in (model / f"{name}.py").read_text("utf-8")
    assert "class ReportInfo(" in (model / "report_info.py").read_text("utf-8")

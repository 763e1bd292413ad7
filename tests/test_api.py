"""The public functions say what they take, and take what those behind them do."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import reward_reports
from reward_reports.base.errors import InputError, InvalidReportError
from reward_reports.publishing import rendering, site

EXAMPLE = Path(__file__).parents[1] / "examples" / "movielens" / "reward-report.yaml"
FUNCTIONS = [name for name in reward_reports.__all__ if name != "__version__"]


def arguments(function):
    return {name: argument.default for name, argument in inspect.signature(function).parameters.items()}


def test_a_shell_completes_the_functions_before_they_are_used():
    said = subprocess.run(
        [sys.executable, "-c", "import reward_reports; print(*dir(reward_reports))"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert set(reward_reports.__all__) <= set(said.stdout.split())


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_argument_and_error_is_documented(name):
    function = getattr(reward_reports, name)
    documented = re.findall(r"^ {8}(\w+): ", function.__doc__, re.MULTILINE)
    assert [word for word in documented if not word.endswith("Error")] == list(arguments(function))
    assert "Raises:" in function.__doc__


def test_the_public_functions_take_what_those_behind_them_take():
    assert arguments(reward_reports.render) == arguments(rendering.render)
    assert reward_reports.build is site.build


def test_a_report_can_be_rendered_from_a_file_or_as_it_was_loaded():
    report = reward_reports.load(EXAMPLE)
    text = reward_reports.render(report, "markdown", folder=EXAMPLE.parent)
    assert text.startswith("# ")
    assert reward_reports.render(str(EXAMPLE), to="markdown") == text
    assert reward_reports.render(EXAMPLE, "markdown", folder=str(EXAMPLE.parent)) == text


@pytest.mark.parametrize(
    "call", [reward_reports.load, reward_reports.render, lambda file: reward_reports.compare(file, file)]
)
def test_a_file_that_holds_no_report_is_an_error_with_its_place(tmp_path, call):
    with pytest.raises(InputError, match=r"none\.yaml"):
        call(tmp_path / "none.yaml")
    (tmp_path / "bad.yaml").write_text("a: [", "utf-8")
    with pytest.raises(InvalidReportError, match=r"bad\.yaml:1:4"):
        call(tmp_path / "bad.yaml")

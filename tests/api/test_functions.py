"""The public functions: what they take, what they return, what they refuse."""

from __future__ import annotations

import inspect
import re
import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

import reward_reports
from reward_reports import ConfigError, InputError, InvalidReportError, OutputError, Settings, plugins
from reward_reports.api import options
from reward_reports.publishing import rendering
from reward_reports.report.model.base import AUDIENCES
from reward_reports.report.model.layouts import LAYOUTS

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "movielens" / "reward-report.yaml"
DAY = date(2026, 12, 1)
FUNCTIONS = [name for name in reward_reports.__all__ if inspect.isfunction(getattr(reward_reports, name))]
SMALL = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0"}\n'


@pytest.fixture
def reports(tmp_path, monkeypatch):
    """A folder with settings that know reports by another name, and allow few bytes."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(EXAMPLE, tmp_path / "movielens.yml")
    (tmp_path / "other.reward-report.yaml").write_text("not: a report\n", "utf-8")
    (tmp_path / ".reward-reports.toml").write_text('include = ["movielens.yml"]\n', "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_argument_result_and_error_is_documented(name):
    function = getattr(reward_reports, name)
    documented = re.findall(r"^ {8}(\w+): ", function.__doc__, re.MULTILINE)
    assert [word for word in documented if not word.endswith("Error")] == list(inspect.signature(function).parameters)
    assert "Raises:" in function.__doc__
    assert ("Returns:" in function.__doc__) == (inspect.signature(function).return_annotation != "None")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_type_hints_resolve(name):
    hints = get_type_hints(getattr(reward_reports, name))
    assert hints.keys() == {*inspect.signature(getattr(reward_reports, name)).parameters, "return"}


def with_methods(holder: object, names: Iterable[str]) -> Iterator[tuple[str, object]]:
    """Return the public classes and functions that a module has under these names, with the methods of the classes."""
    for name in names:
        value = getattr(holder, name)
        if inspect.isfunction(value):
            yield name, value
        elif inspect.isclass(value) and value.__module__.startswith("reward_reports."):
            yield name, value
            for key, member in list(vars(value).items()):
                function = member.fget if isinstance(member, property) else getattr(member, "__func__", member)
                if not key.startswith("_") and inspect.isfunction(function):
                    yield f"{name}.{key}", function


def test_the_type_hints_of_types_their_methods_and_what_plugins_use_resolve():
    public = dict(with_methods(reward_reports, reward_reports.__all__))
    assert len(public) > 150
    # A `Context` refers to everything that rules may ask for, which is imported when it is asked for.
    public |= with_methods(plugins, [name for name in plugins.__all__ if name != "Context"])
    unknown = {}
    for name, value in public.items():
        try:
            get_type_hints(value)
        except NameError as error:
            unknown[name] = str(error)
    assert unknown == {}


def test_the_choices_are_those_there_are():
    assert get_args(options.TextFormat) == tuple(rendering.FORMATS)
    assert get_args(options.FileFormat) == (*rendering.FORMATS, *rendering.BINARY)
    for form in rendering.FORMATS | rendering.BINARY:
        assert {options.format_of(f"a{ending}") for ending in (rendering.FORMATS | rendering.BINARY)[form].endings} == {
            form
        }
    assert get_args(options.Audience) == AUDIENCES
    assert get_args(options.Layout) == tuple(LAYOUTS)


def test_a_report_can_be_rendered_from_a_file_or_as_it_was_loaded():
    report = reward_reports.load(EXAMPLE)
    text = reward_reports.render(report, "markdown", folder=EXAMPLE.parent)
    assert text.startswith("# ")
    assert reward_reports.render(str(EXAMPLE), to="markdown") == text
    assert reward_reports.render(EXAMPLE, "markdown", folder=str(EXAMPLE.parent)) == text


@pytest.mark.parametrize("to", get_args(options.FileFormat)[-2:])
def test_what_is_not_text_is_not_rendered_to_a_text(to):
    with pytest.raises(ConfigError, match=rf"{to} is not text; write it with render_file\(report, 'report\.{to}'\)"):
        reward_reports.render(EXAMPLE, to=to)


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.html", b"<!doctype html>"), ("a.HTM", b"<!doctype html>"), ("a.md", b"# "), ("a.tex", b"\\documentclass"), ("a.json", b"{"), ("a.pdf", b"%PDF"), ("a.docx", b"PK")],
)  # fmt: skip
def test_a_file_is_rendered_to_what_its_ending_says(tmp_path, name, start):
    file = reward_reports.render_file(EXAMPLE, str(tmp_path / name))
    assert file == tmp_path / name
    assert file.read_bytes()[: len(start)].lower() == start.lower()


def test_a_file_without_a_known_ending_needs_a_format(tmp_path):
    with pytest.raises(ConfigError, match=r"page\.txt has no ending of a known format \(\.html, .*\.docx\)"):
        reward_reports.render_file(EXAMPLE, tmp_path / "page.txt")
    assert not list(tmp_path.iterdir())
    reward_reports.render_file(EXAMPLE, tmp_path / "page.txt", "json")
    assert (tmp_path / "page.txt").read_text("utf-8") == reward_reports.render(EXAMPLE, "json")


def test_a_report_is_not_replaced_by_its_own_page(tmp_path):
    copy = Path(shutil.copy(EXAMPLE, tmp_path / "report.md"))
    with pytest.raises(OutputError, match="already reads"):
        reward_reports.render_file(copy, copy)
    assert copy.read_bytes() == EXAMPLE.read_bytes()


def test_templates_of_the_settings_are_used(reports):
    (reports / "own" / "markdown").mkdir(parents=True)
    (reports / "own" / "markdown" / "paper.md").write_text("Our own page\n", "utf-8")
    (reports / ".reward-reports.toml").write_text('include = ["movielens.yml"]\ntemplates = "own"\n', "utf-8")
    assert reward_reports.render("movielens.yml", "markdown") == "Our own page\n"
    assert reward_reports.render("movielens.yml", "markdown", settings=Settings()) != "Our own page\n"
    with pytest.raises(ConfigError, match="nowhere does not exist"):
        reward_reports.build(".", "site", templates="nowhere")


def test_every_function_on_many_reports_finds_those_of_the_settings(reports):
    assert reward_reports.lint(".", today=DAY).files == ("movielens.yml",)
    assert [one.file for one in reward_reports.status(today=DAY)] == ["movielens.yml"]
    assert [one.file for one in reward_reports.check(today=DAY)] == ["movielens.yml"]
    assert {one.file for one in reward_reports.due(today=DAY)} <= {"movielens.yml"}
    assert {one.file for one in reward_reports.outcomes(today=DAY)} <= {"movielens.yml"}
    assert reward_reports.build(".", "site").pages == ("movielens.html",)
    with pytest.raises(InvalidReportError, match="larger than 1,000 bytes"):
        reward_reports.build(".", "site", settings=Settings(include=("movielens.yml",), max_bytes=1000))


def test_what_is_due_can_be_limited(reports):
    everything = reward_reports.due(today=DAY)
    soon = reward_reports.due(today=DAY, within="P1D")
    assert len(everything) > 0
    assert [one for one in everything if one.overdue or one.days is None or one.days <= 1] == list(soon)
    with pytest.raises(ConfigError, match="'soon' is not a duration"):
        reward_reports.due(within="soon")


def test_a_text_is_linted_as_a_file_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = EXAMPLE.read_text("utf-8")
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    in_file = {(one.code, one.line) for one in reward_reports.lint("a.yaml", today=DAY).findings}
    assert {(one.code, one.line) for one in reward_reports.lint_text(text, today=DAY).findings} == in_file
    broken = reward_reports.lint_text(b"a: [", "b.yaml", today=DAY)
    assert (broken.failed, broken.findings[0].file, broken.findings[0].code) == (True, "b.yaml", "SYN001")
    assert "\ud800" not in reward_reports.lint_text("a: \ud800").findings[0].message


@pytest.mark.parametrize("lint", [reward_reports.lint, reward_reports.lint_text])
def test_an_unknown_audience_is_refused(lint):
    with pytest.raises(ConfigError, match="unknown audience 'everybody'; choose public, auditor or internal"):
        lint(str(EXAMPLE), audience="everybody")


def test_a_report_is_read_from_text_and_written_to_a_file(tmp_path):
    report = reward_reports.loads(SMALL)
    assert reward_reports.loads(SMALL.encode()) == report
    file = tmp_path / "a.yaml"
    reward_reports.dump(report, file)
    assert file.read_text("utf-8") == reward_reports.dumps(report)
    reward_reports.dump(report.model_copy(update={"bibliography": "a.bib"}), str(file))
    assert reward_reports.load(file).bibliography == "a.bib"
    with pytest.raises(InvalidReportError, match="<text>:1:4"):
        reward_reports.loads("a: [")


@pytest.mark.parametrize("text", [f"# mine\n{SMALL}", SMALL, "not: a report\n", "a: ["])
def test_a_file_written_by_hand_is_not_replaced(tmp_path, text):
    file = tmp_path / "a.yaml"
    file.write_text(text, "utf-8")
    report = reward_reports.loads(SMALL)
    with pytest.raises(OutputError, match=r"a\.yaml is not overwritten.* overwrite=True"):
        reward_reports.dump(report, file)
    assert file.read_text("utf-8") == text
    reward_reports.dump(report, file, overwrite=True)
    assert reward_reports.load(file) == report


def test_old_reports_and_runs_begin_reports(tmp_path):
    (tmp_path / "old.md").write_text("# Shelf\n\n## System Owner\n\nThe library\n", "utf-8")
    (made,) = reward_reports.convert(tmp_path / "old.md", title="Shelf, lent")
    report = reward_reports.loads(made.yaml)
    assert (report.report.title, report.system_details.system_owner.text) == ("Shelf, lent", "The library")
    run = ROOT / "tests" / "runs" / "drafting" / "fixtures" / "grpo"
    assert reward_reports.loads(reward_reports.draft(run, title="A run").yaml).report.title == "A run"
    assert reward_reports.export(EXAMPLE, "model-card").startswith("---\n")


def test_a_log_that_cannot_be_read_is_an_error(tmp_path):
    (tmp_path / "reward-report.yaml").write_text(
        f"{SMALL}optimization_intent:\n  oversight_metrics:\n    - {{id: m, name: M, observations_from: {{path: no.csv}}}}\n"
    )
    for call in (reward_reports.check, reward_reports.outcomes):
        with pytest.raises(reward_reports.LogError, match=r"the log of m: no\.csv does not exist"):
            call(tmp_path)
    (tmp_path / "m.csv").write_text("step,m\n1,2\n")
    with pytest.raises(ConfigError, match="no report has a metric q"):
        reward_reports.check(tmp_path, logs=[f"q={tmp_path}/m.csv"])


@pytest.mark.parametrize(
    "call", [reward_reports.load, reward_reports.render, lambda file: reward_reports.compare(file, file)]
)
def test_a_file_that_holds_no_report_is_an_error_with_its_place(tmp_path, call):
    with pytest.raises(InputError, match=r"none\.yaml"):
        call(tmp_path / "none.yaml")
    (tmp_path / "bad.yaml").write_text("a: [", "utf-8")
    with pytest.raises(InvalidReportError, match=r"bad\.yaml:1:4"):
        call(tmp_path / "bad.yaml")

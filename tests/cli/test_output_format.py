"""`--format` has one meaning everywhere, and the ending of `--output` stands in for it."""

import json
from pathlib import Path

import click
import pytest

from reward_reports.base.errors import ConfigError
from reward_reports.cli import COMMANDS, GROUPS, group, lint
from reward_reports.cli.output_format import format_of
from reward_reports.publishing.formats import BINARY, FORMATS

MINIMAL = (Path(__file__).parents[2] / "examples/project-flow/reward-report.yaml").read_text("utf-8")
RENDER = FORMATS | BINARY
LINT = lint.FORMATS


@pytest.mark.parametrize(
    ("output", "formats", "expected"),
    [
        (None, LINT, "text"),
        ("-", LINT, "text"),
        ("out", LINT, "text"),
        ("/dev/stdout", LINT, "text"),
        ("found.txt", LINT, "text"),
        ("run.LOG", LINT, "text"),
        ("a.b/found", LINT, "text"),
        ("found.json", LINT, "json"),
        ("found.sarif", LINT, "sarif"),
        ("found.sarif.json", LINT, "sarif"),
        ("found.xml", LINT, "junit"),
        ("FOUND.MD", LINT, "markdown"),
        ("page.htm", RENDER, "html"),
        ("page.markdown", RENDER, "markdown"),
        ("page.tex", RENDER, "latex"),
        ("page.docx", RENDER, "docx"),
        ("page.sarif.json", RENDER, "json"),
    ],
)
def test_the_ending_says_the_format(output, formats, expected):
    assert format_of(None, output, formats, "html" if formats == RENDER and not output else "text") == expected
    assert format_of("json", output, formats, "text") == "json", "--format wins"


@pytest.mark.parametrize(
    ("command", "output"),
    [
        (("lint", "r.yaml"), "found.html"),
        (("lint", "r.yaml"), "found.csv"),
        (("compare", "r.yaml"), "compared.pdf"),
        (("diff", "r.yaml", "r.yaml"), "changes.ics"),
        (("check", "r.yaml"), "checked.html"),
        (("status", "r.yaml"), "status.html"),
        (("outcomes", "r.yaml"), "outcomes.ics"),
        (("due", "r.yaml"), "due.md"),
        (("render", "r.yaml"), "page.txt"),
        (("render", "r.yaml"), "page.odt"),
        (("export", "r.yaml"), "card.md"),
    ],
)
def test_an_ending_without_a_format_is_an_error(run, tmp_path, monkeypatch, command, output):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "r.yaml").write_text(MINIMAL, "utf-8")
    done = run(*command, "-o", output)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{output}: the ending does not say which format to write; choose one with --format: " in done.stderr
    assert not (tmp_path / output).exists()


def test_an_export_needs_a_format(run, tmp_path):
    (tmp_path / "r.yaml").write_text(MINIMAL, "utf-8")
    assert "choose a format with --format: croissant, " in run("export", str(tmp_path / "r.yaml")).stderr
    model = tmp_path / "model.cdx.json"
    assert run("export", str(tmp_path / "r.yaml"), "-o", str(model)).returncode == 0
    assert json.loads(model.read_text("utf-8"))["bomFormat"] == "CycloneDX"


@pytest.mark.parametrize("option", ["--to", "--format", "-f"])
def test_what_to_make_has_one_name_and_its_old_one(run, tmp_path, option):
    (tmp_path / "r.yaml").write_text(MINIMAL, "utf-8")
    assert run("render", str(tmp_path / "r.yaml"), option, "json").stdout.startswith("{")
    assert run("export", str(tmp_path / "r.yaml"), option, "fmti-json").stdout.startswith("{")


def test_a_format_needs_a_default_or_a_name():
    with pytest.raises(ConfigError):
        format_of(None, "x.yaml", RENDER, "html")


def test_the_help_groups_every_command_once(run):
    lines = run("--help").stdout.splitlines()
    assert [line[:-1] for line in lines if line[:-1] in GROUPS] == list(GROUPS)
    shown = [line.split()[0] for line in lines[lines.index("Write:") :] if line.startswith("  ") and line[2] != " "]
    assert [name for name in shown if name in COMMANDS] == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_its_exit_codes(run, name):
    codes = run(name, "--help").stdout.partition("Exit codes: 0 ")[2]
    assert "2 " in codes


@pytest.mark.parametrize("name", COMMANDS)
def test_what_may_be_left_out_is_in_brackets(name):
    command = group.get_command(None, name)
    context = click.Context(command)
    for argument in (one for one in command.params if one.param_type_name == "argument" and name != "diff"):
        (shown,) = argument.get_usage_pieces(context)
        assert shown.startswith("[") == (not argument.required), argument.name

"""The shell completes commands, codes of rules and fields; a missing file has one wording; fields come with YAML to copy."""

import pytest
import yaml
from click.shell_completion import ShellComplete

from reward_reports.cli import group
from reward_reports.report.loading import load_text
from reward_reports.report.schema.example import example_of
from reward_reports.report.schema.keys import all_keys

from ..git import git


def offered(arguments: list[str], incomplete: str) -> list[str]:
    shell = ShellComplete(group, {}, "reward-reports", "_REWARD_REPORTS_COMPLETE")
    return [item.value for item in shell.get_completions(arguments, incomplete)]


@pytest.mark.parametrize(
    ("arguments", "incomplete", "expected"),
    [
        (["lint", "--select"], "cmp00", "CMP001"),
        (["lint", "--ignore"], "REF001,SCH0", "REF001,SCH010"),
        (["explain"], "CMP0", "CMP006"),
        (["explain"], "performance_m", "performance_metrics"),
        (["explain"], "optimization_intent.perf", "optimization_intent.performance_metrics.unit"),
        (["explain"], "unknown-", "unknown-id"),
        (["render", "--format"], "mark", "markdown"),
        ([], "outc", "outcomes"),
    ],
)
def test_the_shell_completes(arguments, incomplete, expected):
    found = offered(arguments, incomplete)
    assert expected in found
    assert all(one.lower().startswith(incomplete.lower()) for one in found)


@pytest.mark.parametrize(
    "line",
    [
        "lint nope.yaml", "lint --config nope.yaml", "render nope.yaml", "diff nope.yaml nope.yaml", "log nope.yaml",
        "import nope.yaml", "draft nope.yaml", "draft --update nope.yaml nope.yaml", "build nope.yaml -o site",
        "check nope.yaml", "status nope.yaml", "due nope.yaml", "outcomes nope.yaml", "fmt nope.yaml",
        "export nope.yaml -f fmti", "compare nope.yaml", "render r.yaml --templates nope.yaml", "check --log nope.yaml .",
    ],
)  # fmt: skip
def test_a_missing_file_has_one_wording(run, tmp_path, line):
    (tmp_path / "r.yaml").write_text("schema_version: '1.0'\n", "utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "Begin")
    (tmp_path / "reward-report.yaml").write_text("schema_version: '1.0'\n", "utf-8")
    done = run(*line.split())
    assert done.returncode == 2
    assert "nope.yaml does not exist" in done.stderr


@pytest.mark.parametrize(
    "key", [key for key in all_keys() if key.path[0] != "answer"], ids=lambda key: ".".join(key.path)
)
def test_the_example_of_every_key_can_be_copied(key):
    text = example_of(key)
    assert isinstance(yaml.safe_load(text), dict)
    assert f"{key.name}:" in text or key.name == "items"
    whole = text if text.startswith("schema_version") else f'schema_version: "1.0"\n{text}'
    wrong = [
        problem.message for problem in load_text(whole, "r.yaml").problems if " is missing: " not in problem.message
    ]
    assert not wrong, f"{text}\n{wrong}"
    if key.guide:  # a whole field has all that it needs
        assert {problem.path for problem in load_text(whole, "r.yaml").problems} <= {("report",), ()}, text


def test_explaining_a_field_shows_nested_keys_and_yaml(run):
    said = run("explain", "performance_metrics").stdout
    assert "| `items.thresholds.value` |" in said
    assert "```yaml\noptimization_intent:\n  performance_metrics:\n    - id: short-name   # required\n" in said

"""Rules from other installed packages: they run with ours, and one that is broken ends the run with a plain message."""

from __future__ import annotations

import pytest

REPORT = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0", kind: hypothetical}\n'
RULE = '''"""A title is too short.

Nobody finds it again.
"""
from reward_reports.plugins import Problem, Rule

RULE = Rule("{code}", "{name}", "error", level="minimal")


def check(context):
    {body}
'''
FIND = 'yield Problem("the title is short", "Write a longer one", ("report", "title"))'


@pytest.fixture
def install(tmp_path):
    """Put a package with one module and its entry points where Python looks for installed ones."""

    def make(source, *, package="acme-rules", points=None):
        folder = package.replace("-", "_")
        module = tmp_path / "site" / folder
        module.mkdir(parents=True)
        (module / "__init__.py").touch()
        (module / "rule.py").write_text(source, "utf-8")
        info = tmp_path / "site" / f"{folder}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        listed = points or f"title-length = {folder}.rule"
        (info / "entry_points.txt").write_text(f"[reward_reports.rules]\n{listed}\n")

    return make


@pytest.fixture
def lint(tmp_path, run_process):
    """Lint a report in a process that sees the packages."""
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "reward-report.yaml").write_text(REPORT)

    def call(*arguments, select="ACM"):
        options = ("lint", "--format", "concise", "--select", select, *arguments, "reward-report.yaml")
        return run_process(*options, cwd=folder, env={"PYTHONPATH": str(tmp_path / "site")})

    return call


def rule(code="ACM001", name="short-title", body=FIND):
    return RULE.format(code=code, name=name, body=body)


def refused(done, *words):
    assert done.returncode == 2, done.stdout
    assert done.stdout == ""
    assert done.stderr.startswith("error: ")
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    for word in words:
        assert word in done.stderr


def test_a_rule_of_another_package_runs_with_ours(install, lint):
    install(rule())
    done = lint(select="ACM,SYN")
    assert done.stdout.splitlines()[0] == "reward-report.yaml:2:24: error ACM001 the title is short"
    assert done.returncode == 1
    assert done.stderr == ""


def test_without_the_package_there_is_no_such_rule(lint):
    refused(lint(), "no rule code starts with ACM")


def test_its_findings_can_be_silenced_like_ours(install, lint, tmp_path):
    install(rule())
    report = tmp_path / "work" / "reward-report.yaml"
    report.write_text(REPORT.replace("hypothetical}", "hypothetical}  # reward-reports: ignore[ACM001] it is a test"))
    assert lint().returncode == 0
    assert lint("--ignore", "ACM001", select="ACM,SYN").returncode == 0


def test_a_package_that_appears_is_noticed_by_the_cache(install, lint):
    assert lint(select="SYN").returncode == 0
    install(rule())
    assert lint(select="SYN,ACM").returncode == 1


def test_two_packages_with_rules_of_their_own_both_run(install, lint):
    install(rule())
    install(rule("ACM002", "very-short-title"), package="more-rules")
    assert [line.split()[2] for line in lint().stdout.splitlines()[:2]] == ["ACM001", "ACM002"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (rule(code="CMP006"), ["the rule CMP006 short-title of acme-rules (", ") has the code of CMP006 "]),
        (rule(code="LIV018"), [") has the code of LIV018 report-vanished of reward-reports: give it another code"]),
        (rule(name="no-horizon"), [") has the name of CMP006 no-horizon of reward-reports: give it another name"]),
        (rule(code="AC1"), ["the rule AC1 of acme-rules needs a code of three capital letters and three digits"]),
        (rule(code="acm001"), ["three capital letters"]),
        ("RULE = 'ACM001'\ndef check(context): ...\n", ["acme_rules.rule of acme-rules is not a rule"]),
        (rule().replace("def check", "def verify"), ["is not a rule"]),
        ("import no_such_module_anywhere\n", ["title-length does not load", "No module named 'no_such_module_anywhere'"]),
        ("def check(:\n", ["title-length does not load: SyntaxError"]),
        ("raise ValueError('not today')\n", ["title-length does not load: ValueError: not today"]),
        ("raise SystemExit(0)\n", ["title-length does not load: SystemExit"]),
        (rule(body="raise ValueError('not today')"), ["the rule ACM001 of acme-rules failed on reward-report.yaml: ValueError: not today"]),
        (rule(body="yield 'a text'"), ["the rule ACM001 of acme-rules failed on reward-report.yaml"]),
        (rule(body="return None"), ["the rule ACM001 of acme-rules failed on reward-report.yaml"]),
    ],
)  # fmt: skip
def test_a_broken_rule_ends_the_run_with_a_message(install, lint, source, words):
    install(source)
    refused(lint(), *words)


def test_a_clash_between_two_packages_names_both(install, lint):
    install(rule())
    install(rule(name="other-name"), package="more-rules")
    refused(lint(), " of more-rules (", ") has the code of ACM001 ", " of acme-rules: give it another code")


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ("title-length = acme_rules.missing", "title-length does not load: ModuleNotFoundError"),
        ("title-length = acme_rules.rule:RULE", "is not a rule"),
        ("title-length = acme_rules.rule:missing", "title-length does not load: AttributeError"),
    ],
)
def test_an_entry_point_that_names_no_module(install, lint, points, words):
    install(rule(), points=points)
    refused(lint(), words)


def test_a_failing_rule_ends_a_run_in_several_processes_too(install, lint, tmp_path):
    install(rule(body="raise ValueError('not today')"))
    for number in range(40):
        (tmp_path / "work" / f"{number}.reward-report.yaml").write_text(REPORT)
    refused(lint("--jobs", "2", "."), "the rule ACM001 of acme-rules failed on")

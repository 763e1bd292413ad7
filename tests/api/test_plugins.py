"""What packages with rules of their own import, and the helpers for their tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from reward_reports import ConfigError, InvalidReportError, Settings, plugins
from reward_reports.plugins import Context, Problem, Rule, check_documentation, lint_with

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "own-rules.md"
DOC = """A title is short.

Nobody finds it again.

Bad:
```yaml
report: {id: a, title: A, version: "1.0"}
```

Good:
```yaml
report: {id: a, title: A long title, version: "1.0"}
```
"""


def rule(check=None, doc=DOC, **more) -> ModuleType:
    def short(context: Context):
        if len(context.report.report.title) < 3:
            yield Problem("the title is short", "Write a longer one", ("report", "title"))

    module = ModuleType("short_title")
    module.__doc__, module.RULE, module.check = doc, Rule("ACM001", "short-title", "warning", **more), check or short
    return module


def test_a_rule_runs_alone_on_a_piece_of_yaml():
    (finding,) = lint_with(rule(), 'report: {id: a, title: A, version: "1.0"}')
    assert (finding.code, finding.severity, finding.path, finding.line) == ("ACM001", "warning", "report.title", 2)
    assert lint_with(rule(), "system_details: {system_owner: We}") == ()


def test_what_a_rule_needs_is_heeded():
    def always(context):
        yield Problem(f"{context.today} {context.changes if context.base else None}", "", ())

    assert lint_with(rule(always, needs_base=True), "x-a: 1") == ()
    assert lint_with(rule(always, needs_rlhf=True), "x-a: 1") == ()
    (finding,) = lint_with(rule(always, needs_base=True), "x-a: 1", base="x-a: 2", today=date(2027, 1, 2))
    assert finding.message.startswith("2027-01-02 (Change")
    (finding,) = lint_with(rule(always), "x-a: 1", settings=Settings(severity={"ACM": "error"}))
    assert finding.severity == "error"


def test_files_are_looked_for_in_the_folder(tmp_path):
    def asks(context):
        if not context.exists("a.csv"):
            yield Problem("no log", "", ())

    assert len(lint_with(rule(asks), "x-a: 1", folder=tmp_path)) == 1
    (tmp_path / "a.csv").touch()
    assert lint_with(rule(asks), "x-a: 1", folder=tmp_path) == ()


def test_what_is_wrong_in_a_test_is_said():
    def fails(context):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        lint_with(rule(fails), "x-a: 1")
    with pytest.raises(InvalidReportError, match="<text>:3:1: the key nothing is unknown here"):
        lint_with(rule(), "nothing: 1")
    with pytest.raises(ConfigError, match="is not a rule"):
        lint_with(ModuleType("empty"), "x-a: 1")


def test_the_documentation_of_a_rule_is_checked():
    check_documentation(rule())
    with pytest.raises(AssertionError, match="needs a summary"):
        check_documentation(rule(doc="A title is short."))
    with pytest.raises(AssertionError, match="finds nothing in a fragment behind Bad:"):
        check_documentation(rule(lambda context: ()))
    with pytest.raises(AssertionError, match="finds 'the title is short' in a fragment behind Good:"):
        check_documentation(rule(doc=DOC.replace("A long title", "B")))


def test_the_guide_names_what_can_be_imported():
    text = PAGE.read_text("utf-8")
    for name in {*plugins.__all__} - {"Finding", "Path", "Severity", "Span", "Strictness"}:
        assert f"`{name}" in text, name

"""GitLab's code quality report: its shape, and fingerprints that last."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from reward_reports.linting.formats import FORMATS

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "gitlab-code-quality.schema.json").read_text("utf-8"))
TEXT = "a: 1\nb: 1\n"


def issues_of(result, **options):
    issues = json.loads(FORMATS["gitlab"](result, **options))
    jsonschema.validate(issues, SCHEMA)
    return issues


def test_it_has_the_documented_shape(any_result):
    assert len(issues_of(any_result)) == len(any_result.shown) + len(any_result.omitted)


@pytest.mark.parametrize(("ours", "theirs"), [("error", "major"), ("warning", "minor"), ("info", "info")])
def test_severities_are_gitlabs(ours, theirs, made):
    assert issues_of(made.result_of(TEXT, made.find(TEXT, "1", "a.yaml", severity=ours)))[0]["severity"] == theirs


def test_fingerprints_are_unique(made):
    same = made.find(TEXT, "a", "a.yaml", path="a")
    others = [
        made.find(TEXT, "b", "a.yaml", path="a"),
        made.find(TEXT, "a", "a.yaml", path="b"),
        made.find(TEXT, "a", "b.yaml", path="a"),
        made.find(TEXT, "a", "a.yaml", path="a", code="CMP004"),
    ]
    marks = {issue["fingerprint"] for issue in issues_of(made.result_of(TEXT, same, same, same, *others))}
    assert len(marks) == 7


@pytest.mark.parametrize(
    ("text", "message", "kept"),
    [
        ("# one\n# two\n" + TEXT, "1 is overdue by 3 days", True),
        (TEXT, "1 is overdue by 4 days", True),
        ("  " + TEXT, "1 is overdue by 3 days", True),
        (TEXT.replace("a: 1", "a: 1 # changed"), "1 is overdue by 3 days", False),
    ],
)
def test_a_fingerprint_changes_with_the_line_alone(text, message, kept, made):
    before = made.result_of(TEXT, made.find(TEXT, "a", "a.yaml", message="1 is overdue by 3 days"))
    after = made.result_of(text, made.find(text, "a:", "a.yaml", message=message))
    assert (issues_of(before)[0]["fingerprint"] == issues_of(after)[0]["fingerprint"]) is kept


@pytest.mark.parametrize(
    ("name", "path"),
    [("./a.yaml", "a.yaml"), ("x/../a.yaml", "a.yaml"), ("a b.yaml", "a b.yaml"), ("<stdin>", "<stdin>")],
)
def test_paths_are_relative_without_a_dot(name, path, made):
    result = made.result_of(TEXT, made.find(TEXT, "a", name))
    assert issues_of(result)[0]["location"]["path"] == path


def test_a_fingerprint_does_not_hold_where_the_checkout_lies(made, tmp_path):
    marks = []
    for checkout in ("one", "two"):
        root = tmp_path / checkout
        result = made.result_of(TEXT, made.find(TEXT, "a", f"{root}/docs/a.yaml"))
        issue = issues_of(result, root=str(root))[0]
        assert issue["location"]["path"] == "docs/a.yaml"
        marks.append(issue["fingerprint"])
    assert marks[0] == marks[1]

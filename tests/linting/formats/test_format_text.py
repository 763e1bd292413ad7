"""What people read: the summary, the mark of what can be fixed, files that are gone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reward_reports.linting.finding import Result
from reward_reports.linting.formats import FORMATS
from reward_reports.linting.formats.summary import most_severe, summary

TEXT = "a: N/A\nb: 1\n"


@pytest.mark.parametrize(
    ("severities", "more", "said"),
    [
        ((), {}, "Nothing found in 3 reports."),
        ((), {"files": ("a",)}, "Nothing found in 1 report."),
        ((), {"files": ()}, "There were no reports to check."),
        ((), {"hidden": 2}, "Nothing found in 3 reports. The baseline hides 2 findings."),
        ((), {"fixed": 1}, "Fixed 1 finding. Nothing found in 3 reports."),
        (("error",), {}, "Found 1 error in 1 file."),
        (("error", "error", "warning", "info", "info"), {}, "Found 2 errors, 1 warning, 2 info in 1 file."),
        (
            ("warning", "warning"),
            {"hidden": 1, "fixed": 4},
            "Fixed 4 findings. Found 2 warnings in 1 file. The baseline hides 1 finding.",
        ),
    ],
)
def test_summary_says_what_was_found(severities, more, said, made):
    findings = tuple(made.find(TEXT, "N/A", "a", severity=severity) for severity in severities)
    assert summary(Result(findings, **{"files": ("a", "b", "c"), "today": made.TODAY, **more})) == said


@pytest.mark.parametrize(
    ("safe", "end"),
    [
        ((None,), "in 1 file."),
        ((True,), "in 1 file (1 can be fixed with --fix)."),
        ((False,), "in 1 file (1 can be fixed with --fix --unsafe-fixes)."),
        ((True, True, False), "in 1 file (2 can be fixed with --fix, 1 more with --unsafe-fixes)."),
    ],
)
def test_summary_says_what_can_be_mended(safe, end, made):
    fixes = [None if kind is None else made.replace(TEXT, "N/A", "x", safe=kind) for kind in safe]
    result = made.result_of(TEXT, *(made.find(TEXT, "N/A", "a.yaml", fix=fix) for fix in fixes))
    assert summary(result).endswith(end)


@pytest.mark.parametrize(("safe", "marked"), [(True, True), (False, False)])
def test_only_what_fix_mends_without_a_question_is_marked(safe, marked, made):
    result = made.result_of(TEXT, made.find(TEXT, "N/A", "a.yaml", fix=made.replace(TEXT, "N/A", "x", safe=safe)))
    for name in ("text", "concise"):
        assert ("CMP003 [*] the answer" in FORMATS[name](result)) is marked


@pytest.mark.parametrize("text", ["", "a: N/A", "x\n"])
def test_a_file_that_changed_or_is_gone_only_loses_its_line(text, made):
    finding = made.find(TEXT, "b", "a.yaml")
    shown = FORMATS["text"](replace(made.result_of(text, finding)))
    assert "a.yaml:2:1 error CMP003" in shown
    assert "help: Say what is known" in shown


def test_a_stretch_of_several_lines_is_underlined_to_the_end_of_the_first(made):
    shown = FORMATS["text"](made.result_of(TEXT, made.find(TEXT, "N/A\nb", "a.yaml"))).splitlines()
    assert shown[1:3] == ["1 | a: N/A", "  |    ^^^"]


def test_line_numbers_and_carets_share_a_gutter(made):
    text = "x: 1\n" * 99 + "key: value\n"
    shown = FORMATS["text"](made.result_of(text, made.find(text, "value", "a.yaml"))).splitlines()
    assert shown[1:4] == ["100 | key: value", "    |      ^^^^^", "    help: Say what is known"]


def test_lines_of_windows_files_are_shown_without_their_end(made):
    text = "a: 1\r\nb: 2\r\n"
    shown = FORMATS["text"](made.result_of(text, made.find(text, "2", "a.yaml")))
    assert "2 | b: 2\n" in shown


def test_the_most_severe_are_kept_in_their_order(made):
    findings = [
        made.find(TEXT, "b", "a", severity=severity, message=str(n))
        for n, severity in enumerate(["info", "error", "warning", "error", "info"])
    ]
    assert [finding.message for finding in most_severe(findings, 3)] == ["1", "2", "3"]
    assert [finding.message for finding in most_severe(findings, 4)] == ["0", "1", "2", "3"]
    assert most_severe(findings, 9) == tuple(findings)

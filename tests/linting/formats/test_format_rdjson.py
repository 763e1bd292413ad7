"""reviewdog's format: its shape, and suggestions that do what the fixes do."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from reward_reports.base.diagnostics import Edit, Fix
from reward_reports.linting.formats import FORMATS
from reward_reports.report.text_edits import apply_edits

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "rdjson.schema.json").read_text("utf-8"))


def read(result):
    made = json.loads(FORMATS["rdjson"](result))
    jsonschema.validate(made, SCHEMA)
    return made


def suggested(text: str, suggestion) -> str:
    """Make a suggestion in the bytes of a text, as reviewdog does."""
    raw = text.encode()
    lines = raw.split(b"\n")

    def offset(position):
        return sum(len(line) + 1 for line in lines[: position["line"] - 1]) + position["column"] - 1

    start, end = offset(suggestion["range"]["start"]), offset(suggestion["range"]["end"])
    return (raw[:start] + suggestion["text"].encode() + raw[end:]).decode()


def test_it_has_the_documented_shape(any_result):
    assert len(read(any_result)["diagnostics"]) == len(any_result.shown) + len(any_result.omitted)


TEXT = "é: 日本 😀 x\r\nb: 日\r\nc: 3"
FIXES = {
    "one word": (Edit(6, 7, "😀😀"),),
    "insertion": (Edit(5, 5, "é "),),
    "at the end": (Edit(len(TEXT), len(TEXT), "\nd: 4"),),
    "a whole line": (Edit(TEXT.index("b"), TEXT.index("c"), ""),),
    "several places": (Edit(TEXT.index("c"), TEXT.index("c") + 1, "Ç"), Edit(0, 1, "e"), Edit(3, 5, "")),
}


@pytest.mark.parametrize("edits", FIXES.values(), ids=FIXES)
def test_a_suggestion_does_what_the_fix_does(edits, made):
    finding = made.find(TEXT, "x", "a.yaml", fix=Fix("Mend it", edits))
    (suggestion,) = read(made.result_of(TEXT, finding))["diagnostics"][0]["suggestions"]
    assert suggested(TEXT, suggestion) == apply_edits(TEXT, edits)


def test_a_suggestion_over_too_many_lines_is_left_out(made):
    text = "a: 1\n" * 100
    finding = made.find(
        text, "a", "a.yaml", fix=Fix("Mend it", (Edit(0, 1, "b"), Edit(len(text) - 5, len(text) - 4, "b")))
    )
    assert "suggestions" not in read(made.result_of(text, finding))["diagnostics"][0]


def test_a_fix_of_a_file_that_changed_is_left_out(made):
    finding = made.find(TEXT, "x", "a.yaml", fix=Fix("Mend it", (Edit(8, 9, "y"),)))
    assert "suggestions" not in read(made.result_of("short", finding))["diagnostics"][0]


@pytest.mark.parametrize(
    ("severities", "worst"),
    [((), None), (("info",), "INFO"), (("info", "warning"), "WARNING"), (("warning", "error"), "ERROR")],
)
def test_the_whole_is_as_severe_as_the_worst(severities, worst, made):
    findings = [made.find(TEXT, "x", "a.yaml", severity=severity) for severity in severities]
    assert read(made.result_of(TEXT, *findings)).get("severity") == worst

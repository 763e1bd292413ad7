"""The JSON for programs keeps its shape."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from reward_reports.linting.formats import FORMATS

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "lint-result-1.0.schema.json").read_text("utf-8"))


def read(result):
    made = json.loads(FORMATS["json"](result))
    jsonschema.validate(made, SCHEMA)
    return made


def test_it_keeps_its_shape(any_result):
    made = read(any_result)
    assert made["files"] == [name.replace("\udcff", "\ufffd") for name in any_result.files]
    assert len(made["findings"]) == len(any_result.shown)


def test_it_counts(sample):
    assert read(sample)["counts"] == {"error": 4, "warning": 2, "info": 1, "fixable": 2, "hidden": 1, "fixed": 2}


@pytest.mark.parametrize(("level", "failed"), [("error", False), ("warning", True), ("never", False)])
def test_it_says_whether_the_run_failed(level, failed, made):
    result = made.result_of("a: 1", made.find("a: 1", "1", "a.yaml", severity="warning"), fail_level=level)
    assert read(result)["failed"] is failed


@pytest.mark.parametrize(
    "words", ["Émile 日本 😀", "\x1b[31m \u202e \x7f \u2028", '"\\ \\" \\u0041', "##[error] ###", "a\tb\nc"]
)
def test_every_text_comes_back_as_it_was(words, made):
    result = made.result_of("a: 1", made.find("a: 1", "1", "a.yaml", message=words))
    assert read(result)["findings"][0]["message"] == words
    assert FORMATS["json"](result).isascii()


def test_half_a_pair_becomes_the_mark_of_what_cannot_be_read(made):
    result = made.result_of("a: 1", made.find("a: 1", "1", "a.yaml", message="x\ud83dy"))
    assert read(result)["findings"][0]["message"] == "x\ufffdy"

"""One stretch, counted by each format as its readers count."""

from __future__ import annotations

import json
import re

import pytest

from reward_reports.linting.formats import FORMATS

LINE = "t: Émile 日本 😀 x"
TEXT = f"a: 1\n{LINE}\n"

# needle: characters (first, behind the last), bytes of UTF-8 (first, behind the last), cells before, cells
PLACES = {
    "Émile": ((4, 9), (4, 10), 3, 5),
    "日本": ((10, 12), (11, 17), 9, 4),
    "😀": ((13, 14), (18, 22), 14, 2),
    "x": ((15, 16), (23, 24), 17, 1),
}


@pytest.fixture(params=PLACES)
def place(request, made):
    finding = made.find(TEXT, request.param, "a.yaml")
    return made.result_of(TEXT, finding), *PLACES[request.param]


def test_bytes_are_those_of_the_text():
    for needle, (characters, octets, _, _) in PLACES.items():
        assert LINE[characters[0] - 1 : characters[1] - 1] == needle
        assert LINE.encode()[octets[0] - 1 : octets[1] - 1].decode() == needle


def test_sarif_counts_code_points(place):
    result, characters, *_ = place
    run = json.loads(FORMATS["sarif"](result))["runs"][0]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert region == {"startLine": 2, "startColumn": characters[0], "endLine": 2, "endColumn": characters[1]}


def test_json_counts_characters(place):
    result, characters, *_ = place
    finding = json.loads(FORMATS["json"](result))["findings"][0]
    assert (finding["line"], finding["column"], finding["end_line"], finding["end_column"]) == (
        2,
        characters[0],
        2,
        characters[1],
    )


def test_rdjson_counts_bytes(place):
    result, _, octets, *_ = place
    span = json.loads(FORMATS["rdjson"](result))["diagnostics"][0]["location"]["range"]
    assert span == {"start": {"line": 2, "column": octets[0]}, "end": {"line": 2, "column": octets[1]}}


def test_text_counts_cells(place):
    result, characters, _, before, cells = place
    lines = FORMATS["text"](result).splitlines()
    assert lines[0].startswith(f"a.yaml:2:{characters[0]} error CMP003 ")
    assert lines[1:3] == [f"2 | {LINE}", f"  | {' ' * before}{'^' * cells}"]


def test_github_gets_characters(place):
    result, characters, *_ = place
    command = FORMATS["github"](result).splitlines()[0]
    assert re.search(rf"line=2,endLine=2,col={characters[0]},endColumn={characters[1]},", command)


def test_github_gets_no_columns_for_several_lines(made):
    result = made.result_of(TEXT, made.find(TEXT, TEXT[3:8], "a.yaml"))
    command = FORMATS["github"](result).splitlines()[0]
    assert "line=1,endLine=2,title=" in command

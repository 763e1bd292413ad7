"""The Python in the page for browsers, run in Node.js and put back from its memory: it answers as CPython does."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

HERE = Path(__file__).parent
EXAMPLES = sorted((HERE.parents[1] / "examples").glob("*/reward-report.yaml"))
SAMPLES = HERE.parent / "exchange" / "importing" / "samples"
OLD = [file for file in sorted(SAMPLES.rglob("*")) if file.suffix in (".md", ".json") and file.stat().st_size < 50_000][
    :6
]
SHORT = sorted(EXAMPLES, key=lambda file: file.stat().st_size)[:4]
WHOLE = [*SHORT, *(file for file in EXAMPLES if file.parent.name in ("project-flow", "instructgpt", "movielens"))]
"""One with logs, and one of each profile; all of them gave the same answers too."""
MUTATIONS = int(os.environ.get("MUTATIONS", "24"))
"""How many; each costs a second where several tests share a processor. 200 of them gave the same answers too."""
pytestmark = [pytest.mark.tool("node"), pytest.mark.once]


def mutated(text: str, chance: random.Random) -> str:
    """Return a text with a line removed, repeated, cut, moved in or out, or with a value changed."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    line = lines[at]
    changes = [
        [],
        [line, line],
        [line[: chance.randrange(len(line) + 1)]],
        [f"  {line}"],
        [line.removeprefix("  ")],
        [line.replace("-", "_").replace("2", "7")],
        [line.replace(":", ": [", 1)],
        [f"{line}ü𝒳 [@none] $x"],
    ]
    return "\n".join([*lines[:at], *chance.choice(changes), *lines[at + 1 :]])


def requests() -> list[list[dict[str, object]]]:
    """Return what is asked: examples with all levels and the page, and mutations of the short ones, each in one tab."""
    whole = [{"op": "state", "level": "publishable"}, {"op": "state", "level": "minimal"}, {"op": "preview"}]
    asked = [[{"op": "open", "text": file.read_text("utf-8")}, *whole] for file in dict.fromkeys(WHOLE)]
    arabic = SHORT[0].read_text("utf-8").replace("\nreport:\n", "\nreport:\n  language: ar\n", 1)
    assert "language: ar" in arabic
    asked += [[{"op": "open", "text": arabic}, {"op": "preview"}]]
    chance = random.Random(19)
    for text in (file.read_text("utf-8") for file in SHORT):
        states = [mutated(text, chance) for _ in range(MUTATIONS // len(SHORT))]
        asked += [[{"op": "open", "text": text}, *({"op": "text", "text": state} for state in states)]]
    form = {"op": "new", "title": "Book finder", "template": "minimal"}
    goal = {
        "op": "set",
        "path": ["optimization_intent", "goal_of_reinforcement", "text"],
        "value": "Read *more*: [@a], $x^2$.",
    }
    old = [{"op": "import", "name": file.name, "text": file.read_text("utf-8")} for file in OLD]
    old.append({"op": "import", "name": "a.tex", "text": "\\documentclass{article}"})
    return [*asked, old, [{"op": "open"}, form, goal, {"op": "preview"}, {"op": "undo"}, {"op": "none"}]]


def test_the_bundle_answers_as_cpython_does(tool, built_form, tmp_path):
    modules = tmp_path / "modules.zip"
    modules.write_bytes(built_form.part("modules"))
    asked = requests()
    (tmp_path / "requests.json").write_text(json.dumps(asked), "utf-8")
    command = [
        tool("node"),
        HERE / "in_node.mjs",
        built_form.parts / "node_modules" / "pyodide",
        modules,
        built_form.front / "starting.mjs",
        tmp_path / "requests.json",
    ]
    in_node = subprocess.run(command, capture_output=True, check=False)
    assert in_node.returncode == 0, in_node.stderr.decode()[-2000:]
    here = subprocess.run(
        [sys.executable, HERE / "without_parsers.py"], input=json.dumps(asked).encode(), capture_output=True, check=True
    )
    for question, there, expected in zip(asked, json.loads(in_node.stdout), json.loads(here.stdout), strict=True):
        assert there == expected, str(question)[:3000]


def test_nothing_compiled_for_another_machine_and_every_licence_is_in_the_archive(built_form, tmp_path):
    (tmp_path / "modules.zip").write_bytes(built_form.part("modules"))
    names = zipfile.ZipFile(tmp_path / "modules.zip").namelist()
    assert [name for name in names if name.endswith((".so", ".pyd"))] == [
        name for name in names if "emscripten" in name
    ]
    licensed = {name.split("/")[1].split("-")[0] for name in names if name.startswith("licences/")}
    assert licensed >= {"pydantic", "pydantic_core", "pyyaml", "jinja2", "markupsafe", "markdown_it_py", "mdurl"}

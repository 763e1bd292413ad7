"""The form as data, and every operation on every example."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from reward_reports.editing.form import sections, shapes, steps_of
from reward_reports.editing.protocol import OPERATIONS, Protocol
from reward_reports.editing.session import LintFrame
from reward_reports.linting.running import lint_text
from reward_reports.linting.settings import STRICTNESS, Settings
from reward_reports.report.model.pointers import TARGETS

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/reward-report.yaml"))
FRAME = LintFrame("r.yaml", Settings(), date(2026, 6, 1))
GOAL = ["optimization_intent", "goal_of_reinforcement"]
METRICS = ["optimization_intent", "performance_metrics"]
KINDS = {"text", "line", "date", "duration", "number", "whole number", "yes or no", "choice", "choices", "lines", "entries", "group", "answer", "register", "yaml"}  # fmt: skip


def protocol_of(text: str) -> Protocol:
    return Protocol(text, FRAME, lambda session: f"<p>{len(session.text)}</p>")


@pytest.mark.parametrize("path", EXAMPLES[::3], ids=lambda path: path.parent.name)
def test_every_operation_works_on_an_example(path):
    text = path.read_text("utf-8")
    protocol = protocol_of("")

    def ask(op: str, **arguments: object) -> dict:
        answer = protocol.answer(json.loads(json.dumps({"op": op} | arguments)))
        assert "error" not in answer, (op, answer)
        used.add(op)
        return json.loads(json.dumps(answer))

    used: set[str] = set()
    assert ask("open", text=text)["shapes"]
    found = lint_text(text.encode(), "r.yaml", Settings(), FRAME.today).findings
    assert [one["message"] for one in ask("state")["findings"]] == [one.message for one in found]
    assert ask("set", path=[*GOAL, "text"], value="Another goal.")["data"][GOAL[0]][GOAL[1]]["text"] == "Another goal."
    assert "text" not in ask("clear", path=[*GOAL, "text"])["data"][GOAL[0]].get(GOAL[1], {})
    items = [*METRICS, "items"]
    before = ask("undo")["data"][METRICS[0]].get(METRICS[1], {}).get("items", [])
    names = [one["name"] for one in ask("add", path=items, entry={"id": "new-one", "name": "New"})["names"]["metric"]]
    assert "New" in names
    assert [one["id"] for one in ask("move", path=items, index=len(before), to=0)["data"][METRICS[0]][METRICS[1]]["items"]] == [
        "new-one", *(one["id"] for one in before),
    ]  # fmt: skip
    renamed = ask("rename", path=[*items, 0], name="newer-one")
    assert renamed["data"][METRICS[0]][METRICS[1]]["items"][0]["id"] == "newer-one"
    assert ask("remove", path=items, index=0)["data"][METRICS[0]].get(METRICS[1], {}).get("items", []) == before
    assert ask("fix", all=True)
    assert ask("preview")["html"].startswith("<p>")
    while protocol.session.can_undo:
        ask("undo")
    assert ask("text")["text"] == text
    assert ask("redo")["text"] != text
    assert ask("text", text=text)["text"] == text
    assert used == set(OPERATIONS)


def test_a_fix_is_made_at_its_finding():
    text = 'schema_version: "1.1"\nreport: {id: a, title: A, version: 1.0, kind: hypothetical}\n'
    protocol = protocol_of(text)
    findings = protocol.state()["findings"]
    index = next(number for number, one in enumerate(findings) if one["fix"])
    code = findings[index]["code"]
    assert "error" in protocol.answer({"op": "fix", "index": index, "code": "XXX000"})
    after = protocol.answer({"op": "fix", "index": index, "code": code})
    assert code not in {one["code"] for one in after["findings"]}


WRONG = [
    (None, "needs `op`"),
    ([], "needs `op`"),
    ({"op": "run"}, "no operation 'run'"),
    ({"op": "set", "path": "report", "value": 1}, "needs `path`"),
    ({"op": "set", "path": [], "value": 1}, "needs `path`"),
    ({"op": "set", "path": [True], "value": 1}, "needs `path`"),
    ({"op": "set", "path": [1.5], "value": 1}, "needs `path`"),
    ({"op": "set", "path": ["report", 7, "x"], "value": 1}, "no place 7"),
    ({"op": "remove", "path": [*METRICS, "items"], "index": 9}, "no entry at position 9"),
    ({"op": "remove", "path": [*METRICS, "items"], "index": True}, "needs `index`"),
    ({"op": "move", "path": [*METRICS, "items"], "index": 0}, "needs `to`"),
    ({"op": "rename", "path": ["report"], "name": "x"}, "no entry with an id"),
    ({"op": "rename", "path": [*METRICS, "items", 0], "name": "a b"}, "is not an id"),
    ({"op": "fix", "index": 0}, "needs `code`"),
    ({"op": "open"}, "needs `text`"),
    ({"op": "undo"}, "nothing to undo"),
    ({"op": "redo"}, "nothing to redo"),
    ({"op": "state", "level": "perfect"}, "the level 'perfect' is unknown"),
]


@pytest.mark.parametrize(("request_", "words"), WRONG)
def test_a_wrong_request_changes_nothing_and_says_why(request_, words):
    text = 'schema_version: "1.1"\noptimization_intent:\n  performance_metrics: [{id: a, name: A}]\n'
    protocol = protocol_of(text)
    assert words in protocol.answer(request_)["error"]
    assert protocol.session.text == text


def test_a_deep_value_is_refused():
    value: object = 1
    for _ in range(50):
        value = [value]
    answer = protocol_of("a: 1\n").answer({"op": "set", "path": ["b"], "value": value})
    assert "nested too deeply" in answer["error"]


@pytest.mark.parametrize("text", ["", "a: [", "- a\n", "\0", "\ufeffa: 1"])
def test_a_text_that_is_no_report_has_a_state(text):
    state = protocol_of(text).state()
    assert json.dumps(state)
    assert state["findings"]
    assert state["progress"][0]["left"] != 0


def test_the_form_asks_every_question_of_the_model_once():
    asked = [tuple(question["path"]) for section in sections() for question in section["questions"]]
    assert len(asked) == len(set(asked))
    assert {("report",), ("profiles",), tuple(GOAL), tuple(METRICS), ("references",)} <= set(asked)
    goal = next(one for section in sections() for one in section["questions"] if one["path"] == GOAL)
    assert goal["asks"]
    assert goal["writer"]
    assert goal["minimal"]


def test_every_field_has_a_shape_a_kind_and_words():
    fields = [field for shape in shapes().values() for field in shape["fields"]]
    fields += [question for section in sections() for question in section["questions"]]
    for field in fields:
        assert field["kind"] in KINDS
        assert field["title"]
        assert ("shape" in field) == (field["kind"] in ("entries", "group", "answer", "register")), field
        assert field.get("shape", "Metric") in shapes()
        assert set(field.get("targets", ())) <= set(TARGETS)
    shape = {field["key"]: field for field in shapes()["FailureMode"]["fields"]}
    assert shape["detected_by"]["targets"] == ["metric"]
    assert shape["id"]["needed"]
    basis = next(field for field in shapes()["Answer"]["fields"] if field["key"] == "basis")
    assert "artefact" in {one["value"] for one in basis["choices"]}
    assert all(one["meaning"] for one in basis["choices"])


def test_each_level_counts_what_is_left_at_it():
    text = 'schema_version: "1.1"\nreport: {id: a, title: A, version: "1.0", kind: hypothetical}\n'
    state = protocol_of(text).state()
    for level in state["progress"]:
        found = lint_text(text.encode(), "r", Settings(strictness=level["level"]), FRAME.today).findings
        assert level["left"] == sum(one.severity != "info" for one in found)
    assert [one["level"] for one in state["progress"]] == list(STRICTNESS)
    again = protocol_of(text)
    publishable = again.answer({"op": "state", "level": "publishable"})
    assert len(publishable["findings"]) > len(state["findings"])


def test_references_can_be_picked_while_a_section_is_missing():
    text = 'schema_version: "1.1"\noptimization_intent:\n  performance_metrics: [{id: a, name: A metric}]\n'
    assert protocol_of(text).state()["names"]["metric"] == [{"id": "a", "name": "A metric"}]


BROKEN_PARTS = [
    "optimization_intent:\n  performance_metrics: [{id: a, name: 1}, {id: b, name: B, unit: [x]}]\n",
    "optimization_intent:\n  performance_metrics:\n    basis: nonsense\n    items: [{id: b, name: 'See [@x; @y].', observations: [{value: z}]}]\n",
    "report: [1]\nimplementation: 3\nrlhf: {reward_models: {items: 3}}\n",
    "system_maintenance:\n  changelog: [{id: c, expectations: [{id: e, metric: a}], outcomes: 3}]\nreferences: [3, {id: x}]\n",
]


@pytest.mark.parametrize("text", BROKEN_PARTS)
def test_parts_that_do_not_load_leave_the_rest_of_the_form(text):
    protocol = protocol_of(f'schema_version: "1.1"\n{text}')
    state = protocol.answer({"op": "state"})
    assert state["readable"]
    assert state["findings"]
    assert "error" not in protocol.answer({"op": "set", "path": [*GOAL, "text"], "value": "A goal."})
    assert "A goal." in protocol.session.text


def test_paths_of_findings_are_taken_apart():
    assert steps_of("report.authors[0].name") == ("report", "authors", 0, "name")
    assert steps_of("") == ()
    assert steps_of("a[1][2]") == ("a", 1, 2)

"""What an author sees in an editor: yaml-language-server is the judge."""

from __future__ import annotations

import pytest

from reward_reports.report.schema.schema_files import FILES, schema_text

pytestmark = [pytest.mark.tool("node"), pytest.mark.tool("yaml-language-server")]
HEAD = '# yaml-language-server: $schema={schema}\nschema_version: "1.0"\nreport: {{id: a, title: b, version: "1"}}\n'
HEAD_LINES = HEAD.count("\n")
GOAL = "optimization_intent:\n  goal_of_reinforcement:\n"
METRICS = "optimization_intent:\n  performance_metrics:\n"


@pytest.fixture(params=FILES)
def head(request, language_server):
    """The first lines of a report that names the schema beside it, in either draft."""
    name = FILES[request.param]
    (language_server.folder / name).write_text(schema_text(request.param), "utf-8")
    return HEAD.format(schema=name)


WRONG = {
    "a choice": (METRICS + "    - {id: a, name: b, role: rewrd}\n", "rewrd", "Value is not accepted"),
    "a key": (METRICS + "    - {id: a, name: b, rol: reward}\n", "rol:", "Property rol is not allowed"),
    "a top-level key": ("evaluations: x\n", "evaluations", "Property evaluations is not allowed"),
    "a missing key": (METRICS + "    - {id: a}\n", "{id", 'Missing property "name"'),
    "a type": ("system_details:\n  system_owner: [a]\n", "[a]", "Incorrect type"),
    "a date": ("system_details:\n  dates: {active_from: 3.4.2020}\n", "3.4.2020", "Write the date as 2015-03-31"),
    "no day": ("system_details:\n  dates: {active_from: 2020-02-30}\n", "2020-02-30", "Write the date as 2015-03-31"),
    "a duration": (
        "system_maintenance:\n  reporting_cadence: {every: 6 weeks}\n",
        "6 weeks",
        "P6W is six weeks",
    ),
    "a nested value": (GOAL + "    horizon: {kind: forever}\n", "forever", "Value is not accepted"),
}


@pytest.mark.parametrize(("body", "at", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_value_is_marked_where_it_stands(language_server, head, body, at, message):
    (found,) = language_server.diagnostics(head + body)
    lines = body.splitlines()
    line = next(number for number, text in enumerate(lines) if at in text)
    assert message in found["message"]
    assert found["range"]["start"] == {"line": HEAD_LINES + line, "character": lines[line].index(at)}


RIGHT = {
    "a bare text": "system_details:\n  system_owner: The city.\n",
    "an empty section": "system_details:\n",
    "an empty field": "system_details:\n  system_owner:\n",
    "a state": "system_details:\n  system_owner: {disclosure: withheld, reason: A court order.}\n",
    "a bare list": METRICS + "    - {id: a, name: b}\n",
    "a long register": METRICS + "    text: All.\n    items: [{id: a, name: b}]\n",
    "a bare number": "rlhf: {preference_data: [{id: a, headcount: 40}]}\n",
    "a year as a number": "system_details:\n  dates: {active_from: 2020}\n",
    "a free key": "x-ticket: {id: 7}\n",
}


@pytest.mark.parametrize("body", RIGHT.values(), ids=RIGHT)
def test_the_short_and_the_long_forms_are_right(language_server, head, body):
    assert language_server.diagnostics(head + body) == []


HOVERS = {
    "a field": ("system_details:\n  system_owner: x\n", "system_owner", ["System Owner", "A full answer says", "- Who can change its reward", "Written by:"]),
    "a field of another name elsewhere": ("institutional_interface:\n  deployment_agency: x\n", "deployment_agency", ["Legacy System(s)"]),
    "a section": ("evaluation:\n  evaluation_validity: x\n", "evaluation:", ["What was tested, and how far it holds."]),
    "a key of an entry": (METRICS + "    - id: a\n      name: b\n      unit: s\n", "unit", ["Its unit: share, s, km/h"]),
    "a choice": (METRICS + "    - {id: a, name: b, role: oversight}\n", "role", ["kept out of the reward on purpose", "`tuning`"]),
    "a key that every answer has": ("system_maintenance:\n  comments_on_performance: {basis: measured}\n", "basis", ["#### basis", "How the authors know"]),
    "a state": ("system_details:\n  system_owner: {disclosure: unknown}\n", "disclosure", ["does not know; the reason says where they looked"]),
}  # fmt: skip


@pytest.mark.parametrize(("body", "at", "words"), HOVERS.values(), ids=HOVERS)
def test_hovers_show_our_guidance(language_server, head, body, at, words):
    lines = body.splitlines()
    line = next(number for number, text in enumerate(lines) if at in text)
    shown = language_server.hover(head + body, HEAD_LINES + line, lines[line].index(at) + 1)
    for word in words:
        assert word in shown


COMPLETIONS = {
    "sections": ("", {"system_details", "system_maintenance", "rlhf", "profiles"}, {"report", "extensions"}),
    "fields": ("evaluation:\n  ", {"evaluation_validity", "performance_standards"}, {"limitations"}),
    "the keys of an answer": (
        "system_details:\n  system_owner:\n    ",
        {"text", "disclosure", "not answered, because"},
        {"items"},
    ),
    "the keys of an entry": (METRICS + "    - ", {"id", "unit", "metric", "metric, in full"}, {"disclosure"}),
    "choices": (
        METRICS + "    - id: a\n      role: ",
        {"reward", "tuning", "oversight", "safety"},
        {"answered", "null"},
    ),
    "choices of every answer": ("system_details:\n  system_owner:\n    basis: ", {"artefact", "measured"}, {"null"}),
    "a value of any kind": (METRICS + "    - id: a\n      unit: ", set(), {"null"}),
    "nested keys": (GOAL + "    horizon:\n      ", {"kind", "steps", "discount"}, {"text"}),
}


@pytest.mark.parametrize(("body", "offered", "not_offered"), COMPLETIONS.values(), ids=COMPLETIONS)
def test_completion_offers_what_fits(language_server, head, body, offered, not_offered):
    last = body.split("\n")[-1]
    found = language_server.complete(head + body, HEAD_LINES + body.count("\n"), len(last))
    assert offered <= found.keys()
    assert not not_offered & found.keys()


def test_a_snippet_writes_the_keys_of_an_entry(language_server, head):
    body = METRICS + "    - "
    found = language_server.complete(head + body, HEAD_LINES + 2, 6)
    snippet = found["metric, in full"]
    text = snippet["textEdit"]["newText"] if "textEdit" in snippet else snippet["insertText"]
    assert text.startswith("id: $1\n")
    assert "${3|reward,tuning,oversight,safety|}" in text

"""An organisation's own JSON Schemas: what they find and where, and what makes a schema unusable."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date

import pytest

from reward_reports.base.errors import ConfigError, MissingToolError
from reward_reports.linting.custom_schemas.checking import fingerprint
from reward_reports.linting.custom_schemas.long_form import long_form
from reward_reports.linting.documentation import complete
from reward_reports.linting.engine import lint_document
from reward_reports.linting.running import lint_paths
from reward_reports.linting.settings import Settings
from reward_reports.report.loading import load_text

TODAY = date(2026, 6, 1)
LONG = """\
evaluation:
  evaluation_validity:
    text: It was tested in the field.
optimization_intent:
  performance_metrics:
    items:
      - id: speed
        name: Speed
rlhf:
  preference_data:
    items:
      - id: rankings
        headcount:
          value: 40
"""
SHORT = """\
evaluation:
  evaluation_validity: It was tested in the field.
optimization_intent:
  performance_metrics:
    - {id: speed, name: Speed}
rlhf:
  preference_data:
    - {id: rankings, headcount: 40}
"""


def own(findings):
    """Leave out what is said whatever is selected, since it keeps a report from loading."""
    return [finding for finding in findings if finding.code == "SCH009"]


@pytest.fixture
def write(tmp_path):
    """Write a file of the configuration's folder."""

    def make(content, name="own.json"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        raw = content if isinstance(content, bytes | str) else json.dumps(content)
        file.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
        return file

    return make


@pytest.fixture
def lint(tmp_path):
    """Lint a report with the schemas of the configuration's folder, and give the findings of SCH009."""

    def run(fragment, *schemas):
        settings = Settings(
            root=str(tmp_path), schemas=schemas or ("own.json",), select=("SCH009",), strictness="minimal"
        )
        return own(lint_document(load_text(complete(fragment)), settings, TODAY)[0])

    return run


def pointing(finding, fragment):
    """Return the text that a finding points at."""
    text = complete(fragment)
    line = text.split("\n")[finding.line - 1]
    return line[finding.column - 1 : finding.end_column - 1] if finding.line == finding.end_line else line


def at(*keys, schema):
    """Make a schema that asks for something deep inside a report."""
    for key in reversed(keys):
        schema = {"items": schema} if key == 0 else {"properties": {key: schema}}
    return schema


FAILURES = [
    # (schema for the free key x-own, YAML of its value, path behind x-own, the text it points at, the message)
    ({"type": "string"}, "3", "", "3", "3 should be text"),
    ({"type": ["integer", "null"]}, "abc", "", "abc", "abc should be a whole number or nothing"),
    ({"type": "object"}, "[1]", "", "x-own", "a list should be a mapping of keys and values"),
    ({"type": "string"}, "", "", "x-own", "nothing should be text"),
    ({"enum": ["red", "green"]}, "blue", "", "blue", "blue is not one of: red, green"),
    ({"const": True}, "false", "", "false", "false should be true"),
    ({"pattern": "^T-[0-9]+$"}, "T-x", "", "T-x", "T-x does not match the pattern ^T-[0-9]+$"),
    ({"minLength": 5}, "abc", "", "abc", "abc is shorter than 5 characters"),
    ({"maxLength": 2}, "abc", "", "abc", "abc is longer than 2 characters"),
    ({"minimum": 5}, "3", "", "3", "3 is below 5"),
    ({"maximum": 5}, "6.5", "", "6.5", "6.5 is above 5"),
    ({"exclusiveMinimum": 5}, "5", "", "5", "5 is not above 5"),
    ({"exclusiveMaximum": 5}, "5", "", "5", "5 is not below 5"),
    ({"multipleOf": 2}, "3", "", "3", "3 is not a multiple of 2"),
    ({"minItems": 2}, "[a]", "", "x-own", "the list has fewer than 2 entries"),
    ({"uniqueItems": True}, "[a, a]", "", "x-own", "the list has the same entry twice"),
    ({"contains": {"const": 1}}, "[2]", "", "x-own", "the list lacks an entry that it must have"),
    ({"contains": {"const": 1}, "maxContains": 1}, "[1, 1]", "", "x-own", "the list has more than 1 entries of a kind"),
    ({"minProperties": 2}, "{a: 1}", "", "x-own", "this has fewer than 2 keys"),
    ({"not": {"const": 1}}, "1", "", "1", "this value is not allowed here"),
    ({"items": {"type": "string"}}, "[a, 2]", "[1]", "2", "2 should be text"),
    ({"required": ["team"]}, "{a: 1}", "", "x-own", "the key team is missing"),
    ({"properties": {"a": {"required": ["b"]}}}, "{a: {}}", ".a", "a", "the key b is missing"),
    ({"additionalProperties": False}, "{team: 1}", ".team", "team", "the key team is not allowed here"),
    ({"unevaluatedProperties": False}, "{team: 1}", ".team", "team", "the key team is not allowed here"),
    ({"properties": {"a": False}}, "{a: 1}", ".a", "a", "nothing is allowed here"),
    ({"propertyNames": {"pattern": "^[a-z]+$"}}, "{A1: 1}", ".A1", "A1", "the key A1 does not match the pattern ^[a-z]+$"),
    ({"dependentRequired": {"a": ["b"]}}, "{a: 1}", "", "x-own", "the key a needs the key b beside it"),
    ({"if": {"required": ["a"]}, "then": {"required": ["b"]}}, "{a: 1}", "", "x-own", "the key b is missing"),
    ({"anyOf": [{"required": ["url"]}, {"required": ["email"]}]}, "{a: 1}", "", "x-own", "this matches none of the allowed forms: the key url is missing; or the key email is missing"),
    ({"oneOf": [{"type": "string"}, {"properties": {"a": {"type": "string"}}}]}, "{a: 1}", "", "x-own", "this matches none of the allowed forms: a mapping should be text; or a: 1 should be text"),
    ({"oneOf": [{"minimum": 1}, {"minimum": 2}]}, "3", "", "3", "this matches more than one of the allowed forms"),
    ({"title": "The team."}, "3", None, None, None),
    ({"title": "The team.", "type": "string"}, "3", "", "3", "The team: 3 should be text"),
    ({"errorMessage": "Name the team that answers.", "type": "string"}, "3", "", "3", "Name the team that answers"),
    ({"errorMessage": {"type": "Name the team"}, "type": "string"}, "3", "", "3", "Name the team"),
    ({"errorMessage": {"minLength": "Longer"}, "type": "string"}, "3", "", "3", "3 should be text"),
    ({"errorMessage": {"required": {"team": "Name the team"}}, "required": ["team"]}, "{}", "", "x-own", "Name the team"),
    # what JSON cannot write
    ({"type": "number", "multipleOf": 0.5}, ".nan", "", ".nan", ".nan should be a number"),
    ({"minimum": 5}, "-.inf", None, None, None),
    ({"multipleOf": 0.01}, "1.0e308", "", "1.0e308", "1e+308 is not a multiple of 0.01"),
]  # fmt: skip


@pytest.mark.parametrize(("schema", "value", "path", "shown", "message"), FAILURES)
def test_failures_in_plain_words_at_their_place(write, lint, schema, value, path, shown, message):
    write({"properties": {"x-own": schema}})
    fragment = f"x-own: {value}\n"
    found = lint(fragment)
    if message is None:
        assert found == []
        return
    assert [(finding.path, finding.message) for finding in found] == [(f"x-own{path}", f"{message} (own.json)")]
    assert pointing(found[0], fragment) == shown
    assert found[0].severity == "error"
    assert found[0].advice


def test_every_key_too_many_is_shown_in_the_files_order(write, lint):
    write(
        at(
            "x-own",
            schema={"properties": {"colour": {}}, "patternProperties": {"^ok": {}}, "additionalProperties": False},
        )
    )
    found = lint("x-own: {b: 1, ok-1: 1, color: 1}\n")
    assert [(finding.path, finding.advice.split()[0]) for finding in found] == [
        ("x-own.b", "Remove"),
        ("x-own.color", "Did"),
    ]
    assert found[1].advice == "Did you mean colour?"


def test_a_missing_key_is_told_what_it_is_for(write, lint):
    write({"required": ["x-team"], "properties": {"x-team": {"description": "The team that answers."}}})
    assert [finding.advice for finding in lint("profiles: []")] == ["Add `x-team: …`: The team that answers"]


@pytest.mark.parametrize("fragment", [LONG, SHORT], ids=["long", "short"])
@pytest.mark.parametrize(
    ("schema", "path", "shown"),
    [
        (at("evaluation", "evaluation_validity", "text", schema={"maxLength": 5}), "evaluation.evaluation_validity.text", "It was tested in the field."),
        (at("evaluation", "evaluation_validity", schema={"required": ["sources"]}), "evaluation.evaluation_validity", "evaluation_validity"),
        (at("optimization_intent", "performance_metrics", "items", 0, "id", schema={"pattern": "^M"}), "optimization_intent.performance_metrics.items[0].id", "speed"),
        (at("optimization_intent", "performance_metrics", "items", schema={"minItems": 2}), "optimization_intent.performance_metrics.items", None),
        (at("rlhf", "preference_data", "items", 0, "headcount", "value", schema={"minimum": 100}), "rlhf.preference_data.items[0].headcount.value", "40"),
    ],
)  # fmt: skip
def test_one_schema_fits_the_short_and_the_long_spelling(write, lint, fragment, schema, path, shown):
    write(schema)
    found = lint(fragment)
    assert [finding.path for finding in found] == [path]
    if shown:
        assert pointing(found[0], fragment) == shown


def test_both_spellings_are_one():
    short, long = (long_form(load_text(complete(fragment)).data) for fragment in (SHORT, LONG))
    assert short == long


@pytest.mark.parametrize(
    ("fragment", "wanted"),
    [
        ("evaluation:\n", {}),  # a key with nothing behind it is left out
        ("x-own:\n", {"x-own": None}),  # of a free key nobody knows what it means
        ("x-own: [text, .inf]", {"x-own": ["text", ".inf"]}),
        ("references: [{id: a, title: A}]", {"references": [{"id": "a", "title": "A"}]}),
        ("evaluation: [a]", {"evaluation": ["a"]}),  # wrong, and left as it is
        ("unknown: text", {"unknown": "text"}),
        ("evaluation: {evaluation_validity: 3}", {"evaluation": {"evaluation_validity": 3}}),
        (
            "system_details: {system_owner: [a]}",
            {"system_details": {"system_owner": [{"text": "a"}]}},
        ),  # as wrong as it was
    ],
)
def test_what_is_no_short_form_stays(fragment, wanted):
    data = long_form(load_text(complete(fragment)).data)
    assert {key: data[key] for key in data if key not in ("schema_version", "report")} == wanted


def test_it_speaks_beside_our_own_schema_on_a_report_that_does_not_fit_it(write, lint):
    write({"required": ["x-team"]})
    assert [finding.message for finding in lint("nonsense: 1")] == ["the key x-team is missing (own.json)"]


@pytest.mark.parametrize("text", ["a: [", "- a list\n", "", "\x00", "words"])
def test_a_file_that_holds_no_mapping_is_left_to_the_other_rules(write, tmp_path, text):
    write({"required": ["x-team"]})
    settings = Settings(root=str(tmp_path), schemas=("own.json",), select=("SCH009",))
    assert own(lint_document(load_text(text), settings, TODAY)[0]) == []


def test_several_schemas_each_name_themselves(write, lint):
    write({"required": ["x-a"]}, "a.json")
    write({"required": ["x-b"]}, "more/b.json")
    found = lint("profiles: []", "a.json", "more/b.json")
    assert [finding.message for finding in found] == [
        "the key x-a is missing (a.json)",
        "the key x-b is missing (more/b.json)",
    ]


def test_a_schema_in_yaml(write, lint):
    write("required: [x-team]  # comment\nproperties:\n  x-ask: {enum: [yes, no]}\n", "own.yaml")
    found = lint("x-ask: maybe\n", "own.yaml")
    assert sorted(finding.message for finding in found) == [
        "maybe is not one of: yes, no (own.yaml)",
        "the key x-team is missing (own.yaml)",
    ]


@pytest.mark.parametrize(
    ("draft", "schema", "count"),
    [
        ("http://json-schema.org/draft-04/schema#", {"minimum": 3, "exclusiveMinimum": True}, 1),
        ("http://json-schema.org/draft-06/schema#", {"exclusiveMinimum": 3}, 1),
        ("http://json-schema.org/draft-07/schema#", {"if": {"const": 3}, "then": False}, 1),
        ("https://json-schema.org/draft/2019-09/schema", {"if": {"const": 3}, "then": False}, 1),
        ("https://json-schema.org/draft/2020-12/schema", {"if": {"const": 3}, "then": False}, 1),
        ("http://json-schema.org/draft-06/schema#", {"if": {"const": 3}, "then": False}, 0),  # `if` came later
        (None, {"if": {"const": 3}, "then": False}, 1),
    ],
)
def test_the_draft_decides_what_keywords_mean(write, lint, draft, schema, count):
    write({"properties": {"x-own": schema}} | ({"$schema": draft} if draft else {}))
    assert len(lint("x-own: 3")) == count


def test_references_to_files_beside_it_and_to_parts_of_itself(write, lint):
    write(
        {
            "$ref": "common/team.json#/definitions/team",
            "properties": {"x-size": {"$ref": "#/$defs/size"}},
            "$defs": {"size": {"type": "integer"}},
        }
    )
    write(
        {"definitions": {"team": {"required": ["x-team"], "properties": {"x-team": {"$ref": "../names.json"}}}}},
        "common/team.json",
    )
    write({"enum": ["search"]}, "names.json")
    found = lint("x-team: feed\nx-size: big\n")
    assert sorted(finding.message for finding in found) == [
        "big should be a whole number (own.json)",
        "feed is not one of: search (own.json)",
    ]


def test_a_reference_by_the_id_of_another_configured_schema(write, lint):
    write({"$id": "https://acme.example/own.json", "properties": {"x-team": {"$ref": "names.json"}}})
    write({"$id": "https://acme.example/names.json", "enum": ["search"]}, "names.json")
    write({"properties": {"x-team": {"type": ["string", "object"]}}}, "third.json")
    found = lint("x-team: feed\n", "own.json", "third.json", "names.json")
    assert "feed is not one of: search (own.json)" in [finding.message for finding in found]


def test_many_failures_are_cut(write, lint):
    write(at("x-own", schema={"items": {"type": "string"}}))
    found = lint(f"x-own: [{', '.join('1' * 80)}]")
    assert len(found) == 51
    assert "there is more of this kind (own.json)" in [finding.message for finding in found]


def test_a_report_that_nests_deeper_than_a_recursive_schema_can_follow_gets_a_finding(write, lint):
    tree = {"additionalProperties": {"$ref": "#/$defs/tree"}}
    for _ in range(10):
        tree = {"allOf": [tree]}
    write({"properties": {"x-own": {"$ref": "#/$defs/tree"}}, "$defs": {"tree": tree}})
    assert lint("x-own: " + "{a: " * 5 + "b" + "}" * 5) == []
    found = lint("x-own: " + "{a: " * 95 + "b" + "}" * 95)
    assert [finding.message for finding in found] == ["the report nests too deep to be checked (own.json)"]


def test_a_schema_that_refers_to_nothing_but_itself_ends(write, lint):
    write({"$ref": "#"})
    assert "too deep" in lint("profiles: []")[0].message


UNUSABLE = [
    # (content, words of the error)
    ("{", "line 1, column 2"),
    ("[]", "not a mapping"),
    ('{"type": "string", "type": "object"}', "the key type stands twice"),
    ('{"minimum": NaN}', "NaN is not a JSON number"),
    (b"\xff\xfe", "not UTF-8"),
    ('{"type": "text"}', "not a valid schema: $.type"),
    ('{"properties": {"a": {"minLength": -1}}}', "not a valid schema: $.properties.a.minLength"),
    ('{"pattern": "("}', "not a valid schema: $.pattern"),
    ('{"patternProperties": {"(": {}}}', "not a valid schema: $.patternProperties"),
    ('{"$schema": "https://acme.example/draft"}', "not a draft that is known here"),
    ('{"$ref": "https://acme.example/other.json"}', "nothing is fetched"),
    ('{"$ref": "http://["}', "leads to nothing"),
    ('{"$ref": "file:///etc/passwd"}', "its reference file:///etc/passwd leads to nothing"),
    ('{"$ref": "//server/share/a.json"}', "leads to nothing"),
    ('{"$ref": "missing.json"}', "its reference missing.json leads to nothing"),
    ('{"$ref": "../outside.json"}', "leads to nothing"),
    ('{"$ref": "link.json"}', "leads to nothing"),
    ('{"$ref": "#/$defs/missing"}', "leads to nothing"),
    ('{"properties": {"a": {"$ref": "#missing"}}}', "leads to nothing"),
    ('{"$ref": "beside.json"}', "the schema beside.json cannot be used"),
    ("[" * 100_000, "cannot be used"),
    (" " * 2_000_000 + "{}", "larger than 1,048,576 bytes"),
]


@pytest.mark.parametrize(("content", "words"), UNUSABLE, ids=[words[:30] for _, words in UNUSABLE])
def test_an_unusable_schema_is_an_error_of_the_configuration(write, lint, tmp_path, content, words):
    root = tmp_path
    (root.parent / "outside.json").write_text('{"type": "object"}')
    (root / "link.json").symlink_to(root.parent / "outside.json")
    write('{"type": 3}', "beside.json")
    write(content)
    with pytest.raises(ConfigError, match=r"^the schema \S+ cannot be used: ") as caught:
        lint("profiles: []")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a: [b", "line 1: this bracket is never closed"),
        ("type: string\ntype: object\n", "line 2: the key type stands here a second time"),
        ("type: !!python/name:os.system x", "tag"),
        ("a: &a [*a]", "an alias contains itself"),
        ("type: text", "not a valid schema"),
        ("- a", "not a mapping"),
    ],
)
def test_an_unusable_schema_in_yaml(write, lint, content, words):
    write(content, "own.yml")
    with pytest.raises(ConfigError) as caught:
        lint("profiles: []", "own.yml")
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("name", "words"), [("missing.json", "does not exist"), (".", "is a folder"), ("a\0b", "null")]
)
def test_a_schema_file_that_cannot_be_read(lint, name, words):
    with pytest.raises(ConfigError) as caught:
        lint("profiles: []", name)
    assert words in str(caught.value)


def test_the_fingerprint_follows_the_files_and_what_they_refer_to(write, tmp_path):
    settings = Settings(root=str(tmp_path), schemas=("own.json",))
    write({"$ref": "sub/a.json"})
    write({"$id": "deep/", "$ref": "b.json"}, "sub/a.json")
    write({"type": "object"}, "sub/deep/b.json")
    write({"type": "object"}, "unrelated.json")
    seen = {fingerprint(settings)}
    write({"type": "array"}, "unrelated.json")
    assert fingerprint(settings) in seen
    for name in ("own.json", "sub/a.json", "sub/deep/b.json"):
        content = json.loads((tmp_path / name).read_text())
        write(content | {"title": "changed"}, name)
        made = fingerprint(settings)
        assert made not in seen
        seen.add(made)


def test_cached_findings_change_with_a_schema(write, tmp_path):
    write({"$ref": "team.json"})
    write({"required": ["x-a"]}, "team.json")
    (tmp_path / "reward-report.yaml").write_text(complete("profiles: []"))
    settings = Settings(root=str(tmp_path), schemas=("own.json",), select=("SCH009",))

    def messages():
        return [finding.message for finding in lint_paths([tmp_path], settings, TODAY).findings]

    assert messages() == messages() == ["the key x-a is missing (own.json)"]
    write({"required": ["x-b"]}, "team.json")
    assert messages() == ["the key x-b is missing (own.json)"]


def test_an_unusable_schema_ends_a_run_over_many_files_without_a_traceback(write, tmp_path, run):
    write('{"type": "text"}')
    write('schemas = ["own.json"]\n', ".reward-reports.toml")
    for number in range(40):
        write(complete("profiles: []"), f"{number}.reward-report.yaml")
    done = run("lint", "--jobs", "2", ".")
    assert done.returncode == 2
    assert "the schema own.json cannot be used: it is not a valid schema" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_jsonschema_is_imported_only_when_a_schema_is_configured(tmp_path, write):
    write({"required": ["x-team"]})
    program = """
import sys
from datetime import date
from reward_reports.linting.custom_schemas.checking import fingerprint
from reward_reports.linting.settings import Settings
own = Settings(root=sys.argv[1], schemas=("own.json",))
assert fingerprint(own)
assert not {"jsonschema", "pydantic", "yaml"} & set(sys.modules), "the fingerprint needs none of these"
from reward_reports.linting.engine import lint_document
from reward_reports.report.loading import load_text
report = load_text("schema_version: '1.0'")
lint_document(report, Settings(), date(2026, 6, 1))
assert "jsonschema" not in sys.modules, "no schema is configured"
lint_document(report, own, date(2026, 6, 1))
assert "jsonschema" in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("missing", ["jsonschema", "referencing"])
def test_without_jsonschema_the_message_says_what_to_install(lint, write, monkeypatch, missing):
    write({"title": missing})
    for name in (missing, f"{missing}.jsonschema"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingToolError, match="pip install jsonschema"):
        lint("profiles: []")

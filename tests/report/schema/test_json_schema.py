"""The schema accepts what the loader accepts, in both drafts; where it cannot, the difference stands here."""

from __future__ import annotations

import copy
import json
import subprocess
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator
from pydantic import ValidationError

from reward_reports.base.resources import directory
from reward_reports.report.model import Base, Report
from reward_reports.report.model.fields import keys_of, model_in
from reward_reports.report.schema.generated import generated_schema
from reward_reports.report.schema.schema_files import FILES

VALIDATORS = {"2020-12": Draft202012Validator, "draft-07": Draft7Validator}
FAST = {"2020-12": jsonschema_rs.Draft202012Validator, "draft-07": jsonschema_rs.Draft7Validator}
"""Where a hundred thousand values are judged."""
INFO = {"id": "a", "title": "t", "version": "1"}
PROBES: list[Any] = [
    None, "", "word", "two words", "-a", "a" * 101, "1.0", True, False,
    0, 1, -1, 3, 2000, 999, 10_000, 0.5, 1.5, -0.5,
    "2015", "2015-02", "2015-02-28", "2015-02-30", "2015-04-31", "2015-13", "2015-00", "0000", "15-1-1", "2015-1-1",
    "P6W", "P1Y2M3W4DT5H6M7S", "P", "PT", "P1", "P1.5D", "p6w", "P1234567D", "PT1H", "P1H",
    [], {}, [None], ["a"], ["a b"], [1], [[]], [{}], {"zzz": 1}, {"text": "t"}, {"text": 1}, {"items": []}, {"items": None},
    [{"id": "a"}], [{"id": "a", "zzz": 1}], {"items": [{"id": 1}]}, {"value": 1}, {"value": "x"}, {"unit": "s"},
    {"disclosure": "withheld"}, {"disclosure": None}, {"sources": "a"}, {"as_of": 2015}, {"a": {"b": [1, None]}}, INFO,
    "<", ">=", "rlhf", ["rlhf"], ["none"], "answered", "reward", "deployed", "owner", "met", "single", "policy", "draft", "open",
]  # fmt: skip


def models_of(model: type[Base]) -> dict[str, type[Base]]:
    found = {model.__name__: model}
    for info in model.model_fields.values():
        inner = model_in(info.annotation)
        if inner is not None and inner.__name__ not in found:
            found |= models_of(inner)
    return found


MODELS = models_of(Report)
SCHEMAS = {draft: json.loads((directory("schemas") / FILES[draft]).read_text("utf-8")) for draft in FILES}
"""As committed; `test_committed_schemas_are_what_the_model_makes` says whether the model still makes them."""


def loads(model: type[Base], value: Any) -> bool:
    try:
        model.model_validate(value)
    except ValidationError:
        return False
    return True


def validator(draft: str, name: str, validators: dict[str, Any] = FAST) -> Any:
    schema = SCHEMAS[draft]
    if name != "Report":
        key = "$defs" if draft == "2020-12" else "definitions"
        schema = {"$ref": f"#/{key}/{name}", key: schema[key]}
    return validators[draft](schema)


def smallest(model: type[Base]) -> dict[str, Any]:
    """Return the mapping with just what the model needs."""
    made: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        if not info.is_required():
            continue
        for probe in [*PROBES, *(choice for choice in ("likert", "ai_judge", "as_expected"))]:
            try:
                model.model_validate(made | {name: probe})
            except ValidationError as error:
                if any(problem["loc"][0] == name for problem in error.errors()):
                    continue
            made[name] = probe
            break
    assert loads(model, made), model
    return made


@pytest.mark.parametrize("draft", VALIDATORS)
@pytest.mark.parametrize("name", MODELS)
def test_schema_and_loader_agree_on_every_key(name, draft):
    model, validate = MODELS[name], validator(draft, name)
    base = smallest(model)
    cases = [base | {key: probe} for key in keys_of(model) for probe in PROBES]
    cases += [{key: value for key, value in base.items() if key != left_out} for left_out in base]
    cases += [base | {"unknown_key": 1}, base | {"x-own": 1}]
    accepted = 0
    for case in cases:
        expected = loads(model, case)
        accepted += expected
        assert validate.is_valid(case) == expected, (name, case)
    assert 0 < accepted < len(cases)


@pytest.mark.parametrize("draft", VALIDATORS)
@pytest.mark.parametrize("name", [name for name in MODELS if name != "Report"])
def test_schema_and_loader_agree_on_the_short_forms(name, draft):
    """Where a section or an answer may stand, so may nothing; elsewhere a model has its one form."""
    sections = {
        "SystemDetails",
        "OptimizationIntent",
        "InstitutionalInterface",
        "Implementation",
        "EvaluationSection",
        "SystemMaintenance",
    }
    validate = validator(draft, name)
    for probe in PROBES:
        if probe is None and name in sections:
            continue  # the section's field takes it, not the model; see the next test
        assert validate.is_valid(probe) == loads(MODELS[name], probe), (name, probe)


@pytest.mark.parametrize("draft", VALIDATORS)
def test_an_empty_section_is_accepted(draft):
    document = {"schema_version": "1.0", "report": INFO, "evaluation": None}
    assert loads(Report, document)
    assert validator(draft, "Report").is_valid(document)


DIFFERENCES = {
    "a whole number written 3.0 is an integer to JSON Schema": ("Observation", {"value": 1, "n": 3.0}, True, False),
    "leap years are beyond a pattern": ("Observation", {"value": 1, "date": "2015-02-29"}, True, False),
    "JSON has no infinity, so its number has no bound against it": (
        "Observation",
        {"value": float("inf")},
        True,
        False,
    ),
    "names of Python's own are accepted by the loader, and offered to nobody": (
        "Contact",
        {"id": "a", "purpose": "x"},
        False,
        True,
    ),
    "so is the place where free keys are gathered": (
        "Report",
        {"schema_version": "1.0", "report": INFO, "extensions": {}},
        False,
        True,
    ),
}


@pytest.mark.parametrize("draft", VALIDATORS)
@pytest.mark.parametrize(("name", "value", "schema_says", "loader_says"), DIFFERENCES.values(), ids=DIFFERENCES)
def test_known_differences(name, value, schema_says, loader_says, draft):
    """They stand here so that they are found when they end."""
    assert validator(draft, name, VALIDATORS).is_valid(value) is schema_says
    assert loads(MODELS[name], value) is loader_says


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False).filter(lambda x: x != int(x)) | st.text(max_size=8).filter(lambda x: not x.endswith("\n")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "text", "items", "value", "reason", "x-a", "z"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def paths_of(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, child in children for found in paths_of(child, (*path, key)))]


@pytest.mark.parametrize("draft", VALIDATORS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_schema_and_loader_agree_on_mutated_documents(draft, data):
    document = copy.deepcopy(DOCUMENT)
    path = data.draw(st.sampled_from(PATHS))
    here: Any = document
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = data.draw(JSON)
    assert WHOLE[draft].is_valid(document) == loads(Report, document)


@pytest.mark.parametrize("draft", FILES)
def test_committed_schemas_are_what_the_model_makes(draft):
    committed = (directory("schemas") / FILES[draft]).read_text("utf-8")
    assert committed == generated_schema(draft), "run: make generate"


@pytest.mark.parametrize("draft", FILES)
def test_schemas_fit_their_metaschemas(draft):
    VALIDATORS[draft].check_schema(SCHEMAS[draft])
    assert SCHEMAS[draft]["$schema"] == VALIDATORS[draft].META_SCHEMA["$schema"]


def walk(value: Any):
    if isinstance(value, dict):
        yield value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(child)


def test_draft_07_has_no_keyword_beside_a_reference_and_none_of_later_drafts():
    schema = SCHEMAS["draft-07"]
    later = {
        "$defs",
        "$anchor",
        "$dynamicRef",
        "dependentRequired",
        "dependentSchemas",
        "unevaluatedProperties",
        "prefixItems",
    }
    references = 0
    for part in walk(schema):
        assert not later & part.keys()
        if isinstance(part.get("$ref"), str):
            references += 1
            assert list(part) == ["$ref"]
            assert part["$ref"].removeprefix("#/definitions/") in schema["definitions"]
    assert references > 50


def test_every_definition_is_used():
    text = json.dumps(SCHEMAS["2020-12"])
    for name in SCHEMAS["2020-12"]["$defs"]:
        assert f'"#/$defs/{name}"' in text, name


def test_every_key_is_described():
    for definition in [SCHEMAS["2020-12"], *SCHEMAS["2020-12"]["$defs"].values()]:
        for key, made in definition.get("properties", {}).items():
            assert made.keys() & {"description", "$ref"}, (definition["title"], key)


def test_guidance_reaches_the_editor():
    owner = SCHEMAS["2020-12"]["$defs"]["SystemDetails"]["properties"]["system_owner"]
    assert owner["title"] == "System Owner"
    assert "- Who designed the system, and who operates it?" in owner["markdownDescription"]
    assert "*Written by:* the owner" in owner["markdownDescription"]
    agency = SCHEMAS["2020-12"]["$defs"]["InstitutionalInterface"]["properties"]["deployment_agency"]
    assert "Legacy System(s)" in agency["markdownDescription"]


def test_choices_say_what_each_value_means():
    for part in walk(SCHEMAS["2020-12"]):
        if "enum" in part:
            assert len(part["enum"]) == len(part["enumDescriptions"]) == len(part["markdownEnumDescriptions"])


@pytest.mark.parametrize(
    "name", [name for name, made in SCHEMAS["2020-12"]["$defs"].items() if "defaultSnippets" in made]
)
def test_snippets_only_use_keys_of_their_model_and_hold_those_it_needs(name):
    needed = {info.alias or key for key, info in MODELS[name].model_fields.items() if info.is_required()}
    for snippet in SCHEMAS["2020-12"]["$defs"][name]["defaultSnippets"]:
        assert needed <= snippet["body"].keys() <= set(keys_of(MODELS[name]))


@pytest.mark.once
@pytest.mark.tool("check-jsonschema")
def test_check_jsonschema_accepts_a_report(tool, tmp_path):
    """It is made of the library that has judged both drafts above: one of them is enough."""
    report = tmp_path / "reward-report.yaml"
    report.write_text(json.dumps(DOCUMENT), "utf-8")
    call = [tool("check-jsonschema"), "--schemafile", directory("schemas") / FILES["2020-12"], report]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


DOCUMENT: dict[str, Any] = {
    "schema_version": "1.0",
    "profiles": ["rlhf"],
    "report": INFO | {"authors": [{"name": "A", "relationship": "owner"}], "date": "2026-03", "kind": "hypothetical"},
    "system_details": {
        "system_owner": "The city library.",
        "dates": {"active_from": 2025, "lifecycle": "deployed"},
        "feedback_and_communication": [{"id": "desk", "for": "questions"}],
        "other_resources": {"disclosure": "not_applicable", "reason": "There is no paper."},
    },
    "optimization_intent": {
        "goal_of_reinforcement": {
            "text": "Books.",
            "horizon": {"kind": "episodic", "steps": 1, "discount": 0.9},
            "alternatives": ["a shelf"],
        },
        "performance_metrics": [
            {
                "id": "f",
                "name": "F",
                "role": "reward",
                "thresholds": [{"op": "<", "value": 1}],
                "observations": [{"value": 0.4, "n": 8}],
            }
        ],
    },
    "institutional_interface": {
        "stakeholders": {"text": "All.", "items": [{"id": "s", "name": "S", "in_scope": False}]},
        "recourse": None,
    },
    "implementation": {
        "algorithmic_details": {"hyperparameters": {"a": [1, {"b": None}]}},
        "data_flow": {"retraining": {"every": "P1M"}},
    },
    "system_maintenance": {
        "reporting_cadence": {"every": "P6M", "tolerance": "P1M"},
        "update_triggers": [
            {"id": "t", "condition": {"metric": "f", "op": ">", "value": 2}, "fired": [{"date": "2026-02-20"}]}
        ],
        "changelog": [
            {"id": "e", "version": "1", "date": 2026, "summary": "s", "expectations": [{"id": "x", "direction": "up"}]}
        ],
    },
    "rlhf": {
        "preference_data": [
            {"id": "p", "headcount": 40, "pay": "fair", "agreement": [{"id": "g", "statistic": "AC2", "value": 0.9}]}
        ]
    },
    "references": [{"id": "log", "title": "Log", "year": 2026}],
    "x-own": {"a": [1, None]},
}
PATHS = paths_of(DOCUMENT)[1:]
WHOLE = {draft: VALIDATORS[draft](made) for draft, made in SCHEMAS.items()}

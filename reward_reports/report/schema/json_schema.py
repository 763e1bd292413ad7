"""The JSON Schema of a report, for editors (draft 2020-12): what the loader accepts, with the guidance as hovers.

A model that may be written in a short form gets all its types in one `type` list. JSON Schema's keywords for objects,
lists and texts each apply to their own type alone, so no union is needed, and an editor can say exactly what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pydantic import BeforeValidator

from reward_reports.report.model import SECTIONS, Answer, Base, Item, Quantity, Register, Report
from reward_reports.report.model.base import OwnerResponse
from reward_reports.report.model.fields import info_of, model_at
from reward_reports.report.model.optimization_intent import Baseline
from reward_reports.report.model.report import EXTENSION
from reward_reports.report.schema.guide import guidance_in_markdown, guide_of, since_of
from reward_reports.report.schema.keys import inner_model
from reward_reports.report.schema.snippets import answer_snippets, entry_snippets, words_of

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ID = "urn:reward-reports:schema:1.1"
_TITLE = "Reward Report"
_SECTION_MODELS = frozenset(model_at((name,)) for name in SECTIONS)
_NOTHING = "Nothing"
_ANY = {"description": "Your own data, of any shape."}


def editor_schema() -> Schema:
    """Return the schema for editors, in draft 2020-12."""
    raw = Report.model_json_schema()
    models = {model.__name__: model for model in _models(Report)}
    definitions = {
        name: _model(models[name], definition) for name, definition in raw.pop("$defs").items() if name in models
    }
    _share_frame(definitions, models)
    definitions[_NOTHING] = {"not": {"type": ["string", "number", "boolean", "array", "object"]}}
    root = _model(Report, raw) | {"title": _TITLE, "patternProperties": {f"^{EXTENSION}": _ANY}}
    return {"$schema": DIALECT, "$id": ID} | root | {"$defs": dict(sorted(definitions.items()))}


def _share_frame(definitions: Schema, models: dict[str, type[Base]]) -> None:
    """State the keys that every answer has once, and point to them."""
    shared = {key: f"Answer_{key}" for key in Answer.model_fields}
    stated = {name: definitions["Answer"]["properties"][key] for key, name in shared.items()}
    for name, model in models.items():
        if issubclass(model, Answer):
            definitions[name]["properties"] |= {key: {"$ref": f"#/$defs/{to}"} for key, to in shared.items()}
    definitions |= stated


def _models(model: type[Base]) -> Iterator[type[Base]]:
    """Give a model and all models inside it; some more than once."""
    yield model
    for info in model.model_fields.values():
        inner = inner_model(info)
        if inner is not None:
            yield from _models(inner)


def _model(model: type[Base], raw: Schema) -> Schema:
    properties = {
        key: _property(key, schema, info_of(model, key))
        for key, schema in raw["properties"].items()
        if key != "extensions"
    }
    schema = {
        "title": words_of(model),
        "description": raw.get("description", ""),
        "type": "object",
        "properties": properties,
        "required": raw.get("required", []),
        "additionalProperties": False,
    }
    if not schema["required"]:
        del schema["required"]
    return schema | _short_forms(model, properties) | _snippets(model)


def _short_forms(model: type[Base], properties: Schema) -> Schema:
    """Return what a model accepts besides an object."""
    if issubclass(model, Register):
        return {"type": ["array", "object", "string", "null"], "items": properties["items"]["items"]}
    if issubclass(model, Quantity):
        return {"type": ["number", "object", "string", "null"]}
    if issubclass(model, Answer):
        return {"type": ["string", "object", "null"]}
    if model in (Baseline, OwnerResponse):
        return {"type": ["string", "object"]}
    return {"type": ["object", "null"]} if model in _SECTION_MODELS else {}


def _snippets(model: type[Base]) -> Schema:
    if issubclass(model, Item):
        return {"defaultSnippets": entry_snippets(model)}
    # On a register, the language server would offer it inside the entries too.
    return (
        {"defaultSnippets": answer_snippets()} if issubclass(model, Answer) and not issubclass(model, Register) else {}
    )


def _property(name: str, raw: Schema, info: FieldInfo | None) -> Schema:
    assert info is not None, "pydantic names the model's own fields"  # noqa: S101
    schema = _merged(_without_free_values(raw))
    schema.pop("x-guide", None)
    schema.pop("x-since", None)
    # An editor would write a default out.
    default = schema.pop("default", None)
    schema.pop("title", None)
    if any(isinstance(known, BeforeValidator) for known in info.metadata) and schema.get("type") == "array":
        schema["type"] = ["array", "null"]
    title = {"title": info.title or name}  # without one, an editor shows the title of what the key stands in
    return title | _without_null(schema) | _words(info, default)


def _without_null(schema: Schema) -> Schema:
    """Accept a key with nothing behind it in a way that does not make editors offer `null`."""
    types = schema.get("type")
    if not isinstance(types, list) or "null" not in types or "array" in types:
        return schema
    left = [one for one in types if one != "null"]
    return {"anyOf": [schema | {"type": left[0] if len(left) == 1 else left}, {"$ref": f"#/$defs/{_NOTHING}"}]}


def _words(info: FieldInfo, default: Any) -> Schema:
    guide = guide_of(info)
    if guide is not None:
        return {"markdownDescription": guidance_in_markdown(info, guide)}
    since = since_of(info)
    description = (info.description or "") + (f" Since format {since}." if since else "")
    if default:
        description += f" If left out: {default}."
    return {"description": description} | ({"markdownDescription": description} if "`" in description else {})


def _without_free_values(raw: Schema) -> Schema:
    """Replace pydantic's definition of any JSON value, which is empty, by an empty schema."""
    return raw | {"additionalProperties": {}} if "additionalProperties" in raw else dict(raw)


def _merged(raw: Schema) -> Schema:
    """Write a union of simple types as one list of types, so that an editor can tell which rule was broken."""
    branches = raw.get("anyOf", [])
    if not branches or any("type" not in branch for branch in branches):
        return raw
    merged = {key: value for key, value in raw.items() if key != "anyOf"}
    for branch in branches:
        merged |= {key: value for key, value in branch.items() if key != "type"}
    merged["type"] = [branch["type"] for branch in branches]
    return merged

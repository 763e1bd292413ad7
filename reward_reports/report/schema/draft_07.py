"""The same schema in draft-07, which catalogues such as SchemaStore ask for.

Source: https://github.com/SchemaStore/schemastore/blob/master/CONTRIBUTING.md
"""

from __future__ import annotations

from typing import Any

from reward_reports.report.schema.json_schema import ID, Schema, editor_schema

DIALECT = "http://json-schema.org/draft-07/schema#"
_WORDS = ("title", "description", "markdownDescription")


def catalogue_schema() -> Schema:
    """Return the schema for catalogues, in draft-07."""
    schema = editor_schema()
    definitions = schema.pop("$defs")
    head = {"$schema": DIALECT, "$id": f"{ID}:draft-07"}
    wrapped: set[str] = set()
    catalogue: Schema = _rewritten(schema | head | {"definitions": definitions}, wrapped)
    for name in wrapped:
        # An editor would show these words in place of those beside the reference, which say more.
        catalogue["definitions"][name] = {
            key: value for key, value in catalogue["definitions"][name].items() if key not in _WORDS
        }
    return catalogue


def _rewritten(value: Any, wrapped: set[str]) -> Any:
    if isinstance(value, list):
        return [_rewritten(child, wrapped) for child in value]
    if not isinstance(value, dict):
        return value
    rewritten = {key: _rewritten(child, wrapped) for key, child in value.items()}
    return _reference(rewritten, wrapped) if isinstance(rewritten.get("$ref"), str) else rewritten


def _reference(schema: Schema, wrapped: set[str]) -> Schema:
    """In draft-07 every keyword beside `$ref` is ignored, so it is wrapped where there are others."""
    beside = {key: value for key, value in schema.items() if key != "$ref"}
    name = schema["$ref"].removeprefix("#/$defs/")
    target = {"$ref": f"#/definitions/{name}"}
    if not beside:
        return target
    wrapped.add(name)
    return beside | {"allOf": [target]}

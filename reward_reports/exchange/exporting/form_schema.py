"""The JSON Schema of a framework's form: what `export --format NAME-json` writes, item by item."""

from __future__ import annotations

import json
from typing import Any, get_args

from reward_reports.exchange.exporting.crosswalk import NO_CLAIM
from reward_reports.report.frameworks import Framework, FrameworkItem
from reward_reports.report.frameworks.answered import State
from reward_reports.report.model.base import AUDIENCES
from reward_reports.report.model.states import KNOWN

_TEXT = {"type": "string"}
_COUNT = {"type": "number", "minimum": 0}
_ANSWER = {
    "description": "What the report says at one place, and the references that it rests on.",
    "type": "object",
    "required": ["where", "text", "sources"],
    "additionalProperties": False,
    "properties": {
        "where": {"description": "The title of the field.", "type": "string", "minLength": 1},
        "text": {"description": "The answer, as Markdown with citations.", "type": "string", "minLength": 1},
        "sources": {"description": "Ids of references of the report.", "type": "array", "items": _TEXT},
    },
}


def form_schema(framework: Framework) -> str:
    """Return the JSON Schema (2020-12) of a framework's form as text."""
    items = [_item(one) for one in framework.items]
    properties = {
        "framework": {"const": framework.name},
        "title": {"const": framework.title},
        "source": {"const": framework.source},
        "source_note": {"const": framework.reading},
        "report": {
            "description": "The report that the answers come from.",
            "type": "object",
            "required": ["id", "version"],
            "properties": {"id": _TEXT, "version": _TEXT},
            "additionalProperties": False,
        },
        "audience": {"description": "Who may read this form.", "enum": list(AUDIENCES)},
        "evidence": {
            "description": "How much of the core and of each profile is answered, and who can check it.",
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": _COUNT},
        },
        "note": {"const": NO_CLAIM},
        "items": {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)},
    }
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": framework.title,
        "description": "How far a Reward Report answers each item, in our own words. It does not stand for the official form. "
        + framework.reading,
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
        "$defs": {"answer": _ANSWER},
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _item(one: FrameworkItem) -> dict[str, Any]:
    """Return the schema of one item: what identifies it is fixed, the answers are the report's."""
    places = {".".join(place): {"enum": list(KNOWN)} for place in one.fields}
    properties = {
        "item": {"const": one.number},
        "asks_for": {"const": one.what},
        "recipient": {"const": one.recipient},
        "also_asked_in": {"const": one.basis},
        "fields": {"type": "object", "properties": places, "additionalProperties": False},
        "state": {"enum": list(get_args(State))},
        "no_field_for": {"enum": sorted({one.beyond, ""})},
        "answers": {"type": "array", "items": {"$ref": "#/$defs/answer"}},
    }
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
        "if": {"properties": {"state": {"enum": ["answered", "in_part"]}}},
        "then": {"properties": {"answers": {"minItems": 1}}},
    }

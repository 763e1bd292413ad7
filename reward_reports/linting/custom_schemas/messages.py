"""What jsonschema says about a report, in words for its author, each at its path."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from re import search
from typing import TYPE_CHECKING, Any

from reward_reports.base.diagnostics import Path, Problem

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_LONGEST = 300
_TYPES = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping of keys and values",
    "null": "nothing",
}


def problems_of(error: ValidationError, schema: str) -> Iterator[Problem]:
    """Give the problems of one failure; an object with three keys too many has three.

    Args:
        error: what jsonschema found.
        schema: the name of the schema's file.
    """
    path: Path = tuple(error.absolute_path)
    if error.validator == "required":
        yield from _missing(error, path, schema)
    elif error.validator in ("additionalProperties", "unevaluatedProperties") and (extra := _extra_keys(error)):
        for key in extra:
            yield _unknown(error, path, key, schema)
    elif _names_a_key(error):
        words = _said(error) or _titled(error, f"the key {_words(error)}")
        yield Problem(f"{words} ({schema})", "Give the key another name", (*path, str(error.instance)), on="key")
    else:
        words = _said(error) or _titled(error, _words(error))
        whole = error.instance is None or _forbidden(error)
        yield Problem(f"{words} ({schema})", _advice(error), path, on="key" if whole else "value")


def _missing(error: ValidationError, path: Path, schema: str) -> Iterator[Problem]:
    key = _missing_key(error)
    if key is None:
        yield Problem(f"a key is missing here ({schema})", "Add what the schema requires", path, on="key")
        return
    about = _about(error, key)
    words = _said(error, key) or _titled(error, f"the key {key} is missing")
    yield Problem(f"{words} ({schema})", f"Add `{key}: …`{about}", path, on="key")


def _missing_key(error: ValidationError) -> str | None:
    """Return the one of the required keys that the failure is about; jsonschema only names it in its message."""
    wanted = error.validator_value if isinstance(error.validator_value, list) else []
    return next((key for key in wanted if error.message == f"{key!r} is a required property"), None)


def _unknown(error: ValidationError, path: Path, key: str, schema: str) -> Problem:
    close = get_close_matches(key, _schema_of(error).get("properties", ()), 1, 0.6)
    words = _said(error, key) or _titled(error, f"the key {key} is not allowed here")
    advice = f"Did you mean {close[0]}?" if close else "Remove it, or see the schema for what is allowed here"
    return Problem(f"{words} ({schema})", advice, (*path, key), on="key")


def _extra_keys(error: ValidationError) -> list[str]:
    if not isinstance(error.instance, dict):
        return []
    if error.validator == "unevaluatedProperties":
        return [key for key in error.instance if repr(key) in error.message]
    schema = _schema_of(error)
    patterns = schema.get("patternProperties", {})
    known = schema.get("properties", {})
    return [key for key in error.instance if key not in known and not any(search(pattern, key) for pattern in patterns)]


def _forbidden(error: ValidationError) -> bool:
    return error.validator is None or (error.validator == "not" and error.validator_value == {})


def _names_a_key(error: ValidationError) -> bool:
    """Whether the failure is about a key's name (`propertyNames`), not about a value."""
    steps = list(error.absolute_schema_path)
    named = any(
        step == "propertyNames" and before != "properties" for before, step in zip([None, *steps], steps, strict=False)
    )
    return named and isinstance(error.instance, str)


def _value_of(error: ValidationError) -> Any:
    return error.validator_value


def _schema_of(error: ValidationError) -> dict[str, Any]:
    return error.schema if isinstance(error.schema, dict) else {}


def _said(error: ValidationError, key: str = "") -> str:
    """Return what the schema itself says (`errorMessage`: a text, or texts by keyword, or by keyword and key)."""
    message: Any = _schema_of(error).get("errorMessage")
    for step in (error.validator, key):
        if isinstance(message, dict):
            message = message.get(step)
    return _line(message) if isinstance(message, str) else ""


def _titled(error: ValidationError, words: str) -> str:
    title = _schema_of(error).get("title")
    return f"{_line(title)}: {words}" if isinstance(title, str) and title.strip() else words


def _about(error: ValidationError, key: str) -> str:
    """Return what the schema tells of a key that is missing."""
    properties = _schema_of(error).get("properties")
    schema = properties.get(key) if isinstance(properties, dict) else None
    description = (schema.get("description") or schema.get("title")) if isinstance(schema, dict) else None
    return f": {_line(description)}" if isinstance(description, str) and description.strip() else ""


def _advice(error: ValidationError) -> str:
    description = _schema_of(error).get("description")
    about = f": {_line(description)}" if isinstance(description, str) and description.strip() else ""
    if _forbidden(error):
        return f"Remove it{about}"
    return f"Change it{about or ' to what the schema asks for'}"


def _line(text: str) -> str:
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _words(error: ValidationError) -> str:
    describe = _DESCRIPTIONS.get(str(error.validator))
    return describe(error) if describe else _line(error.message)


def _type(error: ValidationError) -> str:
    wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    names = [_TYPES.get(name, "something else") if isinstance(name, str) else "something else" for name in wanted]
    return f"{_shown(error.instance)} should be {' or '.join(names)}"


def _enum(error: ValidationError) -> str:
    return f"{_shown(error.instance)} is not one of: {_line(', '.join(_shown(value) for value in _value_of(error)))}"


def _alternatives(error: ValidationError) -> str:
    """Say the first failure of each alternative."""
    first: dict[Any, ValidationError] = {}
    for inner in error.context or ():
        first.setdefault(inner.schema_path[0], inner)
    if not first:
        return "this matches more than one of the allowed forms"
    messages = dict.fromkeys(_below(error, inner) for inner in first.values())
    return _line(f"this matches none of the allowed forms: {'; or '.join(messages)}")


def _below(error: ValidationError, inner: ValidationError) -> str:
    """Say a failure inside an alternative, with the way to it."""
    key = _missing_key(inner) if inner.validator == "required" else None
    words = _said(inner, key or "") or (f"the key {key} is missing" if key else _words(inner))
    way = ".".join(str(step) for step in list(inner.absolute_path)[len(error.absolute_path) :])
    return f"{way}: {words}" if way else words


def _dependency(error: ValidationError) -> str:
    for key, needed in _value_of(error).items():
        for other in needed if isinstance(needed, list) else ():
            if error.message == f"{other!r} is a dependency of {key!r}":
                return f"the key {key} needs the key {other} beside it"
    return _line(error.message)


def _shown(value: Any) -> str:
    if isinstance(value, dict | list) or value is None:
        return "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else "nothing"
    text = str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())
    return (text if len(text) <= 60 else text[:59] + "…") or "the empty text"


def _limit(words: str) -> Callable[[ValidationError], str]:
    return lambda error: words.format(_shown(error.instance), _shown(error.validator_value))


_DESCRIPTIONS: dict[str, Callable[[ValidationError], str]] = {
    "None": _limit("nothing is allowed here"),
    "type": _type,
    "enum": _enum,
    "const": _limit("{0} should be {1}"),
    "pattern": _limit("{0} does not match the pattern {1}"),
    "minLength": _limit("{0} is shorter than {1} characters"),
    "maxLength": _limit("{0} is longer than {1} characters"),
    "minimum": _limit("{0} is below {1}"),
    "maximum": _limit("{0} is above {1}"),
    "exclusiveMinimum": _limit("{0} is not above {1}"),
    "exclusiveMaximum": _limit("{0} is not below {1}"),
    "multipleOf": _limit("{0} is not a multiple of {1}"),
    "minItems": _limit("the list has fewer than {1} entries"),
    "maxItems": _limit("the list has more than {1} entries"),
    "uniqueItems": _limit("the list has the same entry twice"),
    "contains": _limit("the list lacks an entry that it must have"),
    "minContains": _limit("the list has fewer than {1} entries of the kind it must have"),
    "maxContains": _limit("the list has more than {1} entries of a kind"),
    "minProperties": _limit("this has fewer than {1} keys"),
    "maxProperties": _limit("this has more than {1} keys"),
    "not": lambda error: "nothing is allowed here" if _forbidden(error) else "this value is not allowed here",
    "anyOf": _alternatives,
    "oneOf": _alternatives,
    "dependentRequired": _dependency,
    "dependencies": _dependency,
}

"""What pydantic says about a report, in words for its author."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from reward_reports.loading.places import find
from reward_reports.model.fields import choices_in, info_of, keys_of, model_at
from reward_reports.problems import Edit, Fix, Path, Problem

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails
    from yaml.nodes import Node

_MOST = 50
"""Problems said about one file: whoever reads fifty has enough to do."""

_WANTED = {
    "string_type": "text",
    "float_type": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping of keys and values",
    "model_type": "a mapping of keys and values",
    "model_attributes_type": "a mapping of keys and values",
}
_KINDS = {
    "report_date": "bad-date",
    "report_duration": "bad-duration",
    "string_pattern_mismatch": "bad-id",
    "string_too_long": "bad-id",
}
_NUMBER_ERRORS = frozenset({"greater_than", "greater_than_equal", "less_than", "less_than_equal", "finite_number", "int_parsing_size"})
_YES_NO = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false", "true": "true", "false": "false"}


def explain(errors: list[ErrorDetails], root: Node) -> list[Problem]:
    """Turn pydantic's errors into problems, each at its path."""
    made = [_explain(error, _path(error["loc"], root), root) for error in errors[:_MOST]]
    if len(errors) > _MOST:
        made.append(Problem(f"and {len(errors) - _MOST} more of this kind", "Mend those above first", kind="wrong-type"))
    return made


def _path(loc: tuple[str | int, ...], root: Node) -> Path:
    """Leave out the names of union members that pydantic adds to a place."""
    kept: list[str | int] = []
    for step in loc:
        if isinstance(step, int) or model_at(tuple(kept)) is None or info_of(model_at(tuple(kept)), step):  # type: ignore[arg-type]
            kept.append(step)
        elif find(root, (*kept, step)).whole:
            kept.append(step)
    return tuple(kept)


def _explain(error: ErrorDetails, path: Path, root: Node) -> Problem:
    kind, given = error["type"], error["input"]
    if kind == "extra_forbidden":
        return _unknown_key(path)
    if kind == "missing":
        return _missing_key(path)
    if kind == "literal_error":
        return _not_in_list(path, given, root)
    if kind in _KINDS:
        return _bad_text(kind, error["msg"], given, path)
    if kind in _NUMBER_ERRORS:
        said = error["msg"].removeprefix("Input should be ").replace("less than", "below").replace("greater than", "above")
        return Problem(f"{_shown(given)} is out of range: it should be {said}", "Write a number in that range", path, kind="bad-number")
    return _wrong_type(kind, given, path, root)


def _unknown_key(path: Path) -> Problem:
    key = str(path[-1])
    model = model_at(path[:-1])
    allowed = keys_of(model) if model else ()
    close = get_close_matches(key, allowed, 1, 0.6)
    if close:
        advice = f"Did you mean {close[0]}?"
    elif len(path) == 1:
        advice = "Use a key of the format, or begin it with x- if it is your own"
    else:
        advice = f"Use one of: {', '.join(sorted(allowed))}"
    return Problem(f"the key {key} is not known here", advice, path, on="key", kind="unknown-key")


def _missing_key(path: Path) -> Problem:
    key = str(path[-1])
    model = model_at(path[:-1])
    info = info_of(model, key) if model else None
    meaning = f": {info.description}" if info and info.description else ""
    return Problem(f"the key {key} is missing{meaning.rstrip('.')}", f"Add `{key}: …`", path[:-1], on="key", kind="missing-key")


def _not_in_list(path: Path, given: Any, root: Node) -> Problem:
    model = model_at(path[:-1] if isinstance(path[-1], str) else path[:-2])
    key = next(step for step in reversed(path) if isinstance(step, str))
    info = info_of(model, key) if model else None
    allowed = choices_in(info.annotation) if info else ()
    close = get_close_matches(str(given), allowed, 1, 0.6) if isinstance(given, str) else []
    guess = f"Did you mean {close[0]}? " if close else ""
    fix = _quote_fix(given, path, root) if str(given) in allowed else None
    return Problem(f"{_shown(given)} is none of the values of {key}", f"{guess}Write one of: {', '.join(allowed)}", path, kind="not-in-list", fix=fix)


def _bad_text(kind: str, said: str, given: Any, path: Path) -> Problem:
    if kind.startswith("string_"):
        advice = "Begin with a letter or digit; then letters, digits, - _ . and : are allowed, up to 100"
        return Problem(f"{_shown(given)} is no id", advice, path, kind=_KINDS[kind])
    what, _, how = said.partition(": ")
    fallback = "Write it as 2015-03-31" if kind == "report_date" else "Write it as P6W (six weeks)"
    advice = how[:1].upper() + how[1:] if how else fallback
    return Problem(f"{_shown(given)} {what}", advice, path, kind=_KINDS[kind])


def _wrong_type(kind: str, given: Any, path: Path, root: Node) -> Problem:
    wanted = _WANTED.get(kind, "something else")
    fix = None
    if kind == "bool_type" and isinstance(given, str) and given.lower() in _YES_NO:
        fix = _replace_fix(_YES_NO[given.lower()], path, root)
    elif kind == "string_type":
        fix = _quote_fix(given, path, root)
    message = "there is nothing here" if given is None else f"this is {_described(given)}"
    return Problem(f"{message}, and it should be {wanted}", fix.title if fix else f"Write {wanted}", path, kind="wrong-type", fix=fix)


def _quote_fix(given: Any, path: Path, root: Node) -> Fix | None:
    if not isinstance(given, int | float):
        return None
    node = find(root, path).value
    return Fix(f'Quote it: "{node.value}"', (Edit(node.start_mark.index, node.end_mark.index, f'"{node.value}"'),))


def _replace_fix(text: str, path: Path, root: Node) -> Fix:
    node = find(root, path).value
    return Fix(f"Write {text}", (Edit(node.start_mark.index, node.end_mark.index, text),))


def _shown(given: Any) -> str:
    text = str(given) if isinstance(given, str | int | float) else _described(given)
    return text if len(text) <= 60 else text[:57] + "…"


def _described(given: Any) -> str:
    if isinstance(given, bool):
        return f"the truth value {str(given).lower()}"
    if isinstance(given, str):
        return f"the text {_shown(given)}"
    if isinstance(given, int | float):
        return f"the number {_shown(given)}"
    if isinstance(given, dict):
        return "a mapping"
    return "a list" if isinstance(given, list | tuple) else "nothing"

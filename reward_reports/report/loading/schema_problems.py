"""What pydantic says about a report, in words for its author."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from reward_reports.base.diagnostics import Edit, Fix, Kind, Path, Problem
from reward_reports.report.loading.cut_texts import CutText, cut_by_comma
from reward_reports.report.loading.positions import find, word_span
from reward_reports.report.model.fields import choices_in, info_of, is_answer, is_register, keys_of, model_at

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
_KINDS: dict[str, Kind] = {
    "report_date": "bad-date",
    "report_duration": "bad-duration",
    "string_pattern_mismatch": "bad-id",
    "string_too_long": "bad-id",
}
_NUMBER_ERRORS = frozenset(
    {"greater_than", "greater_than_equal", "less_than", "less_than_equal", "finite_number", "int_parsing_size"}
)
_BOUNDS = (
    ("less than or equal to", "at most"),
    ("greater than or equal to", "at least"),
    ("less than", "below"),
    ("greater than", "above"),
)
_YES_NO = dict.fromkeys(("yes", "on", "y", "true"), "true") | dict.fromkeys(("no", "off", "n", "false"), "false")


def explain(errors: list[ErrorDetails], root: Node) -> list[Problem]:
    """Turn pydantic's errors into problems, each at its path."""
    problems = [_explain(error, path_of(error["loc"], root), root) for error in errors[:_MOST]]
    if len(errors) > _MOST:
        problems.append(
            Problem(f"and {len(errors) - _MOST} more of this kind", "Fix those above first", kind="wrong-type")
        )
    return problems


def path_of(loc: tuple[str | int, ...], root: Node) -> Path:
    """Leave out the names of union members that pydantic adds to a place."""
    kept: list[str | int] = []
    for step in loc:
        model = model_at(tuple(kept))
        if isinstance(step, int) or model is None or info_of(model, step) or find(root, (*kept, step)).whole:
            kept.append(step)
    return tuple(kept)


def _explain(error: ErrorDetails, path: Path, root: Node) -> Problem:
    kind, given = error["type"], error["input"]
    if kind == "extra_forbidden":
        return _unknown_key(path, root)
    if kind == "missing":
        return _missing_key(path)
    if kind == "literal_error":
        return _not_in_list(path, given, root)
    if kind in _KINDS:
        return _explain_duration(kind, given, path, root) or _bad_text(kind, error["msg"], given, path)
    if kind in _NUMBER_ERRORS:
        return _bad_number(error["msg"], given, path)
    return _wrong_type(kind, given, path, root)


def _explain_duration(kind: str, given: Any, path: Path, root: Node) -> Problem | None:
    if kind != "report_duration" or not isinstance(given, str):
        return None
    from reward_reports.report.loading.duration_problems import explain_duration  # few files need its patterns

    return explain_duration(given, path, root)


def _unknown_key(path: Path, root: Node) -> Problem:
    key = str(path[-1])
    cut = cut_by_comma(root, path)
    if cut is not None:
        return _cut_text(cut, path)
    model = model_at(path[:-1])
    allowed = keys_of(model) if model else ()
    close = get_close_matches(key.lower().replace("-", "_"), allowed, 1, 0.6)
    fix = None
    if close:
        advice = f"Did you mean {close[0]}?"
        fix = _rename_fix(path, close[0], root)
    elif len(path) == 1:
        advice = "Use a key of the format, or begin it with x- if it is your own"
    else:
        advice = f"Use one of: {', '.join(sorted(allowed))}"
    return Problem(f"the key {_shown(key)} is unknown here", advice, path, on="key", kind="unknown-key", fix=fix)


def _cut_text(cut: CutText, path: Path) -> Problem:
    message = f"a comma ends the text {_shown(cut.words[0])}, so {_shown(path[-1])} is read as a key"
    whole = ", ".join(cut.words)
    quoted = f'"{whole}"'
    if not cut.is_sure:
        return Problem(message, "Quote the text if the comma belongs to it", path, on="key", kind="unknown-key")
    fix = None
    as_it_stands = cut.end - cut.start == len(whole)  # no comment, no line break
    if path[-1] == cut.words[1] and as_it_stands and not any(char in whole for char in '"\\'):
        fix = Fix("Quote the text", (Edit(cut.start, cut.end, quoted),))
    return Problem(message, f"Quote the text: {quoted}", path, on="key", kind="unknown-key", fix=fix)


def _rename_fix(path: Path, key: str, root: Node) -> Fix | None:
    """Offer the key that was probably meant, unless it already stands there. Only an author can tell if it was."""
    node = find(root, path)
    if not node.whole or node.key is None or find(root, (*path[:-1], key)).whole:
        return None
    word = word_span(node.key)
    return Fix(f"Rename the key to {key}", (Edit(word.start, word.end, key),), safe=False)


def _bad_number(text: str, given: Any, path: Path) -> Problem:
    if "finite" in text:
        message, advice = f"{_shown(given)} is not a number that can be compared", "Write a finite number"
    else:
        for theirs, ours in _BOUNDS:
            text = text.replace(theirs, ours)
        wanted = text.removeprefix("Input should be ")
        message, advice = f"{_shown(given)} is out of range: it should be {wanted}", "Write a number in that range"
    return Problem(message, advice, path, kind="bad-number")


def _missing_key(path: Path) -> Problem:
    key = str(path[-1])
    model = model_at(path[:-1])
    info = info_of(model, key) if model else None
    meaning = f": {info.description}" if info and info.description else ""
    return Problem(
        f"the key {key} is missing{meaning.rstrip('.')}", f"Add `{key}: …`", path[:-1], on="key", kind="missing-key"
    )


def _not_in_list(path: Path, given: Any, root: Node) -> Problem:
    model = model_at(path[:-1] if isinstance(path[-1], str) else path[:-2])
    key = next(step for step in reversed(path) if isinstance(step, str))
    info = info_of(model, key) if model else None
    allowed = choices_in(info.annotation) if info else ()
    fix = _quote_fix(given, path, root) if str(given) in allowed else None
    if fix is not None:
        return Problem(f"{key} is {_described(given)}, not text", fix.title, path, kind="not-in-list", fix=fix)
    close = get_close_matches(given.lower(), allowed, 1, 0.6) if isinstance(given, str) else []
    guess = f"Did you mean {close[0]}? " if close else ""
    message, advice = f"{_shown(given)} is not one of the values of {key}", f"{guess}Write one of: {', '.join(allowed)}"
    return Problem(message, advice, path, kind="not-in-list")


def _bad_text(kind: str, message: str, given: Any, path: Path) -> Problem:
    if kind.startswith("string_"):
        if path[-1] == "language":
            advice = "Write a BCP 47 tag: de, pt-BR, zh-Hant"
            return Problem(f"{_shown(given)} is not a language tag", advice, path, kind=_KINDS[kind])
        signs = "- _ . : / and +" if "/" in message else "- _ . and :"
        advice = f"Begin with a letter or digit; then letters, digits, {signs} are allowed, up to 100"
        return Problem(f"{_shown(given)} is not an id", advice, path, kind=_KINDS[kind])
    what, _, how = message.partition(": ")
    if how.startswith("write"):
        advice = how[:1].upper() + how[1:]
    else:  # the calendar's own objection, such as a month 13
        what = f"{what}: {how}" if how else what
        advice = "Write it as 2015-03-31" if kind == "report_date" else "Write it as P6W (six weeks)"
    return Problem(f"{_shown(given)} {what}", advice, path, kind=_KINDS[kind])


def _wrong_type(kind: str, given: Any, path: Path, root: Node) -> Problem:
    wanted = _wanted(kind, path)
    fix = None
    if kind == "bool_type" and isinstance(given, str) and given.lower() in _YES_NO:
        fix = _replace_fix(_YES_NO[given.lower()], path, root)
    elif kind == "string_type":
        fix = _quote_fix(given, path, root)
    elif kind.startswith("model_") and isinstance(given, str):
        from reward_reports.report.loading.duration_problems import mapping_fix

        fix = mapping_fix(given, path, root)
    name = path[-1] if path and isinstance(path[-1], str) else "this entry"
    message = f"{name} is {'empty' if given is None else _described(given)}, and it should be {wanted}"
    return Problem(message, fix.title if fix else f"Write {wanted}", path, kind="wrong-type", fix=fix)


def _wanted(kind: str, path: Path) -> str:
    if kind.startswith("model_"):
        model = model_at(path)
        if not path or not isinstance(path[-1], str):
            model = None  # an entry of a list is always written out
        if is_register(model):
            return "text, a list, or a mapping of keys and values"
        if is_answer(model):
            return "text, or a mapping of keys and values"
    return _WANTED.get(kind, "something else")


def _quote_fix(given: Any, path: Path, root: Node) -> Fix | None:
    node = find(root, path).value
    # A longer stretch than the value carries an anchor or a tag: what an alias repeats may be meant as a number there.
    if not isinstance(given, int | float) or node.end_mark.index - node.start_mark.index != len(node.value):
        return None
    return Fix(f'Quote it: "{node.value}"', (Edit(node.start_mark.index, node.end_mark.index, f'"{node.value}"'),))


def _replace_fix(text: str, path: Path, root: Node) -> Fix:
    word = word_span(find(root, path).value)
    return Fix(f"Write {text}", (Edit(word.start, word.end, text),))


def _shown(given: Any) -> str:
    text = " ".join(str(given).split()) if isinstance(given, str | int | float) else _described(given)
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

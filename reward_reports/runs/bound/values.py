"""A value in a file of the system: YAML, JSON, TOML, or a constant in Python, which is parsed and never run."""

from __future__ import annotations

import ast
import json
import re
from pathlib import PurePosixPath
from typing import Any

from reward_reports.runs.bound.code import NOTEBOOK, decode
from reward_reports.runs.bound.errors import NotFoundError, UnreadableError

_HARMLESS = frozenset({"yaml-1.1", "odd-key", "bidi"})
"""What the loader of reports says about a YAML text that has a meaning all the same."""
_DEEP_KEY = re.compile(r"""(?<![\w"'-])(?:[\w"'-]+[ \t]*\.[ \t]*){50}""")
"""A key of TOML with so many steps that the time to read it grows with their square."""
_REFERENCE = re.compile(r"\$\{([A-Za-z_][\w.\[\]-]*)\}")
"""Another value of the same file, as OmegaConf writes it."""
_MOST_REFERENCES = 10
_ADVICE = "Correct the file, or bind the value to another"


def read_value(raw: bytes, path: str, key: str | None) -> Any:
    """Return the value that stands under a key, as plain data.

    Args:
        raw: the bytes of the file.
        path: its name, which says the format.
        key: keys and positions with dots between them, `training.reward_weights[1]`; None for all that the file holds.

    Raises:
        UnreadableError: if the file cannot be read.
        NotFoundError: if nothing stands under the key.
    """
    text = decode(raw)
    steps = _steps(key or "")
    suffix = PurePosixPath(path).suffix.lower()
    if suffix == NOTEBOOK:
        from reward_reports.runs.bound.notebook import code_of

        return _python(code_of(text), path, steps)
    if suffix == ".py":
        return _python(text, path, steps)
    readers = {".yaml": _yaml, ".yml": _yaml, ".json": _json, ".toml": _toml}
    if suffix not in readers:
        raise UnreadableError("is neither YAML, JSON, TOML nor Python", "Bind values to a file in one of these formats")
    data = readers[suffix](text)
    return _resolved(_under(data, steps), data)


def _steps(key: str) -> list[str]:
    return [step for step in key.replace("[", ".").replace("]", "").split(".") if step]


def _resolved(value: Any, data: Any) -> Any:
    """Return a value, or what it refers to in the same file, as `${reward.weight}` does; what refers elsewhere stays as it is."""
    if isinstance(value, list):
        return [_resolved(one, data) for one in value]
    for _ in range(_MOST_REFERENCES):
        match = _REFERENCE.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            return value
        try:
            value = _under(data, _steps(match[1]))
        except NotFoundError:
            return value
    return value


def _yaml(text: str) -> Any:
    from reward_reports.report.loading.node_values import Walker
    from reward_reports.report.loading.parsing import Limits, compose
    from reward_reports.runs.bound.merge_keys import take_over

    root, problems = compose(text, Limits())
    data = None
    if root is not None:
        take_over(root)
        walker = Walker(text, Limits())
        data = walker.walk(root)
        problems = [problem for problem in walker.problems if problem.kind not in _HARMLESS]
    if problems:
        span = problems[0].span
        place = f"line {text.count(chr(10), 0, span.start) + 1}: " if span else ""
        raise UnreadableError(f"cannot be read, {place}{problems[0].message}", _ADVICE)
    return data


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"is not valid JSON: {error}", _ADVICE) from error


def _toml(text: str) -> Any:
    import tomllib

    if _DEEP_KEY.search(text):
        raise UnreadableError("has keys of more than 50 steps", _ADVICE)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"is not valid TOML: {error}", _ADVICE) from error


def _under(data: Any, steps: list[str]) -> Any:
    """Return what stands below some steps; a key may have dots in it, and the longest one counts."""
    at = 0
    while at < len(steps):
        taken = 1
        if isinstance(data, dict):
            taken = next((n for n in range(len(steps) - at, 0, -1) if ".".join(steps[at : at + n]) in data), 0)
        if not taken or (not _has(data, steps[at]) and not isinstance(data, dict)):
            raise NotFoundError(
                f"has nothing under `{'.'.join(steps[: at + 1])}`", "Correct `key`, or remove the binding"
            )
        data = data[".".join(steps[at : at + taken])] if isinstance(data, dict) else data[int(steps[at])]
        at += taken
    return data


def _has(data: Any, step: str) -> bool:
    return isinstance(data, list) and step.isascii() and step.isdecimal() and len(step) < 9 and int(step) < len(data)


def _python(text: str, path: str, steps: list[str]) -> Any:
    """Return a constant: `BETA`, `Config.beta`, a key of a mapping, or an argument of a call that makes an object."""
    from reward_reports.runs.bound.python_code import parse, steps_of
    from reward_reports.runs.bound.symbols import find

    tree = parse(text)
    if not steps:
        raise NotFoundError("is Python, and the binding has no `key`", "Name the constant in `key`")
    steps, body = steps_of(tree, path, ".".join(steps)), tree.body
    for at, step in enumerate(steps):
        uses = find(body, [step])
        node = uses[0].node
        if isinstance(node, ast.ClassDef):
            body = node.body
            continue
        if len(uses) > 1 or not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            break
        return _literal(node.value, steps[: at + 1], steps[at + 1 :])
    raise _not_simple(steps)


def _literal(value: ast.expr, before: list[str], rest: list[str]) -> Any:
    while rest and isinstance(value, ast.Call):
        argument = next((one.value for one in value.keywords if one.arg == rest[0]), None)
        if argument is None:
            raise NotFoundError(f"has nothing under `{'.'.join([*before, rest[0]])}`", "Correct `key`")
        value, before, rest = argument, [*before, rest[0]], rest[1:]
    try:
        data = ast.literal_eval(value)
        json.dumps(data)
    except (ValueError, TypeError, RecursionError, MemoryError) as error:
        raise _not_simple([*before, *rest]) from error
    return _under(data, rest)


def _not_simple(steps: list[str]) -> NotFoundError:
    return NotFoundError(
        f"has `{'.'.join(steps)}`, which is not a plain constant",
        "Bind the value to a constant, or bind the code instead",
    )

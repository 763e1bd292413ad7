"""The digest of Python code by what it does: the same for every layout of the code and every Python that parses it.

`ast.dump` would not do: its output depends on the version of Python, it recurses, and it keeps docstrings.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable
from typing import Any

_SKIPPED = frozenset({"ctx", "kind", "type_comment", "type_ignores"})
"""Fields that say nothing about behaviour."""


def digest_of(nodes: Iterable[ast.AST]) -> str:
    """Return the SHA-256 of syntax trees, as 64 hexadecimal digits.

    Comments, layout, docstrings and other statements that do nothing make no difference; constants, names, decorators,
    defaults and annotations do.
    """
    digest = hashlib.sha256()
    stack: list[str | ast.AST] = [*reversed([*nodes])]
    while stack:  # no recursion: trees may be deep
        one = stack.pop()
        if isinstance(one, str):
            digest.update(one.encode())
        else:
            stack += _parts(one)[::-1]
    return digest.hexdigest()


def is_inert(statement: ast.AST) -> bool:
    """Whether a statement does nothing: `pass`, `...`, a docstring."""
    return isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    )


def _parts(node: ast.AST) -> list[str | ast.AST]:
    """Return a node as marks, words and the nodes in it; fields that are empty are left out, as new versions add some."""
    if isinstance(node, ast.Constant):
        return [f"Constant({_constant(node.value)})"]
    parts: list[str | ast.AST] = [f"{type(node).__name__}("]
    for name in node._fields:
        value = getattr(node, name, None)
        if name in _SKIPPED or value is None or value == 0:
            continue
        if isinstance(value, list):
            parts += _listed(name, _pieces(value) if isinstance(node, ast.JoinedStr) else value)
        elif not _says_nothing(value):
            parts += [f"{name}=", value if isinstance(value, ast.AST) else ascii(value), ";"]
    return [*parts, ")"]


def _listed(name: str, values: list[Any]) -> list[str | ast.AST]:
    kept = [one for one in values if not is_inert(one)]
    if not kept:
        return []
    parts: list[str | ast.AST] = [f"{name}=["]
    for one in kept:
        parts += [one if isinstance(one, ast.AST) else ascii(one), ","]
    return [*parts, "];"]


def _pieces(values: list[ast.expr]) -> list[ast.expr]:
    """Return the parts of an f-string with texts beside each other joined: versions of Python cut them otherwise."""
    pieces: list[ast.expr] = []
    for one in values:
        if not (isinstance(one, ast.Constant) and isinstance(one.value, str)):
            pieces.append(one)
        elif pieces and isinstance(pieces[-1], ast.Constant):
            pieces[-1] = ast.Constant(str(pieces[-1].value) + one.value)
        elif one.value:
            pieces.append(one)
    return pieces


def _says_nothing(value: Any) -> bool:
    """Whether it is the empty format of an f-string, as in `f"{x:}"`."""
    return isinstance(value, ast.JoinedStr) and not _pieces(value.values)


def _constant(value: Any) -> str:
    """Return a constant as ASCII, with its type: `1`, `1.0` and `True` are equal in Python."""
    if type(value) is int:
        return f"int {value:x}"  # the decimal digits of long integers are refused
    return f"{type(value).__name__} {value!a}"

"""The names that a piece of Python code takes from outside itself."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TypeAlias

_Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_OWN_SCOPE = (*_FUNCTIONS, ast.ClassDef, *_COMPREHENSIONS)


def outer_names(node: ast.AST) -> set[str]:
    """Return the names that code reads and does not bind itself.

    In doubt a name is among them: a change too many is looked at, one too few is not.
    """
    names: set[str] = set()
    stack: list[tuple[ast.AST, frozenset[str]]] = [(node, frozenset())]
    while stack:
        one, bound = stack.pop()
        if isinstance(one, ast.Name):
            if not isinstance(one.ctx, ast.Store) and one.id not in bound:
                names.add(one.id)
        elif isinstance(one, _FUNCTIONS):
            body = one.body if isinstance(one.body, list) else [one.body]
            inner = bound - _declared_global(body) | _own_names(one, body)
            inside = {id(part) for part in body}
            stack += [(part, inner if id(part) in inside else bound) for part in ast.iter_child_nodes(one)]
        elif isinstance(one, _COMPREHENSIONS):
            inner = bound | {name for part in one.generators for name in _stored(part.target)}
            stack += [(part, inner) for part in ast.iter_child_nodes(one)]
        else:
            stack += [(part, bound) for part in ast.iter_child_nodes(one)]
    return names


def _own_names(function: _Function, body: list[ast.AST] | list[ast.stmt] | list[ast.expr]) -> set[str]:
    """Return what is local to a function: its parameters, and what its body binds and does not declare otherwise."""
    given = function.args
    every = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    parameters = {one.arg for one in every if one is not None}
    return parameters | ({name for part in body for name in _bound_by(part)} - _declared_global(body))


def _declared_global(body: Iterable[ast.AST]) -> set[str]:
    return {name for part in body for one in _within(part) if isinstance(one, ast.Global) for name in one.names}


def _bound_by(statement: ast.AST) -> Iterator[str]:
    """Yield the names that a statement binds in its own scope."""
    for one in _within(statement):
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
            yield one.id
        elif isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield one.name
        elif isinstance(one, ast.alias):
            yield (one.asname or one.name).split(".")[0]
        elif isinstance(one, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and one.name:
            yield one.name
        elif isinstance(one, ast.MatchMapping) and one.rest:
            yield one.rest


def _within(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a node and what is in it, without the inside of what has a scope of its own."""
    stack = [node]
    while stack:
        one = stack.pop()
        yield one
        if not isinstance(one, _OWN_SCOPE):
            stack += ast.iter_child_nodes(one)


def _stored(target: ast.AST) -> Iterator[str]:
    return (one.id for one in ast.walk(target) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))

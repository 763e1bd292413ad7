"""Where the names of a piece of Python code are defined."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import count
from typing import TypeAlias

from reward_reports.runs.bound.errors import NotFoundError
from reward_reports.runs.bound.scopes import outer_names

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_BLOCKS = (ast.stmt, ast.ExceptHandler, ast.match_case)
_SHOWN = 4
_MOST_NAMES, _LONGEST = 500, 100
"""Names that are looked through for a similar one, and how long they may be: comparing grows with the square of that."""


@dataclass(frozen=True, slots=True)
class Use:
    """A statement that defines a name, or alters what it stands for.

    Attributes:
        node: the statement; of an import, the one name that it brings in.
        block: 0 for a statement that always runs, else the number of the branch it is in.
        defines: whether it gives the name a value that does not depend on the one before.
    """

    node: ast.stmt
    block: int
    defines: bool


Scope: TypeAlias = dict[str, list[Use]]
"""The statements of a module, class or function by the names they define or alter, in the order of the file."""


def scope_of(body: list[ast.stmt]) -> Scope:
    """Return what the statements of a body define; those in branches of `if`, `try` and the like are in it too."""
    scope: Scope = {}
    for statement, block in _statements(body):
        for name, node, defines in _names(statement):
            scope.setdefault(name, []).append(Use(node, block, defines))
    for statement, block in _statements(body):  # a function may be called after all of it has run
        for name in _set_from_inside(statement):
            scope.setdefault(name, []).append(Use(statement, block, False))
    return scope


def final(uses: list[Use]) -> list[Use]:
    """Return the uses that decide what a name stands for in the end: the last definition, and what alters it afterwards."""
    last = max((at for at, use in enumerate(uses) if use.defines), default=0)
    return uses if _is_ambiguous(uses) else uses[last:]


def find(body: list[ast.stmt], steps: list[str]) -> list[Use]:
    """Return the statements that make up a symbol such as `["Rewards", "score"]`.

    Raises:
        NotFoundError: if it is not defined, is imported from elsewhere, or has definitions in several branches.
    """
    uses_found: list[Use] = []
    for depth, step in enumerate(steps):
        name = ".".join(steps[: depth + 1])
        scope = scope_of(body)
        uses = scope.get(step)
        if not uses:
            raise NotFoundError(f"does not define `{name}`", f"Correct `symbol`, or the path{_meant(step, scope)}")
        _refuse_doubt(name, uses)
        uses_found = final(uses)
        if isinstance(uses_found[0].node, ast.Import | ast.ImportFrom):
            raise NotFoundError(f"only imports `{name}`", "Name the file that defines it in `path`")
        if depth + 1 < len(steps):
            body = _body_of(uses_found[0].node, name)
    return uses_found


def _meant(step: str, scope: Scope) -> str:
    """Return what is defined under a similar name, as after a renaming."""
    names = [name for name, uses in scope.items() if len(name) <= _LONGEST and any(use.defines for use in uses)]
    close = get_close_matches(step, names[:_MOST_NAMES], 1) if len(step) <= _LONGEST else []
    return f"; `{close[0]}` is defined there" if close else ""


def _body_of(node: ast.stmt, name: str) -> list[ast.stmt]:
    if not isinstance(node, _DEFINITIONS):
        raise NotFoundError(f"defines `{name}`, which is neither a class nor a function", "Correct `symbol`")
    return node.body


def _refuse_doubt(name: str, uses: list[Use]) -> None:
    if _is_ambiguous(uses):
        lines = " and ".join([str(use.node.lineno) for use in uses if use.defines][:_SHOWN])
        raise NotFoundError(
            f"defines `{name}` in several branches, in lines {lines}",
            "Define it once, or leave out `symbol` to bind the whole file",
        )


def _is_ambiguous(uses: list[Use]) -> bool:
    """Whether it depends on the branch that is taken which definition counts."""
    blocks = [use.block for use in uses if use.defines]
    return bool(blocks) and blocks[-1] != 0 and len(set(blocks)) > 1


def _statements(body: list[ast.stmt]) -> Iterator[tuple[ast.stmt, int]]:
    """Yield the statements that run in a scope, each with the number of its branch."""
    numbers = count(1)
    stack = [(one, 0) for one in reversed(body)]
    while stack:
        statement, block = stack.pop()
        yield statement, block
        for inner in reversed(_blocks(statement)):
            number = next(numbers)
            stack += [(one, number) for one in reversed(inner)]


def _blocks(statement: ast.stmt) -> list[list[ast.stmt]]:
    if isinstance(statement, _DEFINITIONS):
        return []
    own = [statement, *getattr(statement, "handlers", ()), *getattr(statement, "cases", ())]
    blocks = [getattr(part, name, None) for part in own for name in ("body", "orelse", "finalbody")]
    return [block for block in blocks if block]


def _names(statement: ast.stmt) -> Iterator[tuple[str, ast.stmt, bool]]:
    """Yield the names that a statement defines or alters, the statement, and whether it defines the name again."""
    if isinstance(statement, _DEFINITIONS):
        decorated = {_root(one) for one in statement.decorator_list if isinstance(_called(one), ast.Attribute)}
        yield statement.name, statement, statement.name not in decorated
        yield from ((name, statement, False) for name in sorted(decorated - {statement.name, ""}))
        return
    yield from ((name, statement, False) for name in _set_in_passing(statement))
    if isinstance(statement, ast.Import | ast.ImportFrom):
        yield from _imported(statement)
    elif isinstance(statement, ast.Delete):
        yield from ((_root(target), statement, False) for target in statement.targets)
    elif isinstance(statement, ast.Expr):
        if isinstance(statement.value, ast.Call) and isinstance(statement.value.func, ast.Attribute):
            yield _root(statement.value), statement, False
    else:
        surely = _always_sets(statement)
        for leaf in (leaf for target in _targets(statement) for leaf in _leaves(target)):
            yield (
                _root(leaf),
                statement,
                surely and isinstance(leaf, ast.Name) and _root(leaf) not in _read_by(statement),
            )


def _set_from_inside(statement: ast.stmt) -> list[str]:
    """Return the names outside of a function or class that it says it sets: `global TARGET`."""
    if not isinstance(statement, _DEFINITIONS):
        return []
    return sorted({name for node in ast.walk(statement) if isinstance(node, ast.Global) for name in node.names})


def _set_in_passing(statement: ast.stmt) -> list[str]:
    """Return the names that expressions of a statement set: `if (target := 4) > 3:`."""
    parts = [one for one in ast.iter_child_nodes(statement) if not isinstance(one, _BLOCKS)]
    nodes = [node for part in parts for node in ast.walk(part) if isinstance(node, ast.NamedExpr)]
    return sorted({_root(one.target) for one in nodes})


def _always_sets(statement: ast.stmt) -> bool:
    """Whether its targets have a new value after a statement: not so after a loop over nothing, or an annotation alone."""
    if isinstance(statement, ast.AnnAssign):
        return statement.value is not None
    return not isinstance(statement, ast.AugAssign | ast.For | ast.AsyncFor)


def _read_by(statement: ast.stmt) -> set[str]:
    value = getattr(statement, "value", None)
    return outer_names(value) if isinstance(value, ast.AST) else set()


def _targets(statement: ast.stmt) -> list[ast.expr]:
    if isinstance(statement, ast.Assign):
        return statement.targets
    if isinstance(statement, ast.With | ast.AsyncWith):
        return [item.optional_vars for item in statement.items if item.optional_vars]
    target = getattr(statement, "target", None) or (
        getattr(statement, "name", None) if type(statement).__name__ == "TypeAlias" else None
    )
    return [target] if target else []


def _leaves(target: ast.expr) -> Iterator[ast.expr]:
    stack = [target]
    while stack:
        one = stack.pop()
        if isinstance(one, ast.Tuple | ast.List):
            stack += one.elts
        elif isinstance(one, ast.Starred):
            stack.append(one.value)
        else:
            yield one


def _imported(statement: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, ast.stmt, bool]]:
    """Yield each imported name with an import of it alone, so that its neighbours make no difference."""
    for alias in statement.names:
        alone: ast.stmt
        if isinstance(statement, ast.Import):
            alone = ast.Import([alias])
        else:
            alone = ast.ImportFrom(statement.module, [alias], statement.level)
        name = alias.asname or alias.name.split(".")[0]
        yield name, ast.copy_location(alone, statement), True


def _called(node: ast.expr) -> ast.expr:
    return node.func if isinstance(node, ast.Call) else node


def _root(node: ast.AST) -> str:
    """Return the name that an expression starts from: `WEIGHTS` of `WEIGHTS["length"]`; "" where there is none."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""

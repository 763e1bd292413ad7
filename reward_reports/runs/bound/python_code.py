"""A symbol of a Python file, or the whole file: its digest, its lines and what it uses. The file is parsed and never run."""

from __future__ import annotations

import ast
import re
import warnings
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from reward_reports.runs.bound.canonical import digest_of
from reward_reports.runs.bound.errors import UnreadableError
from reward_reports.runs.bound.scopes import outer_names
from reward_reports.runs.bound.symbols import Scope, Use, final, find, scope_of

_CODING = re.compile(r"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
_TIMES = 8
"""How often a statement goes into a digest, so that its time does not grow with the square of the file."""
_PLAIN = frozenset({"utf-8", "utf8", "utf-8-sig", "utf_8", "ascii", "us-ascii"})


def parse(text: str) -> ast.Module:
    """Return the syntax tree of a Python file.

    Raises:
        UnreadableError: if it cannot be parsed, or only by reading it in another encoding than UTF-8.
    """
    for line in text.split("\n", 2)[:2]:
        coding = _CODING.match(line)
        if coding and coding[1].lower() not in _PLAIN:  # in UTF-7, code can hide in what UTF-8 shows as a comment
            raise UnreadableError(f"declares the encoding {coding[1]}", "Save the file as UTF-8")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Python thinks of the code is for its authors
            return ast.parse(text)
    except SyntaxError as error:
        place = f"in line {error.lineno}: " if error.lineno else ""
        raise UnreadableError(
            f"is not valid Python, {place}{error.msg}",
            "Correct the code, or lint with a Python as new as the one it is written for",
        ) from error
    except (RecursionError, MemoryError) as error:
        raise UnreadableError("nests deeper than Python can parse", "Write the code flatter") from error
    except ValueError as error:  # a null byte, before Python 3.12
        raise UnreadableError(f"is not valid Python: {error}", "Correct the code") from error


def steps_of(tree: ast.Module, path: str, symbol: str) -> list[str]:
    """Return the steps to a symbol; the name of the module may stand before it, as in `rewards.length_penalty`."""
    steps = symbol.split(".")
    if len(steps) > 1 and steps[0] == PurePosixPath(path).stem and steps[0] not in scope_of(tree.body):
        return steps[1:]
    return steps


def lines_of(uses: Iterable[Use]) -> tuple[int, int]:
    """Return the first and the last line of statements, their decorators among them."""
    nodes = [use.node for use in uses]
    starts = [(getattr(node, "decorator_list", None) or [node])[0].lineno for node in nodes]
    return min(starts), max(node.end_lineno or node.lineno for node in nodes)


def used_by(uses: list[Use], module: Scope, without: str) -> dict[str, list[Use]]:
    """Return what code uses of its own file, directly or through what it uses, by name in alphabetical order."""
    by_use: dict[str, list[Use]] = {}
    waiting, seen = [use.node for use in uses], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:  # one statement may set any number of names
            continue
        seen.add(id(node))
        for name in outer_names(node):
            if name in module and name not in by_use and name != without:
                by_use[name] = final(module[name])
                waiting += [use.node for use in by_use[name]]
    return dict(sorted(by_use.items()))


def digest_symbol(uses: list[Use], used: dict[str, list[Use]]) -> str:
    """Return the digest of a symbol and of what it uses of its file; a statement that sets many names is taken a few times."""
    parts: list[ast.AST] = [use.node for use in uses]
    taken: Counter[int] = Counter()
    for name, others in used.items():
        taken.update(id(use.node) for use in others)
        parts += [ast.Name(name), *(use.node for use in others if taken[id(use.node)] <= _TIMES)]
    return digest_of(parts)


def find_symbol(tree: ast.Module, path: str, symbol: str) -> tuple[list[Use], dict[str, list[Use]]]:
    """Return the statements of a symbol, and what they use of the file.

    Raises:
        NotFoundError: if it is not defined once.
    """
    steps = steps_of(tree, path, symbol)
    uses = find(tree.body, steps)
    return uses, used_by(uses, scope_of(tree.body), steps[0])

"""The Python in a notebook of Jupyter. Outputs and numbers of runs are no code and make no difference."""

from __future__ import annotations

import ast
import json
import re
from typing import Any

from reward_reports.runs.bound.errors import UnreadableError

_COMMAND = re.compile(r"^([ \t]*)([%!?].*)$|^([ \t]*)([\w.]+\?\??)[ \t]*$", re.MULTILINE)
"""A line that is for IPython: `%matplotlib inline`, `!pip install trl`, `GRPOTrainer?`."""


def code_of(text: str) -> str:
    """Return the code cells of a notebook, one behind the other; a line for IPython is a text, a cell in another language is left out.

    Raises:
        UnreadableError: if it is no notebook.
    """
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"is not a notebook: {error}", "Save it again from Jupyter") from error
    cells = held.get("cells") if isinstance(held, dict) else None
    if not isinstance(cells, list):
        raise UnreadableError("is not a notebook: it has no `cells`", "Save it again from Jupyter")
    sources = [_source(cell) for cell in cells if isinstance(cell, dict) and cell.get("cell_type") == "code"]
    return "".join(f"{_plain(source)}\n" for source in sources if not source.lstrip().startswith("%%"))


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    return "".join(line for line in lines if isinstance(line, str))


def _plain(source: str) -> str:
    """Return the code of a cell as Python that can be parsed, as far as lines for IPython are what hinders it.

    They become texts, so that nothing is lost where such a line stands in a text of several lines.
    """
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return _COMMAND.sub(lambda line: f"{line[1] or line[3] or ''}{json.dumps(line[2] or line[4])}", source)
    return source

"""Nodes of a LaTeX parser: what they hold, and the parts of them that need no knowledge of the document."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any


def arguments(node: Any) -> list[Any]:
    """Return the arguments of a macro or an environment: those that were given, without a star."""
    parsed = node.nodeargd
    nodes = [one for one in (parsed.argnlist if parsed else None) or [] if one is not None]
    return [one for one in nodes if not (type(one).__name__ == "LatexCharsNode" and one.chars == "*")]


def citation(given: list[Any]) -> str:
    """Return a citation in our form: `[@key; @other, note]`."""
    *notes, keys = [raw_text(one) for one in given]
    after = f", {notes[-1].replace('~', ' ')}" if notes and notes[-1] else ""
    names = [as_id(key.strip()) for key in keys.split(",") if key.strip()]
    return f"[{'; '.join(f'@{name}' for name in names)}{after}]" if names else ""


def as_id(label: str) -> str:
    """Return a label as an id: its letters, digits and `._:-`."""
    return re.sub(r"[^A-Za-z0-9._:-]", "-", label).strip("-._:")[:100] or "unnamed"


def raw_text(node: Any) -> str:
    """Return the LaTeX inside a node on one line."""
    return " ".join(inner(node).split())


def inner(node: Any) -> str:
    """Return the LaTeX inside a node, without the braces or brackets around it."""
    text: str = node.latex_verbatim()
    return text[1:-1] if text[:1] + text[-1:] in ("{}", "[]") else text


def unescaped(text: str) -> str:
    """Return typed text without the backslashes before its signs."""
    return re.sub(r"\\([%_#&$~{}])(?:\{\})?", r"\1", text)


def code(text: str) -> str:
    """Return text as code of Markdown."""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    edge = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{edge}{text}{edge}{fence}" if text else ""


def fenced(text: str, language: str = "latex") -> str:
    """Return text as lines of code."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"\n\n{fence}{language}\n{text}\n{fence}\n\n"


def as_typed(raw: str) -> str:
    """Return LaTeX as code, within a line or as lines of its own."""
    return fenced(raw) if "\n" in raw else code(raw)


def inline_math(raw: str) -> str:
    """Return a formula within a sentence."""
    inside = raw[2:-2] if raw.startswith("\\(") else raw[1:-1]
    return f"${' '.join(_without_comments(inside).split())}$"


def display(raw: str) -> str:
    """Return a formula that stands by itself."""
    inside = re.sub(r"\\label\{[^{}]*\}", "", _without_comments(raw))
    inside = re.sub(r"\A(?:\$\$|\\\[)|(?:\$\$|\\\])\Z|\\(?:begin|end)\{(?:equation|displaymath|math)\*?\}", "", inside)
    lines = [line.strip() for line in inside.split("\n") if line.strip()]
    return "\n\n$$\n" + "\n".join(lines) + "\n$$\n\n"


def _without_comments(tex: str) -> str:
    return re.sub(r"(?<!\\)%[^\n]*", "", tex)


def tidy(text: str) -> str:
    """Return text without blanks around it and with one blank line between paragraphs."""
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def below(nodes: list[Any], wanted: Callable[[Any], bool]) -> list[Any]:
    """Return the nodes that are wanted, and those inside others."""
    matches = []
    for node in nodes:
        if node is None:
            continue
        if wanted(node):
            matches.append(node)
        else:
            matches += below(getattr(node, "nodelist", None) or [], wanted)
    return matches


def first_of(nodes: list[Any], macro: str) -> str:
    """Return what the first macro of a name among nodes is given, or an empty text."""
    matches = below(nodes, lambda node: getattr(node, "macroname", "") == macro)
    given = arguments(matches[0]) if matches else []
    return raw_text(given[-1]) if given else ""


def holds(node: Any, wanted: set[int]) -> bool:
    """Whether a node holds one of the nodes with these identities."""
    return bool(below(getattr(node, "nodelist", None) or [], lambda one: id(one) in wanted))

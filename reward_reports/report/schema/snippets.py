"""Snippets that an editor offers: an entry of a register with its keys, an answer that is not given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reward_reports.report.model import Answer
from reward_reports.report.schema.keys import Key, direct_keys

if TYPE_CHECKING:
    from reward_reports.report.model import Base


def words_of(model: type[Base]) -> str:
    """Return a model's name as words: `failure mode`, `AI feedback`."""
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z]+", model.__name__)
    return " ".join(word if word.isupper() else word.lower() for word in words)


def entry_snippets(model: type[Base]) -> list[dict[str, Any]]:
    """Return snippets for an entry of a list: the keys it needs, and all that hold a single value."""
    keys = direct_keys(model)
    needed = tuple(key for key in keys if key.needed)
    simple = tuple(key for key in keys if key.is_simple)
    name = words_of(model)
    snippets = [_snippet(name, "the keys it needs", needed)] if needed else []
    return [*snippets, _snippet(f"{name}, in full", "all simple keys", simple)] if simple != needed else snippets


def answer_snippets() -> list[dict[str, Any]]:
    """Return the snippet for an answer that is not given."""
    disclosure = next(key for key in direct_keys(Answer) if key.name == "disclosure")
    states = ",".join(state for state in disclosure.choices if state != "answered")
    body = {"disclosure": f"${{1|{states}|}}", "reason": "$2"}
    return [
        {"label": "not answered, because", "description": "A state and its reason count as an answer.", "body": body}
    ]


def _snippet(label: str, what: str, keys: tuple[Key, ...]) -> dict[str, Any]:
    body = {key.name: _hole(number, key) for number, key in enumerate(keys, 1)}
    return {"label": label, "description": f"An entry with {what}.", "body": body}


def _hole(number: int, key: Key) -> str:
    return f"${{{number}|{','.join(key.choices)}|}}" if key.choices else f"${number}"

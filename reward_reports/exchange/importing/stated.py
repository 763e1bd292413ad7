"""The state of an answer as our own pages show it, read back from the text: a label, what it means, the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reward_reports.report.model.states import LABELS

_STATES = {label: state for state, label in LABELS.items()}
_FIRST = re.compile(rf"\A\*\*({'|'.join(map(re.escape, _STATES))})\.\*\*[^\n]*(?:\n|\Z)")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Stated:
    """An answer with its state.

    Attributes:
        disclosure: the state; "" where it says that there is no answer.
        reason: why.
        text: what is answered all the same.
    """

    disclosure: str
    reason: str
    text: str


def read_state(text: str) -> Stated | None:
    """Return the state that a text begins with, or None if it begins with none."""
    match = _FIRST.match(text)
    if match is None:
        return None
    state = _STATES[match[1]]
    if state == "missing":
        return Stated("", "", text[match.end() :].strip())
    parts = _PARAGRAPH.split(text[match.end() :].strip("\n"), maxsplit=1)
    rest = parts[1] if len(parts) > 1 else ""
    # Whoever has an edition without an answer knows that it is not given, and no more.
    return Stated("withheld" if state == "held_back" else state, " ".join(parts[0].split()), rest.strip())

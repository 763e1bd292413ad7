"""Texts that stand for an answer without being one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from reward_reports.base.diagnostics import Path
from reward_reports.report.model import Answer, Base, Item
from reward_reports.report.model.fields import is_answer, model_in

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

_PLACEHOLDERS = frozenset(
    {
        "", "n/a", "n.a", "n. a", "n / a", "na", "n\\a", "not applicable", "none", "nil", "null", "nothing", "blank",
        "tbd", "tba", "tbc", "tbw", "todo", "to do", "fixme", "xxx", "wip", "work in progress", "coming soon", "pending",
        "to be added", "to be announced", "to be completed", "to be confirmed", "to be decided", "to be defined",
        "to be determined", "to be done", "to be filled", "to be filled in", "to be written", "fill in", "fill me in",
        "please fill in", "placeholder", "lorem ipsum", "insert text here", "text here", "your answer here",
        "not available", "unavailable", "not available to the public", "not available publicly",
        "not publicly available", "not yet available", "not public", "not published", "not disclosed",
        "not publicly disclosed", "undisclosed", "confidential", "proprietary", "secret", "withheld",
        "unknown", "not known", "unspecified", "not specified", "not stated", "not provided", "not given",
        "not measured", "not yet", "not yet known", "not yet decided", "not yet determined", "not yet measured",
        "see above", "see below", "as above", "same as above", "ditto", "idem",
    }
)  # fmt: skip
_LONGEST = 8 + max(map(len, _PLACEHOLDERS))
_BEGINNINGS = frozenset(text[:2] for text in _PLACEHOLDERS)
"""Most short texts begin otherwise, and are looked at no further."""
DRAFTED = "TODO(author)"
"""How a text begins that a program drafted and an author must replace."""
_AROUND = " \t\n.…!?*_`\"'“”‘’()[]{}<>-–—:;,"
_EXPLAINING = frozenset(
    {
        "contest_what", "definition", "description", "effect", "exclusion_rationale", "expression", "how", "interest",
        "method", "mitigation", "motivation", "path", "rationale", "requirement", "summary", "valid_when", "what", "who",
    }
)  # fmt: skip
"""Keys of entries that explain something in words; of others (a unit, a licence) a single word can be the truth."""


def is_placeholder(text: str) -> bool:
    """Whether a text, taken as a whole and without punctuation around it, is a placeholder, or was drafted for an author."""
    if len(text) > _LONGEST or text.startswith(DRAFTED):
        return text.startswith(DRAFTED)
    if text[:1].isalpha() and text[:2].lower() not in _BEGINNINGS:
        return False
    return text.strip(_AROUND).lower() in _PLACEHOLDERS and not text.isspace() and bool(text)


def only_text(answer: Answer) -> bool:
    """Whether an answer is claimed to be full and has nothing but its text."""
    return not answer.stated and answer.model_copy(update={"text": None}).blank


def placeholders_in(register: Path, items: tuple[Item, ...]) -> Iterator[tuple[Path, str, str]]:
    """Give the placeholders among the explaining texts of a register's entries: path, key, text."""
    texts, answers = _explaining_keys(type(items[0]))
    for index, item in enumerate(items):
        values: dict[str, Any] = item.__dict__  # a model's attributes are slower
        for key in texts:
            text = values[key]
            if text and is_placeholder(text):
                yield (*register, "items", index, key), key, text
        for key in answers:
            answer: Answer = values[key]
            if answer.text and is_placeholder(answer.text) and only_text(answer):
                yield (*register, "items", index, key, "text"), key, answer.text


def _holds_answer(info: FieldInfo) -> bool:
    return is_answer(model_in(info.annotation))


@cache
def _explaining_keys(model: type[Base]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which keys of an entry hold an explaining text, and which hold an answer of their own."""
    answers = tuple(name for name, info in model.model_fields.items() if _holds_answer(info))
    return tuple(name for name in model.model_fields if name in _EXPLAINING and name not in answers), answers

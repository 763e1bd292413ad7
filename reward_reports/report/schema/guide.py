"""What the model knows about one key, in the words shown to people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo


@dataclass(frozen=True, slots=True)
class FieldGuide:
    """The guide to one of the report's fields.

    Attributes:
        paper: its title in the layout of the 2022 paper.
        builder: its title in the layout of the later web builder.
        questions: what a full answer answers.
        writer: who usually writes it.
        reader: who reads it, and for what.
        minimal: whether a first draft needs it.
    """

    paper: str
    builder: str
    questions: tuple[str, ...]
    writer: str
    reader: str
    minimal: bool


def guide_of(info: FieldInfo) -> FieldGuide | None:
    """Return the guide that was declared with a field, or None for a key that is not a field of the report."""
    extra: Any = info.json_schema_extra
    if not isinstance(extra, dict) or "x-guide" not in extra:
        return None
    known: dict[str, Any] = extra["x-guide"]
    return FieldGuide(**{**known, "questions": tuple(known["questions"])})


def since_of(info: FieldInfo) -> str | None:
    """Return the version of the format that brought a key, or None for a key of the first version."""
    extra: Any = info.json_schema_extra
    return extra.get("x-since") if isinstance(extra, dict) else None


def guidance_in_markdown(info: FieldInfo, guide: FieldGuide) -> str:
    """Return the whole guide to a field as Markdown: what to write, the questions, who writes and reads it."""
    questions = "".join(f"- {question}\n" for question in guide.questions)
    people = f"*Written by:* {guide.writer}.  \n*Read by:* {guide.reader}."
    other = "" if guide.builder == guide.paper else f"  \n*In the layout of the web builder:* {guide.builder}."
    return f"{info.description}\n\nA full answer says:\n\n{questions}\n{people}{other}"

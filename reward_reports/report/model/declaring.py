"""Ways to declare the keys of a report: what may be left out, what came later, and the guide to a field."""

from typing import Any

from pydantic import Field


def optional(description: str, default: Any = None) -> Any:
    """Declare a key that may be left out."""
    return Field(default, description=description)


def added(description: str, default: Any = None, *, since: str = "1.1", **more: Any) -> Any:
    """Declare a key that came with a later version of the format.

    Args:
        description: what it holds.
        default: its value where it is left out.
        since: the version of the format that brought it.
        more: further arguments of `pydantic.Field`.
    """
    value = {} if "default_factory" in more else {"default": default}
    return Field(**value, description=description, json_schema_extra={"x-since": since}, **more)


def section(description: str, **more: Any) -> Any:
    """Declare a `Section`, which is an empty mapping where it is left out; `more` goes to `pydantic.Field`."""
    return Field(default_factory=dict, validate_default=True, description=description, **more)


def entries() -> Any:
    """Declare the items of a register. (Each register names its own type of item: a generic class costs twice the start.)"""
    return optional("The entries.", ())


def field(
    title: str,
    guidance: str,
    *,
    builder: str | None = None,
    questions: tuple[str, ...],
    writer: str,
    reader: str,
    minimal: bool = False,
    since: str | None = None,
    **more: Any,
) -> Any:
    """Declare one of the report's fields with all that is known about it.

    Args:
        title: its title in the layout of the 2022 paper.
        guidance: what to write, in plain words.
        builder: its title in the layout of the later web builder, if it is another.
        questions: what a full answer answers.
        writer: who usually writes it.
        reader: who reads it, and for what.
        minimal: whether a first draft needs it.
        since: the version of the format that brought it, if not the first.
        more: further JSON Schema keywords.
    """
    guide = {
        "paper": title,
        "builder": builder or title,
        "questions": list(questions),
        "writer": writer,
        "reader": reader,
        "minimal": minimal,
    }
    extra = {"x-guide": guide} | ({"x-since": since} if since else {}) | more
    return section(guidance, title=title, json_schema_extra=extra)

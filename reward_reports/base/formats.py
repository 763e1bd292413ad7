"""One shape for every list of formats: what each is called, how its files end, and what writes or reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

TEXT = (".txt", ".log")
JSON = (".json",)
MARKDOWN = (".md", ".markdown")
HTML = (".html", ".htm")


def function_at(path: str) -> Callable[..., Any]:
    """Return a function by its path in this package, such as `linting.formats.sarif.render`; its module is imported now."""
    module, _, name = path.rpartition(".")
    function: Callable[..., Any] = getattr(import_module(f"reward_reports.{module}"), name)
    return function


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """A format in which a command writes its result.

    Attributes:
        name: its name on the command line.
        endings: the endings of its files, with the dot.
        writer: the path of the function that writes it; its module is imported when it is first used.
        about: what it is for, in a few words.
        options: the keyword arguments that the writer takes, where the formats of a command differ in them; None for all.
    """

    name: str
    endings: tuple[str, ...]
    writer: str
    about: str = ""
    options: frozenset[str] | None = None

    def __call__(self, *what: Any, **options: Any) -> Any:
        """Return the text, or the bytes, of a result. Options that the writer does not take are passed over."""
        if self.options is not None:
            options = {name: value for name, value in options.items() if name in self.options}
        return function_at(self.writer)(*what, **options)


def by_name(formats: Iterable[OutputFormat]) -> dict[str, OutputFormat]:
    """Return formats by their names, in their order."""
    return {one.name: one for one in formats}

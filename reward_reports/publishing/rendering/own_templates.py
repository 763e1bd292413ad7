"""Templates of the user's own: read from their folder alone, run in a sandbox, with errors that name file and line.

A template may come from somebody else, as a report may. In the sandbox it reaches no attribute of Python's own, calls
nothing that changes what it is given, and loops and multiplies within limits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import BaseLoader, Environment, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range

from reward_reports.base.errors import ConfigError
from reward_reports.base.reading import read_text
from reward_reports.base.resources import directory
from reward_reports.publishing.rendering.template_process import MEMORY, TooLongError, too_long

MAX_BYTES = 1_000_000
"""The largest template that is read."""
MAX_LENGTH = 1_000_000
"""The longest text or list that one operation of a template may make, and how far it may count in all."""


class OwnTemplates(BaseLoader):
    """Reads templates from `FOLDER/FORMAT/`; nothing outside the folder, whatever a name or a link says."""

    def __init__(self, folder: Path, form: str) -> None:
        self._folder = folder.resolve()
        self._form = form

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        name = f"{self._form}/{template}"
        file = self._folder / name
        if not file.exists() and not file.is_symlink():
            raise TemplateNotFound(template)
        if not file.resolve().is_relative_to(self._folder):
            raise ConfigError(f"{file.as_posix()} leads out of the folder of templates")
        return read_text(file, MAX_BYTES, ConfigError), str(file), lambda: True


class Sandbox(ImmutableSandboxedEnvironment):
    """Runs a template that may mean harm."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.counted = 0
        self.globals["range"] = self._range

    def _range(self, *limits: int) -> range:
        """Return a range as long as all of one page are within a limit, for one in another multiplies."""
        numbers = safe_range(*limits)
        self.counted += len(numbers)
        if self.counted > MAX_LENGTH:
            raise OverflowError(f"the template counts to more than {MAX_LENGTH} in all")
        return numbers

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "%" and not numbers:
            raise OverflowError("% fills no text here; use ~")
        if operator == "**" and not (numbers and abs(left) <= MAX_LENGTH and abs(right) <= 64):
            raise OverflowError("the power is too large")
        if operator == "*" and not numbers and _length(left) * _length(right) > MAX_LENGTH:
            raise OverflowError(f"the result is longer than {MAX_LENGTH}")
        return super().call_binop(context, operator, left, right)


def _length(value: Any) -> int:
    return abs(value) if isinstance(value, int) else len(value) if hasattr(value, "__len__") else 1


@contextmanager
def reporting_errors(folder: Path) -> Iterator[None]:
    """Turn whatever goes wrong in a template into an error that says what, in which file and line."""
    try:
        yield
    except ConfigError as error:
        place = _place(error.__traceback__, folder)
        raise ConfigError(f"{place}: {error}" if place != folder.as_posix() else str(error)) from error
    except TemplateSyntaxError as error:
        raise ConfigError(f"{error.filename or error.name}:{error.lineno}: {error.message}") from error
    except RecursionError as error:
        raise ConfigError(f"{_place(error.__traceback__, folder)}: the template calls itself endlessly") from None
    except TemplateNotFound as error:
        raise ConfigError(f"{_place(error.__traceback__, folder)}: there is no template {error.name}") from error
    except TemplateError as error:
        raise ConfigError(f"{_place(error.__traceback__, folder)}: {error.message}") from error
    except MemoryError as error:
        raise ConfigError(
            f"{_place(error.__traceback__, folder)}: the template needs more memory than the {MEMORY >> 20} MB it may have"
        ) from None
    except TooLongError as error:
        raise ConfigError(f"{_place(error.__traceback__, folder)}: {too_long()}") from None
    except SyntaxError as error:
        raise ConfigError(f"{error.filename}: {error.msg}") from error
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise ConfigError(f"{_place(error.__traceback__, folder)}: {error}") from error


def _place(trace: TracebackType | None, folder: Path) -> str:
    """Return the file and line of the innermost template, the user's own if one was at work, or else the folder."""
    found = {folder.resolve(): "", directory("templates"): ""}
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        found |= {root: f"{name}:{trace.tb_lineno}" for root in found if Path(name).is_relative_to(root)}
        trace = trace.tb_next
    return next(filter(None, found.values()), folder.as_posix())

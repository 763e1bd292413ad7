"""The ways to write down a lint result; `FORMATS["sarif"](result)` returns the text.

Each format is a module with a plain function `render(result, …) -> str`, imported when it is first used. None needs
pydantic, PyYAML or click, but SARIF, which quotes the documentation of the rules that found something.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reward_reports.linting.finding import Result


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        module: the module of this package that has its `render`.
        about: what it is for, in a few words.
        options: the options that it heeds. `colour`: whether to use colours of the terminal. `width`: how many cells of
            a long line to show. `root`: the folder that file names are relative to, by default the current one.
            `limit`: the largest output, in bytes.
    """

    module: str
    about: str
    options: frozenset[str] = frozenset()

    def __call__(self, result: Result, **options: Any) -> str:
        """Return the result in this format. Options that it does not heed are passed over."""
        render = import_module(f"{__name__}.{self.module}").render
        text: str = render(result, **{name: value for name, value in options.items() if name in self.options})
        return text


_TERMINAL = frozenset({"colour", "width"})
_ROOT = frozenset({"root"})

FORMATS: dict[str, Format] = {
    "text": Format("text", "for people, with the line and what to do", _TERMINAL),
    "concise": Format("concise", "for people, a line each", frozenset({"colour"})),
    "json": Format("as_json", "for programs"),
    "sarif": Format("sarif", "SARIF 2.1.0, for code scanning", _ROOT),
    "github": Format("github", "annotations in a GitHub workflow", _ROOT),
    "gitlab": Format("gitlab", "a GitLab code quality report", _ROOT),
    "junit": Format("junit", "test results as XML"),
    "rdjson": Format("rdjson", "reviewdog's diagnostic format", _ROOT),
    "markdown": Format("markdown", "a summary for a job or a comment", frozenset({"limit"})),
}
"""The formats by the name they have on the command line."""

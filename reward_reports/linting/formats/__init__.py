"""The ways to write down a lint result; `FORMATS["sarif"](result)` returns the text.

Each format is a module with a plain function `render(result, …) -> str`. None needs pydantic, PyYAML or click, but SARIF,
which quotes the documentation of the rules that found something.

Their options: `colour`: whether to use colours of the terminal. `width`: how many cells of a long line to show. `root`: the
folder that file names are relative to, by default the current one. `limit`: the largest output, in bytes.
"""

from __future__ import annotations

from reward_reports.base.formats import JSON, MARKDOWN, TEXT, OutputFormat, by_name

_HERE = "linting.formats."
_TERMINAL = frozenset({"colour", "width"})
_ROOT = frozenset({"root"})
_NONE: frozenset[str] = frozenset()

FORMATS = by_name((
    OutputFormat("text", TEXT, _HERE + "text.render", "for people, with the line and what to do", _TERMINAL),
    OutputFormat("concise", (), _HERE + "concise.render", "for people, a line each", frozenset({"colour"})),
    OutputFormat("json", JSON, _HERE + "as_json.render", "for programs", _NONE),
    OutputFormat("sarif", (".sarif", ".sarif.json"), _HERE + "sarif.render", "SARIF 2.1.0, for code scanning", _ROOT),
    OutputFormat("github", (), _HERE + "github.render", "annotations in a GitHub workflow", _ROOT),
    OutputFormat("gitlab", (), _HERE + "gitlab.render", "a GitLab code quality report", _ROOT),
    OutputFormat("junit", (".xml",), _HERE + "junit.render", "test results as XML", _NONE),
    OutputFormat("rdjson", (), _HERE + "rdjson.render", "reviewdog's diagnostic format", _ROOT),
    OutputFormat("markdown", MARKDOWN, _HERE + "markdown.render", "a summary for a job or a comment", frozenset({"limit"})),
))  # fmt: skip
"""The formats by the name they have on the command line."""

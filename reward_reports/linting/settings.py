"""The configuration of a lint run, from `pyproject.toml`, `.reward-reports.toml` and options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from reward_reports.base.discovery import REPORT_NAMES, path_matches
from reward_reports.base.errors import ConfigError
from reward_reports.linting.finding import SEVERITIES, FailLevel, Severity

Strictness: TypeAlias = Literal["minimal", "standard", "publishable"]
STRICTNESS: tuple[Strictness, ...] = get_args(Strictness)

OWN_FILE = ".reward-reports.toml"
TABLE = "reward-reports"


@dataclass(frozen=True)
class Settings:
    """How to lint.

    Attributes:
        select: codes or beginnings of codes that run; empty for all.
        ignore: codes or beginnings of codes that do not run.
        severity: other severities by code or beginning of a code.
        per_file_ignores: codes that do not run on files whose name fits a pattern.
        strictness: how much is asked for.
        fail_level: the mildest severity that fails the run.
        preview: whether rules that may be wrong run too.
        include: names of report files that are looked for in folders.
        exclude: patterns of paths that are passed over in folders.
        schemas: files of an organisation's own JSON Schemas.
        baseline: a file of findings that are hidden.
        max_bytes: the largest file that is read.
        max_per_rule: how many findings of one rule on one file are shown; the rest is counted. 0 shows all.
        templates: a folder of templates that go before ours when pages are made.
        root: the folder that paths of the configuration start from.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    strictness: Strictness = "standard"
    fail_level: FailLevel = "error"
    preview: bool = False
    include: tuple[str, ...] = REPORT_NAMES
    exclude: tuple[str, ...] = ()
    schemas: tuple[str, ...] = ()
    baseline: str | None = None
    max_bytes: int = 1024 * 1024
    max_per_rule: int = 50
    templates: str | None = None
    root: str = "."

    @property
    def wants_all(self) -> bool:
        """Whether no rule is left out by its code."""
        return not (self.select or self.ignore or self.per_file_ignores)

    def wants(self, code: str, file: str) -> bool:
        """Whether a rule is to run on a file."""
        if self.select and not code.startswith(self.select):
            return False
        if self.ignore and code.startswith(self.ignore):
            # An exact code that was asked for outweighs a family that is ignored.
            return code in self.select and code not in self.ignore
        return not any(
            code.startswith(codes) and path_matches(file, pattern, self.root)
            for pattern, codes in self.per_file_ignores.items()
        )

    def severity_of(self, code: str, default: Severity) -> Severity:
        """Return the severity of a rule; the longest beginning of its code that is configured decides."""
        fitting = [beginning for beginning in self.severity if code.startswith(beginning)]
        return self.severity[max(fitting, key=len)] if fitting else default


def find_settings(start: Path) -> Settings:
    """Return the settings of the nearest configuration at or above a folder, or the defaults.

    `.reward-reports.toml` goes before `pyproject.toml` in the same folder. The search ends at the root of a git checkout.

    Raises:
        ConfigError: if a configuration cannot be used.
    """
    folder = start.resolve()
    for here in (folder, *folder.parents):
        if (here / OWN_FILE).is_file():
            return read_settings(here / OWN_FILE)
        project = here / "pyproject.toml"
        if project.is_file() and (table := _own_table(project)) is not None:
            return from_table(table, project)
        if (here / ".git").exists():
            break
    return Settings(root=str(folder))


def read_settings(file: Path) -> Settings:
    """Return the settings of one file: `pyproject.toml` with its table, or a file that is nothing but settings.

    Raises:
        ConfigError: if the file cannot be used.
    """
    if file.name != "pyproject.toml":
        return from_table(_toml(file), file)
    table = _own_table(file)
    if table is None:
        raise ConfigError(f"{file.as_posix()} has no table [tool.{TABLE}]")
    return from_table(table, file)


def _own_table(project: Path) -> Mapping[str, Any] | None:
    """Return our table of a pyproject.toml; parsing is saved where our name does not even stand in it."""
    if TABLE.encode() not in project.read_bytes():
        return None
    table = _toml(project).get("tool", {}).get(TABLE)
    return table if table is None or isinstance(table, dict) else {}


def _toml(file: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{file.as_posix()} cannot be read: {error}") from error


def from_table(table: Mapping[str, Any], file: Path) -> Settings:
    """Make settings of a table as it stands in a configuration file.

    Raises:
        ConfigError: naming the file, the key and what it should be.
    """
    known = {entry.name.replace("_", "-"): entry.name for entry in fields(Settings) if entry.name != "root"}
    given: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            raise ConfigError(f"{file.as_posix()}: {key} is no setting{_did_you_mean(key, known)}")
        given[known[key]] = _checked(file, key, value)
    return replace(Settings(), **given, root=str(file.parent.resolve()))


def _did_you_mean(key: str, known: Mapping[str, str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(key, known, 1)
    return f"; did you mean {close[0]}?" if close else f"; there are: {', '.join(sorted(known))}"


_CHOICES: dict[str, tuple[str, ...]] = {"strictness": STRICTNESS, "fail-level": get_args(FailLevel)}
_LISTS = frozenset({"select", "ignore", "include", "exclude", "schemas"})


def _checked(file: Path, key: str, value: Any) -> Any:
    """Return a value of the configuration in the form the settings hold, or say what it should be."""

    def refuse(wanted: str) -> ConfigError:
        return ConfigError(f"{file.as_posix()}: {key} should be {wanted}")

    if key in _CHOICES:
        if value not in _CHOICES[key]:
            raise refuse(f"one of {', '.join(_CHOICES[key])}")
        return value
    if key in _LISTS:
        return _texts(value, refuse("a list of texts"))
    if key == "severity":
        if not isinstance(value, dict) or not all(level in SEVERITIES for level in value.values()):
            raise refuse(f"a table of codes with {', '.join(SEVERITIES)}")
        return dict(sorted(value.items()))
    if key == "per-file-ignores":
        wrong = refuse("a table of patterns with lists of codes")
        if not isinstance(value, dict):
            raise wrong
        return {pattern: _texts(codes, wrong) for pattern, codes in sorted(value.items())}
    return _simple(key, value, refuse)


def _simple(key: str, value: Any, refuse: Any) -> Any:
    wanted: dict[str, tuple[type, str]] = {
        "preview": (bool, "true or false"),
        "max-bytes": (int, "a whole number"),
        "max-per-rule": (int, "a whole number, 0 for no limit"),
        "baseline": (str, "the path of a file"),
        "templates": (str, "the path of a folder"),
    }
    kind, words = wanted[key]
    if type(value) is not kind or (type(value) is int and value < (key != "max-per-rule")):
        raise refuse(words)
    return value


def _texts(value: Any, wrong: ConfigError) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise wrong
    return tuple(value)

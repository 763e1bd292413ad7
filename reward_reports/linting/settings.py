"""The configuration of a lint run, from `pyproject.toml`, `.reward-reports.toml` and options."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from reward_reports.base.catalogues import catalogue_for, languages
from reward_reports.base.discovery import REPORT_NAMES, path_matches
from reward_reports.base.errors import ConfigError
from reward_reports.base.reading import LARGEST_TEXT, read_start, read_text
from reward_reports.linting.finding import SEVERITIES, FailLevel, Severity

Strictness: TypeAlias = Literal["minimal", "standard", "publishable"]
STRICTNESS: tuple[Strictness, ...] = get_args(Strictness)

_MOST_BYTES = 256 * 1024
"""The largest file of settings that is read."""
_MOST_DOTS = 1000
"""On a line: tomllib takes minutes for a key of 100,000 parts."""
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
        frameworks: names of frameworks whose items reports must answer.
        baseline: a file of findings that are hidden.
        max_bytes: the largest file that is read.
        max_per_rule: how many findings of one rule on one file are shown; the rest is counted. 0 shows all.
        templates: a folder of templates that go before ours when pages are made.
        language: the language of a site's pages about all reports; English where it is None.
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
    frameworks: tuple[str, ...] = ()
    baseline: str | None = None
    max_bytes: int = 1024 * 1024
    max_per_rule: int = 50
    templates: str | None = None
    language: str | None = None
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


def warn(message: str) -> None:
    """Say something about the settings to whoever called a function."""
    import warnings

    warnings.warn(message, stacklevel=4)


def find_settings(start: Path, note: Callable[[str], None] = warn) -> Settings:
    """Return the settings of the nearest configuration at or above a folder, or the defaults.

    `.reward-reports.toml` goes before `pyproject.toml` in the same folder. The search ends at the root of a git checkout.
    The files of other users are not used (see `is_trusted`).

    Args:
        start: the folder.
        note: is given a message about each file that is not used.

    Raises:
        ConfigError: if a configuration cannot be used.
    """
    folder = start.resolve()
    for here in (folder, *folder.parents):
        settings = settings_in(here, note)
        if settings is not None:
            return settings
        if os.path.exists(here / ".git"):  # noqa: PTH110
            break
    return Settings(root=str(folder))


def settings_in(folder: Path, note: Callable[[str], None] = warn) -> Settings | None:
    """Return the settings that stand in a folder itself, or None if there are none; see `find_settings`.

    Raises:
        ConfigError: if a configuration cannot be used.
    """
    for file in (folder / OWN_FILE, folder / "pyproject.toml"):
        if not os.path.isfile(file):  # noqa: PTH113 False also where nobody may look
            continue
        from reward_reports.base.ownership import is_trusted

        if not is_trusted(file):
            _note_foreign(file, note)
            continue
        table = _table_in(file)
        if table is not None:
            return from_table(table, file)
    return None


def _note_foreign(file: Path, note: Callable[[str], None]) -> None:
    from reward_reports.base.ownership import SAFE_FOLDERS

    with suppress(ConfigError):  # what another user has broken, or hides, is no matter
        if _is_ours(file):
            note(
                f"{file.as_posix()} is not used, because it or its folder belongs to another user; if you trust them, "
                f"set {SAFE_FOLDERS}={file.parent.as_posix()}"
            )


def read_settings(file: Path) -> Settings:
    """Return the settings of one file: `pyproject.toml` with its table, or a file that is nothing but settings.

    Raises:
        ConfigError: if the file cannot be used.
    """
    table = _table_in(file)
    if table is None:
        raise ConfigError(f"{file.as_posix()} has no table [tool.{TABLE}]")
    return from_table(table, file)


def _table_in(file: Path) -> Mapping[str, Any] | None:
    """Return what a file sets: all of it, or our table of a pyproject.toml, which is parsed only if our name stands in it."""
    if file.name != "pyproject.toml":
        return _toml(file)
    if not _is_ours(file):
        return None
    tools = _toml(file).get("tool", {})
    table = tools.get(TABLE) if isinstance(tools, dict) else None
    return table if table is None or isinstance(table, dict) else {}


def _is_ours(file: Path) -> bool:
    """Whether a file may hold settings of ours."""
    return file.name != "pyproject.toml" or TABLE.encode() in read_start(file, _MOST_BYTES, ConfigError)


def _toml(file: Path) -> dict[str, Any]:
    import tomllib

    text = read_text(file, _MOST_BYTES, ConfigError)
    try:
        if any(line.count(".") > _MOST_DOTS for line in text.split("\n")):
            raise ValueError(f"a line has more than {_MOST_DOTS:,} dots")
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
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
            raise ConfigError(f"{file.as_posix()}: unknown setting {key}{_did_you_mean(key, known)}")
        given[known[key]] = _checked(file, key, value)
    return replace(Settings(), **given, root=str(file.parent.resolve()))


def _did_you_mean(key: str, known: Mapping[str, str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(key, known, 1)
    return f"; did you mean {close[0]}?" if close else f"; there are: {', '.join(sorted(known))}"


_CHOICES: dict[str, tuple[str, ...]] = {"strictness": STRICTNESS, "fail-level": get_args(FailLevel)}
_LISTS = frozenset({"select", "ignore", "include", "exclude", "schemas", "frameworks"})


def _checked(file: Path, key: str, value: Any) -> Any:
    """Return a value of the configuration in the form the settings hold, or say what it should be."""

    def refuse(wanted: str) -> ConfigError:
        return ConfigError(f"{file.as_posix()}: {key} should be {wanted}")

    if key in _CHOICES:
        if value not in _CHOICES[key]:
            raise refuse(f"one of {', '.join(_CHOICES[key])}")
        return value
    if key == "frameworks":
        return check_frameworks(_texts(value, refuse("a list of texts")), f"{file.as_posix()}: ")
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


def check_frameworks(names: tuple[str, ...], where: str = "") -> tuple[str, ...]:
    """Return names of frameworks.

    Raises:
        ConfigError: if there is no framework of a name.
    """
    if names:
        from reward_reports.report.frameworks import FRAMEWORKS

        for name in names:
            if name not in FRAMEWORKS:
                raise ConfigError(
                    f"{where}unknown framework {name}{_did_you_mean(name, dict.fromkeys(FRAMEWORKS, ''))}"
                )
    return names


def _simple(key: str, value: Any, refuse: Any) -> Any:
    wanted: dict[str, tuple[type, str]] = {
        "preview": (bool, "true or false"),
        "max-bytes": (int, f"a whole number from 1 to {LARGEST_TEXT:,}"),
        "max-per-rule": (int, "a whole number, 0 for no limit"),
        "baseline": (str, "the path of a file"),
        "templates": (str, "the path of a folder"),
        "language": (str, f"one of {', '.join(languages())}"),
    }
    kind, words = wanted[key]
    least, most = (0, None) if key == "max-per-rule" else (1, LARGEST_TEXT)
    if type(value) is not kind or (type(value) is int and not (least <= value and (most is None or value <= most))):
        raise refuse(words)
    if key == "language" and catalogue_for(str(value)) is None:
        raise refuse(words)
    return value


def _texts(value: Any, wrong: ConfigError) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise wrong
    return tuple(value)

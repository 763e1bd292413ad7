"""A file of findings that are known and hidden, so that an old report can be adopted and only new faults fail.

A finding is matched by its rule, its report, its place in it and what stands there, so that it stays hidden when lines move
or the file gets another name, and comes back when what it is about changes.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from reward_reports.base.errors import ConfigError
from reward_reports.base.reading import read_text
from reward_reports.base.writing import write_file
from reward_reports.linting.finding import Finding

_VERSION = 2
_MOST_BYTES = 16 * 1024 * 1024
"""Room for 200,000 findings."""


def write(file: Path, findings: Iterable[Finding], source: Callable[[str], str], root: Path) -> int:
    """Write the findings as a baseline and return how many there are.

    Raises:
        OutputError: if the file cannot be written, or is one that this command reads.
    """
    counted = Counter(_keys(findings, source, root))
    table = {"version": _VERSION, "findings": {key: counted[key] for key in sorted(counted)}}
    write_file(file, f"{json.dumps(table, indent=1, ensure_ascii=False)}\n".encode())
    return sum(counted.values())


def hide(file: Path, findings: list[Finding], source: Callable[[str], str], root: Path) -> tuple[list[Finding], int]:
    """Return the findings that the baseline does not know, and how many it hid.

    Raises:
        ConfigError: if the file is not a baseline.
    """
    left = _read(file)
    shown: list[Finding] = []
    for finding, key in zip(findings, _keys(findings, source, root), strict=True):
        if left[key] > 0:
            left[key] -= 1
        else:
            shown.append(finding)
    return shown, len(findings) - len(shown)


def _read(file: Path) -> Counter[str]:
    """Return how often each finding is known."""
    text = read_text(file, _MOST_BYTES, partial(_unusable, file))
    try:
        table = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _unusable(file, f"it is not JSON: {error}") from error
    version = table.get("version") if isinstance(table, dict) else None
    if type(version) is int and version != _VERSION:
        raise _unusable(file, f"its format is version {version}, and this release reads version {_VERSION}")
    if not isinstance(table, dict) or table.get("version") != _VERSION or not isinstance(table.get("findings"), dict):
        raise _unusable(file, f"it does not have the version {_VERSION} and a table of findings")
    for key, number in table["findings"].items():
        if type(number) is not int or number < 1:
            raise _unusable(file, f"the number of {key} should be 1 or more, not {json.dumps(number)}")
    return Counter(table["findings"])


def _unusable(file: Path, why: str) -> ConfigError:
    why = why.replace(f"{file.as_posix()} ", "it ", 1)
    return ConfigError(f"the baseline {file.as_posix()} cannot be used: {why}; write it again with --write-baseline")


def _keys(findings: Iterable[Finding], source: Callable[[str], str], root: Path) -> list[str]:
    lines: dict[str, list[str]] = {}
    keys = []
    for finding in findings:
        if finding.identity:
            keys.append(finding.identity)
            continue
        if finding.file not in lines:
            lines[finding.file] = source(finding.file).split("\n")
        text = lines[finding.file][finding.line - 1].strip() if finding.line <= len(lines[finding.file]) else ""
        mark = hashlib.sha256(f"{finding.path}\n{text}".encode()).hexdigest()[:16]
        keys.append(f"{_relative(finding.file, root)}:{finding.code}:{mark}")
    return keys


def _relative(name: str, root: Path) -> str:
    path = Path(name).resolve()
    return path.relative_to(root.resolve()).as_posix() if path.is_relative_to(root.resolve()) else name

"""A file of findings that are known and hidden, so that an old report can be adopted and only new faults fail.

A finding is known again by its rule, its report, its place in it and what stands there, so that it stays hidden when lines move
or the file gets another name, and comes back when what it is about changes.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from reward_reports.base.errors import ConfigError
from reward_reports.linting.finding import Finding

_VERSION = 2


def write(file: Path, findings: Iterable[Finding], source: Callable[[str], str], root: Path) -> int:
    """Write the findings as a baseline and return how many there are.

    Raises:
        OSError: if the file cannot be written.
    """
    counted = Counter(_keys(findings, source, root))
    table = {"version": _VERSION, "findings": {key: counted[key] for key in sorted(counted)}}
    draft = file.with_name(file.name + ".tmp")
    draft.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", "utf-8", newline="\n")
    draft.replace(file)
    return sum(counted.values())


def hide(file: Path, findings: list[Finding], source: Callable[[str], str], root: Path) -> tuple[list[Finding], int]:
    """Return the findings that the baseline does not know, and how many it hid.

    Raises:
        ConfigError: if the file is no baseline.
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
    try:
        table = json.loads(file.read_text("utf-8"))
        if table["version"] != _VERSION:
            raise ValueError(f"its format is version {table['version']}, and this release reads version {_VERSION}")
        return Counter({str(key): int(number) for key, number in table["findings"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(
            f"the baseline {file.as_posix()} cannot be read: {error}; write it again with --write-baseline"
        ) from error


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

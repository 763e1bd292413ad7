"""Findings kept from run to run, under the content of the file and everything else they depend on.

Read on every run, so it needs neither pydantic nor PyYAML. What a cached result depends on: the file's bytes, the settings,
the day, the code of this package, the installed packages (rules may come from them), the presence of the files that
a rule looked for, and the content of those it read.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from dataclasses import astuple, dataclass, field
from datetime import date
from typing import Any

from reward_reports.base.caching import (
    FOLDER,
    code_state,
    digest_of,
    forget_old,
    identity,
    prepare,
    read,
    sealed,
    unsealed,
    write,
)
from reward_reports.base.diagnostics import Edit, Fix
from reward_reports.base.errors import InputError
from reward_reports.base.reading import read_start
from reward_reports.linting.extract.files import NO_LINK, READ_AT_MOST
from reward_reports.linting.finding import Finding
from reward_reports.linting.settings import Settings
from reward_reports.linting.whole_run import Seen

_KEPT = 4
"""Caches of this many settings are kept beside each other."""
_HEAD = "reward-reports findings "
_MOST = 1_000_000_000
"""Bytes of the largest cache that is read."""
_RACY_NS = 20_000_000
"""A file changed this shortly before the cache was written could change again with the same time stamp."""
_CODE = (
    "base",
    "base/escaping",
    "report",
    "report/loading",
    "report/model",
    "changes/comparing",
    "linting",
    "linting/changelog_fix",
    "linting/custom_schemas",
    "linting/extract",
    "linting/rules",
    "linting/run_rules",
    "linting/template_text",
    "runs/bound",
)
"""Folders of this package whose code decides what is found."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of one file after it was checked.

    Attributes:
        findings: what the rules said.
        digest: of the file's bytes.
        looked_for: files a rule asked about, and whether each was there, or the digest of what was read of it.
        seen: what rules on the whole run may ask of it.
    """

    findings: tuple[Finding, ...]
    digest: str
    looked_for: dict[str, bool | str]
    seen: Seen = field(default_factory=Seen)


class Cache:
    """The findings of earlier runs with the same settings on the same day."""

    def __init__(self, settings: Settings, today: date, extra: str = "") -> None:
        self._state = f"{code_state(_CODE)}|{settings!r}|{today}|{extra}"
        self._folder = os.path.join(settings.root, FOLDER)  # noqa: PTH118
        own = identity(self._folder)
        self._written, self._entries = _read(self._file(own)) if own else (0, {})
        self._changed = False
        self._most = settings.max_bytes

    def get(self, name: str, base: str = "") -> Checked | None:
        """Return what is known of a file if nothing it depends on has changed.

        Args:
            name: the file.
            base: the digest of what it held at the base revision; "" without one.
        """
        try:
            return self._known(name, self._entries.get(_key(name, base)))
        except (OSError, InputError, ValueError, TypeError):  # the file is gone, or the entry is not one of ours
            return None

    def _known(self, name: str, entry: list[Any] | None) -> Checked | None:
        if entry is None:
            return None
        stamp, digest, findings, looked_for, seen = entry
        now = _stamp(name)
        if now != stamp or self._written - now[0] < _RACY_NS:
            if digest_of(read_start(name, self._most)) != digest:
                return None
            entry[0] = now
            self._changed = True
        if not all(_is_as_before(path, state) for path, state in looked_for.items()):
            return None
        return Checked(tuple(_finding(name, fields) for fields in findings), digest, looked_for, _seen(seen))

    def put(self, name: str, checked: Checked, base: str = "") -> None:
        """Keep what was found on a file."""
        try:
            stamp = _stamp(name)
        except OSError:
            return
        self._entries[_key(name, base)] = [
            stamp,
            checked.digest,
            [_fields(finding) for finding in checked.findings],
            checked.looked_for,
            astuple(checked.seen),
        ]
        self._changed = True

    def save(self) -> None:
        """Write the cache if it changed. A folder that cannot be written is no reason to fail."""
        if not self._changed:
            return
        try:
            own = prepare(self._folder)
            if own:
                known = json.dumps([time.time_ns(), self._entries], ensure_ascii=False, separators=(",", ":"))
                write(self._file(own), sealed(_HEAD, known))
                forget_old(self._folder, ".json", _HEAD, _KEPT)
        except (OSError, ValueError):  # a file's name that is not UTF-8 cannot be kept either
            return

    def _file(self, own: str) -> str:
        key = hashlib.sha256(f"{own}|{self._state}".encode()).hexdigest()[:20]
        return os.path.join(self._folder, f"{key}.json")  # noqa: PTH118


def _key(name: str, base: str) -> str:
    return f"{name}\n{base}" if base else name


def _is_as_before(path: str, state: bool | str) -> bool:
    if isinstance(state, str) and state.startswith(NO_LINK):
        return os.path.realpath(path) == path and _is_as_before(path, state.removeprefix(NO_LINK))
    if isinstance(state, bool):
        return os.path.isfile(path) == state  # noqa: PTH113
    try:
        return digest_of(read_start(path, READ_AT_MOST)) == state
    except InputError:
        return False


def _stamp(name: str) -> list[int]:
    state = os.stat(name)  # noqa: PTH116
    return [state.st_mtime_ns, state.st_size, state.st_ino]


def _read(file: str) -> tuple[int, dict[str, Any]]:
    try:
        written, entries = json.loads(unsealed(_HEAD, read(file, _MOST)))
        return int(written), dict(entries)
    except (OSError, ValueError, TypeError, RecursionError):
        return 0, {}


def _fields(finding: Finding) -> list[Any]:
    fix = finding.fix and [
        finding.fix.title,
        finding.fix.safe,
        [[edit.start, edit.end, edit.text] for edit in finding.fix.edits],
    ]
    return [
        finding.code, finding.name, finding.severity, finding.message, finding.advice, finding.path,
        finding.line, finding.column, finding.end_line, finding.end_column, finding.identity, fix,
    ]  # fmt: skip


def _seen(fields: list[Any]) -> Seen:
    report, place, supersedes, silenced, states = fields
    return Seen(report, tuple(place), supersedes, tuple(silenced), states)


def _finding(name: str, fields: list[Any]) -> Finding:
    fix = fields[-1]
    fixed = Fix(fix[0], tuple(Edit(*edit) for edit in fix[2]), fix[1]) if fix else None
    code, rule, severity, message, advice, path, *place = fields[:-1]
    line, column, end_line, end_column, identity = place
    parts = (severity, message, advice, path)
    return Finding(name, code, rule, *parts, line, column, end_line, end_column, fixed, identity=identity)

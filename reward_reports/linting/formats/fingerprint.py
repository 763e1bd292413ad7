"""Marks by which services know a finding again when lines move."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from reward_reports.linting.formats.names import relative

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reward_reports.linting.finding import Finding
    from reward_reports.linting.formats.sources import Sources

_BLOCK = 100
_FACTOR = 37
_MASK = (1 << 64) - 1
_END = 0xFFFF


def fingerprints(findings: Sequence[Finding], sources: Sources, root: str = "") -> list[str]:
    """Return a mark for each finding, unique in the list.

    It is made of the finding's identity (see `reward_reports.linting.identity`); where it has none, of the file, the rule, the
    place in the report and the text of the line. Findings that agree in all of these are told apart by their order.
    """
    seen: Counter[str] = Counter()
    marks = []
    for finding in findings:
        key = finding.identity or _by_place(finding, sources, root)
        seen[key] += 1
        marks.append(hashlib.sha256(f"{key}\n{seen[key]}".encode("utf-8", "replace")).hexdigest()[:32])
    return marks


def _by_place(finding: Finding, sources: Sources, root: str) -> str:
    line = (sources.line(finding.file, finding.line) or "").strip()
    return "\n".join((relative(finding.file, root), finding.code, finding.path, line))


def line_hashes(text: str) -> list[str]:
    """Return the mark of every line that GitHub's code scanning computes itself, `primaryLocationLineHash`.

    A line's mark is a hash of the first 100 UTF-16 units from its first character on, without blanks, into the lines
    below, and how often that hash came before. GitHub's upload warns of every result whose mark is another one.
    https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
    """
    units, starts = _units(text)
    sums = [0]
    for unit in units + [0] * _BLOCK:
        sums.append((sums[-1] * _FACTOR + unit) & _MASK)
    shift = pow(_FACTOR, _BLOCK, 1 << 64)
    seen: Counter[int] = Counter()
    marks = []
    for start in starts:
        value = (sums[start + _BLOCK] - sums[start] * shift) & _MASK
        seen[value] += 1
        marks.append(f"{value:x}:{seen[value]}")
    return marks


def _units(text: str) -> tuple[list[int], list[int]]:
    """Return the UTF-16 units that count, closed by an end mark, and where among them each line begins."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace(" ", "").replace("\t", "")
    raw = plain.encode("utf-16-le", "surrogatepass")
    units = [int.from_bytes(raw[at : at + 2], "little") for at in range(0, len(raw), 2)]
    starts = [0, *(index + 1 for index, unit in enumerate(units) if unit == 0x0A)]
    return [*units, _END], starts

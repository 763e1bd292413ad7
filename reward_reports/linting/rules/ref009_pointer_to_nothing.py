"""Prose points to a section, a figure or a version that the report does not have.

"Section 2.1 above" was right in the paper that the text was copied from; here sections have names, and each layout has a different order.
"As of v0.4" sends an auditor to a changelog entry that is not there. References to other documents are skipped: those
with a citation, an "of", or a word such as paper or Act nearby.

Bad:
```yaml
system_maintenance:
  reporting_cadence: The criteria are not clear relative to the goals outlined in Section 2.1 above.
```

Bad:
```yaml
implementation:
  limitations: The horizon was too short, as recorded in changelog entry v0.2.
report: {id: flow, title: Flow, version: "0.3", kind: first_party}
system_maintenance:
  changelog:
    - {id: first, version: "0.1", date: 2020-10-08, summary: First report on the simulated system.}
    - {id: longer, version: "0.3", date: 2021-02-14, summary: The horizon is longer.}
```

Good:
```yaml
implementation:
  limitations: The horizon was too short, as recorded in changelog entry v0.3. Section 2.1 of the paper explains it.
report: {id: flow, title: Flow, version: "0.3", kind: first_party}
system_maintenance:
  changelog:
    - {id: first, version: "0.1", date: 2020-10-08, summary: First report on the simulated system.}
    - {id: longer, version: "0.3", date: 2021-02-14, summary: The horizon is longer.}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_reports.base.diagnostics import Path, Problem
from reward_reports.linting.context import Context
from reward_reports.linting.extract.addresses import prose
from reward_reports.linting.extract.paths import long_form
from reward_reports.linting.extract.patterns import lazy
from reward_reports.linting.extract.sentences import sentence_at
from reward_reports.linting.extract.version_order import Version, version_of
from reward_reports.linting.rule import Rule

RULE = Rule("REF009", "pointer-to-nothing", "warning", level="publishable")

_HERE = r"(?:above|below|(?:of|in) (?:this|the) (?:reward )?report)"
_NOT_OF = r"(?!\.?\d|\s(?:of|in|from)\b)"
_SECTION = lazy(rf"Sections?\s\d+(?:\.\d+)*\s{_HERE}\b|(?:(?<=\bin )|(?<=[Ss]ee ))Section\s\d+(?:\.\d+)+{_NOT_OF}")
_SECTION_HINT = lazy(r"Sections?\s\d")
_FIGURE = lazy(rf"F(?:igures?|ig\.)\s(\d{{1,3}})(?![\d.]*\d)[a-h]?(?:\s{_HERE}|{_NOT_OF})")
_ELSEWHERE = lazy(
    r"@|\]\(|https?:|\b(?:paper|article|authors?|et al|arXiv|thesis|book|chapter|appendix|manual|handbook|standard|ISO"
    r"|Acts?|law|code|statute|regulation|directive|ordinance|licen[cs]e|contract|agreement|terms|policy|model card"
    r"|preprint)\b"
)
"""Words by which a sentence speaks of another document."""
_NUMBER = r"(\d{1,4}(?:\.\d{1,4})+)\b"
_VERSION = lazy(rf"v{_NUMBER}|entry\s{_NUMBER}", re.IGNORECASE)
_ENTRY_BEFORE = lazy(
    r"\b(?:change\s?log|log|entry|reward report|this report)(?:\s(?:entry|version))?\s\(?\Z", re.IGNORECASE
)
_AS_OF_BEFORE = lazy(r"\b(?:as of|per)\s\Z", re.IGNORECASE)
_BEFORE = 30  # characters
_HINTS = lazy(r"v\d+\.\d"), lazy(r"y\s\d+\.\d")
"""Each begins with one letter, which is what makes it fast."""


def check(context: Context) -> Iterator[Problem]:
    """Give every pointer in prose that leads nowhere."""
    text = context.document.text
    if _SECTION_HINT.search(text):
        yield from _sections(context)
    if _FIGURE.search(text):
        yield from _figures(context)
    known = _versions(context)
    if known:
        yield from _first_seen(context, known)
        if any(hint.search(text) for hint in _HINTS):
            yield from _entries(context, known)


def _sections(context: Context) -> Iterator[Problem]:
    for path, text in _present(context, "Section"):
        for match in _SECTION.finditer(text):
            if not _ELSEWHERE.search(sentence_at(text, match.start())):
                message = f"`{match[0]}` leads nowhere: sections of a report have names"
                advice = "Name the field in its place, for example: see Known Failure Modes"
                yield Problem(message, advice, path, within=match.span())


def _figures(context: Context) -> Iterator[Problem]:
    pictures = len(context.report.figures) + context.document.text.count("![")
    for path, text in _present(context, "Fig"):
        for match in _FIGURE.finditer(text):
            if int(match[1]) > pictures and not _ELSEWHERE.search(sentence_at(text, match.start())):
                message = f"`{match[0]}` leads nowhere: the report has {pictures or 'no'} figures"
                advice = "Add the figure under `figures`, or say which document it stands in"
                yield Problem(message, advice, path, within=match.span())


def _present(context: Context, mark: str) -> Iterator[tuple[Path, str]]:
    """Give the texts about what is there now. The changelog may speak of what is there no longer."""
    for path, text in prose(context, mark):
        if path[:2] != ("system_maintenance", "changelog"):
            yield long_form(path), text


def _versions(context: Context) -> list[Version]:
    """Return the versions of the changelog and of the report, in order; none where one cannot be compared."""
    if not context.entries:
        return []
    written = [context.report.report.version, *(entry.version for _, entry in context.entries)]
    known = {key for text in written if (key := version_of(text)) is not None}
    return sorted(known) if all(version_of(text) is not None for text in written) else []


def _entries(context: Context, known: list[Version]) -> Iterator[Problem]:
    seen = (observation for _, metric in context.metrics for observation in metric.observations)
    systems = {version_of(observation.system_version or "") for observation in seen}
    for path, text in prose(context, "."):
        for match in _VERSION.finditer(text):
            written = match[1] or match[2]
            version = version_of(written)
            if version is None or not _is_missing(version, known):
                continue
            before = text[max(0, match.start() - _BEFORE) : match.start()]
            ours = version < known[-1] and version not in systems and _AS_OF_BEFORE.search(before)
            meant = match[2] or _ENTRY_BEFORE.search(before) or ours
            if meant and not text.startswith(" of ", match.end()):
                yield _no_entry(written, long_form(path), match.span())


def _is_missing(version: Version, known: list[Version]) -> bool:
    """Whether a version stands nowhere; what lies before the oldest entry may be from a time before the changelog."""
    return version > known[0] and not any(other[: len(version)] == version for other in known)


def _first_seen(context: Context, known: list[Version]) -> Iterator[Problem]:
    for path, mode in context.failure_modes:
        written = mode.first_observed or ""
        version = version_of(written)
        if version is not None and "." in written and _is_missing(version, known):
            yield _no_entry(written, (*path, "first_observed"), None)


def _no_entry(version: str, path: Path, within: tuple[int, int] | None) -> Problem:
    advice = "Write the version of the entry that is meant, or add the entry"
    return Problem(f"no changelog entry has version {version}", advice, path, within=within)

"""Prose points to a section, a figure or a version that the report does not have.

"Section 2.1 above" was right in a paper that the text was copied from; here sections have names, and each layout has another order.
"As of v0.4" sends an auditor to a changelog entry that is not there. References to other documents are passed over: those
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

from reward_reports.linting.addresses import prose
from reward_reports.linting.context import Context
from reward_reports.linting.paths import long_form
from reward_reports.linting.rule import Rule
from reward_reports.linting.sentences import sentence_at
from reward_reports.linting.version_order import Version, version_of
from reward_reports.problems import Problem

RULE = Rule("REF009", "pointer-to-nothing", "warning", level="publishable")

_HERE = r"(?:above|below|(?:of|in) (?:this|the) (?:reward )?report)"
_SECTION = re.compile(
    rf"\bSections?\s\d+(?:\.\d+)*\s{_HERE}\b|(?<=\bin )Section\s\d+(?:\.\d+)+(?!\.?\d|\s(?:of|in)\b)|(?<=[Ss]ee )Section\s\d+(?:\.\d+)+(?!\.?\d|\s(?:of|in)\b)"
)
_FIGURE = re.compile(r"\bF(?:igures?|ig\.)\s(\d{1,3})(?![\d.]*\d)[a-h]?(?!\s(?:of|in|from)\b(?! (?:this|the) report))")
_ELSEWHERE = re.compile(
    r"@|\]\(|https?:|\b(?:paper|article|authors?|et al|arXiv|thesis|book|chapter|appendix|manual|handbook|standard|ISO"
    r"|Act|Acts|law|code|statute|regulation|directive|ordinance|licen[cs]e|contract|agreement|terms|policy|model card|preprint)\b"
)
"""Words by which a sentence speaks of another document."""
_ENTRY = re.compile(
    r"\b(?:(?:change\s?log|log|reward report)\s(?:entry\s|version\s)?\(?v?|entry\sv?|this\sreport\s\(v)(\d{1,4}(?:\.\d{1,4})+)\b"
    r"|\bversion\s(\d{1,4}(?:\.\d{1,4})+)\sof\sthis\sreport\b",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"\b(?:[Aa]s of|[Pp]er)\sv(\d{1,4}(?:\.\d{1,4})+)\b(?!\sof\b)")
_HINT = re.compile(r"F(?:igure|ig\.)|Section|[Ll]og |[Ee]ntry |report \(?v|of this report|(?:s of|er) v\d")


def check(context: Context) -> Iterator[Problem]:
    """Give every pointer in prose that leads nowhere."""
    if not _HINT.search(context.document.text):
        return
    known = _versions(context)
    pictures = len(context.report.figures) + context.document.text.count("![")
    for path, text in prose(context, " "):
        if path[:2] != ("system_maintenance", "changelog"):  # history may speak of what is there no longer
            yield from _places(text, path, pictures)
        if known:
            yield from _entries(text, path, known, _systems(context))
    if known:
        yield from _first_seen(context, known)


def _places(text: str, path: tuple[str | int, ...], pictures: int) -> Iterator[Problem]:
    for match in _SECTION.finditer(text):
        if not _ELSEWHERE.search(sentence_at(text, match.start())):
            advice = "Name the field in its place, for example: see Known Failure Modes"
            yield Problem(
                f"`{match[0]}` leads nowhere: sections have names here", advice, long_form(path), within=match.span()
            )
    for match in _FIGURE.finditer(text):
        if int(match[1]) > pictures and not _ELSEWHERE.search(sentence_at(text, match.start())):
            has = f"the report has {pictures}" if pictures else "the report has none"
            advice = "Add the figure under `figures`, or say which document it stands in"
            yield Problem(f"`{match[0]}` leads nowhere: {has}", advice, long_form(path), within=match.span())


def _versions(context: Context) -> list[Version]:
    """Return the versions of the changelog and of the report, in order; none where one cannot be compared."""
    written = [entry.version for _, entry in context.entries]
    if not written:
        return []
    keys = [version_of(text) for text in [*written, context.report.report.version]]
    known = {key for key in keys if key is not None}
    return sorted(known) if len([key for key in keys if key is None]) == 0 else []


def _systems(context: Context) -> set[Version | None]:
    """Return the versions of the system that observations name: they need not be the report's."""
    return {version_of(seen.system_version or "") for _, metric in context.metrics for seen in metric.observations}


def _entries(
    text: str, path: tuple[str | int, ...], known: list[Version], systems: set[Version | None]
) -> Iterator[Problem]:
    for match in _ENTRY.finditer(text):
        version = version_of(match[1] or match[2] or "")
        if version is not None and _is_missing(version, known):
            yield _no_entry(match[1] or match[2], long_form(path), match.span())
    for match in _AS_OF.finditer(text):
        version = version_of(match[1])
        if version is not None and version < known[-1] and version not in systems and _is_missing(version, known):
            yield _no_entry(match[1], long_form(path), match.span())


def _is_missing(version: Version, known: list[Version]) -> bool:
    """Whether a version stands nowhere; what lies before the oldest entry may be from a time before the changelog."""
    return version > known[0] and not any(other[: len(version)] == version for other in known)


def _first_seen(context: Context, known: list[Version]) -> Iterator[Problem]:
    for path, mode in context.failure_modes:
        version = version_of(mode.first_observed or "")
        if version is not None and "." in (mode.first_observed or "") and _is_missing(version, known):
            yield _no_entry(str(mode.first_observed), (*path, "first_observed"), None)


def _no_entry(version: str, path: tuple[str | int, ...], within: tuple[int, int] | None) -> Problem:
    advice = "Write the version of the entry that is meant, or add the entry"
    return Problem(f"no changelog entry has version {version}", advice, path, within=within)

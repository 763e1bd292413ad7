"""For code scanning: SARIF 2.1.0, with the documentation of the rules and fixes.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from reward_reports._version import __version__
from reward_reports.base.escaping.data import dump
from reward_reports.base.escaping.visible import visible
from reward_reports.linting.formats.fingerprint import fingerprints, line_hashes
from reward_reports.linting.formats.names import relative
from reward_reports.linting.formats.sarif_rules import LEVELS, descriptors
from reward_reports.linting.formats.sources import Sources
from reward_reports.linting.formats.summary import SHOW_ALL, more, most_severe, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reward_reports.linting.finding import Finding, Result

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_MOST = 25_000
"""Results of a run that GitHub takes; it refuses a file with more."""
_BASE = "SRCROOT"
_LINK = re.compile(r"\[(?=[^\]]*\]\()")
_WHOLE = re.compile(r"/|[A-Za-z]:/")


def render(result: Result, *, root: str = "") -> str:
    """Return the result as a SARIF log with one run.

    Args:
        result: what to show.
        root: the folder of the checkout, by default the current one.
    """
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(result, root)]})


def _run(result: Result, root: str) -> dict[str, Any]:
    shown = most_severe(result.shown, _MOST)
    rules = descriptors(shown)
    places = {
        name: index for index, name in enumerate(dict.fromkeys([*result.files, *(finding.file for finding in shown)]))
    }
    locations = {name: {**_location(name, root), "index": index} for name, index in places.items()}
    driver = {"name": "reward-reports", "version": __version__, "semanticVersion": __version__, "rules": rules}
    return {
        "tool": {"driver": driver},
        "automationDetails": {"id": "reward-reports/"},
        "invocations": [_invocation(result, len(shown))],
        "originalUriBaseIds": {_BASE: {"description": {"text": "The folder that the names of the files start from."}}},
        "artifacts": [
            {"location": location, "sourceLanguage": "yaml", "encoding": "UTF-8"} for location in locations.values()
        ],
        "columnKind": "unicodeCodePoints",
        "results": _results(shown, rules, locations, Sources(result), root, result.starred),
    }


def _location(name: str, root: str) -> dict[str, Any]:
    path = relative(name, root)
    # A name may hold bytes that are not UTF-8; they come as lone surrogates and go as the bytes they were.
    uri = (
        quote(path, safe="/", errors="surrogateescape") if _encodable(path) else quote(path, safe="/", errors="replace")
    )
    if _WHOLE.match(path):
        return {"uri": f"file:///{uri.lstrip('/')}"}
    return {"uri": uri, "uriBaseId": _BASE}


def _encodable(path: str) -> bool:
    try:
        path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False
    return True


def _invocation(result: Result, shown: int) -> dict[str, Any]:
    invocation: dict[str, Any] = {"executionSuccessful": True, "exitCode": int(result.failed)}
    notifications: list[dict[str, Any]] = []
    if shown < len(result.shown):
        text = f"Only {shown} of {len(result.findings)} findings are in this file, the most severe ones, because code scanning accepts no more."
        notifications.append({"level": "warning", "message": {"text": text}})
    notifications += [
        {"level": "note", "message": {"text": f"{more(one)}; {SHOW_ALL}."}, "associatedRule": {"id": one.first.code}}
        for one in result.omitted
    ]
    return {**invocation, "toolExecutionNotifications": notifications} if notifications else invocation


def _results(
    findings: Sequence[Finding],
    rules: list[dict[str, Any]],
    locations: dict[str, Any],
    sources: Sources,
    root: str,
    starred: frozenset[str],
) -> list[dict[str, Any]]:
    indices = {rule["id"]: index for index, rule in enumerate(rules)}
    marks = fingerprints(findings, sources, root)
    hashes = {
        name: line_hashes(sources.text(name))
        for name in {finding.file for finding in findings} - starred  # GitHub's own are of the text without stars
        if sources.text(name)
    }
    results = []
    for finding, mark in zip(findings, marks, strict=True):
        entry = _result(finding, locations[finding.file], sources)
        known = hashes.get(finding.file, [])
        github = {"primaryLocationLineHash": known[finding.line - 1]} if finding.line <= len(known) else {}
        results.append(
            {
                "ruleId": finding.code,
                "ruleIndex": indices[finding.code],
                **entry,
                "partialFingerprints": {**github, "rewardReports/v1": mark},
            }
        )
    return results


def _result(finding: Finding, location: dict[str, Any], sources: Sources) -> dict[str, Any]:
    place: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": location,
            "region": _region(finding.line, finding.column, finding.end_line, finding.end_column),
        }
    }
    if finding.path:
        place["logicalLocations"] = [{"fullyQualifiedName": visible(finding.path)}]
    text = _LINK.sub(r"\\[", sentences(finding))
    data = {"level": LEVELS[finding.severity], "message": {"text": text}, "locations": [place]}
    fixes = _fixes(finding, location, sources)
    return {**data, "fixes": fixes} if fixes else data


def _fixes(finding: Finding, location: dict[str, Any], sources: Sources) -> list[dict[str, Any]]:
    edits = sources.replacements(finding)
    if not edits or finding.fix is None:
        return []
    replacements = [
        {
            "deletedRegion": _region(edit.line, edit.column, edit.end_line, edit.end_column),
            "insertedContent": {"text": edit.text},
        }
        for edit in edits
    ]
    title = finding.fix.title + (
        "." if finding.fix.safe else "; review the result, because it may change what the report says."
    )
    return [
        {
            "description": {"text": visible(title)},
            "artifactChanges": [{"artifactLocation": location, "replacements": replacements}],
        }
    ]


def _region(line: int, column: int, end_line: int, end_column: int) -> dict[str, int]:
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}

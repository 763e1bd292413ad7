"""Rules as SARIF describes them, from their documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reward_reports.linting.documentation import RuleDocumentation
    from reward_reports.linting.finding import Finding, Severity
    from reward_reports.linting.rule import AnyRule

LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_PRIORITIES: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "recommendation"}
_LONGEST = 1024
"""Characters of a description that GitHub shows."""


def descriptors(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return a description of every rule that found something, by code."""
    names = {finding.code: finding.name for finding in findings}
    if not names:
        return []
    # Only here, since it imports every rule, and pydantic with them.
    from reward_reports.linting.registry import known_rules

    known = known_rules()
    return [_descriptor(known[code]) if code in known else _unknown(code, names[code]) for code in sorted(names)]


def _unknown(code: str, name: str) -> dict[str, Any]:
    """Describe a rule whose package is gone since its findings were kept."""
    text = {"text": f"{name.replace('-', ' ').capitalize()}."}
    return {"id": code, "name": _pascal(name), "shortDescription": text, "fullDescription": text, "help": text}


def _descriptor(entry: AnyRule) -> dict[str, Any]:
    from reward_reports.linting.documentation import document

    rule, doc = entry.rule, document(entry.doc)
    summary = doc.summary or f"{rule.name.replace('-', ' ').capitalize()}."
    full = f"{summary} {' '.join(doc.why.split())}".strip()
    return {
        "id": rule.code,
        "name": _pascal(rule.name),
        "shortDescription": {"text": _cut(summary)},
        "fullDescription": {"text": _cut(full)},
        "help": {
            "text": _help(full, doc, fenced=False),
            "markdown": _help(f"{summary}\n\n{doc.why}".strip(), doc, fenced=True),
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": ["reward-report", rule.code[:3]],
            "precision": "medium" if rule.preview else "very-high",
            "problem.severity": _PRIORITIES[rule.severity],
        },
    }


def _help(prose: str, doc: RuleDocumentation, *, fenced: bool) -> str:
    parts = [prose]
    for title, fragments in (("Bad", doc.bad), ("Good", doc.good)):
        for fragment in fragments:
            parts += [f"{title}:", f"```yaml\n{fragment.rstrip()}\n```" if fenced else _indented(fragment)]
    return "\n\n".join(parts) + "\n"


def _indented(fragment: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in fragment.rstrip().split("\n"))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _pascal(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("-"))

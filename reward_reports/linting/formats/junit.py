"""For CI servers that read test results: one test suite a file, one test case a finding.

The XML fits both the schema of Jenkins and the stricter one of Ant, so there are no `file` and `line` attributes: the
place stands in the text. A finding milder than the fail level is a skipped test, so that it is seen and fails nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from reward_reports.base.escaping.visible import visible
from reward_reports.linting.formats.summary import SHOW_ALL, more

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reward_reports.linting.finding import Finding, Omitted, Result

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def render(result: Result) -> str:
    """Return the result as XML."""
    by_file: dict[str, list[Finding]] = {name: [] for name in result.files}
    for finding in [*result.shown, *map(_rest, result.omitted)]:
        by_file.setdefault(finding.file, []).append(finding)
    suites = [_suite(number, name, findings, result) for number, (name, findings) in enumerate(by_file.items())]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", *suites, "</testsuites>", ""])


def _rest(omitted: Omitted) -> Finding:
    """Return what is counted and not shown as one more test of its rule."""
    return replace(omitted.first, message=more(omitted), advice=SHOW_ALL, path="and more")


def _suite(number: int, name: str, findings: Sequence[Finding], result: Result) -> str:
    failures = sum(map(result.fails, findings))
    attributes = {
        "id": number, "name": visible(name), "package": "reward-reports", "tests": len(findings) or 1, "failures": failures,
        "errors": 0, "skipped": len(findings) - failures, "time": 0, "timestamp": f"{result.today.isoformat()}T00:00:00",
        "hostname": "localhost",
    }  # fmt: skip
    cases = _cases(name, findings, result) or [f"    <testcase{_attributes(_case(name, 'nothing found'))}/>"]
    lines = [
        f"  <testsuite{_attributes(attributes)}>",
        "    <properties/>",
        *cases,
        "    <system-out/>",
        "    <system-err/>",
        "  </testsuite>",
    ]
    return "\n".join(lines)


def _cases(name: str, findings: Sequence[Finding], result: Result) -> list[str]:
    seen: Counter[str] = Counter()
    cases = []
    for finding in findings:
        # Named by its place in the report, so that a server knows the test again when lines move.
        title = " ".join(part for part in (finding.code, finding.name, finding.path) if part)
        seen[title] += 1
        numbered = f"{title} ({seen[title]})" if seen[title] > 1 else title
        head = f"    <testcase{_attributes(_case(name, numbered))}>"
        cases += [head, f"      {_outcome(finding, result)}", "    </testcase>"]
    return cases


def _case(name: str, title: str) -> dict[str, object]:
    return {"classname": visible(name), "name": visible(title), "time": 0}


def _outcome(finding: Finding, result: Result) -> str:
    element = "failure" if result.fails(finding) else "skipped"
    # Ant's schema asks for a type on a failure, and allows none on a skipped test.
    kind = {"type": finding.severity} if element == "failure" else {}
    attributes = _attributes({**kind, "message": visible(finding.message)})
    place = f"{visible(finding.file)}:{finding.line}:{finding.column}"
    text = f"{place}: {finding.severity} {finding.code} {visible(finding.message)}\nhelp: {visible(finding.advice)}"
    return f"<{element}{attributes}>{_escaped(text)}</{element}>"


def _attributes(values: dict[str, object]) -> str:
    return "".join(f' {key}="{_escaped(str(value))}"' for key, value in values.items())


def _escaped(text: str) -> str:
    return text.translate(_ENTITIES)

"""Results for the formats: one with all there can be, one without findings, one that attacks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace as replaced
from datetime import date
from types import SimpleNamespace

import pytest

from reward_reports.base.diagnostics import Edit, Fix
from reward_reports.linting.finding import Finding, Result
from reward_reports.linting.formats import as_json, sarif
from reward_reports.linting.rule import Registered, Rule

TODAY = date(2026, 6, 1)

TRAFFIC = """\
schema_version: "1.0"
report:
  id: traffic
  title: Émile 日本 😀 signals
  version: 1.10
  status: N/A
optimization_intent:
\tgoal: keep the traffic flowing
"""
RANKING = 'report:\r\n  id: ranking\r\n  id: order\r\n  notes: |\r\n    many\r\n    lines\r\n  owner: "“Émile”"\r\n'

DOC = """The answer is a `placeholder`.

It tells a reader nothing, and nobody that
nothing was said.

Bad:
```yaml
a: N/A
```

Good:
```yaml
a: {disclosure: unknown, reason: It was never asked.}
```
"""


def find(text: str, needle: str, file: str, **more) -> Finding:
    """Make a finding on the first place of a text where the needle stands."""
    start = text.index(needle)
    end = start + len(needle)
    begin = {"line": text.count("\n", 0, start) + 1, "column": start - (text.rfind("\n", 0, start) + 1) + 1}
    stop = {"end_line": text.count("\n", 0, end) + 1, "end_column": end - (text.rfind("\n", 0, end) + 1) + 1}
    values = {"code": "CMP003", "name": "bare-placeholder", "severity": "error", "message": "the answer says nothing"}
    return Finding(**{"file": file, **values, "advice": "Say what is known", "path": "", **begin, **stop, **more})


def replace(text: str, needle: str, by: str, title: str = "Replace it", *, safe: bool = True) -> Fix:
    """Make a fix that replaces the first place where the needle stands."""
    start = text.index(needle)
    return Fix(title, (Edit(start, start + len(needle), by),), safe)


def _sample() -> Result:
    ranking, traffic = "reports/ranking 1.yaml", "reports/traffic.yaml"
    findings = (
        find(
            RANKING,
            "id: order",
            ranking,
            code="SYN003",
            name="duplicate-key",
            message="the key id stands twice",
            advice="Delete one",
            path="report.id",
        ),
        find(
            RANKING,
            "|\r\n    many\r\n    lines",
            ranking,
            severity="info",
            code="SUB001",
            name="too-short",
            message="say more",
            path="report.notes",
        ),
        find(
            RANKING,
            "Émile",
            ranking,
            severity="warning",
            code="ZZZ001",
            name="of-a-plugin-that-is-gone",
            message="“Émile” is no owner",
        ),
        find(
            TRAFFIC,
            "日本",
            traffic,
            severity="warning",
            code="SUB001",
            name="too-short",
            message="日本 says: 100% | [x](y)",
            path="report.title",
        ),
        find(
            TRAFFIC,
            "1.10",
            traffic,
            message="1.10 is a number",
            advice="Put it in quotes",
            path="report.version",
            fix=replace(TRAFFIC, "1.10", '"1.10"'),
        ),
        find(
            TRAFFIC, "N/A", traffic, path="report.status", fix=replace(TRAFFIC, "N/A", "draft", "Say draft", safe=False)
        ),
        find(
            TRAFFIC,
            "goal",
            traffic,
            code="SYN001",
            name="yaml",
            message="a tab stands here",
            advice="Use blanks",
            fix=replace(TRAFFIC, "\t", "  "),
        ),
    )
    texts = {ranking: RANKING, traffic: TRAFFIC, "reports/right.yaml": "a: 1\n"}
    return Result(findings, tuple(sorted(texts)), TODAY, hidden=1, fixed=2, source=texts.__getitem__)


HOSTILE = "\x1b[31m\x07\u202e<img src=x onerror=alert(1)>\u2028##[set-output name=a]b ##vso[task.setvariable]c\x9b|\r\n::error::owned @team #12 \udcff ]]>\ufffe`"


def _hostile() -> Result:
    name = f"::set-output name=x::y/{HOSTILE}\n.yaml"
    finding = find(
        HOSTILE,
        "<img",
        name,
        message=HOSTILE,
        advice=HOSTILE,
        path=HOSTILE,
        fix=replace(HOSTILE, "<img", HOSTILE, HOSTILE),
    )
    return Result((finding,), (name,), TODAY, source=lambda _name: HOSTILE)


@pytest.fixture
def made() -> SimpleNamespace:
    """Give what makes findings, and the texts they are about."""
    return SimpleNamespace(
        find=find, replace=replace, TODAY=TODAY, TRAFFIC=TRAFFIC, RANKING=RANKING, HOSTILE=HOSTILE, result_of=_result_of
    )


def _result_of(text: str, *findings: Finding, **more) -> Result:
    return Result(findings, ("a.yaml",), TODAY, source=lambda _name: text, **more)


def _many() -> Result:
    """A result of which most is counted and not shown: 70 findings of a rule, 60 of another, 12 of a file that attacks."""
    text = "N/A\n" * 70
    line = find(text, "N/A", "a.yaml", path="x")
    name = f"::set-output name=x::y/{HOSTILE}\n.yaml"
    findings = [
        *(replaced(line, line=at, end_line=at) for at in range(1, 71)),
        *(
            replaced(line, line=at, end_line=at, code="SUB001", name="too-short", severity="info")
            for at in range(1, 61)
        ),
        *(replaced(line, line=at, end_line=at, file=name, message=HOSTILE) for at in range(1, 13)),
    ]
    return Result(tuple(findings), ("a.yaml", name), TODAY, source=lambda _name: text, max_per_rule=5)


def _held() -> Result:
    """A result with a finding that an audience may not read about."""
    return replaced(
        _sample(),
        findings=tuple(replaced(one, path="a.b", held=True) for one in _sample().findings),
        starred=frozenset({"reports/traffic.yaml"}),
    )


MADE = {
    "sample": _sample,
    "right": lambda: Result((), ("a.yaml", "b.yaml"), TODAY),
    "hostile": _hostile,
    "many": _many,
    "held": _held,
}


@pytest.fixture(params=MADE)
def any_result(request: pytest.FixtureRequest) -> Result:
    """Give each of the results in turn."""
    return MADE[request.param]()


@pytest.fixture
def many() -> Result:
    """Give a result of which most is counted and not shown."""
    return _many()


@pytest.fixture
def sample() -> Result:
    """Give a result with every kind of finding."""
    return _sample()


@pytest.fixture
def right() -> Result:
    """Give a result without findings."""
    return Result((), ("a.yaml", "b.yaml", "c.yaml"), TODAY)


@pytest.fixture
def hostile() -> Result:
    """Give a result whose every text attacks the reader's tools."""
    return _hostile()


@pytest.fixture(autouse=True)
def frozen_surroundings(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fix what golden files would otherwise change with: the version and the rules."""
    for module in (sarif, as_json):
        monkeypatch.setattr(module, "__version__", "9.9.9")
    if "real_rules" in request.fixturenames:
        return
    rules = [
        Rule("CMP003", "bare-placeholder", "error"),
        Rule("SUB001", "too-short", "warning", preview=True),
        Rule("SYN003", "duplicate-key", "error"),
    ]
    known = {rule.code: Registered(rule, lambda _context: (), DOC) for rule in rules}
    known["SYN001"] = Registered(
        Rule("SYN001", "yaml", "error"), lambda _context: (), "The file is no YAML.\n\nNobody can read it.\n"
    )
    monkeypatch.setattr("reward_reports.linting.registry.all_rules", lambda: known)


@pytest.fixture
def real_rules() -> Callable[[], dict[str, Registered]]:
    """Leave the registry as it is, and give it."""
    from reward_reports.linting.registry import all_rules

    return all_rules

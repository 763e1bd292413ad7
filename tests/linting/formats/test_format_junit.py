"""JUnit XML that Jenkins' schema accepts, and what Ant's asks for beyond it."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xmlschema

from reward_reports.linting.formats import FORMATS

SCHEMA = xmlschema.XMLSchema(Path(__file__).parents[2] / "schemas" / "junit-10.xsd")


def suites_of(result):
    text = FORMATS["junit"](result)
    SCHEMA.validate(text)
    return list(ET.fromstring(text.encode()))


def test_it_fits_the_schema_of_jenkins(any_result):
    SCHEMA.validate(FORMATS["junit"](any_result))


@pytest.mark.parametrize("extra", ['file="a.yaml"', 'line="3"'])
def test_the_schema_of_jenkins_refuses_places_as_attributes(extra, sample):
    text = FORMATS["junit"](sample).replace("<testcase ", f"<testcase {extra} ", 1)
    assert not SCHEMA.is_valid(text)


def test_it_has_what_the_schema_of_ant_asks_for(any_result):
    for number, suite in enumerate(suites_of(any_result)):
        assert [child.tag for child in suite if child.tag != "testcase"] == ["properties", "system-out", "system-err"]
        assert {"name", "package", "tests", "failures", "errors", "time", "timestamp", "hostname"} <= set(suite.attrib)
        assert suite.get("id") == str(number)
        for case in suite.iter("testcase"):
            assert set(case.attrib) == {"name", "classname", "time"}
            assert len(case) <= 1
            for outcome in case:
                assert set(outcome.attrib) == ({"type", "message"} if outcome.tag == "failure" else {"message"})


def test_counts_are_those_of_the_cases(any_result):
    for suite in suites_of(any_result):
        assert int(suite.get("tests")) == len(suite.findall("testcase")) > 0
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("skipped")) == len(suite.findall("testcase/skipped"))


def test_a_right_file_is_a_passed_test(right):
    suites = suites_of(right)
    assert [suite.get("name") for suite in suites] == ["a.yaml", "b.yaml", "c.yaml"]
    assert all(len(suite.find("testcase")) == 0 for suite in suites)


@pytest.mark.parametrize(
    ("level", "outcomes"),
    [
        ("error", ["failure", "skipped", "skipped"]),
        ("warning", ["failure", "failure", "skipped"]),
        ("info", ["failure", "failure", "failure"]),
        ("never", ["skipped", "skipped", "skipped"]),
    ],
)
def test_only_what_fails_the_run_fails_a_test(level, outcomes, made):
    findings = [made.find("a: 1", "1", "a.yaml", severity=severity) for severity in ("error", "warning", "info")]
    (suite,) = suites_of(made.result_of("a: 1", *findings, fail_level=level))
    assert [case[0].tag for case in suite.iter("testcase")] == outcomes


def test_the_place_stands_in_the_text(sample):
    text = suites_of(sample)[2].find("testcase/failure").text
    assert text == "reports/traffic.yaml:5:12: error CMP003 1.10 is a number\nhelp: Put it in quotes"


def test_two_findings_at_one_place_are_two_tests(made):
    finding = made.find("a: 1", "1", "a.yaml", path="a")
    (suite,) = suites_of(made.result_of("a: 1", finding, finding))
    assert [case.get("name") for case in suite.iter("testcase")] == [
        "CMP003 bare-placeholder a",
        "CMP003 bare-placeholder a (2)",
    ]


def test_text_of_a_report_stays_text(made):
    words = "<b a=\"1\">&amp; ]]> 'x' é 日本 😀"
    (suite,) = suites_of(made.result_of("a: 1", made.find("a: 1", "1", "a.yaml", message=words)))
    failure = suite.find("testcase/failure")
    assert failure.get("message") == words
    assert words in failure.text
    assert len(failure) == 0

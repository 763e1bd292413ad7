"""A cadence in words is understood, and the fix says it to tools without changing the author's words."""

from __future__ import annotations

from datetime import date

import pytest

from reward_reports.linting.documentation import complete
from reward_reports.linting.engine import lint_document
from reward_reports.linting.fixing import fix_document
from reward_reports.linting.settings import Settings
from reward_reports.report.loading import load_text

TODAY = date(2026, 6, 1)
SETTINGS = Settings(select=("LIV", "SCH", "SUB001"), preview=True)


def findings(text):
    return lint_document(load_text(text), SETTINGS, TODAY)[0]


def fixed(text, *, unsafe=False):
    return fix_document(load_text(text), SETTINGS, TODAY, unsafe=unsafe)


def cadence_of(text):
    document = load_text(text)
    assert document.report is not None, [problem.message for problem in document.problems]
    return document.report.system_maintenance.reporting_cadence


def written(cadence):
    return complete(f"system_maintenance:\n  reporting_cadence: {cadence}\n")


@pytest.mark.parametrize(
    ("cadence", "text", "every"),
    [
        ("Quarterly", "Quarterly", "P3M"),
        ("Quarterly  # as agreed", "Quarterly", "P3M"),
        ("'Quarterly'", "Quarterly", "P3M"),
        ('"Every six\n    months."', "Every six months.", "P6M"),
        ("Every six\n    months", "Every six months", "P6M"),
        ("|\n    Every six\n    months", "Every six\nmonths", "P6M"),
        (">-\n    Twice a\n    year", "Twice a year", "P6M"),
        ("|2-\n    Annual", "Annual", "P1Y"),
        ("{text: Annual, owner: depot}", "Annual", "P1Y"),
        ("\n    text: Annual\n    owner: depot  # the night shift", "Annual", "P1Y"),
        ("\n    owner: depot\n    text: >-\n      Once a\n      year\n\n", "Once a year", "P1Y"),
    ],
)
def test_an_interval_in_words_is_added_as_every(cadence, text, every):
    source = written(cadence)
    assert "LIV002" in {finding.code for finding in findings(source)}
    done = fixed(source)
    found = cadence_of(done.text)
    assert (found.text.strip(), str(found.every)) == (text, every)
    assert found.owner == ("depot" if "depot" in cadence else None)
    assert done.count == sum(finding.fix is not None for finding in findings(source))
    assert done.text.count("#") == source.count("#")
    left = {finding.code for finding in findings(done.text)}
    assert "LIV002" not in left
    assert "LIV003" in left, "that it is reviewed so often is no reason for it"


def test_a_cadence_in_a_flow_mapping_stays_in_it():
    done = fixed(complete("system_maintenance: {reporting_cadence: 'Quarterly', update_triggers: []}\n"))
    assert "{reporting_cadence: {every: P3M, text: 'Quarterly'}, update_triggers: []}" in done.text


def test_windows_line_ends_stay():
    done = fixed(written("Quarterly").replace("\n", "\r\n"))
    assert "reporting_cadence:\r\n    every: P3M\r\n    text: Quarterly\r\n" in done.text


@pytest.mark.parametrize("cadence", ["&c Quarterly", "!!str Quarterly"])
def test_an_anchor_or_a_tag_is_left_to_the_author(cadence):
    source = written(cadence)
    assert fixed(source, unsafe=True).text == source


@pytest.mark.parametrize("value", ["Quarterly", "{text: Quarterly, owner: depot}"])
def test_an_alias_is_left_to_the_author(value):
    source = complete(f"x-often: &often {value}\nsystem_maintenance:\n  reporting_cadence: *often\n")
    assert fixed(source, unsafe=True).text == source


def test_a_fix_that_shows_an_overdue_review_is_made():
    report = "report: {id: a, title: A, version: '1', kind: first_party, date: 2024-01-01}\n"
    done = fixed(complete(report + "system_maintenance: {reporting_cadence: {text: 'Annual', owner: us}}\n"))
    assert done.count == 1
    assert "LIV001" in {finding.code for finding in findings(done.text)}


def test_an_event_in_words_is_added_as_on_event():
    done = fixed(written("After each major release."))
    assert cadence_of(done.text).on_event == "After each major release"
    assert [finding.code for finding in findings(done.text)] == []


def test_an_interval_as_event_becomes_every():
    done = fixed(written("{on_event: every quarter, text: Tastes drift within a season.}"))
    found = cadence_of(done.text)
    assert (str(found.every), found.on_event) == ("P3M", None)
    assert findings(done.text) == []


def test_an_interval_inside_a_sentence_needs_an_author():
    source = written("The council reviews the report every six months, as tastes drift.")
    (finding,) = findings(source)
    assert "`every: P6M`" in finding.advice
    assert fixed(source).text == source
    done = fixed(source, unsafe=True)
    found = cadence_of(done.text)
    assert str(found.every) == "P6M"
    assert findings(done.text) == []


@pytest.mark.parametrize(
    ("cadence", "words"),
    [
        ("Biweekly", ("P2W", "every two weeks", "P4D", "twice a week")),
        ("Twice a week", ("longest", "P4D")),
        ("Weekly at first, then monthly.", ("P6M",)),
    ],
)
def test_what_can_mean_several_things_gets_no_fix(cadence, words):
    source = written(cadence)
    finding = next(finding for finding in findings(source) if finding.code == "LIV002")
    assert all(word in finding.advice for word in words)
    assert fixed(source, unsafe=True).text == source


@pytest.mark.parametrize(
    ("fragment", "before", "after"),
    [
        ("system_maintenance: {reporting_cadence: {every: quarterly}}", "quarterly", "P3M"),
        ("system_maintenance: {reporting_cadence: {every: 'Once a year', tolerance: P1M}}", "'Once a year'", "P1Y"),
        ("system_maintenance: {reporting_cadence: {every: P3M, tolerance: two weeks}}", "two weeks", "P2W"),
        ("system_maintenance: {reporting_cadence: {every: p3m}}", "p3m", "P3M"),
        ("system_maintenance: {reporting_cadence: {every: each release}}", "every", "on_event"),
        ("implementation: {data_flow: {retraining: {every: nightly}}}", "nightly", "P1D"),
        ("implementation: {data_flow: {retraining: nightly}}", "nightly", "{every: P1D}"),
        (
            "implementation: {data_flow: {retraining: after each release}}",
            "after each release",
            '{on_event: "after each release"}',
        ),
        ("system_maintenance: {update_triggers: [{id: t, respond_within: 14 days}]}", "14 days", "P14D"),
        ("institutional_interface: {recourse: [{id: r, respond_within: a month}]}", "a month", "P1M"),
    ],
)
def test_a_duration_in_words_is_replaced(fragment, before, after):
    source = complete(fragment + "\n")
    (finding, *_) = findings(source)
    assert finding.code in ("SCH006", "SCH003")
    done = fixed(source)
    assert done.text == source.replace(before, after, 1)
    assert load_text(done.text).problems == ()


@pytest.mark.parametrize(
    ("value", "words"),
    [("biweekly", "every two weeks or twice a week"), ("twice a week", "twice a week"), ("soon", "is not a duration")],
)
def test_a_duration_that_is_not_sure_gets_no_fix(value, words):
    source = complete(f"system_maintenance: {{reporting_cadence: {{every: {value}}}}}\n")
    (finding,) = findings(source)
    assert words in finding.message
    assert finding.fix is None


def test_an_event_keeps_its_place_if_there_is_one_already():
    source = complete("system_maintenance: {reporting_cadence: {every: each release, on_event: a new law}}\n")
    (finding,) = findings(source)
    assert finding.code == "SCH006"
    assert fixed(source, unsafe=True).text == source


@pytest.mark.parametrize(
    ("cadence", "codes"),
    [
        ("{every: P3M, text: Quarterly}", ["LIV003"]),
        ("{every: P3M, text: 'Every three months.'}", ["LIV003"]),
        ("{every: P3M, text: 'Quarterly, as the council meets.'}", []),
        ("{every: P3M, text: Tastes drift within a season.}", []),
    ],
)
def test_an_interval_is_no_motive(cadence, codes):
    assert [finding.code for finding in findings(written(cadence))] == codes

"""Dates that may be a year, durations by the calendar, and what else is refused."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from reward_reports.report.model import Report
from reward_reports.report.model.values import ID_PATTERN, Duration, PartialDate, id_from


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2015-03-31", date(2015, 3, 31), date(2015, 3, 31)),
    ],
)
def test_a_date_stands_for_its_whole_period(text, start, end):
    parsed = PartialDate.parse(text)
    assert (parsed.start, parsed.end, str(parsed)) == (start, end, text)


@pytest.mark.parametrize(
    "text", ["", "15", "2015-13", "2015-02-30", "2015-3-1", "31.3.2015", "2015-03-31T10:00", "٢٠١٥", "0000"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "day", "after"),
    [
        ("P6W", date(2021, 1, 1), date(2021, 2, 12)),
        ("P1M", date(2021, 1, 31), date(2021, 2, 28)),
        ("P1Y", date(2020, 2, 29), date(2021, 2, 28)),
        ("P1Y6M10D", date(2020, 1, 1), date(2021, 7, 11)),
        ("PT12H", date(2020, 1, 1), date(2020, 1, 1)),
        ("PT36H", date(2020, 1, 1), date(2020, 1, 2)),
        ("P999999Y", date(2020, 1, 1), date.max),
        ("P999999W", date(2020, 1, 1), date.max),
    ],
)
def test_a_duration_follows_the_calendar(text, day, after):
    assert Duration.parse(text).after(day) == after


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "6W", "P6", "P1.5Y", "P-1D", "p6w", "P6W ", "P1YT", "P99999999999Y", "six weeks"]
)
def test_what_is_no_duration_is_refused(text):
    with pytest.raises(ValueError):
        Duration.parse(text)


@given(st.dates(), st.integers(0, 500), st.integers(0, 500))
def test_a_longer_duration_never_ends_earlier(day, months, more):
    shorter, longer = Duration.parse(f"P{months}M"), Duration.parse(f"P{months + more}M")
    assert shorter.after(day) <= longer.after(day)


def make(**sections):
    info = {"id": "a", "title": "A", "version": "1.0"}
    return Report.model_validate({"schema_version": "1.0", "report": info, **sections})


@pytest.mark.parametrize(
    ("given_answer", "blank"),
    [
        (None, True),
        ("", True),
        ("  \n", True),
        ({}, True),
        ({"text": None}, True),
        ({"sources": []}, True),
        ("words", False),
        ({"disclosure": "unknown"}, False),
        ({"disclosure": "answered", "reason": "words"}, True),
    ],
)
def test_an_answer_is_blank_when_it_says_nothing(given_answer, blank):
    assert make(evaluation={"evaluation_validity": given_answer}).evaluation.evaluation_validity.blank is blank


@pytest.mark.parametrize(
    ("given_register", "blank", "number"),
    [
        (None, True, 0),
        ([], True, 0),
        ("nobody but ourselves", False, 0),
        ([{"id": "x", "name": "X"}], False, 1),
        ({"items": [{"id": "x", "name": "X"}], "text": "and more"}, False, 1),
        ({"disclosure": "withheld", "reason": "the owner refuses"}, False, 0),
    ],
)
def test_a_register_takes_a_list_a_text_or_a_state(given_register, blank, number):
    register = make(institutional_interface={"stakeholders": given_register}).institutional_interface.stakeholders
    assert (register.blank, len(register.items)) == (blank, number)


def test_a_quantity_takes_a_number_or_a_state():
    data = {
        "preference_data": [
            {"id": "a", "headcount": 40},
            {"id": "b", "headcount": {"disclosure": "unknown", "reason": "?"}},
        ]
    }
    one, other = make(rlhf=data).rlhf.preference_data.items
    assert (one.headcount.value, other.headcount.value, other.headcount.stated) == (40, None, True)


def test_free_keys_are_kept_and_others_refused():
    assert make(**{"x-ours": {"a": [1]}}).extensions == {"x-ours": {"a": [1]}}
    with pytest.raises(ValidationError):
        make(ours=1)


def test_a_report_is_frozen():
    with pytest.raises(ValidationError):
        make().report.title = "B"


@pytest.mark.parametrize(
    "section",
    [
        {"system_details": {"dates": {"active_from": True}}},
        {"optimization_intent": {"goal_of_reinforcement": {"horizon": {"discount": 1.5}}}},
        {"optimization_intent": {"goal_of_reinforcement": {"horizon": {"steps": "ten"}}}},
        {"institutional_interface": {"stakeholders": [{"id": "x", "name": "X", "in_scope": "yes"}]}},
        {"institutional_interface": {"stakeholders": [{"id": "with space", "name": "X"}]}},
        {"implementation": {"reward_details": [{"id": "x", "weight": "1"}]}},
        {"implementation": {"reward_details": [{"id": "x", "weight": float("inf")}]}},
    ],
)
def test_values_of_the_wrong_kind_are_refused(section):
    with pytest.raises(ValidationError):
        make(**section)


def test_every_field_says_who_writes_and_who_reads_it():
    from reward_reports.report.model import LAYOUTS
    from reward_reports.report.model.fields import info_of, keys_of, model_at

    paper = [path for _, fields in LAYOUTS["paper"] for path in fields]
    builder = [path for _, fields in LAYOUTS["builder"] for path in fields]
    assert len(paper) == len(set(paper)) == 29
    assert sorted(paper) == sorted(builder)
    rlhf = [("rlhf", name) for name in keys_of(model_at(("rlhf",)))]
    for section, name in [*paper, *rlhf]:
        info = info_of(model_at((section,)), name)
        guide = info.json_schema_extra["x-guide"]
        assert info.title == guide["paper"]
        assert info.description.endswith(".")
        assert guide["builder"]
        assert guide["questions"]
        assert guide["writer"]
        assert guide["reader"]


def test_every_key_has_a_meaning():
    """The schema, the template and the documentation are made of these words."""
    from reward_reports.report.model import Base
    from reward_reports.report.model.fields import model_in

    seen, waiting = set(), [Report]
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, info in model.model_fields.items():
            assert info.description, f"{model.__name__}.{name}"
            inner = model_in(info.annotation)
            if inner is not None and issubclass(inner, Base):
                waiting.append(inner)
    assert len(seen) > 50


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("Shelf, a recommender of books", "shelf-a-recommender-of-books"),
        ("Überblick über Größe", "uberblick-uber-grosse"),
        ("Crème brûlée", "creme-brulee"),
        ("Søren, Łódź, Æon, Đà Nẵng", "soren-lodz-aeon-da-nang"),
        ("İSTANBUL ıßþ", "istanbul-issth"),
        ("ﬁne １２", "fine-12"),
        ("Überblick 中文", "uberblick"),
        ("中文", "otherwise"),
        ("العربية", "otherwise"),
        ("Ελληνικά", "otherwise"),
        ("", "otherwise"),
    ],
)
def test_an_id_is_made_of_words(words, made):
    assert id_from(words, "otherwise") == made


@given(st.text(max_size=200))
def test_whatever_the_words_the_id_is_one(words):
    assert re.fullmatch(ID_PATTERN.removesuffix("$"), id_from(words, "otherwise"))
    assert len(id_from(words, "otherwise")) <= 60

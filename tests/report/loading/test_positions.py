"""Where values stand: exact for every key and value, in every way of writing them."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reward_reports.base.diagnostics import Problem, Span
from reward_reports.report.loading import Limits, load_text
from reward_reports.report.loading.node_values import Walker
from reward_reports.report.loading.parsing import compose
from reward_reports.report.loading.positions import Lines, find, span_of, trimmed

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff"), max_size=30)
KEY = st.text("abcdefghijklmnop_", min_size=1, max_size=8).filter(lambda key: key not in ("no", "on", "n"))
DATA = st.recursive(
    st.one_of(TEXT, st.integers(-(10**9), 10**9), st.booleans(), st.none(), st.floats(-1e6, 1e6)),
    lambda children: st.one_of(st.lists(children, max_size=4), st.dictionaries(KEY, children, max_size=4)),
    max_leaves=25,
)
STYLES = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([True, False, None]),
        "default_style": st.sampled_from([None, '"', "'", "|"]),
        "indent": st.integers(2, 6),
        "width": st.sampled_from([20, 80, 1000]),
        "allow_unicode": st.booleans(),
        "line_break": st.sampled_from(["\n", "\r\n"]),
    }
)


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, child in value.items():
            yield from leaves(child, (*path, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from leaves(child, (*path, index))
    else:
        yield path, value


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(KEY, DATA, min_size=1, max_size=4), STYLES)
def test_every_value_is_read_back_from_its_own_place(data, style):
    """The characters that are said to be a value, read alone, are that value; the key's are its key."""
    text = yaml.safe_dump(data, **style)
    root, problems = compose(text, Limits())
    assert problems == []
    walked = Walker(text, Limits()).walk(root)
    for path, value in leaves(walked):
        found = find(root, path)
        assert found.whole
        span = trimmed(text, found.value)
        if found.key is not None:
            assert yaml.safe_load(text[found.key.start_mark.index : found.key.end_mark.index]) is not None
        if isinstance(value, str) and not found.value.style and "\n" not in text[span.start : span.end]:
            assert text[span.start : span.end] == value
        if found.value.style in ('"', "'"):
            assert yaml.safe_load(text[span.start : span.end].replace("\r\n", "\n")) == value


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_survived(text):
    document = load_text(text)
    assert document.report is None
    assert document.problems
    for problem in document.problems:
        place = document.place(document.span(problem))
        assert 1 <= place.line <= document.text.count("\n") + 1
        assert place.column >= 1


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_survived(raw):
    from reward_reports.report.loading import load_bytes

    assert load_bytes(raw, "x").problems


HEAD = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0"}\n'


@pytest.mark.parametrize(
    ("yaml_text", "path", "within", "shown"),
    [
        ("system_details: {system_owner: we own it}\n", ("system_details", "system_owner", "text"), (3, 6), "own"),
        ("system_details: {system_owner: 'we own it'}\n", ("system_details", "system_owner"), (3, 6), "own"),
        ('system_details: {system_owner: "we \\"own\\" it"}\n', ("system_details", "system_owner"), (9, 11), "it"),
        ("system_details:\n  system_owner: |\n    we\n    own it\n", ("system_details", "system_owner"), (3, 6), "own"),
        (
            "system_details:\n  system_owner: |2\n     we\n     own it\n",
            ("system_details", "system_owner"),
            (5, 8),
            "own",
        ),
        ("system_details:\n  system_owner: >\n    we\n    own it\n", ("system_details", "system_owner"), (3, 6), "own"),
        ("system_details:\n  system_owner: we\n    own own it\n", ("system_details", "system_owner"), (7, 10), "own"),
        (
            "system_details:\n  system_owner: |\r\n    we\r\n    own it\r\n",
            ("system_details", "system_owner"),
            (3, 6),
            "own",
        ),
        (
            "system_details:\n  system_owner: |\n    日本 😀\n    Émile own\n",
            ("system_details", "system_owner"),
            (11, 14),
            "own",
        ),
    ],
)
def test_a_stretch_inside_a_value_is_found_in_the_file(yaml_text, path, within, shown):
    document = load_text(HEAD + yaml_text)
    assert document.report is not None
    span = document.span(Problem("", "", path, within=within))
    assert document.text[span.start : span.end] == shown


@pytest.mark.parametrize(
    ("path", "on", "shown"),
    [
        (("report", "id"), "value", "a"),
        (("report", "id"), "key", "id"),
        (("report",), "value", "report"),
        (("report", "authors"), "value", "report"),
        (("evaluation", "evaluation_validity"), "value", 'schema_version: "1.0"'),
        ((), "value", 'schema_version: "1.0"'),
        (("profiles", 0), "value", "rlhf"),
    ],
)
def test_the_nearest_thing_is_shown_where_a_value_is_absent(path, on, shown):
    document = load_text(HEAD + "profiles: [rlhf]\n")
    span = document.span(Problem("", "", path, on=on))
    assert document.text[span.start : span.end] == shown


@pytest.mark.parametrize(
    ("short", "long_path"),
    [
        (
            "institutional_interface: {stakeholders: [{id: x, name: N}]}",
            ("institutional_interface", "stakeholders", "items", 0, "name"),
        ),
        (
            "institutional_interface: {stakeholders: {items: [{id: x, name: N}]}}",
            ("institutional_interface", "stakeholders", "items", 0, "name"),
        ),
        ("institutional_interface: {deployment_agency: N}", ("institutional_interface", "deployment_agency", "text")),
        (
            "institutional_interface: {deployment_agency: {text: N}}",
            ("institutional_interface", "deployment_agency", "text"),
        ),
    ],
)
def test_long_paths_lead_through_short_forms(short, long_path):
    document = load_text(HEAD + short + "\n")
    span = document.span(Problem("", "", long_path))
    assert document.text[span.start : span.end] == "N"


def test_lines_end_at_line_feeds_only():
    place = Lines("a\u2028b\x85c\rd\ne").place(Span(9, 10))
    assert (place.line, place.column) == (2, 2)


def test_both_parsers_give_the_same_places():
    text = HEAD + "system_details:\n  system_owner: |\n    we\n  dates: {text: 'x', as_of: 2015}\n"
    fast, _ = compose(text, Limits())
    slow, _ = compose(text, Limits(), pure=True)
    for path in [("report", "id"), ("system_details", "system_owner"), ("system_details", "dates", "as_of")]:
        problem = Problem("", "", path)
        assert span_of(text, fast, problem) == span_of(text, slow, problem)

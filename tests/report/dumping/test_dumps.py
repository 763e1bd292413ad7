"""A dumped report loads as an equal one, keeps what was set, and is tidy already."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.base.errors import InvalidReportError
from reward_reports.report.dumping import dumps
from reward_reports.report.formatting import tidy
from reward_reports.report.loading import load_file, load_text
from reward_reports.report.model import Report

EXAMPLES = sorted((Path(__file__).resolve().parents[3] / "examples").glob("*/reward-report.yaml"))
FRAME = {"schema_version": "1.0", "report": {"id": "a", "title": "A", "version": "1.0"}}
HEAD = 'schema_version: "1.0"\n\nreport:\n  id: a\n  title: A\n  version: "1.0"\n'


def report(**keys) -> Report:
    return Report.model_validate(FRAME | keys)


def held(one: Report) -> str:
    """Dump a report, and hold what must hold of any."""
    text = dumps(one)
    document = load_text(text)
    assert document.report == one
    assert tidy(document) == text
    assert dumps(document.report) == text
    return text


def written(**keys) -> str:
    """Return what is written of some keys behind the frame."""
    return held(report(**keys)).removeprefix(HEAD).lstrip("\n")


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.name)
def test_the_examples_load_as_they_were(file):
    one = load_file(file).report
    text = held(one)
    assert max(map(len, text.splitlines())) <= 200
    before, after = load_file(file).data, load_text(text).data
    assert before.keys() == after.keys()


LONG = "Words " * 20 + "end"


@pytest.mark.parametrize(
    ("keys", "yaml_text"),
    [
        ({"profiles": ["game"]}, None),
        ({"system_details": {"system_owner": "The city"}}, "system_details:\n  system_owner: The city\n"),
        ({"system_details": {"system_owner": {"text": "The city", "basis": "documented"}}},
         "system_details:\n  system_owner:\n    text: The city\n    basis: documented\n"),
        ({"system_details": {"dates": {"active_from": 2019, "as_of": "0987"}}},
         'system_details:\n  dates:\n    as_of: "0987"\n    active_from: 2019\n'),
        ({"implementation": {"limitations": "a\n\n- b  \n- c\n"}}, "implementation:\n  limitations: |\n    a\n\n    - b  \n    - c\n"),
        ({"implementation": {"limitations": "a\nb"}}, "implementation:\n  limitations: |-\n    a\n    b\n"),
        ({"implementation": {"limitations": " a\nb"}}, 'implementation:\n  limitations: " a\\nb"\n'),
        ({"implementation": {"limitations": "a\n\n"}}, 'implementation:\n  limitations: "a\\n\\n"\n'),
        ({"implementation": {"limitations": LONG}},
         f"implementation:\n  limitations: >-\n    {('Words ' * 19).rstrip()}\n    Words end\n"),
        ({"implementation": {"limitations": {"disclosure": "answered"}}}, "implementation:\n  limitations:\n    disclosure: answered\n"),
        ({"implementation": {"limitations": None}}, ""),
        ({"optimization_intent": {"oversight_metrics": [{"id": "m", "name": "M", "thresholds": [{"op": "<", "value": 3.0}]}]}},
         'optimization_intent:\n  oversight_metrics:\n    - id: m\n      name: M\n      thresholds:\n        - {op: "<", value: 3}\n'),
        ({"optimization_intent": {"goal_of_reinforcement": {"horizon": {}}}},
         "optimization_intent:\n  goal_of_reinforcement:\n    horizon: {}\n"),
        ({"system_details": {"feedback_and_communication": [{"id": "a", "for": "all"}]}},
         "system_details:\n  feedback_and_communication:\n    - {id: a, for: all}\n"),
        ({"x-a": [1, 1.0, 1e20, True, None, "1", [], {}], "x-b": {"no": "no"}},
         'x-a:\n  - 1\n  - 1.0\n  - 1.0e+20\n  - true\n  - null\n  - "1"\n  - []\n  - {}\n\nx-b:\n  "no": "no"\n'),
        ({"x-a": 16**36}, f"x-a: {hex(16**36)}\n"),
    ],
)  # fmt: skip
def test_the_layout_is_that_of_the_examples(keys, yaml_text):
    text = written(**keys)
    assert yaml_text is None or text == yaml_text


def test_what_was_set_on_purpose_stays_set():
    given_ = report(implementation={"limitations": {"disclosure": "answered", "audience": "public"}})
    again = load_text(dumps(given_)).report
    assert again.implementation.limitations.model_fields_set == {"disclosure", "audience"}


def test_a_file_may_hold_what_no_file_should(tmp_path):
    """Such a report loads, with a problem; it can be dumped all the same."""
    loaded = load_text(f'{HEAD}x-a: "\\0\\x07"\nx-b: .nan\nx-c: -.inf\n? {"k" * 1500}\n: 1\n'.replace("? k", "? x-k"))
    assert loaded.report.extensions["x-a"] == "\x00\x07"
    text = dumps(loaded.report)
    assert [problem.kind for problem in load_text(text).problems] == [problem.kind for problem in loaded.problems]
    assert {**load_text(text).report.extensions, "x-b": 0} == {**loaded.report.extensions, "x-b": 0}


def test_what_no_file_can_hold_is_refused():
    deep = []
    for _ in range(150):
        deep = [deep]
    with pytest.raises(InvalidReportError, match="nests deeper than 100 levels"):
        dumps(report(**{"x-a": deep}))
    with pytest.raises(InvalidReportError, match="the key a is unknown here"):
        dumps(report().model_copy(update={"extensions": {"a": 1}}))
    with pytest.raises(InvalidReportError, match="bibliography is the number 7"):
        dumps(report().model_copy(update={"bibliography": 7}))
    with pytest.raises(InvalidReportError, match="never validated"):
        dumps(report().model_copy(update={"extensions": {"x-a": {2: 3}}}))
    for _ in range(2000):
        deep = [deep]
    with pytest.raises(InvalidReportError, match="a free value nests too deep"):
        dumps(report().model_copy(update={"extensions": {"x-a": deep}}))


@pytest.mark.parametrize("value", [1 - 10**39, 16**38 - 1, 10**39, 10**40, -1, 0])
def test_a_whole_number_is_written_so_that_it_is_read_as_one(value):
    assert load_text(held(report(**{"x-a": [value]}))).report.extensions == {"x-a": [value]}


@pytest.mark.parametrize(
    "value", [-(10**39), 16**38, 10**5000, -(10**5000)], ids=["below", "above", "far above", "far below"]
)
def test_a_whole_number_that_no_file_can_hold_is_an_error(value):
    with pytest.raises(InvalidReportError, match=r"whole number of \d+ bits, which is too long"):
        dumps(report(**{"x-a": value}))


WORDS = st.text() | st.text(
    st.characters(codec="utf-8", categories=["Cc", "Cf", "Zs", "Zl", "Zp", "Nd", "Po", "Ps", "Sm"])
)
LINES = st.lists(WORDS | st.sampled_from(["", "a", " b", "- c", "# d", "e: f", "|", "  ", "g  ", "---"])).map("\n".join)
PROSE = st.lists(
    st.sampled_from("some words: of # a - long | text 'that' \"goes\" on [and] {on}".split()), min_size=20, max_size=60
).map(" ".join)
TEXTS = WORDS | LINES | PROSE
FREE = st.recursive(
    st.none() | st.booleans() | st.integers(1 - 10**39, 16**38 - 1) | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
DATES = (
    st.dates().map(str) | st.dates().map(lambda day: f"{day:%Y}".zfill(4)) | st.dates().map(lambda day: str(day)[:7])
)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**30), 10**30)
METRICS = st.fixed_dictionaries(
    {"name": TEXTS},
    optional={
        "definition": TEXTS,
        "slices": st.lists(TEXTS, max_size=3),
        "thresholds": st.lists(st.fixed_dictionaries({"op": st.sampled_from(["<", "==", ">="]), "value": NUMBERS}), max_size=2),
        "observations": st.lists(st.fixed_dictionaries({"value": NUMBERS}, optional={"date": DATES, "slice": TEXTS}), max_size=3),
    },
)  # fmt: skip
BUILT = st.builds(
    lambda title, limits, day, metrics, free: report(
        report=FRAME["report"] | {"title": title, "date": day},
        implementation={"limitations": limits},
        optimization_intent={"performance_metrics": [{"id": f"m{n}"} | one for n, one in enumerate(metrics)]},
        **{"x-free": free},
    ),
    TEXTS,
    TEXTS | st.fixed_dictionaries({"text": TEXTS}, optional={"reason": TEXTS, "disclosure": st.sampled_from(["answered", "partial"])}),
    DATES,
    st.lists(METRICS, max_size=3),
    FREE,
)  # fmt: skip


@given(BUILT)
def test_whatever_is_built_loads_as_it_was(one):
    text = dumps(one)
    document = load_text(text)
    assert document.report == one
    assert tidy(document) == text


@given(TEXTS)
def test_other_readers_of_yaml_see_the_same_words(words):
    text = dumps(report(implementation={"limitations": {"text": words}}))
    if not load_text(text).problems and words:
        answer = yaml.safe_load(text)["implementation"]["limitations"]
        assert words == (answer if isinstance(answer, str) else answer["text"])


@pytest.mark.parametrize("named", ["extensions: {a: 1}", "extensions: {a: 1}\nx-b: 2"])
def test_free_keys_under_a_key_of_their_own_are_refused_and_not_dropped(named):
    (problem,) = load_text(f"{HEAD}{named}\n").problems
    assert problem.message == "the key extensions is unknown here"

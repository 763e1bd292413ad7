"""Text edits keep an author's comments and layout."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.base.diagnostics import Edit
from reward_reports.report.loading import load_text
from reward_reports.report.text_edits import (
    add_key,
    append_item,
    apply_edits,
    expand_text,
    number,
    quoted,
    rename_key,
    replace_value,
)

TEXT = """\
# our report
schema_version: "1.0"   # the format
report:
    id: a               # short
    title: 'A'
    version: "1.0"
evaluation: {evaluation_validity: fine}  # all of it
# the end
"""


@pytest.mark.parametrize(
    ("path", "value", "before", "after"),
    [
        (("report", "id"), "b", "id: a  ", "id: b  "),
        (("report", "title"), '"B"', "title: 'A'", 'title: "B"'),
        (("evaluation", "evaluation_validity"), "good", "validity: fine}", "validity: good}"),
    ],
)
def test_a_value_is_replaced_in_its_place(path, value, before, after):
    edit = replace_value(load_text(TEXT), path, value)
    assert apply_edits(TEXT, [edit]) == TEXT.replace(before, after)


def test_an_empty_value_is_filled():
    text = TEXT.replace("'A'", "")
    edit = replace_value(load_text(text), ("report", "title"), "A")
    assert yaml.safe_load(apply_edits(text, [edit]))["report"]["title"] == "A"


ANSWER = ("evaluation", "evaluation_validity")
STYLES = st.sampled_from([None, "'", '"', "|", ">"])


@given(
    st.text(st.sampled_from("ab .:#-{}[],'\"\n"), min_size=1, max_size=60), STYLES, st.booleans(), st.integers(10, 60)
)
def test_a_bare_text_becomes_a_mapping_with_the_same_text(words, style, flow, width):
    class Styled(str):
        __slots__ = ()

    class Dumper(yaml.SafeDumper):
        pass

    Dumper.add_representer(Styled, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:str", value, style))
    data = {"evaluation": {"evaluation_validity": Styled(words)}, "x-after": 1}
    text = yaml.dump(data, Dumper=Dumper, default_flow_style=flow, width=width)
    document = load_text(text)
    before = document.data["evaluation"]["evaluation_validity"]
    edits = expand_text(document, ANSWER, "as_of", "2026")
    if edits is not None:
        data = load_text(apply_edits(text, edits)).data
        assert data["evaluation"] == {"evaluation_validity": {"as_of": 2026, "text": before}}
        assert data["x-after"] == 1
    else:
        assert "? " in text  # a key that is written out


@pytest.mark.parametrize("value", ["&a fine", "!!str fine", "{text: fine}", "# nothing", "\n    fine"])
def test_what_is_no_bare_text_behind_its_key_is_left_alone(value):
    assert expand_text(load_text(f"evaluation:\n  evaluation_validity: {value}\n"), ANSWER, "as_of", "2026") is None


def test_a_key_is_renamed():
    edit = rename_key(load_text(TEXT), ("report", "id"), "name")
    assert apply_edits(TEXT, [edit]) == TEXT.replace("id: a", "name: a")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("report",), '    version: "1.0"\n    license: CC0-1.0\n'),
        (("evaluation",), "{evaluation_validity: fine, license: CC0-1.0}  # all of it\n"),
    ],
)
def test_a_key_is_added_behind_the_last_one(path, expected):
    edit = add_key(load_text(TEXT), path, "license", "CC0-1.0")
    made = apply_edits(TEXT, [edit])
    assert expected in made
    assert "# the end" in made


def test_a_key_is_added_with_the_line_ends_of_the_file():
    text = TEXT.replace("\n", "\r\n")
    edit = add_key(load_text(text), ("report",), "license", "CC0-1.0")
    assert '"1.0"\r\n    license: CC0-1.0\r\n' in apply_edits(text, [edit])


@pytest.mark.parametrize("path", [("report", "nothing"), ("nothing",), ("report",)])
def test_what_is_not_there_gives_no_edit(path):
    assert replace_value(load_text(TEXT), path, "x") is None


def test_overlapping_edits_are_refused():
    with pytest.raises(ValueError, match="overlap"):
        apply_edits("abc", [Edit(0, 2, "x"), Edit(1, 3, "y")])


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff\u2028\u2029\x85")))
def test_a_quoted_text_reads_back_as_itself(text):
    document = load_text(f'schema_version: "1.0"\nreport: {{id: a, title: {quoted(text)}, version: "1.0"}}\n')
    assert document.report is not None
    assert document.report.report.title == text


FRAME = """\
# ours
schema_version: "1.0"
report: {{id: a, title: A, version: "1.0"}}
optimization_intent:
  oversight_metrics:
    - id: m   # the metric
{list}
      name: M  # its name
# the end
"""
ITEM = {"date": "2026-05-20", "value": "31"}
OBSERVATIONS = ("optimization_intent", "oversight_metrics", "items", 0, "observations")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "      # nothing yet",
            "      name: M  # its name\n      observations: [{date: 2026-05-20, value: 31}]\n# the end",
        ),
        ("      observations:", "      observations: [{date: 2026-05-20, value: 31}]\n"),
        ("      observations:   # none", "      observations: [{date: 2026-05-20, value: 31}]   # none\n"),
        ("      observations: null # none", "      observations: [{date: 2026-05-20, value: 31}] # none\n"),
        ("      observations: [] # none", "      observations: [{date: 2026-05-20, value: 31}] # none\n"),
        (
            "      observations: [ # none\n      ]",
            "      observations: [{date: 2026-05-20, value: 31} # none\n      ]\n",
        ),
        ("      observations: [{value: 1}] # one", "[{value: 1}, {date: 2026-05-20, value: 31}] # one\n"),
        (
            "      observations: [{value: 1}, # one\n      ]",
            "[{value: 1}, {date: 2026-05-20, value: 31}, # one\n      ]\n",
        ),
        (
            "      observations:\n      - {value: 1} # one",
            "      - {value: 1} # one\n      - {date: 2026-05-20, value: 31}\n",
        ),
        (
            "      observations:\n        - value: 1 # one\n          n: 3 # three\n        # more below",
            "          n: 3 # three\n        - date: 2026-05-20\n          value: 31\n        # more below\n",
        ),
        (
            "      observations:\n        -   value: 1\n            source: >-\n              long\n\n              words",
            "              words\n        - date: 2026-05-20\n          value: 31\n",
        ),
        ("      observations:\n        # first\n        - # of all\n          value: 1", None),
        ("      observations: none", None),
        ('      observations: ""', None),
    ],
)
def test_an_item_is_added_in_the_style_of_the_list(written, expected):
    text = FRAME.format(list=written)
    edit = append_item(load_text(text), OBSERVATIONS, ITEM)
    if expected is None:
        assert edit is None
        return
    made = apply_edits(text, [edit])
    assert expected in made
    assert all(remark in made for remark in re.findall("#.*", text))


keys = st.sampled_from(["value", "n", "slice", "source"])
scalars = st.sampled_from(["1", "word", '"a: b # no"', "'it''s'", "2.5"])
entries = st.dictionaries(keys, scalars, min_size=1, max_size=3)


def in_flow(entry):
    return "{" + ", ".join(f"{key}: {value}" for key, value in entry.items()) + "}"


def block(items, style, indent, comment):
    pad = " " * indent
    if style == "flow items":
        return "".join(f"\n{pad}- {in_flow(one)}{comment}" for one in items)
    parts = [f"\n{pad}  ".join(f"{key}: {value}{comment}" for key, value in one.items()) for one in items]
    return "".join(f"\n{pad}- {part}" for part in parts)


@given(
    st.lists(entries, max_size=3),
    st.sampled_from(["flow", "flow lines", "flow items", "block"]),
    st.sampled_from([6, 8, 11]),
    st.sampled_from(["", "  # said", " # é 日 😀"]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_an_edited_list_reads_as_the_old_one_and_the_new_item(items, style, indent, comment, newline, last):
    if not items or (style.startswith("flow") and style != "flow items"):
        between = f",{comment}\n          " if style == "flow lines" else ", "
        listed = f" [{between.join(map(in_flow, items))}]{comment}"
    else:
        listed = block(items, style, indent, comment)
    text = FRAME.format(list=f"      observations:{listed}")
    if last:
        text = text.replace("\n      name: M  # its name\n# the end\n", "").replace("id: m ", "id: m\n      name: M ")
    text = text.replace("\n", newline)
    document = load_text(text)
    assert document.data is not None, (text, document.problems)
    made = apply_edits(text, [append_item(document, OBSERVATIONS, ITEM)])
    metric = document.data["optimization_intent"]["oversight_metrics"][0]
    metric["observations"] = [*metric["observations"], {"date": "2026-05-20", "value": 31}]
    assert load_text(made).data == document.data
    for remark in ("# ours", "# the metric", "# its name", "# the end", *filter(None, [comment.strip()])):
        assert made.count(remark) == text.count(remark)
    assert made.count("\r\n") == (made.count("\n") if newline == "\r\n" else 0)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_reads_back_as_itself_in_either_yaml(value):
    document = load_text(f'schema_version: "1.0"\nx-number: {number(value)}\n')
    assert document.data["x-number"] == value
    assert yaml.safe_load(number(value)) == value
    assert not [problem for problem in document.problems if problem.kind == "yaml-1.1"]

"""Text edits keep an author's comments and layout."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.dumping import add_key, apply_edits, quoted, remove_lines, rename_key, replace_value
from reward_reports.loading import load_text
from reward_reports.problems import Edit

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


def test_whole_lines_are_removed():
    start = TEXT.index("title")
    assert apply_edits(TEXT, [remove_lines(load_text(TEXT), start, start + 2)]) == TEXT.replace("    title: 'A'\n", "")


def test_overlapping_edits_are_refused():
    with pytest.raises(ValueError, match="overlap"):
        apply_edits("abc", [Edit(0, 2, "x"), Edit(1, 3, "y")])


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff\u2028\u2029\x85")))
def test_a_quoted_text_reads_back_as_itself(text):
    document = load_text(f'schema_version: "1.0"\nreport: {{id: a, title: {quoted(text)}, version: "1.0"}}\n')
    assert document.report is not None
    assert document.report.report.title == text

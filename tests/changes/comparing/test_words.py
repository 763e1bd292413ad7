"""Words that stay, come and go: nothing is lost, whatever the texts, and hostile texts end."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.changes.comparing.words import same_text, word_changes

TEXTS = st.text(alphabet="ab \n日.", max_size=60) | st.text(max_size=40)


def joined(words, *ops):
    return "".join("".join(word.text.split()) for word in words if word.op in ops)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_words(old, new):
    words = word_changes(old, new)
    assert joined(words, "same", "removed") == "".join(old.split())
    assert joined(words, "same", "added") == "".join(new.split())


@given(TEXTS)
def test_equal_texts_are_the_same(text):
    assert same_text(text, f"{text}\n")
    assert {word.op for word in word_changes(text, text)} <= {"same"}


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("a b\nc", "a b c", True),
        ("a b c", "a b d", False),
        ("a\n\nb", "a b", False),
        ("a\n\nb c", "a\n\n\nb\nc", True),
        ("- a\n- b", "- a - b", False),
        ("a  \nb", "a b", False),
        ("a\n\n    code\nb", "a\n\ncode b", False),
    ],
)
def test_lines_count_only_where_markdown_reads_them(old, new, same):
    assert same_text(old, new) is same


def test_a_word_in_a_long_text_is_found_and_the_rest_stays():
    text = [random.Random(n).choice("one two three four five six".split()) + str(n % 500) for n in range(3000)]
    changed = [*text[:700], "other", *text[701:2000], *text[2003:]]
    words = word_changes(" ".join(text), " ".join(changed))
    assert [(word.op, len(word.text.split())) for word in words if word.op != "same"] == [
        ("removed", 1), ("added", 1), ("removed", 3)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "texts",
    [
        ("a " * 60_000, "b a " * 30_000),
        (" ".join(map(str, range(40_000))), " ".join(map(str, range(40_000, 0, -1)))),
        ("x" * 200_000, "y" * 200_000),
        ("日本" * 30_000, "本日" * 30_000),
        (" " * 200_000, "\n" * 200_000),
        ("a b c d " * 8_000, "d c b a " * 8_000),
    ],
    ids=["one word", "turned round", "no space", "no words", "only space", "few words"],
)
def test_hostile_texts_end(texts):
    words = word_changes(*texts)
    assert joined(words, "same", "added") == "".join(texts[1].split())


def changed_words(old, new):
    return [(word.op, word.text.strip()) for word in word_changes(old, new) if word.op != "same"]


NUMBER = [("removed", "41.7"), ("added", "46.7")]
ROW = "| ARC | {} |\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("Line of a text that was kept.\n" * 300, "Line of a text that was kept.\n" * 300),
        ("| ARC | 1 |\n" * 300, "| ARC | 1 |\n" * 300),
        ("".join(f"Line {n}.\n" for n in range(300)), "".join(f"Line {n}.\n" for n in range(300, 600))),
        ("word " * 3000, "word " * 3000),
        ("x" * 5000 + " ", " " + "y" * 5000),
        ("`" * 5000 + " ", " " + "`" * 5000),
    ],
    ids=["alone", "equal lines", "equal rows", "lines", "equal words", "no space", "backticks"],
)
def test_a_changed_number_is_all_that_changed_wherever_it_stands(before, after):
    old, new = (before + ROW.format(number) + after for number in ("41.7", "46.7"))
    assert changed_words(old, new) == NUMBER


def test_a_number_inside_a_long_stretch_without_spaces_is_found():
    old, new = ("a=1;b=2;" * 400 + f"rate={number};" + "c=3;d=4;" * 400 for number in ("41.7", "46.7"))
    assert changed_words(old, new) == NUMBER


def test_changes_far_apart_in_lines_that_are_all_the_same_leave_what_lies_between():
    rows = ["| ARC | 1 |\n"] * 2000
    other = list(rows)
    for at in (3, 700, 701, 1500):
        other[at] = "| ARC | 2 |\n"
    del other[1000]
    found = changed_words("".join(rows), "".join(other))
    assert sum(words.count("| ARC") or 1 for _, words in found) <= 9
    assert sum(words.count("2") for op, words in found if op == "added") == 4


def test_where_every_row_changed_each_number_is_shown():
    old, new = ("".join(f"| ARC | {n % 7 + more} |\n" for n in range(3000)) for more in (0, 1))
    found = changed_words(old, new)
    assert len([one for one in found if one[0] == "removed"]) == 3000
    assert max(len(words.split()) for _, words in found) == 1


@given(st.lists(st.sampled_from("abc"), max_size=60), st.lists(st.sampled_from("abc"), max_size=60))
def test_where_nothing_stands_once_as_much_stays_as_can(old, new):
    from difflib import SequenceMatcher

    from reward_reports.changes.comparing.alignment import _Budget, _shortest_way

    blocks = _shortest_way(old, new, _Budget(len(old) + len(new)))
    assert blocks is not None
    for i, j, size in blocks:
        assert old[i : i + size] == new[j : j + size]
    kept = sum(size for *_, size in blocks)
    assert kept >= sum(block.size for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks())
    assert blocks == sorted(blocks)

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

"""The carets stand below what is meant, in the cells of a terminal, whatever the line holds."""

from __future__ import annotations

from unicodedata import combining, east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.linting.formats.excerpt import excerpt


def mark(line: str, needle: str, width: int = 60) -> tuple[str, str]:
    start = line.index(needle)
    return excerpt(line, start + 1, start + len(needle) + 1, width)


@pytest.mark.parametrize(
    ("line", "needle", "shown", "carets"),
    [
        ("title: abc", "abc", "title: abc", "       ^^^"),
        ("t: Émile 日本 😀 x", "Émile", "t: Émile 日本 😀 x", "   ^^^^^"),
        ("t: Émile 日本 😀 x", "日本", "t: Émile 日本 😀 x", "         ^^^^"),
        ("t: Émile 日本 😀 x", "😀", "t: Émile 日本 😀 x", "              ^^"),
        ("t: Émile 日本 😀 x", "x", "t: Émile 日本 😀 x", "                 ^"),
        ("e\u0301e\u0301 x", "x", "e\u0301e\u0301 x", "   ^"),
        ("ae\u0301x", "\u0301", "ae\u0301x", " ^"),
        ("한국 x", "x", "한국 x", "     ^"),
        ("\u1112\u1161\u11ab x", "x", "\u1112\u1161\u11ab x", "   ^"),
        ("ｆｕｌｌ x", "x", "ｆｕｌｌ x", "         ^"),
        ("👩\u200d👩 x", "x", "👩\u200d👩 x", "     ^"),
        ("\tkey: x", "key", "    key: x", "    ^^^"),
        ("ab\tkey: x", "key", "ab  key: x", "    ^^^"),
        ("日\tkey", "key", "日  key", "    ^^^"),
        ("a\x1b[1m b", "b", r"a\x1b[1m b", "         ^"),
        ("a\u202e b", "\u202e", r"a\u202e b", " ^^^^^^"),
        ("a ##[x] b", "b", r"a #\x23[x] b", "           ^"),
    ],
)
def test_carets_stand_below_the_characters(line, needle, shown, carets):
    assert mark(line, needle) == (shown, carets)


@pytest.mark.parametrize(
    ("column", "end_column", "carets"),
    [(1, 1, "^"), (4, 4, "   ^"), (9, 20, "   ^"), (2, 99, " ^^"), (0, 0, "^"), (3, 1, "  ^")],
)
def test_places_out_of_the_line_still_get_a_caret(column, end_column, carets):
    assert excerpt("abc", column, end_column, 60) == ("abc", carets)


def test_an_empty_line_gets_a_caret():
    assert excerpt("", 1, 1, 60) == ("", "^")


@pytest.mark.parametrize(
    ("line", "shown", "carets"),
    [
        ("x" + "a" * 90, "xaaaaaaaaaaaaaaaaa…", "^"),
        ("a" * 90 + "x", "…aaaaaaaaaaaaaaaaax", " " * 18 + "^"),
        ("a" * 90 + "x" + "b" * 90, "…aaaaaaxbbbbbbbbbbb…", "       ^"),
        ("日" * 90 + "x" + "本" * 90, "…日日日x本本本本本…", "       ^"),
    ],
)
def test_a_long_line_is_cut_around_the_carets(line, shown, carets):
    assert mark(line, "x", 20) == (shown, carets)


def test_carets_end_where_the_line_is_cut():
    shown, carets = mark("k: " + "x" * 500, "x" * 500, 20)
    assert shown == "k: xxxxxxxxxxxxxxx…"
    assert carets == "   ^^^^^^^^^^^^^^^"


def cells(text: str) -> int:
    return sum(0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1 for character in text)


ALPHABET = st.sampled_from("ab :#\t日本Éé😀\u0301\x1b\u202eｆ")


@given(st.text(ALPHABET, max_size=300), st.integers(0, 310), st.integers(0, 50), st.integers(12, 80))
def test_what_is_shown_fits_and_the_carets_stand_below_it(line, column, length, width):
    shown, carets = excerpt(line, column, column + length, width)
    assert cells(shown) <= width
    assert carets.strip() == "^" * carets.count("^") != ""
    assert len(carets) <= cells(shown) + 1


@given(st.text("ab 日😀é", min_size=1, max_size=60), st.data())
def test_the_cells_before_the_carets_are_those_of_the_text_before(line, data):
    column = data.draw(st.integers(1, len(line)))
    _, carets = excerpt(line, column, column + 1, 500)
    assert len(carets) - len(carets.lstrip()) == cells(line[: column - 1])
    assert carets.count("^") == cells(line[column - 1])

"""What a report or a file name holds cannot act on the terminal, the log or the reader that gets the output."""

from __future__ import annotations

import re

import pytest

from reward_reports.base.escaping.visible import unsafe_characters, visible, visible_name
from reward_reports.linting.formats import FORMATS

HARMFUL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)


@pytest.mark.parametrize("name", FORMATS)
def test_no_character_of_a_report_acts_on_the_terminal(name, any_result):
    assert not HARMFUL.search(FORMATS[name](any_result))


@pytest.mark.parametrize("name", FORMATS)
def test_every_output_can_be_written_as_utf_8_and_ends_a_line(name, any_result):
    text = FORMATS[name](any_result)
    assert text.encode("utf-8").decode("utf-8") == text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("name", FORMATS)
def test_no_line_of_a_log_is_a_command_to_a_runner(name, hostile):
    text = FORMATS[name](hostile)
    assert not re.search(r"##\[|##[a-z]+\[", text)
    commands = [line for line in text.splitlines() if line.lstrip().startswith("::")]
    assert len(commands) == (1 if name == "github" else 0)
    assert all(line.startswith("::error file=") for line in commands)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, 100% [ok]", "plain text, 100% [ok]"),
        ("Émile 日本 😀 ‘quoted’", "Émile 日本 😀 ‘quoted’"),
        ("\x1b[2J", r"\x1b[2J"),
        ("\x9b31m\x7f", r"\x9b31m\x7f"),
        ("a\tb\r\nc", r"a\tb\r\nc"),
        ("admin\u202etxt", r"admin\u202etxt"),
        ("\u2067\u2069\u061c\u200f", r"\u2067\u2069\u061c\u200f"),
        ("zero\u200bwidth\ufeff", r"zero\u200bwidth\ufeff"),
        ("tag\U000e0041", r"tag\U000e0041"),
        ("half \ud83d", r"half \ud83d"),
        ("👩\u200d🔬 می\u200cخواهم", "👩\u200d🔬 می\u200cخواهم"),
        ("##[error]x", r"#\x23[error]x"),
        ("###vso[task]", r"##\x23vso[task]"),
        ("## heading [x]", "## heading [x]"),
    ],
)
def test_what_is_unsafe_is_written_out(text, shown):
    assert visible(text) == shown
    places = unsafe_characters(text)
    assert "".join(places.get(index, character) for index, character in enumerate(text)) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a/b.yaml", "a/b.yaml"), ("::error::x", "./::error::x"), (" ::x", "./ ::x"), ("a::b", "a::b"), ("a\nb", r"a\nb")],
)
def test_a_file_name_begins_no_command(name, shown):
    assert visible_name(name) == shown

"""What a report or a file name holds cannot act on the terminal, the log or the reader that gets the output."""

from __future__ import annotations

import re

import pytest

from reward_reports.base.escaping.visible import printable, unsafe_characters, visible
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
        ("#\u200d#[error]", r"#\u200d#[error]"),
        ("❤\ufe0f 葛\U000e0100 1\ufe0f\u20e3", "❤\ufe0f 葛\U000e0100 1\ufe0f\u20e3"),
        ("a\ufe0f ❤\ufe0f\ufe01", "a\\ufe0f ❤\ufe0f\\ufe01"),
        ("name\u3164\u034f", r"name\u3164\u034f"),
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
    ("text", "shown"),
    [
        ("a::b\n c", "a::b\n c"),
        ("::error::x", r"\x3a:error::x"),
        ("a\n \u3000\xa0::x", "a\n \u3000\xa0\\x3a:x"),
        ("\x1b[1m::x\x1b[0m", "\x1b[1m\\x3a:x\x1b[0m"),
        ("\x1b[2J\x1b[31m", r"\x1b[2J\x1b[31m"),
        ("--- a/b\n+++ b/c\n---\n", "--- a/b\n+++ b/c\n---\n"),
        ("--- x\n+++ x\n~~~ x\n -- x", "\\x2d-- x\n\\x2b++ x\n\\x7e~~ x\n -- x"),
    ],
)
def test_a_line_begins_no_command(text, shown):
    assert printable(text) == shown
    assert printable(shown) == shown


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("markdown", "a\n \\::x &#x202e;\t#\\#[y]"),
        ("html", "a\n &#x3a;:x &#x202e;\t#&#x23;[y]"),
        ("latex", "a\n {}::x \\textbackslash{}u202e\t#\\textbackslash{}x23[y]"),
        ("data", "a\n ::x \u202e\t##[y]"),
    ],
)
def test_a_document_says_with_its_own_escapes_what_would_act_in_print(form, shown):
    assert printable("a\n ::x \u202e\t##[y]", form) == shown


def test_a_document_that_is_printed_reads_as_before():
    import cmarkgfm

    text = "a\n::x::y ##[z]"
    assert cmarkgfm.github_flavored_markdown_to_html(printable(text, "markdown")) == "<p>a\n::x::y ##[z]</p>\n"

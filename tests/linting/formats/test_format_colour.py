"""When colour is used."""

from __future__ import annotations

import io

import pytest

from reward_reports.base.escaping.colour import painter, wants_colour


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "terminal", "environ", "wanted"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"TERM": "dumb"}, False),
        ("auto", True, {"TERM": "xterm"}, True),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", False, {"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        ("auto", False, {"FORCE_COLOR": ""}, False),
        ("auto", False, {"FORCE_COLOR": "0"}, False),
        ("auto", True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_choice_then_environment_then_terminal_decide(choice, terminal, environ, wanted):
    assert wants_colour(choice, Terminal() if terminal else io.StringIO(), environ) is wanted


def test_no_stream_wants_no_colour():
    assert wants_colour("auto", None, {}) is False


def test_an_empty_text_is_not_coloured():
    assert painter(True)("", "error") == ""

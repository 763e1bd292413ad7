"""Headings break where a reader would."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from reward_reports.publishing.rendering.unbroken import unbroken


@pytest.mark.parametrize(
    ("heading", "kept"),
    [
        ("Project Flow on CA-24", "CA-24"),
        ("DeepSeek-R1", "DeepSeek-R1"),
        ("the gpt-3.5-turbo-0613 of June", "gpt-3.5-turbo-0613"),
    ],
)
def test_a_name_with_a_hyphen_and_a_digit_stays_on_one_line(heading, kept):
    assert unbroken(heading) == heading.replace(kept, f'<span class="unbroken">{kept}</span>')


@pytest.mark.parametrize("heading", ["self-driving cars", "a-very-long-name-that-fills-a-line-2", "24-"])
def test_other_words_may_break_at_their_hyphens(heading):
    assert unbroken(heading) == heading


def test_a_number_and_its_sign_stay_together():
    assert unbroken("21 % of all") == "21\N{NO-BREAK SPACE}% of all"


def test_text_is_escaped_once_and_tags_stay_as_they_are():
    assert unbroken("A & <b-2>") == 'A &amp; &lt;<span class="unbroken">b-2</span>&gt;'
    assert unbroken(Markup('<a href="x-1">it&#39;s</a>')) == Markup('<a href="x-1">it&#39;s</a>')

"""What a text says in its own voice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_reports.linting.extract.quotations import own_words

from . import fragments

NOW = "is currently retrained"
QUOTED = [
    f'The card says it "{NOW}" at night.',
    f"The card says it “{NOW}” at night.",
    f"Die Karte sagt „{NOW}“ dazu.",
    f"The card says it ‘{NOW}’ at night.",
    f"The card says ‘it’s new and {NOW}’ at night.",
    f"The card says 'it isn't new and {NOW}' at night.",
    f"The card says it '{NOW}'.",
    f"La fiche dit «{NOW}», rien d'autre.",
    f"La fiche dit « {NOW} » ici.",
    f"The card says it ``{NOW}'' at night.",
    f"The card (“the model {NOW}”) is old.",
    f"It writes: “The model\n{NOW}.” That is all.",
    f"The card says:\n\n> The model {NOW}.\n\nThat is all.",
    f"> The model\nwhich {NOW}\n",
    f"   > The model {NOW}.",
    f"It prints `model {NOW}` to the log.",
    f"It prints\n\n```\nmodel {NOW}\n```\n",
]
IN_ITS_OWN_VOICE = [
    f"The model {NOW}.",
    f"The “model” {NOW} by the “team”.",
    f'The "model" {NOW} by the "team".',
    f"The users' model {NOW}, as are the drivers' maps.",
    f'The 5" screen {NOW}; the 7" screen is not.',
    f"It's what {NOW}; that's all.",
    f"It is said: “The model.\n\nIt {NOW}” by nobody.",
    f"The model {NOW} if x > 3.",
    f"> The model was new.\n\nIt {NOW}.",
    f"An opening “ alone, and it {NOW}.",
]


def findings(text):
    lines = "".join(f"    {line}\n" for line in text.split("\n"))
    return fragments.findings(f"evaluation:\n  evaluation_validity: |2\n{lines}", "LIV007")


@pytest.mark.parametrize("text", QUOTED)
def test_a_quotation_says_nothing_in_the_voice_of_the_report(text):
    assert "currently" not in own_words(text)
    assert findings(text) == []


@pytest.mark.parametrize("text", IN_ITS_OWN_VOICE)
def test_what_stands_beside_quotations_counts(text):
    assert "currently" in own_words(text)
    assert len(findings(text)) == 1


def test_a_later_now_outside_the_quotation_is_found():
    (finding,) = findings(f"The card says it “{NOW}”. Nowadays nobody knows.")
    assert finding.message.startswith('"Nowadays"')


def test_a_date_inside_a_quotation_dates_the_sentence():
    assert findings("As the card of “May 2024” says, it is currently retrained.") == []


@given(st.text(st.sampled_from("a \n\"'“”‘’«»„>`(.")))
def test_every_character_stays_where_it_was(text):
    left = own_words(text)
    assert len(left) == len(text)
    assert all(now in (was, " ") for was, now in zip(text, left, strict=True))
    assert [mark == "\n" for mark in text] == [mark == "\n" for mark in left]

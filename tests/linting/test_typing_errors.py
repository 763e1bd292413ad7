"""What may be corrected without a word in the changelog: typing errors, and nothing that another word says."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from reward_reports.changes.comparing.classify import kind_of
from reward_reports.changes.comparing.shapes import slots_of
from reward_reports.linting.documentation import complete
from reward_reports.linting.engine import lint_document
from reward_reports.linting.settings import Settings
from reward_reports.report.loading import load_text
from reward_reports.report.model import Report
from reward_reports.report.model.fields import choices_in, model_in

TODAY = date(2026, 6, 1)
REPORT = """
optimization_intent:
  performance_metrics:
    - {{id: found, name: Found, role: reward, definition: "{}", unit: {}, direction: {}}}
implementation:
  reward_details:
    text: "{}"
system_maintenance:
  changelog:
    - {{id: first, version: "1.0", date: 2025-01-01, summary: "{}"}}
"""
PLAIN = "Share of searches.", "share", "maximize", "One thing.", "The first report."


def codes(old, new):
    before, after = (load_text(complete(REPORT.format(*values))) for values in (old, new))
    assert after.report, after.problems
    select = ("LIV008", "LIV010", "LIV011")
    return {one.code for one in lint_document(after, Settings(select=select), TODAY, before)[0]}


def in_every_text(old, new):
    """Change a word in a definition, in a field, and in an old entry of the changelog."""
    places = (0, {"LIV008", "LIV011"}), (3, {"LIV008"}), (4, {"LIV010"})
    for place, expected in places:
        before, after = list(PLAIN), list(PLAIN)
        before[place], after[place] = f"They say that {old} is so.", f"They say that {new} is so."
        yield codes(before, after), expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("waitting", "waiting"), ("recieved", "received"), ("recommned", "recommend"), ("acommodate", "accommodate"),
        ("thier reward", "Thier reward"), ("possesion", "possession"), ("the reward", "the REWARD"), ("a, b and c", "a, b, and c"),
        ("so-called", "so-called"), ("it is (mostly) safe", "it is mostly safe"), ("sytsem", "system"), ("comunicated", "communicated"),
    ],
)  # fmt: skip
def test_a_typing_error_may_be_corrected(old, new):
    assert [found for found, _ in in_every_text(old, new)] == [set(), set(), set()]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("maximises", "minimises"), ("maximise", "minimise"), ("online", "offline"), ("increases", "decreases"),
        ("increase", "decrease"), ("not", "now"), ("public", "pubic"), ("included", "excluded"), ("inclusive", "exclusive"),
        ("internal", "external"), ("casual", "causal"), ("casually", "causally"), ("united", "untied"), ("trail", "trial"),
        ("trailing", "trialing"), ("form", "from"), ("later", "latter"), ("rating", "ratting"), ("planed", "planned"),
        ("hoping", "hopping"), ("staring", "starring"), ("striping", "stripping"), ("scraped", "scrapped"), ("loses", "losses"),
        ("nuclear", "unclear"), ("desert", "dessert"), ("employe", "employee"), ("licenses", "licensees"), ("advise", "advisee"),
        ("addresses", "addressees"), ("invited", "invitee"), ("complaint", "compliant"), ("compiled", "complied"),
        ("perfect", "prefect"), ("quiet", "quite"), ("marital", "martial"), ("signed", "singed"), ("discreetly", "discretely"),
        ("regression", "repression"), ("adoption", "adaption"), ("affects", "effects"), ("moral", "morale"), ("human", "humane"),
        ("rational", "rationale"), ("personal", "personnel"), ("stationary", "stationery"), ("contract", "contrast"),
        ("conserved", "conversed"), ("prosecuted", "persecuted"), ("inferred", "interred"), ("supervised", "unsupervised"),
        ("able", "unable"), ("likely", "unlikely"), ("safe", "unsafe"), ("rewarded", "rewards"), ("reward", "rewards"),
        ("is", "was"), ("does", "does not"), ("can not", "can"), ("may be", "maybe"), ("a and b", "b and a"), ("5", "6"),
        ("1.5", "15"), ("five", "nine"), ("a > b", "a < b"), ("safe", "safe?"), ("softmin", "softmax"), ("argmin", "argmax"),
        ("hundred", "thousand"), ("weekly", "monthly"), ("Alice", "Alicia"), ("never", "ever"), ("none", "one"),
    ],
)  # fmt: skip
def test_another_word_is_no_typing_error(old, new):
    for found, expected in in_every_text(old, new):
        assert found == expected
    for found, expected in in_every_text(new, old):
        assert found == expected


def test_a_spelling_that_stays_elsewhere_was_no_error():
    before = [*PLAIN[:3], "Of capello they speak, and of capello again.", PLAIN[4]]
    assert codes(before, [*PLAIN[:3], "Of cappello they speak, and of cappello again.", PLAIN[4]]) == set()
    assert codes(before, [*PLAIN[:3], "Of cappello they speak, and of capello again.", PLAIN[4]]) == {"LIV008"}


@pytest.mark.parametrize(
    ("place", "new", "found"),
    [
        (2, "minimize", {"LIV008", "LIV011"}),
        (2, "monitor", {"LIV008", "LIV011"}),
        (1, "shares", {"LIV008", "LIV011"}),
        (1, "Share", {"LIV008", "LIV011"}),
    ],
)
def test_a_listed_value_or_a_unit_is_never_a_typing_error(place, new, found):
    values = list(PLAIN)
    values[place] = new
    assert codes(PLAIN, values) == found


def models(model=Report, known=None):
    known = {} if known is None else known
    if model not in known:
        known[model] = None
        for info in model.model_fields.values():
            if inner := model_in(info.annotation):
                models(inner, known)
    return known


CHOICES = [
    (model, slot, choices_in(model.model_fields[slot.name].annotation))
    for model in models()
    for slot in slots_of(model)
    if slot.choice
]


@pytest.mark.parametrize(("model", "slot", "values"), CHOICES, ids=lambda one: getattr(one, "name", None))
def test_no_change_of_a_listed_value_counts_as_words(model, slot, values):
    from reward_reports.linting.extract.typing_errors import _holds_words

    for old, new in list(permutations(values, 2))[:12]:
        owners = (model.model_construct(**({"value": 1.0} | {slot.name: value})) for value in (old, new))
        change = type("Change", (), {"kind": kind_of(slot, *owners), "path": ("x", slot.key)})
        assert not _holds_words(change), (old, new)

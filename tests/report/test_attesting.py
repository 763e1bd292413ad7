"""Somebody vouches for an answer: it is written as a text edit, fits until the answer changes, and tells nothing of it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reward_reports.base.errors import InputError
from reward_reports.publishing.rendering import render
from reward_reports.report.attesting import attest, digest_of, verified
from reward_reports.report.field_paths import find_path
from reward_reports.report.loading import load_text
from reward_reports.report.model import Answer
from reward_reports.report.model.redaction import redact

HEAD = 'schema_version: "1.1"  # ours\nreport: {id: a, title: A, version: "1", kind: first_party}\n'
DAY = date(2026, 5, 3)
ANSWERS = [
    ("implementation: {limitations: It is slow.}  # why\n", "implementation.limitations"),
    ("implementation:\n  limitations: It is slow.  # why\n", "implementation.limitations"),
    ("implementation:\n  limitations: |\n    It is slow.\n    And dear.\n", "implementation.limitations"),
    ("implementation:\n  limitations:\n    text: It is slow.  # why\n", "implementation.limitations"),
    (
        "implementation:\n  limitations:\n    text: It is slow.\n    attested: [{by: Another}]\n",
        "implementation.limitations",
    ),
    ("rlhf:\n  preference_data:\n    - id: v1.2\n      pay: 3 dollars\n", "rlhf.preference_data.v1.2.pay"),
    ("rlhf:\n  preference_data:\n    items: [{id: a, pay: 3 dollars}]\n", "rlhf.preference_data.items.0.pay"),
]


@pytest.mark.parametrize(("fragment", "field"), ANSWERS)
def test_it_is_written_as_a_text_edit_and_fits(fragment, field):
    made = attest(load_text(HEAD + fragment), field, "city-audit", "auditor", DAY)
    report = load_text(made).report
    assert report is not None, made
    last = list(verified(report))[-1]
    assert (last.attestation.by, str(last.attestation.on), last.verdict) == ("city-audit", "2026-05-03", "fits")
    assert re.findall("#.*", made) == re.findall("#.*", HEAD + fragment), "comments stay"


def test_a_changed_answer_no_longer_fits_and_another_audience_or_a_response_changes_nothing():
    made = attest(
        load_text(HEAD + "implementation: {limitations: {text: Slow.}}"), "implementation.limitations", "A", None, DAY
    )
    assert [one.verdict for one in verified(load_text(made.replace("Slow.", "Fast.")).report)] == ["changed"]
    wider = made.replace("{text: Slow.", "{text: Slow., audience: auditor, owner_response: No.")
    assert [one.verdict for one in verified(load_text(wider).report)] == ["fits"]


@pytest.mark.parametrize("break_", [" ", "\n      "])
def test_who_reads_an_answer_again_renews_their_word_and_nobody_elses(break_):
    text = f"{HEAD}implementation:\n  limitations:\n    text:{break_}Slow.  # why\n"
    for name in ("A", "B: C"):
        text = attest(load_text(text), "implementation.limitations", name, None, DAY)
    text = text.replace("Slow.", "Fast.")
    later = date(2026, 6, 1)
    once = attest(load_text(text), "implementation.limitations", "B: C", None, later)
    assert [(one.attestation.by, one.verdict) for one in verified(load_text(once).report)] == [
        ("A", "changed"),
        ("B: C", "fits"),
    ]
    twice = attest(load_text(once), "implementation.limitations", "A", None, later)
    assert [(str(one.attestation.on), one.verdict) for one in verified(load_text(twice).report)] == [
        ("2026-06-01", "fits")
    ] * 2
    assert "# why" in twice


def test_a_word_in_another_role_or_without_a_digest_is_not_renewed():
    text = HEAD + "implementation: {limitations: {text: Slow., attested: [{by: A}]}}\n"
    for role in (None, "auditor", "auditor"):
        text = attest(load_text(text), "implementation.limitations", "A", role, DAY)
    assert len(load_text(text).report.implementation.limitations.attested) == 3


@pytest.mark.parametrize(
    ("fragment", "field"),
    [
        ("implementation: {limitations: It is slow.}", "implementation.nothing"),
        ("implementation: {limitations: It is slow.}", "report.title"),
        ("implementation: {limitations: TBD}", "implementation.limitations"),
        ("implementation: {engineering_tricks: [{id: a, what: B}]}", "implementation.engineering_tricks"),
        ("implementation: {engineering_tricks: [{id: a, what: B}]}", "implementation.engineering_tricks.a"),
        ("implementation: {limitations: It is slow.}", ""),
        ("implementation: {limitations: &a {text: It is slow.}, data_flow: *a}", "implementation.data_flow"),
    ],
)
def test_what_cannot_be_vouched_for_is_refused(fragment, field):
    with pytest.raises(InputError):
        attest(load_text(HEAD + fragment), field, "A", None, DAY)


@pytest.mark.parametrize("to", ["html", "markdown", "json", "latex"])
def test_a_held_back_answer_is_vouched_for_and_nothing_of_it_shown(to):
    text = HEAD + "implementation: {limitations: {text: zqsecretqz, audience: auditor, reason: A contract}}"
    report = load_text(attest(load_text(text), "implementation.limitations", "City audit", "auditor", DAY)).report
    (one,) = report.implementation.limitations.attested
    page = render(report, to)
    assert "City audit" in page
    assert one.digest.removeprefix("sha256:") in page
    assert one.salt not in page
    assert "zqsecretqz" not in page


def test_the_salt_goes_where_something_inside_is_held_back():
    text = HEAD + ("rlhf: {preference_data: {items: [{id: a, task: T, pay: {text: zqsecretqz, audience: auditor}}]}}")
    report = load_text(attest(load_text(text), "rlhf.preference_data", "City audit", None, DAY)).report
    seen = redact(report, "public")
    assert [(one.verdict, one.attestation.salt) for one in verified(seen)] == [("cannot tell", None)]


TEXTS = st.text(min_size=1).filter(lambda text: text.strip())


@settings(max_examples=50, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_digests_tell_texts_and_salts_apart(text, other, salt):
    same = digest_of(Answer(text=text), salt) == digest_of(Answer(text=other), salt)
    assert same == (text == other)
    assert digest_of(Answer(text=text), salt) != digest_of(Answer(text=text), salt + "x")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("a.b", ("a", "items", 0)),
        ("a.items.b", ("a", "items", 0)),
        ("a.b.c", ("a", "items", 1)),
        ("a.b.c.d", ("a", "items", 1, "d")),
        ("a.1.d", ("a", "items", 1, "d")),
        ("a.7", None),
        ("a..b", None),
        ("x", None),
        ("a.b.c.d.e", None),
    ],
)
def test_where_a_name_leads(name, path):
    assert find_path({"a": {"items": [{"id": "b"}, {"id": "b.c", "d": 1}]}}, name) == path


def test_the_command_writes_and_verifies(run, tmp_path):
    file = tmp_path / "reward-report.yaml"
    file.write_text(HEAD + "implementation:\n  limitations: It is slow.\n")
    assert (
        run("attest", str(file), "implementation.limitations", "--by", "City audit", "--today", "2026-05-03").returncode
        == 0
    )
    done = run("attest", str(file), "--verify")
    assert (done.returncode, done.stdout) == (0, "unchanged since City audit read it: implementation.limitations\n")
    file.write_text(file.read_text().replace("slow", "fast"))
    done = run("attest", str(file), "--verify")
    assert (done.returncode, done.stdout) == (1, "changed since City audit read it: implementation.limitations\n")
    assert run("attest", str(file), "implementation.limitations").returncode == 2
    assert run("attest", str(file), "implementation.no", "--by", "A").returncode == 2


LABELS = ("Read by", "Changed since it was read by", "Held back from you; read by")


@pytest.mark.parametrize("form", ["html", "markdown"])
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("", ""), "Read by"),
        (("Slow.", "Fast."), "Changed since it was read by"),
        (("{text: Slow.", "{text: Slow., audience: auditor"), "Held back from you; read by"),
    ],
)
def test_a_page_shows_who_read_an_answer_and_whether_it_is_still_the_same(form, change, words):
    fragment = "implementation: {limitations: {text: Slow.}}"
    made = attest(load_text(HEAD + fragment), "implementation.limitations", "City audit", None, DAY)
    page = render(load_text(made.replace(*change)).report, form)
    assert [label for label in LABELS if label in page] == [words]
    assert "City audit" in page
    assert "2026-05-03" in page


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_what_the_owner_responds_stands_beside_the_answer(form):
    response = "owner_response: {text: We no longer do so., date: 2026-05-04}"
    fragment = f"implementation: {{limitations: {{disclosure: unknown, reason: Nobody says., {response}}}}}"
    page = render(load_text(HEAD + fragment).report, form)
    said = page.index("The owner responds")
    assert page.index("Nobody says.") < said < page.index("We no longer do so.") < page.index("2026-05-04")

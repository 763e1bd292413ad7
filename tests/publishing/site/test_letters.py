"""A letter to each group: the worst that it did first, help before anything else, and what nobody knows."""

from __future__ import annotations

import json
import re

import pytest

from reward_reports.publishing.site import build

FAILURES = [
    {"id": "feared", "name": "Feared thing", "status": "hypothesised", "affected": ["riders"]},
    {"id": "seen", "name": "Seen thing", "status": "mitigated", "first_observed": "1.0", "affected": ["riders"]},
    {"id": "open", "name": "Open <thing>", "status": "observed", "description": "It *hurt*.", "affected": ["riders"]},
    {"id": "else", "name": "Elsewhere", "status": "observed", "affected": ["drivers"], "detected_by": ["m"]},
]
CONTACTS = [
    {"id": "press", "name": "Press office", "email": "press@city.example"},
    {"id": "line", "name": "Crisis line", "for": "help at night", "url": "https://city.example/help"},
]
RECOURSE = [
    {"id": "slow", "who": "riders", "how": "by letter", "contest_what": "a missed bus"},
    {"id": "fast", "name": "Desk", "how": "at the desk", "respond_within": "P2W"},
]


def site_of(folder, **parts):
    data = {
        "schema_version": "1.1",
        "report": {"id": "a", "title": "Buses", "version": "1.0"},
        "system_details": {"feedback_and_communication": {"items": CONTACTS}},
        "optimization_intent": {
            "oversight_metrics": {"items": [{"id": "m", "name": "Missed buses"}]},
            "known_failure_modes": {"items": FAILURES},
        },
        "institutional_interface": {
            "stakeholders": {"items": [{"id": "riders", "name": "Riders", "in_scope": False}, {"id": "drivers", "name": "Drivers"}]},
            "recourse": {"items": RECOURSE},
        },
    }  # fmt: skip
    for section, part in parts.items():
        data[section] = data.get(section, {}) | part
    (folder / "a.reward-report.yaml").write_text(json.dumps(data), "utf-8")
    build([folder / "a.reward-report.yaml"], folder / "site")
    return folder / "site"


def letter(site, name):
    page = (site / "a" / f"stakeholder-{name}.html").read_text("utf-8")
    main = re.sub(r"<(h[23]|dt)[^>]*>(.*?)</\1>", r"[\2]", page.partition("<main")[2].partition("</main>")[0])
    return " ".join(re.sub("<[^>]*>", " ", main).split())


def order(text, *parts):
    places = [text.index(part) for part in parts]
    return places == sorted(places)


def test_a_letter_has_its_parts_in_order_and_the_worst_first(tmp_path):
    text = letter(site_of(tmp_path), "riders")
    parts = ("[Does it concern you?]", "[What it did]", "[What you can do now]", "[What nobody knows]")
    assert order(text, *parts)
    assert order(
        text, "[Open &lt;thing&gt;] It hurt .", "Today: open.", "[Seen thing]", "[Feared thing]", "Not seen yet"
    )
    assert "Elsewhere" not in text
    assert "The design does not take you into account." in text


def test_help_stands_before_contesting_and_a_promise_says_when(tmp_path):
    text = letter(site_of(tmp_path), "riders")
    assert order(
        text, "[Crisis line]", "[Contest what it did]", "No time to answer is promised.", "[Desk]", "[Press office]"
    )
    assert "Answer due within 2 weeks." in text


def test_the_kind_of_a_contact_says_who_helps_whatever_its_language(tmp_path):
    contacts = [
        {"id": "desk", "name": "Help desk", "email": "desk@city.example", "kind": "questions"},
        {"id": "line", "name": "Notruf", "url": "https://city.example/n", "kind": "help"},
    ]
    site = site_of(tmp_path, system_details={"feedback_and_communication": {"items": contacts}})
    assert order(letter(site, "riders"), "[Notruf]", "[Contest what it did]", "[Help desk]")


def test_who_helps_stands_before_anything_else_in_a_letter(tmp_path):
    assert "Where to find help" not in letter(site_of(tmp_path), "riders")
    contacts = [{"id": "line", "name": "Notruf", "url": "https://city.example/n", "kind": "help"}]
    site = site_of(tmp_path, system_details={"feedback_and_communication": {"items": contacts}})
    assert (
        letter(site, "riders").partition(">")[2].lstrip().startswith("Where to find help Notruf [Does it concern you?]")
    )
    everybody = (site / "people" / "a.html").read_text("utf-8")
    assert order(
        everybody, "Where to find help", '<a href="https://city.example/n">Notruf</a>', "Which group are you in?"
    )


def test_what_no_number_shows_is_said_to_those_it_hits(tmp_path):
    site = site_of(tmp_path)
    assert "How often it happens: Seen thing. Nothing measures it." in letter(site, "riders")
    assert "How often it happens: Elsewhere. No value of Missed buses is published." in letter(site, "drivers")
    everybody = (site / "people" / "a.html").read_text("utf-8")
    assert "Seen thing. Nothing measures it." in everybody


@pytest.mark.parametrize(
    ("recourse", "told"),
    [
        ({"text": "Call us."}, "Call us."),
        ({"disclosure": "unknown", "reason": "Nobody answered."}, "Nobody answered."),
    ],
)
def test_without_ways_the_answer_on_recourse_itself_is_shown(tmp_path, recourse, told):
    site = site_of(
        tmp_path, institutional_interface={"recourse": recourse}, system_details={"feedback_and_communication": {}}
    )
    text = letter(site, "riders")
    assert "names no way to contest" in text
    assert told in text


def test_a_report_that_names_no_group_has_one_letter_for_everybody(tmp_path):
    site = site_of(tmp_path, institutional_interface={"stakeholders": {"text": "Everybody."}})
    page = (site / "people" / "a.html").read_text("utf-8")
    assert "Everybody." in page
    assert order(page.partition("<main")[2], "Open &lt;thing&gt;", "Feared thing", "What you can do now")
    assert not (site / "a").exists()


def test_what_only_others_may_do_stands_apart_in_a_letter(tmp_path):
    recourse = [RECOURSE[0] | {"open_to": ["riders"]}, RECOURSE[1]]
    demand = {"id": "call", "kind": "stakeholder", "description": "Drivers strike.", "open_to": ["drivers"]}
    site = site_of(
        tmp_path,
        institutional_interface={"recourse": {"items": recourse}},
        system_maintenance={"update_triggers": {"items": [demand]}},
    )
    assert order(
        letter(site, "riders"), "[Contest what it did]", "[Desk]", "[What only others can do]", "Drivers strike."
    )
    others = letter(site, "drivers")
    assert order(others, "[Desk]", "[Demand a review]", "[What only others can do]", "[Contest what it did]")
    assert "Where else the report names them" not in others
    assert "What only others can do" not in (site / "people" / "a.html").read_text("utf-8")


def test_a_group_that_may_do_nothing_is_told_so(tmp_path):
    site = site_of(
        tmp_path,
        institutional_interface={"recourse": {"items": [RECOURSE[0] | {"open_to": ["riders"]}]}},
        system_details={"feedback_and_communication": {"items": []}},
    )
    assert "The report names no way for this group to contest" in letter(site, "drivers")
    assert "names no way" not in letter(site, "riders")


def test_who_helps_stands_on_the_first_screen(tmp_path):
    assert "Where to find help" not in (site_of(tmp_path) / "a.html").read_text("utf-8")
    helping = [
        {"id": "line", "name": "Crisis <line>", "kind": "help", "url": "https://city.example/help"},
        {"id": "ward", "name": "Ward 3", "kind": "help"},
        {"id": "desk", "kind": "help", "email": "desk@city.example"},
        {"id": "trap", "name": "Trap", "kind": "help", "url": "javascript:alert(1)"},
        {"id": "none", "kind": "help", "for": "nobody knows"},
    ]
    contacts = {"feedback_and_communication": {"items": [*CONTACTS, *helping]}}
    first = (
        (site_of(tmp_path, system_details=contacts) / "a.html").read_text("utf-8").partition("Where to find help")[2]
    )
    shown = first.partition("Worst known failure")[0]
    assert '<a href="https://city.example/help">Crisis &lt;line&gt;</a>; Ward 3; ' in shown
    assert '<a href="mailto:desk@city.example"' in shown
    assert "javascript:" not in shown
    assert "Trap" in shown
    assert "Press office" not in shown

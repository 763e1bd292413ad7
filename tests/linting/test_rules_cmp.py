"""Completeness: what is missing is said once, and what was answered in another way is left alone."""

from __future__ import annotations

import pytest

from reward_reports.linting.documentation import complete
from reward_reports.linting.extract.placeholders import is_placeholder
from reward_reports.linting.extract.versions import after_the_first
from reward_reports.report.model import LAYOUTS, OPTIONAL
from reward_reports.report.model.guides import guides

from .fragments import lint


def findings(fragment, *select, strictness="standard", **more):
    return lint(fragment, *select, strictness=strictness, preview=False, **more)[1]


def brief(fragment, code):
    return [(finding.path, finding.message) for finding in findings(fragment, code)]


def test_the_guides_know_all_fields_of_both_layouts():
    fields = {path for _, paths in LAYOUTS["paper"] for path in paths}
    assert fields < set(guides())
    assert {path for path, guide in guides().items() if guide.optional} == OPTIONAL
    assert all(guide.guidance and guide.questions for guide in guides().values())


# CMP001


def test_an_empty_report_lacks_all_26_fields():
    found = findings("profiles: []", "CMP001")
    assert len(found) == 26
    assert {finding.path for finding in found}.isdisjoint(".".join(path) for path in OPTIONAL)


def test_a_first_draft_lacks_only_what_a_first_draft_needs():
    found = findings("profiles: []", "CMP001", strictness="minimal")
    asked = {".".join(path) for path, guide in guides().items() if guide.minimal and path[0] != "rlhf"}
    assert {finding.path for finding in found} == asked
    assert len(asked) < 26


@pytest.mark.parametrize(
    ("fragment", "asked", "not_asked"),
    [
        ("rlhf: {}", {"rlhf.release", "rlhf.red_teaming"}, set()),
        ("rlhf: {release: by API}", {"rlhf.red_teaming"}, {"rlhf.release"}),
        ("evaluation: {limits: x}".replace("limits", "evaluation_validity"), set(), {"evaluation.evaluation_validity", "rlhf.release"}),
        ('evaluation: {evaluation_validity: "  "}', {"evaluation.evaluation_validity"}, set()),
        ("evaluation: {evaluation_validity: }", {"evaluation.evaluation_validity"}, set()),
        ("evaluation: {evaluation_validity: {audience: internal}}", {"evaluation.evaluation_validity"}, set()),
        ("evaluation: {evaluation_validity: {basis: inferred, sources: [a]}}", {"evaluation.evaluation_validity"}, set()),
        ("evaluation: {offline_evaluations: []}", {"evaluation.offline_evaluations"}, set()),
        ("evaluation: {offline_evaluations: {text: All passed., items: []}}", set(), {"evaluation.offline_evaluations"}),
        ("evaluation: {evaluation_validity: {disclosure: unknown}}", set(), {"evaluation.evaluation_validity"}),
        ("evaluation: {offline_evaluations: [{id: a}]}", set(), {"evaluation.offline_evaluations"}),
        ("system_details: {dates: {active_from: 2015}}", set(), {"system_details.dates"}),
        ("implementation: {reward_details: {formula: r}}", set(), {"implementation.reward_details"}),
    ],
)  # fmt: skip
def test_what_counts_as_an_answer(fragment, asked, not_asked):
    paths = {finding.path for finding in findings(fragment, "CMP001")}
    assert asked <= paths
    assert not not_asked & paths


def test_a_missing_field_is_named_by_its_title_and_the_advice_says_what_to_write():
    found = {finding.path: finding for finding in findings('evaluation: {evaluation_validity: ""}', "CMP001")}
    assert found["evaluation.evaluation_validity"].message == "Evaluation Validity is empty"
    assert found["evaluation.evaluation_validity"].line == 3
    recourse = found["institutional_interface.recourse"]
    assert recourse.message == "Recourse is missing"
    assert recourse.advice.startswith("Give each way in which somebody can contest")
    assert "`disclosure:`" in recourse.advice
    assert recourse.line == 1


@pytest.mark.parametrize(("version", "codes"), [("1.0", {"CMP001"}), ("1.1", {"CMP014"}), ("2024", {"CMP001"})])
def test_an_empty_changelog_is_said_once(version, codes):
    fragment = f'report: {{id: a, title: T, version: "{version}", kind: first_party}}'
    found = findings(fragment, "CMP001", "CMP014", strictness="minimal")
    assert {finding.code for finding in found if finding.path == "system_maintenance.changelog"} == codes


# CMP002


@pytest.mark.parametrize(
    ("fragment", "paths"),
    [
        ("system_maintenance: {comments_on_performance: What moved? What does it mean?}", ["system_maintenance.comments_on_performance.text"]),
        ("system_maintenance: {reporting_cadence: How often?}", ["system_maintenance.reporting_cadence.text"]),
        ("rlhf: {red_teaming: 'Who, how many, for how long?'}", ["rlhf.red_teaming.text"]),
        ("system_details: {system_owner: {text: 'Who designed the system, and who operates it?', disclosure: unknown, reason: r}}", ["system_details.system_owner.text"]),
        ("system_maintenance: {reporting_cadence: How often? Twice a year.}", []),
        ("system_maintenance: {reporting_cadence: P6M}", []),
        ("evaluation: {performance_standards: Is it met? Nobody has checked.}", []),
    ],
)  # fmt: skip
def test_our_own_guidance_is_known_where_it_was_left(fragment, paths):
    assert [path for path, _ in brief(fragment, "CMP002")] == paths


def test_a_question_within_an_answer_is_pointed_at():
    fragment = "evaluation:\n  evaluation_validity: Good. What is known from the running system? Not much."
    (finding,) = findings(fragment, "CMP002")
    line = complete(fragment).split("\n")[finding.line - 1]
    assert line[finding.column - 1 : finding.end_column - 1] == "What is known from the running system?"
    assert "left in Evaluation Validity" in finding.message


# CMP003


@pytest.mark.parametrize(
    "text",
    ["N/A", "n/a.", "NA", "*none*", "None.", "TBD", "(tbd)", "To be determined", "not available to the public", "Unknown", "-", "—", "…", "?", "TODO:", "[see above]", " unknown ", "Confidential"],
)  # fmt: skip
def test_placeholders(text):
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    ["", " ", "No", "None observed since 2019", "Unknown to us; we asked twice", "Online", "0", "x", "N/A because there is no law", "Nadia", "no one", "a" * 500],
)  # fmt: skip
def test_what_is_no_placeholder(text):
    assert not is_placeholder(text)


@pytest.mark.parametrize(
    ("fragment", "paths"),
    [
        ("evaluation: {performance_standards: N/A}", ["evaluation.performance_standards.text"]),
        ("evaluation: {performance_standards: {text: none}}", ["evaluation.performance_standards.text"]),
        ("evaluation: {performance_standards: {text: none, disclosure: not_applicable, reason: no law}}", []),
        ("evaluation: {performance_standards: {text: see below, items: [{id: a, requirement: Must stop at red}]}}", []),
        ("evaluation: {performance_standards: {items: [{id: a, requirement: tbd}]}}", ["evaluation.performance_standards.items[0].requirement"]),
        ("evaluation: {performance_standards: {disclosure: unknown, reason: n/a}}", []),  # HON003 looks at reasons
        ("optimization_intent: {performance_metrics: [{id: a, name: A, unit: none, baseline: none, definition: N/A}]}", ["optimization_intent.performance_metrics.items[0].definition"]),
        ("optimization_intent: {known_failure_modes: [{id: a, name: A, mitigation: none}]}", ["optimization_intent.known_failure_modes.items[0].mitigation"]),
        ("optimization_intent: {known_failure_modes: [{id: a, name: A, mitigation: 'None: it is rare'}]}", []),
        ("institutional_interface: {stakeholders: [{id: a, name: A, reporting_role: none}]}", []),
        ("implementation: {data_flow: [{id: a, license: unknown, size: unknown}]}", []),
        ("rlhf: {preference_data: [{id: a, pay: unknown, selection: {disclosure: unknown, reason: r}}]}", ["rlhf.preference_data.items[0].pay.text"]),
        ("report: {id: a, title: T, version: '1.0', conflicts_of_interest: none}", []),  # HON006 looks at it
    ],
)  # fmt: skip
def test_placeholders_in_their_places(fragment, paths):
    assert [path for path, _ in brief(fragment, "CMP003")] == paths


# CMP004 to CMP014


def metrics(items, register="performance_metrics", more=""):
    return f"optimization_intent: {{{register}: {{{more}items: [{items}]}}}}"


PARTIAL = "disclosure: partial, reason: the rest is secret, "
FULL = "id: a, name: A, definition: d, unit: share, direction: monitor"
GOAL = "optimization_intent: {{goal_of_reinforcement: {}}}"
REWARD = "implementation: {{reward_details: {{{}}}}}"
TERMS = "items: [{id: a}, {id: b, weight: 2.0}]"
WORLD = "implementation: {{environment_details: {}}}"
FAILURE = "optimization_intent: {{known_failure_modes: {{{}items: [{{id: a, name: A{}}}]}}}}"
PEOPLE = "institutional_interface: {{stakeholders: {{{}items: [{{id: a, name: A{}}}]}}}}"
CONTACT = "system_details: {{feedback_and_communication: {}}}"
RECOURSE = "institutional_interface: {{recourse: {{{}items: [{{id: a{}}}]}}}}"
OWNER = (
    "report: {{id: a, title: T, version: '1.0', authors: [{{name: N, relationship: {}, contact: 'mailto:a@b.org'}}]}}\n"
)
VERSION = "report: {{id: a, title: T, version: '{}'}}\n"
CASES = [
    ("CMP004", metrics("{id: a, name: A}"), "no definition, unit and no direction"),
    ("CMP004", metrics("{id: a, name: A, definition: d, direction: monitor, unit: ''}"), "the metric a has no unit"),
    ("CMP004", metrics("{id: a, name: A, definition: d, unit: share}", "oversight_metrics"), "no direction"),
    ("CMP004", metrics(f"{{{FULL}}}"), None),
    ("CMP004", metrics("{id: a, name: A}", more=PARTIAL), None),
    ("CMP004", metrics("{id: a, name: A}", "oversight_metrics", PARTIAL), None),
    ("CMP005", REWARD.format("items: [{id: a}, {id: b}]"), "the reward has 2 terms"),
    ("CMP005", REWARD.format(TERMS), "2 terms"),
    ("CMP005", REWARD.format("combination: weighted_sum, " + TERMS), "and a has none"),
    ("CMP005", REWARD.format("combination: weighted_shares, items: [{id: a}, {id: b}]"), "a and b have none"),
    ("CMP005", REWARD.format("items: [{id: a, weight: 1}, {id: b, weight: 0}]"), None),
    ("CMP005", REWARD.format("combination: sum, items: [{id: a}, {id: b}]"), None),
    ("CMP005", REWARD.format("combination: constrained, " + TERMS), None),
    ("CMP005", REWARD.format("formula: a + 2 b, " + TERMS), None),
    ("CMP005", REWARD.format(PARTIAL + TERMS), None),
    ("CMP005", REWARD.format("items: [{id: a}]"), None),
    ("CMP005", REWARD.format("text: Speed and comfort."), None),
    ("CMP006", GOAL.format("Win."), "no horizon"),
    ("CMP006", GOAL.format("{text: Win., horizon: {}}"), "no horizon"),
    ("CMP006", GOAL.format("{text: Win., horizon: {kind: one_step}}"), None),
    ("CMP006", GOAL.format("{disclosure: unknown, reason: r}"), None),
    ("CMP006", GOAL.format("''"), None),
    ("CMP007", GOAL.format("{text: Win., horizon: {kind: one_step}}"), "no alternative"),
    ("CMP007", GOAL.format("{text: Win., alternatives: [a person]}"), None),
    ("CMP007", GOAL.format("Personal tastes that would be difficult to hand design."), None),
    ("CMP007", GOAL.format("A fixed-time plan was tried; static plans jam."), None),
    ("CMP007", GOAL.format("{disclosure: withheld, reason: r}"), None),
    ("CMP008", WORLD.format("Online."), "no feedback loop"),
    ("CMP008", WORLD.format("[{id: a, kind: control, path: p}]"), "no feedback loop"),
    ("CMP008", WORLD.format("{states: the board, actions: moves}"), "no feedback loop"),
    ("CMP008", WORLD.format("[{id: a, kind: exogenous, path: p}]"), None),
    ("CMP008", WORLD.format("[{id: a, path: p}]"), None),
    ("CMP008", WORLD.format("None of the dynamics comes back; external factors are stronger."), None),
    ("CMP008", WORLD.format("{disclosure: not_applicable, reason: It was never deployed}"), None),
    ("CMP009", FAILURE.format("", ""), "no status and no mitigation"),
    ("CMP009", FAILURE.format("", ", status: hypothesised"), "no mitigation"),
    ("CMP009", FAILURE.format("", ", mitigation: m"), "no status"),
    ("CMP009", FAILURE.format("", ", status: accepted, mitigation: m"), None),
    ("CMP009", FAILURE.format("", ", status: resolved"), None),
    ("CMP009", FAILURE.format(PARTIAL, ""), None),
    ("CMP010", metrics("{id: a, name: A}", "oversight_metrics"), "does not say why"),
    ("CMP010", metrics("{id: a, name: A, role: safety}", "oversight_metrics"), "does not say why"),
    ("CMP010", metrics("{id: a, name: A, role: reward}", "oversight_metrics"), None),  # CON007
    ("CMP010", metrics("{id: a, name: A, exclusion_rationale: slow}", "oversight_metrics"), None),
    ("CMP010", metrics("{id: a, name: A}", "oversight_metrics", "text: 'All are too slow to be rewarded; none is a target.', "), None),
    ("CMP010", metrics("{id: a, name: A}", "oversight_metrics", PARTIAL), None),
    ("CMP010", metrics("{id: a, name: A}"), None),
    ("CMP011", PEOPLE.format("", ""), "no part in later reports"),
    ("CMP011", PEOPLE.format("", ", reporting_role: none"), None),
    ("CMP011", PEOPLE.format(PARTIAL, ""), None),
    ("CMP012", CONTACT.format("Use the thumbs-down button."), "no contact address"),
    ("CMP012", CONTACT.format("[{id: a, name: The desk}]"), "no contact address"),
    ("CMP012", OWNER.format("independent") + CONTACT.format("Use the button."), "no contact address"),
    ("CMP012", OWNER.format("owner") + CONTACT.format("Write to the author of this report."), None),
    ("CMP012", CONTACT.format("[{id: a, email: a@b.org}]"), None),
    ("CMP012", CONTACT.format("[{id: a, name: 311}]".replace("311", "Call 311")), None),
    ("CMP012", CONTACT.format("'Phone number: Call 311 (212) NEW-YORK'"), None),
    ("CMP012", CONTACT.format("'See [the forum](/forum).'"), None),
    ("CMP012", CONTACT.format("See movielens.org/info/contact."), None),
    ("CMP012", CONTACT.format("{disclosure: unknown, reason: none was found}"), None),
    ("CMP012", "profiles: []", None),
    ("CMP013", RECOURSE.format("", ", contest_what: w"), "who may use it, how to use it or how soon an answer comes"),
    ("CMP013", RECOURSE.format("", ", who: w, how: h"), "does not say how soon"),
    ("CMP013", RECOURSE.format("", ", who: w, how: h, respond_within: P1W"), None),
    ("CMP013", RECOURSE.format("", ", who: w, how: ask at the desk; it answers within two weeks"), None),
    ("CMP013", RECOURSE.format("text: All are answered in a month., ", ", who: w, how: h"), None),
    ("CMP013", RECOURSE.format(PARTIAL, ""), None),
    ("CMP013", "institutional_interface: {recourse: There is no way to contest a loan offer.}", None),
    ("CMP014", VERSION.format("1.1"), "version 1.1"),
    ("CMP014", VERSION.format("0.2") + "system_maintenance: {changelog: []}", "version 0.2"),
    ("CMP014", VERSION.format("1.0"), None),
    ("CMP014", VERSION.format("2026-03"), None),
    ("CMP014", VERSION.format("2.0") + "system_maintenance: {changelog: Only spelling changed since 1.0.}", None),
    ("CMP014", VERSION.format("2.0") + "system_maintenance: {changelog: {disclosure: withheld, reason: r}}", None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "fragment", "word"), CASES)
def test_completeness(code, fragment, word):
    found = brief(fragment, code)
    if word is None:
        assert found == []
    else:
        ((_, message),) = found
        assert word in message


@pytest.mark.parametrize(
    ("version", "later"),
    [("1.0", False), ("v1.0.0", False), ("0.1", False), ("1", False), ("0.0", False), ("1.0-draft", False), ("first", False),
     ("2024.1", False), ("2024-02-21", False), ("1.0.0.1", False), ("1.1", True), ("v2", True), ("0.2", True), ("1.0.1", True), ("10.0", True), ("9" * 5_000, False)],
)  # fmt: skip
def test_which_versions_come_after_the_first(version, later):
    assert after_the_first(version) is later


def test_each_finding_points_at_what_lacks_something():
    fragment = metrics(f"{{{FULL}}}, {{id: b, name: B}}", "oversight_metrics")
    found = {finding.code: finding.path for finding in findings(fragment, "CMP004")}
    assert found == {"CMP004": "optimization_intent.oversight_metrics.items[1]"}

"""What `compare` sees between two reports, and what it passes over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reward_reports.changes.comparing import CHANGE_KINDS, compare, fields_changed, impact_of
from reward_reports.report.loading import load_file, load_text
from reward_reports.report.model import LAYOUTS, Report
from reward_reports.report.model.about import Impact
from reward_reports.report.model.fields import info_of, keys_of, model_at, note_in

EXAMPLES = sorted((Path(__file__).resolve().parents[3] / "examples").glob("*/reward-report.yaml"))


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.name)
def test_a_report_does_not_differ_from_itself_however_it_is_laid_out(file):
    report = load_file(file).report
    written = json.dumps(report.model_dump(mode="json", by_alias=True), sort_keys=True)
    assert compare(report, load_text(written).report) == ()


METRIC = "optimization_intent: {performance_metrics: [{id: speed, name: Mean speed, @}]}"
THRESHOLD = METRIC.replace("@", "thresholds: [@]")
TERM = "implementation: {reward_details: {items: [{id: speed, @}]}}"
TRIGGER = "system_maintenance: {update_triggers: [{id: t, kind: metric, @}]}"
CONDITION = TRIGGER.replace("@", "condition: {metric: speed, @}")
STANDARD = "evaluation: {performance_standards: [{id: s, requirement: Be good, @}]}"
GATE = STANDARD.replace("@", "threshold: {op: '>=', value: @}")
CADENCE = "system_maintenance: {reporting_cadence: {@}}"
PEOPLE = "institutional_interface: {stakeholders: [{id: r, name: Residents, @}]}"
RECOURSE = "institutional_interface: {recourse: {@}}"
FAILURE = "optimization_intent: {known_failure_modes: [@]}"
ENTRY = "system_maintenance: {changelog: [{id: v1, version: '1', date: 2020, summary: First, @}]}"
GOAL = "optimization_intent: {goal_of_reinforcement: {@}}"
STAGES = "rlhf: {training_stages: [@]}"

R, W, A, E = "reward", "oversight", "accountability", "editorial"
CASES = [
    # old, new, and of each change: kind, impact, summary
    (METRIC, "unit: s", "unit: m", [("redefined", R, "Unit of the metric Mean speed: s -> m (redefined)")]),
    (METRIC, "direction: maximize", "direction: minimize", [("redefined", R, "Direction of the metric Mean speed: maximize -> minimize (redefined)")]),
    (METRIC, "role: reward", "role: tuning", [("moved", R, "Role of the metric Mean speed: reward -> tuning")]),
    (METRIC, "definition: all cars", "definition: all red cars", [("redefined", R, "Definition of the metric Mean speed: all cars -> all red cars (redefined)")]),
    (METRIC, "unit: s", "", [("removed", R, "Unit of the metric Mean speed: removed s")]),
    (TERM, "weight: 0.5", "weight: 0.8", [("changed", R, "Weight of the reward term speed: 0.5 -> 0.8 (raised)")]),
    (TERM, "weight: 0.5", "weight: 0.50", []),
    (TERM, "expression: v", "expression: w", [("redefined", R, "Expression of the reward term speed: v -> w (redefined)")]),
    ("implementation: {reward_details: {@}}", "combination: sum", "combination: product", [("redefined", R, "Combination of Reward Details: sum -> product (redefined)")]),
    (GOAL, "horizon: {steps: 5}", "horizon: {steps: 9}", [("changed", R, "Steps of the horizon of Goal of Reinforcement: 5 -> 9 (raised)")]),
    (GOAL, "text: 渋滞を減らす", "text: 渋滞をなくす", [("prose", R, "Text of Goal of Reinforcement: 渋滞を減らす -> 渋滞をなくす")]),
    (GOAL, "alternatives: [a, b]", "alternatives: [b, a]", []),
    (GOAL, "text: Two words\n  more", "text: Two words more", []),
    (GOAL, "text: 'Two words, and a few more that fill a line and make it long'", "text: 'Two words, and few more that fill a line and make it very long'", [("prose", R, "Text of Goal of Reinforcement: 1 word added, 1 word removed")]),
    (CONDITION, "op: '>', value: 5", "op: '>', value: 8", [("loosened", W, "Value of the condition of the trigger t: 5 -> 8 (loosened)")]),
    (CONDITION, "op: '<', value: 5", "op: '<', value: 8", [("tightened", W, "Value of the condition of the trigger t: 5 -> 8 (tightened)")]),
    (CONDITION, "op: '>', value: 5", "op: '>=', value: 5", [("tightened", W, "Comparison of the condition of the trigger t: > -> >= (tightened)")]),
    (CONDITION, "op: '>', value: 5", "op: '<', value: 5", [("redefined", W, "Comparison of the condition of the trigger t: > -> < (redefined)")]),
    (CONDITION, "op: '==', value: 5", "op: '==', value: 6", [("changed", W, "Value of the condition of the trigger t: 5 -> 6 (raised)")]),
    (CONDITION, "window: P1W", "window: P7D", []),
    (CONDITION, "window: P1W", "window: P2W", [("loosened", W, "Window of the condition of the trigger t: P1W -> P2W (loosened)")]),
    (CONDITION, "sustained_for: P2D", "", [("tightened", W, "Time it must hold of the condition of the trigger t: removed P2D (tightened)")]),
    (TRIGGER, "condition: {metric: speed}", "", [("loosened", W, "Condition of the trigger t: removed (loosened)")]),
    (TRIGGER, "respond_within: P6W", "respond_within: P3M", [("loosened", W, "Time to respond of the trigger t: P6W -> P3M (loosened)")]),
    (TRIGGER, "respond_within: P6W", "", [("loosened", W, "Time to respond of the trigger t: removed P6W (loosened)")]),
    (TRIGGER, "state: armed", "state: retired", [("loosened", W, "State of the trigger t: armed -> retired (loosened)")]),
    (TRIGGER, "state: retired", "state: fired", [("tightened", W, "State of the trigger t: retired -> fired (tightened)")]),
    (TRIGGER, "state: armed", "state: fired", [("status", W, "State of the trigger t: armed -> fired")]),
    (TRIGGER, "owner: the city", "owner: nobody", [("prose", A, "Owner of the trigger t: the city -> nobody")]),
    (GATE, "0.8", "0.7", [("loosened", W, "Value of the threshold of the standard s: 0.8 -> 0.7 (loosened)")]),
    (GATE, "0.8", "0.9", [("tightened", W, "Value of the threshold of the standard s: 0.8 -> 0.9 (tightened)")]),
    (STANDARD, "launch_gate: true", "launch_gate: false", [("loosened", W, "Launch gate of the standard s: yes -> no (loosened)")]),
    (STANDARD, "launch_gate: true", "", [("loosened", W, "Launch gate of the standard s: removed yes (loosened)")]),
    (STANDARD, "status: met", "status: not_met", [("status", W, "Status of the standard s: met -> not met")]),
    (CADENCE, "every: P6W", "every: P1Y", [("loosened", W, "Interval of Reporting Cadence: P6W -> P1Y (loosened)")]),
    (CADENCE, "tolerance: P4D", "tolerance: P2D", [("tightened", W, "Tolerance of Reporting Cadence: P4D -> P2D (tightened)")]),
    (PEOPLE, "reporting_role: veto", "reporting_role: none", [("loosened", A, "Part in later reports of the stakeholder Residents: veto -> not stated (loosened)")]),
    (RECOURSE, "text: a b", "text: a b, disclosure: withheld, reason: no", [
        ("disclosure", A, "State of the answer of Recourse: answered -> withheld (a loss)"),
        ("added", A, "Reason of Recourse: added no"),
    ]),
    (RECOURSE, "disclosure: unknown", "disclosure: partial", [("disclosure", A, "State of the answer of Recourse: unknown -> partial (a gain)")]),
    (RECOURSE, "disclosure: unknown", "disclosure: not_measured", [("disclosure", A, "State of the answer of Recourse: unknown -> not measured")]),
    (RECOURSE, "text: a", "text: a, audience: internal", [("disclosure", A, "Audience of Recourse: public -> internal (restricted)")]),
    (FAILURE, "{id: f, name: Jam, status: observed}", "{id: f, name: Jam, status: accepted}", [("status", W, "Status of the failure mode Jam: observed -> accepted")]),
    (FAILURE, "{id: f, name: Jam}", "", [("removed", W, "Failure mode Jam: removed")]),
    (FAILURE, "{id: f, name: Jam, description: Cars stand still}", "{id: g, name: Jam, description: Cars stand still}", [("renamed", W, "Id of the failure mode Jam: f -> g")]),
    (FAILURE, "{id: f, name: Jam, description: Cars stand still for hours}", "{id: g, name: Standstill, description: Cars stand still for hours}", [
        ("renamed", W, "Id of the failure mode Standstill: f -> g"),
        ("renamed", W, "Name of the failure mode Standstill: Jam -> Standstill"),
    ]),
    (FAILURE, "{id: f, name: Jam}, {id: g, name: Fog}", "{id: g, name: Fog}, {id: f, name: Jam}", []),
    (ENTRY, "lessons: Look twice", "lessons: Look thrice", [("prose", A, "Lessons of the changelog entry v1: Look twice -> Look thrice")]),
    (ENTRY, "outcomes: [{expectation: e, result: partly}]", "outcomes: [{expectation: e, result: as_expected}]", [("status", A, "Result of the outcome e of the changelog entry v1: partly -> as expected")]),
    (STAGES, "{id: a, name: SFT}, {id: b, name: PPO}", "{id: b, name: PPO}, {id: a, name: SFT}", [("reordered", R, "Order of Training Stages: changed (reordered)")]),
    ("@", "x-own: {a: 1}", "x-own: {a: true}", [("changed", E, "X-own: changed")]),
    ("@", "x-own: 1", "x-own: 1.0", []),
    ("@", "", "rlhf: {}", [("added", R, "Training on Human Feedback: added")]),
    ("@", "profiles: [game, control]", "profiles: [control, game]", []),
    ("@", "profiles: [game]", "", [("removed", A, "Profiles: removed game")]),
]  # fmt: skip


@pytest.mark.parametrize(("frame", "old", "new", "expected"), CASES)
def test_what_is_seen(fragment, frame, old, new, expected):
    changes = compare(*(fragment(frame.replace("@", part)) for part in (old, new)))
    assert [(change.kind, change.impact, change.summary) for change in changes] == expected


def limit(op: str, value: float, severity: str) -> str:
    return THRESHOLD.replace("@", f"{{op: '{op}', value: {value}, severity: {severity}}}")


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (("<", 5, "info"), ("<", 3, "info"), "loosened"),
        ((">", 5, "info"), (">", 3, "info"), "tightened"),
        ((">=", 5, "info"), (">", 5, "info"), "loosened"),
        ((">", 5, "critical"), (">", 5, "info"), "loosened"),
        ((">", 5, "info"), ("<", 5, "info"), "redefined"),
    ],
)
def test_a_threshold_moves(fragment, old, new, kind):
    (change,) = compare(fragment(limit(*old)), fragment(limit(*new)))
    assert (change.kind, change.impact) == (kind, "oversight")


def test_a_threshold_that_comes_or_goes(fragment):
    without, limited = (
        fragment(METRIC.replace("@", "unit: s")),
        fragment(limit(">", 5, "info").replace("name: Mean speed", "name: Mean speed, unit: s")),
    )
    (change,) = compare(limited, without)
    assert (change.kind, change.old["value"], change.new) == ("loosened", 5, None)
    assert [change.kind for change in compare(without, limited)] == ["tightened"]


def test_a_metric_moves_between_the_registers(fragment):
    metric = "{id: speed, name: Speed, unit: s}"
    reward = fragment(f"optimization_intent: {{performance_metrics: [{metric}]}}")
    watched = fragment(f"optimization_intent: {{oversight_metrics: [{metric.replace('unit: s', 'unit: m')}]}}")
    moved, redefined = compare(reward, watched)
    assert (moved.kind, moved.impact, moved.item, redefined.kind) == ("moved", "reward", "speed", "redefined")
    assert moved.path == ("optimization_intent", "oversight_metrics", "items", 0)
    assert fields_changed((moved,)) == (
        "optimization_intent.performance_metrics",
        "optimization_intent.oversight_metrics",
    )


METRICS = """
optimization_intent:
  oversight_metrics: [{id: @, name: Queue, definition: Cars that wait at noon}, {id: other, name: Other}]
  known_failure_modes: [{id: f, name: F, detected_by: [other, @]}]
system_maintenance:
  update_triggers: [{id: t, condition: {metric: @, op: ">", value: 5}}]
institutional_interface:
  stakeholders: [{id: &, name: Queue of people who wait}]
implementation: {environment_details: [{id: l, path: a loop, monitored_by: [@], affected: [&]}]}
"""


def test_references_follow_an_entry_to_its_new_id(fragment):
    old, new = (fragment(METRICS.replace("@", name).replace("&", "same")) for name in ("queue", "line"))
    assert [(change.kind, change.old, change.new) for change in compare(old, new)] == [("renamed", "queue", "line")]


def test_a_reference_that_points_to_something_else_is_a_change(fragment):
    old, new = (
        fragment(METRICS.replace("@", "q").replace("&", "q")),
        fragment(METRICS.replace("@", "r").replace("&", "q")),
    )
    turned = old.model_validate(
        json.loads(new.model_dump_json(by_alias=True).replace('"affected":["q"]', '"affected":["r"]'))
    )
    assert [change.kind for change in compare(old, turned)] == ["renamed", "added", "removed"]
    elsewhere = json.loads(old.model_dump_json(by_alias=True).replace('"metric":"q"', '"metric":"other"'))
    assert [change.kind for change in compare(old, old.model_validate(elsewhere))] == ["redefined"]


def test_paths_lead_to_the_new_report_or_to_the_old_one_where_something_is_gone(fragment):
    first, second = "{id: f, name: Jam, status: observed}", "{id: g, name: Fog}"
    old, new = (
        fragment(FAILURE.replace("@", f"{first}, {second}")),
        fragment(FAILURE.replace("@", "{id: h, name: Ice}, " + first.replace("observed", "accepted"))),
    )
    at = ("optimization_intent", "known_failure_modes", "items")
    assert [change.path for change in compare(old, new)] == [(*at, 1, "status"), (*at, 0), (*at, 1)]


def test_every_field_says_what_a_change_of_it_touches():
    fields = {path for layout in LAYOUTS.values() for _, paths in layout for path in paths}
    others = {(key,) for key in keys_of(Report) if not any(field[0] == key for field in fields)} - {("extensions",)}
    silent = [path for path in fields | others if note_in(info_of(model_at(path[:-1]), path[-1]), Impact) is None]
    assert silent == []


@pytest.mark.parametrize(
    ("path", "impact"),
    [
        (("report", "title"), "editorial"),
        (("report", "supersedes"), "accountability"),
        (("implementation", "reward_details", "items", 0, "weight"), "reward"),
        (("implementation", "data_flow", "items", 0, "license"), "accountability"),
        (("rlhf", "red_teaming", "items", 0, "scope", "disclosure"), "accountability"),
        (("rlhf", "base_model", "name"), "reward"),
        (("x-own", "license"), "editorial"),
        (("x-own",), "editorial"),
    ],
)
def test_the_innermost_field_that_says_it_decides_on_the_impact(path, impact):
    assert impact_of(path) == impact


def test_who_sees_a_surface_is_no_audience_of_an_answer(fragment):
    surface = "recommender: {surfaces: [{id: feed, name: Home feed, audience: @}]}"
    old, new = (fragment(surface.replace("@", who)) for who in ("everybody", "subscribers"))
    (change,) = compare(old, new)
    assert (change.kind, change.summary) == (
        "changed",
        "Audience of the surface Home feed: everybody -> subscribers",
    )


def test_a_key_is_named_for_what_it_means_where_it_stands(fragment):
    entry = "system_maintenance: {changelog: [{id: a, version: '1', date: 2026, summary: S, experiment: {to: @}}]}"
    old, new = (fragment(entry.replace("@", when)) for when in ("2026-01", "2026-02"))
    assert compare(old, new)[0].what.startswith("the end of the experiment")


def test_every_kind_is_told_of_in_the_page_on_reviewing():
    page = (Path(__file__).resolve().parents[3] / "docs" / "how-to" / "review-a-change.md").read_text("utf-8")
    assert [kind for kind in CHANGE_KINDS if f"`{kind}`" not in page] == []

"""References: what leads nowhere is said, and what leads somewhere is left alone."""

from __future__ import annotations

import pytest

from reward_reports.linting.documentation import complete
from reward_reports.report.text_edits import apply_edits

from .fragments import findings, places

LOG = "system_maintenance:\n  changelog:\n"
METRICS = "optimization_intent:\n  oversight_metrics:\n    - {id: small-press, name: Small-press share}\n"


# REF001


@pytest.mark.parametrize(
    ("fragment", "path"),
    [
        ("optimization_intent:\n  known_failure_modes:\n    - {id: f, name: F, detected_by: [gone]}", "optimization_intent.known_failure_modes.items[0].detected_by[0]"),
        ("implementation:\n  reward_details:\n    - {id: t, metric: gone}", "implementation.reward_details.items[0].metric"),
        ("implementation:\n  environment_details:\n    - {id: l, path: p, monitored_by: [gone]}", "implementation.environment_details.items[0].monitored_by[0]"),
        ("implementation:\n  measurement_details:\n    - {id: m, measures: gone}", "implementation.measurement_details.items[0].measures"),
        ("evaluation:\n  offline_evaluations:\n    - {id: e, metric: gone}", "evaluation.offline_evaluations.items[0].metric"),
        ("evaluation:\n  offline_evaluations:\n    - {id: e, sources: [gone]}", "evaluation.offline_evaluations.items[0].sources[0]"),
        ("evaluation:\n  performance_standards:\n    - {id: s, requirement: r, metric: gone}", "evaluation.performance_standards.items[0].metric"),
        ("evaluation:\n  evaluation_validity: {text: t, sources: [gone]}", "evaluation.evaluation_validity.sources[0]"),
        ("system_maintenance:\n  update_triggers:\n    - {id: t, condition: {metric: gone}}", "system_maintenance.update_triggers.items[0].condition.metric"),
        (LOG + "    - {id: a, version: '1.0', date: 2026, summary: s, triggered_by: [gone]}", "system_maintenance.changelog.items[0].triggered_by[0]"),
        (LOG + "    - {id: a, version: '1.0', date: 2026, summary: s, expectations: [{id: x, metric: gone}]}", "system_maintenance.changelog.items[0].expectations[0].metric"),
        (LOG + "    - {id: a, version: '1.0', date: 2026, summary: s, outcomes: [{expectation: gone, result: partly}]}", "system_maintenance.changelog.items[0].outcomes[0].expectation"),
        ("optimization_intent:\n  performance_metrics:\n    - {id: m, name: M, observations: [{value: 1, source: gone}]}", "optimization_intent.performance_metrics.items[0].observations[0].source"),
        ("rlhf:\n  training_stages:\n    - {id: s, name: S, data: [gone]}", "rlhf.training_stages.items[0].data[0]"),
        ("rlhf:\n  reward_models:\n    - {id: r, trained_on: [gone]}", "rlhf.reward_models.items[0].trained_on[0]"),
        ("rlhf:\n  reward_models:\n    - {id: r, component: gone}", "rlhf.reward_models.items[0].component"),
        ("rlhf:\n  policy_optimization:\n    - {id: p, component: gone}", "rlhf.policy_optimization.items[0].component"),
        ("rlhf:\n  deployment_signals:\n    - {id: s, source: thumbs, monitored_by: [gone]}", "rlhf.deployment_signals.items[0].monitored_by[0]"),
        ("rlhf:\n  preference_data:\n    - {id: d, pay: {text: t, sources: [gone]}}", "rlhf.preference_data.items[0].pay.sources[0]"),
        ("rlhf:\n  preference_data:\n    - {id: d, agreement: [{id: a, statistic: s, value: 0.7, on: gone}]}", "rlhf.preference_data.items[0].agreement.items[0].on"),
        ("rlhf:\n  release: {rollback_plan: {text: t, sources: [gone]}}", "rlhf.release.rollback_plan.sources[0]"),
    ],
)  # fmt: skip
def test_every_typed_id_is_looked_up(fragment, path):
    assert places(fragment, "REF001") == [path]


def test_ids_that_are_there_are_accepted():
    fragment = """\
optimization_intent:
  performance_metrics:
    - {id: m, name: M, observations: [{value: 1, source: paper}]}
  known_failure_modes:
    - {id: f, name: F, detected_by: [m]}
implementation:
  algorithmic_details:
    - {id: policy}
  data_flow:
    - {id: logs}
system_maintenance:
  update_triggers:
    - {id: t, condition: {metric: m}}
  changelog:
    - {id: b, version: "1.1", date: 2026, summary: s, outcomes: [{expectation: x, result: partly}]}
    - {id: a, version: "1.0", date: 2025, summary: s, triggered_by: [t], expectations: [{id: x, metric: m}]}
rlhf:
  preference_data:
    - {id: pairs, agreement: [{id: a, statistic: s, value: 0.7, on: pairs}]}
  training_stages:
    - {id: s, name: S, data: [pairs, logs]}
  reward_models:
    - {id: r, trained_on: [pairs], component: policy}
references:
  - {id: paper, title: P}
"""
    assert places(fragment, "REF001") == []


@pytest.mark.parametrize(
    ("written", "meant", "safe"), [("small_press", "small-press", True), ("smal-press", "small-press", False)]
)
def test_a_misspelt_id_has_a_fix(written, meant, safe):
    fragment = METRICS + f"  known_failure_modes:\n    - {{id: f, name: F, detected_by: [{written}]}}\n"
    (found,) = findings(fragment, "REF001")
    assert meant in found.advice
    assert found.fix is not None
    assert found.fix.safe is safe
    assert places(apply_edits(complete(fragment), found.fix.edits), "REF001") == []


def test_an_id_of_something_else_is_named_as_such():
    fragment = (
        METRICS
        + "  known_failure_modes:\n    - {id: f, name: F, detected_by: [t]}\nsystem_maintenance:\n  update_triggers:\n    - {id: t}\n"
    )
    (found,) = findings(fragment, "REF001")
    assert "id of a trigger" in found.message


def test_a_bibliography_may_hold_the_source():
    fragment = "evaluation:\n  evaluation_validity: {text: t, sources: [gone]}\n"
    assert places(fragment + "bibliography: refs.bib\n", "REF001") == []


def test_stakeholders_are_no_matter_of_this_rule():
    fragment = "optimization_intent:\n  known_failure_modes:\n    - {id: f, name: F, affected: [gone]}"
    assert places(fragment, "REF001") == []
    assert places(fragment, "REF011") == ["optimization_intent.known_failure_modes.items[0].affected[0]"]


# REF002


@pytest.mark.parametrize(
    ("fragment", "path"),
    [
        ("implementation:\n  data_flow: [{id: a}, {id: b}, {id: a}]", "implementation.data_flow.items[2].id"),
        ("references: [{id: a, title: A}, {id: a, title: B}]", "references[1].id"),
        ("figures: [{id: a, path: a.png}, {id: a, path: b.png}]", "figures[1].id"),
        ("optimization_intent:\n  performance_metrics: [{id: a, name: A}]\n  oversight_metrics: [{id: b, name: B}, {id: a, name: A}]", "optimization_intent.oversight_metrics.items[1].id"),
        (LOG + "    - {id: a, version: '1', date: 2025, summary: s, expectations: [{id: x}]}\n    - {id: b, version: '2', date: 2026, summary: s, expectations: [{id: x}]}", "system_maintenance.changelog.items[1].expectations[0].id"),
        ("rlhf:\n  reward_models: [{id: r, accuracy: [{id: a, value: 0.5}, {id: a, value: 0.6}]}]", "rlhf.reward_models.items[0].accuracy.items[1].id"),
        ("implementation:\n  data_flow: [{id: a}]\n  engineering_tricks: [{id: a, what: w}]\nreferences: [{id: a, title: A}]", None),
        ("rlhf:\n  reward_models: [{id: r, accuracy: [{id: a, value: 0.5}]}, {id: s, accuracy: [{id: a, value: 0.6}]}]", None),
    ],
)  # fmt: skip
def test_ids_are_unique_in_their_register(fragment, path):
    assert places(fragment, "REF002") == ([path] if path else [])


# REF003 and REF012


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "figures").mkdir()
    for name in ("figures/a.png", "figures/a b.png", "log.csv", "refs.bib"):
        (tmp_path / name).write_bytes(b"x")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("figures/a.png", None),
        ("./figures/a.png", None),
        ("figures/../log.csv", None),
        ("https://example.org/a.png", None),
        ("//example.org/a.png", None),
        ("figures/gone.png", "no file"),
        ("figures", "no file"),
        ("Figures\\\\a.png", "no file"),
        ("../a.png", "out of"),
        ("figures/../../a.png", "out of"),
        ("/etc/passwd", "is an absolute path"),
        ("C:/a.png", "is an absolute path"),
        ("~/a.png", "is an absolute path"),
        ("a" * 5000, "no file"),
        ("a\\0b.png", "no file"),
    ],
)
def test_files_beside_the_report(folder, path, word):
    found = findings(f'figures: [{{id: a, path: "{path}"}}]', "REF003", folder=folder)
    assert [finding.path for finding in found] == (["figures[0].path"] if word else [])
    assert all(word in finding.message for finding in found)


@pytest.mark.parametrize(
    ("fragment", "path"),
    [
        ("bibliography: refs.bib", None),
        ("bibliography: gone.bib", "bibliography"),
        ("optimization_intent:\n  oversight_metrics: [{id: m, name: M, observations_from: {path: log.csv}}]", None),
        ("optimization_intent:\n  oversight_metrics: [{id: m, name: M, observations_from: {path: gone.csv}}]", "optimization_intent.oversight_metrics.items[0].observations_from.path"),
    ],
)  # fmt: skip
def test_logs_and_bibliographies_count_too(folder, fragment, path):
    assert places(fragment, "REF003", folder=folder) == ([path] if path else [])


def test_without_a_folder_only_impossible_paths_are_said():
    assert places("figures: [{id: a, path: gone.png}, {id: b, path: ../b.png}]", "REF003") == ["figures[1].path"]


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("![A](figures/a.png)", False),
        ("![A](figures/a%20b.png)", False),
        ('![A](figures/a.png "a title")', False),
        ("![A](<figures/a b.png>)", False),
        ("![A](figures/a.png#x)", False),
        ("![A](https://example.org/a.png)", False),
        ("![A](data:image/png;base64,AA)", False),
        ("![A](fig-a)", False),
        ("[A](gone.html)", False),
        ("Write `![A](gone.png)` for an image.", False),
        ("![A](gone.png)", True),
        ("![A](../a.png)", True),
        ("![A](%2e%2e/a.png)", True),
    ],
)
def test_images_in_prose(folder, text, bad):
    fragment = f"implementation:\n  limitations: '{text}'\nfigures: [{{id: fig-a, path: figures/a.png}}]\n"
    assert places(fragment, "REF012", folder=folder) == (["implementation.limitations.text"] if bad else [])


def test_the_image_path_is_pointed_at(folder):
    (found,) = findings("implementation:\n  limitations: 'See ![A](gone.png).'\n", "REF012", folder=folder)
    assert found.end_column - found.column == len("gone.png")


# REF004

REFERENCES = "references: [{id: a2015, title: A}, {id: fig.b, title: B}]\n"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Known [@a2015].", 0),
        ("Known [see @a2015, p. 3; @fig.b].", 0),
        ("Known [-@a2015].", 0),
        ("Known [@a2015.]", 0),
        ("Write to [me@example.org] or [help@example.org](mailto:help@example.org).", 0),
        ("The account [@city](https://example.org/@city) tells.", 0),
        ("Use `[@key]` to cite.", 0),
        ("The account @city tells.", 0),
        ("The picture [@fig-1].", 0),
        ("Unknown [@gone].", 1),
        ("Both [@gone; @a2015; see @lost, p. 4].", 2),
        ("In text, @gone is not looked at; in brackets it is [@gone].", 1),
    ],
)
def test_citations_in_prose(text, count):
    fragment = f'implementation:\n  limitations: "{text}"\nfigures: [{{id: fig-1, path: f.png}}]\n' + REFERENCES
    assert places(fragment, "REF004") == ["implementation.limitations.text"] * count


def test_citations_are_looked_up_everywhere_but_in_free_keys():
    fragment = LOG + "    - {id: a, version: '1.0', date: 2026, summary: 'As in [@gone].'}\nx-note: '[@gone]'\n"
    assert places(fragment, "REF004") == ["system_maintenance.changelog.items[0].summary"]
    assert places(fragment + "bibliography: refs.bib\n", "REF004") == []


def test_the_citation_is_pointed_at():
    (found,) = findings("implementation:\n  limitations: Known [see @gone, p. 3].\n", "REF004")
    assert found.end_column - found.column == len("@gone")


# REF005


@pytest.mark.parametrize(
    ("trigger", "bad"),
    [
        ("kind: metric", True),
        ("kind: metric, description: A large change.", True),
        ('condition: {op: "<", value: 1}', True),
        ("kind: metric, condition: {metric: m}", False),
        ("kind: event, description: A large change.", False),
        ("kind: metric, state: retired", False),
    ],
)
def test_metric_triggers_name_a_metric(trigger, bad):
    fragment = f"system_maintenance:\n  update_triggers:\n    - {{id: t, {trigger}}}\n"
    assert places(fragment, "REF005") == (["system_maintenance.update_triggers.items[0]"] if bad else [])


def test_a_register_that_is_stated_to_be_partial_is_left_alone():
    fragment = (
        "system_maintenance:\n  update_triggers: {disclosure: partial, reason: r, items: [{id: t, kind: metric}]}\n"
    )
    assert places(fragment, "REF005") == []


# REF006


@pytest.mark.parametrize(
    ("metric", "more", "bad"),
    [
        ("", "", True),
        (", observations: [{value: 1}]", "", False),
        (", observations_from: {path: log.csv}", "", False),
        (", thresholds: [{op: '<', value: 1}]", "", False),
        ("", "system_maintenance:\n  update_triggers: [{id: t, condition: {metric: small}}]", False),
        ("", "system_maintenance:\n  update_triggers: [{id: t, description: The small press share falls.}]", False),
        ("", "system_maintenance:\n  update_triggers: [{id: t, description: A new law.}]", True),
        ("", "evaluation:\n  offline_evaluations: [{id: e, metric: small, value: 1}]", False),
        ("", "evaluation:\n  performance_standards: [{id: s, requirement: r, metric: small}]", False),
        # to be able to show a failure is not to be looked at
        ("", "implementation:\n  environment_details: [{id: l, path: p, monitored_by: [small]}]", True),
    ],
)
def test_oversight_metrics_are_used(metric, more, bad):
    fragment = (
        f"optimization_intent:\n  oversight_metrics:\n    - {{id: small, name: Small press share{metric}}}\n{more}\n"
    )
    assert places(fragment, "REF006") == (["optimization_intent.oversight_metrics.items[0]"] if bad else [])


def test_performance_metrics_are_no_matter_of_this_rule():
    assert places("optimization_intent:\n  performance_metrics: [{id: m, name: M}]\n", "REF006") == []


# REF007


@pytest.mark.parametrize(
    ("mode", "bad"),
    [
        ("status: observed", True),
        ("", True),
        ("status: resolved", False),
        ("detected_by: [small-press]", False),
        ("description: No metric shows it; readers complain.", False),
        ("description: It cannot be measured from outside.", False),
        ("mitigation: Nobody noticed it for years.", False),
        ("description: Small presses lose readers.", True),
    ],
)
def test_failures_can_be_detected(mode, bad):
    fragment = METRICS + f"  known_failure_modes:\n    - {{id: f, name: F, {mode}}}\n"
    assert places(fragment, "REF007") == (["optimization_intent.known_failure_modes.items[0]"] if bad else [])


def test_without_any_metric_nothing_can_be_named():
    assert places("optimization_intent:\n  known_failure_modes: [{id: f, name: F}]\n", "REF007") == []


# REF008

FIRST = "    - {id: first, version: '1.0', date: 2025, kind: release, summary: First release.}\n"


@pytest.mark.parametrize(
    ("entry", "more", "bad"),
    [
        ("kind: release, summary: Forums.", "", True),
        ("summary: Forums.", "", True),
        ("kind: reward_change, summary: A penalty joined.", "", True),
        ("kind: release, summary: Forums., motivation: Members asked.", "", False),
        ("kind: release, summary: Forums., triggered_by: [t]", "", False),
        ("kind: release, summary: Forums because members asked.", "", False),
        ("kind: rollback, summary: Rolled back in response to complaints.", "", False),
        ("kind: incident, summary: Answers flattered.", "", False),
        ("kind: observation, summary: The share fell.", "", False),
        ("kind: review_no_change, summary: Reviewed.", "", False),
        ("kind: correction, summary: A number was wrong.", "", False),
        ("kind: retrain, summary: Trained again.", "", True),
        ("kind: retrain, summary: Trained again.", "implementation:\n  data_flow: {retraining: {every: P6W}}\n", False),
    ],
)
def test_changes_have_a_cause(entry, more, bad):
    fragment = LOG + f"    - {{id: b, version: '1.1', date: 2026, {entry}}}\n" + FIRST + more
    assert places(fragment, "REF008") == (["system_maintenance.changelog.items[0]"] if bad else [])


def test_the_first_version_needs_no_cause():
    second = "    - {id: also, version: v1, date: 2025-12, kind: release, summary: Two pages were added.}\n"
    assert places(LOG + FIRST, "REF008") == []
    assert places(LOG + FIRST + second, "REF008") == []


# REF009

HISTORY = """\
report: {id: x, title: X, version: "0.5", kind: first_party}
system_maintenance:
  changelog:
    - {id: a, version: "0.2", date: 2020, summary: s}
    - {id: b, version: "0.3", date: 2021, summary: s}
    - {id: c, version: "0.5", date: 2022, summary: "See Section 2.1 above, Figure 9 and entry 0.2."}
"""


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("As outlined in Section 2.1 above.", True),
        ("The goals in Section 2.1 are not clear.", True),
        ("See Section 4.", False),
        ("As Section 4 above says.", True),
        ("See Section 4.2 of the user guide.", False),
        ("As outlined in Section 2.1 [@a2015].", False),
        ("The paper says so in Section 2.1.", False),
        ("Under Section 230 the city is not liable.", False),
        ("As Figure 1 shows, it fell.", True),
        ("It fell (Fig. 2).", True),
        ("It fell; see Figure 3 in their article.", False),
        ("Figure 3 of this report shows it.", True),
        ("Skaters draw a figure 8.", False),
        ("Known since entry 0.3.", False),
        ("Known since entry 0.4.", True),
        ("Known since change log entry v0.6.", True),
        ("Documented in log v0.1.", False),  # from before the changelog
        ("As of v0.5 (latest version), nothing changed.", False),
        ("As of v0.4, nothing changed.", True),
        ("As of v0.7, nothing changed.", False),  # it may be the version of something else
        ("As of v0.4 of the library, nothing changed.", False),
        ("Trained with release v0.4 of a library, Python v3.11.", False),
    ],
)
def test_pointers_in_prose(text, bad):
    fragment = HISTORY + f'implementation:\n  limitations: "{text}"\n'
    assert places(fragment, "REF009") == (["implementation.limitations.text"] if bad else [])


def test_figures_are_counted():
    text = 'implementation:\n  limitations: "Figure 1 and Figure 2 show it. Figure 3 does not."\n'
    figures = "figures: [{id: a, path: a.png}, {id: b, path: b.png}]\n"
    (found,) = findings(HISTORY + text + figures, "REF009")
    assert "Figure 3" in found.message


@pytest.mark.parametrize(
    ("version", "bad"),
    [("0.3", False), ("0.4", True), ("0.9", True), ("0.1", False), ("2021", False), ("spring", False)],
)
def test_a_failure_was_first_seen_in_a_version_that_is_there(version, bad):
    fragment = (
        HISTORY + f'optimization_intent:\n  known_failure_modes: [{{id: f, name: F, first_observed: "{version}"}}]\n'
    )
    place = "optimization_intent.known_failure_modes.items[0].first_observed"
    assert places(fragment, "REF009") == ([place] if bad else [])


def test_without_a_changelog_no_version_is_missed():
    assert places("implementation:\n  limitations: As recorded in changelog entry v0.3.\n", "REF009") == []


# REF010


@pytest.mark.parametrize(
    ("fragment", "path"),
    [
        ("references: [{id: a2015, title: A}]", "references[0]"),
        ("references: [{id: a2015, title: A}]\nimplementation: {limitations: 'Known [@a2015].'}", None),
        ("references: [{id: a2015, title: A}]\nimplementation: {limitations: {text: t, sources: [a2015]}}", None),
        ("references: [{id: a2015, title: A}]\nfigures: [{id: f, path: f.png, source: a2015}]", None),
        ("institutional_interface:\n  stakeholders: [{id: press, name: Publishers}]", "institutional_interface.stakeholders.items[0]"),
        ("institutional_interface:\n  stakeholders: [{id: press, name: Publishers, reporting_role: none}]", None),
        ("institutional_interface:\n  stakeholders: [{id: press, name: Publishers, in_scope: false}]", None),
        ("institutional_interface:\n  stakeholders: [{id: press, name: Publishers}]\n  recourse: Publishers may write.", None),
        ("institutional_interface:\n  stakeholders: [{id: press, name: Publishers}]\nimplementation: {environment_details: [{id: l, path: p, affected: [press]}]}", None),
    ],
)  # fmt: skip
def test_entries_are_used(fragment, path):
    assert places(fragment, "REF010") == ([path] if path else [])
    assert findings(fragment, "REF010", strictness="standard") == []


# REF011


@pytest.mark.parametrize(
    ("affected", "bad"), [("[drivers]", False), ("[residents]", True), ("[driver]", True), ("[]", False)]
)
def test_affected_groups_are_stakeholders(affected, bad):
    fragment = f"implementation:\n  environment_details: [{{id: l, path: p, affected: {affected}}}]\ninstitutional_interface:\n  stakeholders: [{{id: drivers, name: Drivers}}]\n"
    found = findings(fragment, "REF011")
    assert [finding.path for finding in found] == ["implementation.environment_details.items[0].affected[0]"] * bad
    assert all((finding.fix is not None) == (affected == "[driver]") for finding in found)

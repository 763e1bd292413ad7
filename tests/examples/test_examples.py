"""The examples are complete, clean at the strictest level, and say what their sources say."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
import yaml

from reward_reports.linting.context import Context
from reward_reports.linting.engine import lint_document
from reward_reports.linting.settings import Settings
from reward_reports.report.loading import Document, load_file
from reward_reports.report.model import Answer, Report

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = (
    "blenderbot-3",
    "cursor-composer",
    "deepseek-r1",
    "duolingo-reminders",
    "gpt-4o-sycophancy",
    "instructgpt",
    "llama-2-chat",
    "movielens",
    "muzero",
    "openai-goblins",
    "openassistant",
    "project-flow",
    "x-for-you",
)
TODAY = date(2026, 11, 30)
CITATION = re.compile(r"\[@([^\]]+)\]")


def example(name: str) -> Document:
    return load_file(EXAMPLES / name / "reward-report.yaml")


def report_on(name: str) -> Report:
    report = example(name).report
    assert report is not None
    return report


def test_every_example_is_tested() -> None:
    assert tuple(sorted(path.parent.name for path in EXAMPLES.glob("*/reward-report.yaml"))) == NAMES


def test_the_examples_are_under_the_licence_of_the_package() -> None:
    project = tomllib.loads((EXAMPLES.parent / "pyproject.toml").read_text("utf-8"))["project"]
    assert {report_on(name).report.license for name in NAMES} == {project["license"]}


@pytest.mark.parametrize("name", NAMES)
def test_example_loads_without_a_problem(name: str) -> None:
    assert [problem.message for problem in example(name).problems] == []


@pytest.mark.parametrize("preview", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_example_is_silent_at_the_strictest_level(name: str, preview: bool) -> None:
    findings, _ = lint_document(example(name), Settings(strictness="publishable", preview=preview), TODAY)
    # SUB004 is right about triggers that the systems' own reports leave vague ("large", "many"): nobody gave a number.
    vague = {"SUB004"} if preview else set()
    assert {found.code for found in findings if found.severity != "info"} <= vague


@pytest.mark.parametrize("name", NAMES)
def test_example_leaves_no_field_empty(name: str) -> None:
    fields = Context(example(name), TODAY).answers
    assert [path for path, answer in fields if answer.blank] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_state_but_answered_has_a_reason(name: str) -> None:
    assert [answer.disclosure for answer in answers_in(report_on(name)) if answer.stated and not answer.reason] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_citation_leads_to_a_reference_and_every_reference_is_cited(name: str) -> None:
    document, report = example(name), report_on(name)
    known = {reference.id for reference in report.references}
    cited = {
        part.split(",")[0].strip().lstrip("@") for found in CITATION.findall(document.text) for part in found.split(";")
    }
    for answer in answers_in(report):
        cited.update(answer.sources)
    assert cited == known


@pytest.mark.parametrize("name", NAMES)
def test_authors_do_not_speak_for_the_owner(name: str) -> None:
    info = report_on(name).report
    assert {author.relationship for author in info.authors} == {"independent"}
    assert info.kind == ("hypothetical" if name == "project-flow" else "third_party")
    assert info.conflicts_of_interest
    assert info.ai_assistance


@pytest.mark.parametrize(
    ("name", "versions"),
    [
        ("blenderbot-3", "1.0 1.1 1.2 1.2.1 1.2.2"),
        ("cursor-composer", "1.0 1.1 1.2 1.3 1.4"),
        ("deepseek-r1", "0.1 0.2 0.3 1.0 1.1 1.2"),
        ("duolingo-reminders", "0.9 1.0 1.1 1.2 1.3"),
        ("gpt-4o-sycophancy", "1.0 1.1 1.2 1.3 1.4 1.5 1.5.1"),
        ("instructgpt", "1.0 1.1"),
        ("llama-2-chat", "1.0 2.0 3.0 4.0 5.0 5.1 5.1.1"),
        ("movielens", "0.0 0.1 1.0 1.1 2.0 3.0 3.1 3.2 3.3 3.4 3.5 4.0 4.1 4.1.1"),
        ("muzero", "1.0 2.0 2.0.1"),
        ("openai-goblins", "1.0 1.1 1.2 1.3 1.4"),
        ("openassistant", "1.0 2.0 2.0.1"),
        ("project-flow", "0.1 0.2 0.3 0.4 0.5 0.6"),
        ("x-for-you", "0.9 1.0 1.1 1.2 1.3 2.0 2.1 2.2 2.3 2.4 2.5"),
    ],
)
def test_history_is_complete(name: str, versions: str) -> None:
    report = report_on(name)
    assert " ".join(entry.version for entry in report.system_maintenance.changelog.items) == versions
    assert report.report.version == versions.rsplit(maxsplit=1)[-1]


def test_project_flow_judges_what_it_expected() -> None:
    entries = report_on("project-flow").system_maintenance.changelog.items
    expected = {expectation.id for entry in entries for expectation in entry.expectations}
    last = {outcome.expectation: outcome.result for entry in entries for outcome in entry.outcomes}
    assert set(last) == expected
    assert last == {
        "road-like-simulation": "not_as_expected",
        "gap-closes": "as_expected",
        "watching-is-enough": "not_as_expected",
    }


def test_gpt_4o_tells_the_incident_as_its_owner_did() -> None:
    """The new signal, the steps with their dates, and that nothing had been expected of sycophancy."""
    report = report_on("gpt-4o-sycophancy")
    assert report.rlhf is not None
    (signal,) = report.rlhf.deployment_signals.items
    assert (signal.in_reward, signal.user_approval, signal.monitored_by) == (True, True, ("sycophancy",))
    entries = report.system_maintenance.changelog.items
    steps = {str(entry.date): entry.kind for entry in entries}
    assert steps["2025-04-25"] == "reward_change"
    assert (steps["2025-04-27"], steps["2025-04-28"]) == ("incident", "rollback")
    changed = next(entry for entry in entries if entry.kind == "reward_change")
    assert "sycophancy" not in {expectation.metric for expectation in changed.expectations}
    metrics = (
        *report.optimization_intent.performance_metrics.items,
        *report.optimization_intent.oversight_metrics.items,
    )
    assert not any(metric.observations for metric in metrics), "the owner published no number"


def test_llama_2_chat_figures() -> None:
    """Tables 7 and 8, section 3.2.3 of the paper."""
    report = report_on("llama-2-chat")
    assert report.rlhf is not None
    helpful, safe = report.rlhf.reward_models.items
    assert [found.value for found in helpful.accuracy.items] == [0.632, 0.807, 0.547]
    assert [found.value for found in safe.accuracy.items] == [0.645, 0.943, 0.553]
    (run,) = report.rlhf.policy_optimization.items
    assert (run.kl_coefficient.value, run.batch_size, run.clip_range, run.learning_rate) == (0.005, 512, 0.2, 1e-6)
    assert report.implementation.reward_details.combination == "switching"
    comparisons = [data.size for data in report.rlhf.preference_data.items]
    assert comparisons == ["1,418,091 comparisons", "1,501,235 comparisons"]
    assert 1_418_091 + 1_501_235 == 2_919_326, "table 6"


def test_openassistant_figures() -> None:
    """Section 4 and table 1 of the paper."""
    report = report_on("openassistant")
    results = {result.id: result for result in report.evaluation.offline_evaluations.items}
    assert (results["code-after"].value, results["code-after"].baseline) == (0.15, "0.20 for the supervised model")
    assert (results["elo-after"].value, results["elo-after"].baseline) == (1068, "979 for the supervised model")
    data = {one.id: one for one in report.implementation.data_flow.items}
    assert data["conversations"].size == "161,443 messages: 91,829 by users and 69,614 by assistants"
    assert 91_829 + 69_614 == 161_443
    assert report.system_details.dates.lifecycle == "retired"


def test_blenderbot_figures() -> None:
    """The owner's post of August 2022 and the model card."""
    report = report_on("blenderbot-3")
    metrics = {metric.id: metric for metric in report.optimization_intent.oversight_metrics.items}
    flagged = {name: metric.observations[0].value for name, metric in metrics.items() if metric.observations}
    assert flagged == {"flagged-inappropriate": 0.0011, "flagged-nonsense": 0.0136, "flagged-off-topic": 0.01}
    settings = report.implementation.algorithmic_details.hyperparameters
    assert (settings["learning_rate"], settings["updates"], settings["epochs"]) == (6e-6, 5592, 1)


def test_muzero_figures() -> None:
    """Table 1 of the paper on games, the abstract of that on videos, the owner's post."""
    results = {result.id: result for result in report_on("muzero").evaluation.offline_evaluations.items}
    assert [results[name].value for name in ("atari-large", "atari-small", "video-offline", "video-live")] == [
        2041.1,
        731.1,
        6.28,
        4,
    ]


def published_weights(day: str) -> dict[str, float]:
    """The weights of X's ranking as its public repository gave them on a day."""
    lists: dict[str, dict[str, float]] = yaml.safe_load(
        (EXAMPLES / "x-for-you" / "published" / f"{day}.yaml").read_text("utf-8")
    )
    return lists["weights"]


def test_x_for_you_gives_every_published_weight_and_no_other() -> None:
    report, published = report_on("x-for-you"), published_weights("2026-10-06")
    bound = {binding.field.split(".")[2]: binding.key.removeprefix("weights.") for binding in report.bindings}
    terms = {term.id: term.weight for term in report.implementation.reward_details.items}
    assert {name: published[key] for name, key in bound.items()} == terms
    assert {key for key, weight in published.items() if weight} <= set(bound.values())


def test_x_for_you_has_an_entry_for_every_weight_that_changed() -> None:
    days = [published_weights(day) for day in ("2026-08-12", "2026-09-22", "2026-10-06")]
    changed = {name for name in days[0] | days[-1] if len({day.get(name) for day in days}) > 1}
    assert len(changed) == 7
    entries = report_on("x-for-you").system_maintenance.changelog.items
    summaries = " ".join(str(entry.summary) for entry in entries if entry.kind == "reward_change")
    values = {format(abs(day[name]), "g") for name in changed for day in days if day.get(name)}
    assert {value for value in values if value not in summaries} == set()


@pytest.mark.parametrize(
    "name", ["cursor-composer", "deepseek-r1", "duolingo-reminders", "openai-goblins", "x-for-you"]
)
def test_an_outsider_says_where_one_looked_and_which_expectations_are_reconstructed(name: str) -> None:
    report = report_on(name)
    unknown = [answer for answer in answers_in(report) if answer.disclosure == "unknown"]
    assert unknown
    assert all(answer.searched for answer in unknown)
    entries = report.system_maintenance.changelog.items
    expected = {expectation.id for entry in entries for expectation in entry.expectations}
    assert {outcome.expectation for entry in entries for outcome in entry.outcomes} & expected
    assert all(expectation.stated for entry in entries for expectation in entry.expectations)


def test_movielens_weights_are_those_of_its_formula() -> None:
    reward = report_on("movielens").implementation.reward_details
    assert reward.combination == "weighted_shares"
    assert [term.weight for term in reward.items] == [0.9, 0.1]


def test_instructgpt_agreement_and_accuracy() -> None:
    rlhf = report_on("instructgpt").rlhf
    assert rlhf is not None
    rankings = next(data for data in rlhf.preference_data.items if data.id == "rankings")
    assert [(found.value, found.interval) for found in rankings.agreement.items] == [
        (0.726, "± 0.015"),
        (0.773, "± 0.013"),
    ]
    (model,) = rlhf.reward_models.items
    assert model.parameters == "6B"
    assert [(found.value, found.interval) for found in model.accuracy.items] == [(0.696, "± 0.009"), (0.724, "± 0.004")]


def test_instructgpt_optimisation_settings() -> None:
    report = report_on("instructgpt")
    assert report.rlhf is not None
    (run,) = report.rlhf.policy_optimization.items
    assert (run.kl_coefficient.value, run.batch_size, run.clip_range) == (0.02, 512, 0.2)
    weights = {term.id: term.weight for term in report.implementation.reward_details.items}
    assert weights == {"score-term": 1.0, "kl-term": 0.02, "ptx-term": 27.8}


@pytest.mark.parametrize(
    ("evaluation", "value", "interval", "baseline"),
    [
        ("vs-gpt3", 0.85, "± 0.03", "GPT-3 175B"),
        ("vs-prompted", 0.71, "± 0.04", "GPT-3 175B with worked examples"),
        ("closed-tasks", 0.21, None, "0.41 for GPT-3"),
        ("squad-ppo", 43.68, None, "64.30 for GPT-3 175B"),
        ("squad-ptx", 59.85, None, "64.30 for GPT-3 175B"),
    ],
)
def test_instructgpt_results(evaluation: str, value: float, interval: str | None, baseline: str) -> None:
    results = {result.id: result for result in report_on("instructgpt").evaluation.offline_evaluations.items}
    found = results[evaluation]
    assert (found.value, found.interval, found.baseline) == (value, interval, baseline)


@pytest.mark.parametrize(
    ("dataset", "size"),
    [
        ("sft-data", "12,725 prompts to train: 11,295 by annotators, 1,430 by customers"),
        ("rm-data", "33,207 prompts to train: 6,623 by annotators, 26,584 by customers"),
        ("ppo-data", "31,144 prompts to train, all by customers"),
    ],
)
def test_instructgpt_data_sizes(dataset: str, size: str) -> None:
    sizes = {data.id: data.size for data in report_on("instructgpt").implementation.data_flow.items}
    assert sizes[dataset] == size


def answers_in(value: object) -> list[Answer]:
    """Return every answer anywhere in a part of a report."""
    if isinstance(value, tuple | list):
        return [found for entry in value for found in answers_in(entry)]
    if not hasattr(type(value), "model_fields"):
        return []
    below = [found for name in type(value).model_fields for found in answers_in(getattr(value, name))]
    return [value, *below] if isinstance(value, Answer) and value.model_fields_set else below

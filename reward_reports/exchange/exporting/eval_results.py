"""Results of tests as the Hugging Face Hub reads them from `.eval_results/*.yaml` in a model's repository."""

from __future__ import annotations

from typing import Any

from reward_reports.base.errors import InputError
from reward_reports.exchange.exporting.exporter import Exporter
from reward_reports.exchange.exporting.hub_yaml import yaml_text
from reward_reports.publishing.rendering.addresses import doi_address, safe_address
from reward_reports.publishing.rendering.redacted import Edition
from reward_reports.report.model import Report
from reward_reports.report.model.evaluation import Evaluation
from reward_reports.report.model.own_values import own_tests

EXPORTERS = (
    Exporter(
        "eval-results",
        "results of tests for .eval_results on the Hugging Face Hub",
        "exchange.exporting.eval_results.as_yaml",
        "yaml",
        (".yaml", ".yml"),
    ),
)
DATASET, TASK, REVISION = "hub_dataset", "hub_task", "hub_revision"
"""Settings of a test that name the benchmark: its data set on the Hub, the task there, and the commit."""


def as_yaml(edition: Edition) -> str:
    """Return the results of the tests whose settings name a benchmark of the Hub.

    Raises:
        InputError: if there are none.
    """
    report = edition.report
    entries = [_entry(report, test) for test in own_tests(report) if test.value is not None and _named(test)]
    if not entries:
        raise InputError(
            f"no test with a value names a benchmark of the Hub: add settings {{{DATASET}: owner/name, {TASK}: task}} to the "
            "entries of evaluation.offline_evaluations"
        )
    return yaml_text(entries)


def _named(test: Evaluation) -> bool:
    """Whether the settings of a test name a data set of the Hub and a task."""
    return all(isinstance(value := test.settings.get(key), str) and value.strip() for key in (DATASET, TASK))


def _entry(report: Report, test: Evaluation) -> dict[str, Any]:
    dataset = {"id": test.settings[DATASET], "task_id": test.settings[TASK], "revision": test.settings.get(REVISION)}
    entry = {
        "dataset": _filled(dataset),
        "value": test.value,
        "date": str(test.date.start) if test.date and test.date.start == test.date.end else None,
        "source": _source(report, test),
        "notes": "; ".join(filter(None, (test.what, test.slice, test.harness))) or None,
    }
    return _filled(entry)


def _source(report: Report, test: Evaluation) -> dict[str, Any] | None:
    """Return the first source of a test that has an address."""
    cited = [*test.sources, *report.evaluation.offline_evaluations.sources]
    for one in sorted((one for one in report.references if one.id in cited), key=lambda one: cited.index(one.id)):
        address = safe_address(one.url or "") or (doi_address(one.doi) if one.doi else None)
        if address:
            return _filled({"url": address, "name": one.title})
    return None


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", {})}

"""The callback for TRL, called by the callback handler of the real transformers; no model is trained."""

from __future__ import annotations

import importlib
import json
import logging
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from reward_reports import MissingToolError, check, lint, load

transformers = pytest.importorskip("transformers", reason="transformers is not installed")
from transformers.trainer_callback import CallbackHandler, DefaultFlowCallback, TrainerControl, TrainerState  # noqa: E402

from reward_reports.integrations.trl import RewardReportCallback  # noqa: E402

GRPO = Path(__file__).resolve().parents[1] / "runs" / "drafting" / "fixtures" / "grpo"
"""What TRL's GRPO trainer left behind."""
ROWS = json.loads((GRPO / "trainer_state.json").read_text("utf-8"))["log_history"]


def train(
    callback: RewardReportCallback, output: Path, rows: list[dict], *, main: bool = True, files: Path = GRPO
) -> None:
    """Fire the events of a run as a trainer does; the checkpoint is that of a real run."""
    args = SimpleNamespace(output_dir=str(output))
    state, control = TrainerState(), TrainerControl()
    state.is_world_process_zero = main
    handler = CallbackHandler([DefaultFlowCallback(), callback], None, None, None, None)
    handler.on_train_begin(args, state, control)
    for row in rows:
        state.global_step = row["step"]
        handler.on_log(args, state, control, {key: value for key, value in row.items() if key != "step"})
    shutil.copytree(files, output / "checkpoint-3", dirs_exist_ok=True)
    handler.on_train_end(args, state, control)


@pytest.fixture
def run_of(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()  # the report names a log beside its own folder
    Path("runs").mkdir()
    return Path("runs", "grpo")


def test_a_report_that_does_not_exist_is_drafted_and_its_logs_are_read(run_of, caplog):
    train(RewardReportCallback("reports/grpo.reward-report.yaml"), run_of, ROWS)
    report = load("reports/grpo.reward-report.yaml")
    assert {term.name for term in report.implementation.reward_details.items} >= {"length", "politeness"}
    metrics = report.optimization_intent.metrics
    assert {metric.observations_from.path for metric in metrics} == {"../runs/grpo/metrics.jsonl"}
    assert "was drafted with" in caplog.text
    assert not [one for one in lint("reports").findings if one.code.startswith("REF")]
    check("reports/grpo.reward-report.yaml")


def test_metrics_have_steps_and_times_for_windows(run_of):
    train(RewardReportCallback("a.reward-report.yaml"), run_of, ROWS)
    rows = [json.loads(line) for line in (run_of / "metrics.jsonl").read_text("utf-8").splitlines()]
    assert [row["step"] for row in rows] == [row["step"] for row in ROWS]
    assert [row.get("reward") for row in rows] == [row.get("reward") for row in ROWS]
    assert all(row["wall_time"] > 1.7e9 for row in rows)


def test_an_existing_report_is_compared_and_not_changed(run_of, caplog):
    callback = RewardReportCallback("a.reward-report.yaml")
    train(callback, run_of, ROWS)
    report = Path("a.reward-report.yaml")
    drafted = report.read_text("utf-8")
    caplog.clear()
    train(callback, run_of, ROWS)
    assert caplog.text == ""
    line = next(line for line in drafted.splitlines() if "training_args.bin: learning_rate" in line)
    changed = drafted.replace(line, line.replace(line.split(":")[1].split("#")[0].strip(), "0.5"))
    report.write_text(changed, "utf-8")
    train(callback, run_of, ROWS)
    assert "differs from this run" in caplog.text
    assert "learning_rate" in caplog.text
    assert report.read_text("utf-8") == changed


def test_a_trigger_that_fires_is_named(run_of, caplog):
    report = Path("a.reward-report.yaml")
    report.write_text(
        'schema_version: "1.1"\nreport: {id: a, title: A, version: "1"}\noptimization_intent:\n'
        "  performance_metrics: [{id: reward, name: Reward, observations_from: {path: runs/grpo/metrics.jsonl}}]\n"
        "system_maintenance:\n  update_triggers: [{id: hacked, kind: metric, condition: {metric: reward, op: '>', value: 1}}]\n",
        "utf-8",
    )
    train(RewardReportCallback(report), run_of, ROWS)
    assert "trigger hacked: fires" in caplog.text


def test_only_the_main_process_writes(run_of):
    train(RewardReportCallback("a.reward-report.yaml"), run_of, ROWS, main=False)
    assert not Path("a.reward-report.yaml").exists()
    assert not (run_of / "metrics.jsonl").exists()


def test_a_restart_goes_on_behind_whole_lines(run_of):
    callback = RewardReportCallback("a.reward-report.yaml")
    train(callback, run_of, ROWS[:1])
    log = run_of / "metrics.jsonl"
    log.write_text(log.read_text("utf-8") + '{"reward": 1', "utf-8")
    train(callback, run_of, ROWS[1:])
    assert [json.loads(line)["step"] for line in log.read_text("utf-8").splitlines()] == [row["step"] for row in ROWS]


def test_what_is_no_number_is_left_out(run_of):
    class Scalar:
        """One element, as numpy and torch give it."""

        def __float__(self) -> float:
            return 0.5

    class Vector:
        def __float__(self) -> float:
            raise ValueError

    row = {"step": 1, "a": Scalar(), "b": Vector(), "c": "1", "d": True, "e": float("nan"), "f": None}
    train(RewardReportCallback("a.reward-report.yaml"), run_of, [row])
    (line,) = (run_of / "metrics.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line).keys() == {"a", "e", "step", "wall_time"}


@pytest.mark.parametrize("text", ["report: [", "schema_version: '1.1'\nreport: {id: a}\n"])
def test_no_report_stops_a_run(run_of, caplog, text):
    Path("a.reward-report.yaml").write_text(text, "utf-8")
    train(RewardReportCallback("a.reward-report.yaml"), run_of, ROWS)
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "neither drafted nor checked" in caplog.text


def test_a_log_that_cannot_be_written_is_told_once(run_of, caplog):
    Path("taken").write_text("", "utf-8")
    train(RewardReportCallback("a.reward-report.yaml", log="taken/metrics.jsonl"), run_of, ROWS)
    assert caplog.text.count("taken/metrics.jsonl cannot be written") == 1
    assert Path("a.reward-report.yaml").is_file()


def test_without_transformers_the_import_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "transformers", None)
    monkeypatch.delitem(sys.modules, "reward_reports.integrations.trl")
    with pytest.raises(MissingToolError, match="pip install trl"):
        importlib.import_module("reward_reports.integrations.trl")

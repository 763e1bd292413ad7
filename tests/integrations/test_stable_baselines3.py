"""The callback for stable-baselines3, held against a stand-in for what it uses of version 2.9.2: the library needs torch."""

from __future__ import annotations

import importlib
import json
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from reward_reports import MissingToolError, load

MODULE = "reward_reports.integrations.stable_baselines3"
SAVED = Path(__file__).resolve().parents[1] / "runs" / "drafting" / "fixtures" / "sb3" / "ppo.zip"
"""A model that stable-baselines3 saved."""


class BaseCallback:
    """What the library's class of this name does with the methods of a subclass."""

    def __init__(self, verbose: int = 0) -> None:
        self.n_calls = self.num_timesteps = 0
        self.verbose = verbose

    @property
    def logger(self) -> Logger:
        return self.model.logger

    def init_callback(self, model: Model) -> None:
        self.model = model
        self._init_callback()

    def _init_callback(self) -> None:
        pass

    def on_training_start(self, locals_: dict, globals_: dict) -> None:
        self.locals, self.globals = locals_, globals_
        self.num_timesteps = self.model.num_timesteps
        self._on_training_start()

    def on_step(self) -> bool:
        self.n_calls += 1
        self.num_timesteps = self.model.num_timesteps
        return self._on_step()

    def on_training_end(self) -> None:
        self._on_training_end()


class KVWriter:
    """The base of what a logger writes to."""

    def write(self, key_values: dict, key_excluded: dict, step: int = 0) -> None:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError


class Logger:
    """Gathers values, and gives them to its outputs when they are dumped."""

    def __init__(self) -> None:
        self.name_to_value: dict = {}
        self.output_formats: list[KVWriter] = []

    def dump(self, step: int = 0) -> None:
        for form in self.output_formats:
            if isinstance(form, KVWriter):
                form.write(self.name_to_value, dict.fromkeys(self.name_to_value, ("",)), step)
        self.name_to_value.clear()


class Model:
    """An algorithm, as far as callbacks see it."""

    def __init__(self) -> None:
        self.num_timesteps, self.logger = 0, Logger()

    def save(self, path: Path) -> None:
        shutil.copy(SAVED, path)

    def learn(self, rewards: list[object], callback: BaseCallback) -> None:
        callback.init_callback(self)
        callback.on_training_start({}, {})
        for reward in rewards:
            self.num_timesteps += 64
            assert callback.on_step() is True
            self.logger.name_to_value["rollout/ep_rew_mean"] = reward
            self.logger.dump(self.num_timesteps)
        callback.on_training_end()


@pytest.fixture
def callback_class(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    names = ("stable_baselines3", "stable_baselines3.common")
    for name in names:
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    for name, held in (("callbacks", BaseCallback), ("logger", KVWriter)):
        module = ModuleType(f"stable_baselines3.common.{name}")
        setattr(module, held.__name__, held)
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.delitem(sys.modules, MODULE, raising=False)
    yield importlib.import_module(MODULE).RewardReportCallback
    sys.modules.pop(MODULE, None)


def logged() -> list[dict]:
    return [json.loads(line) for line in Path("runs/ppo/metrics.jsonl").read_text("utf-8").splitlines()]


def test_a_run_leaves_a_log_a_model_and_a_draft(callback_class):
    Model().learn([20.0, 21.5], callback_class("ppo.reward-report.yaml", "runs/ppo"))
    assert [(row["step"], row["rollout/ep_rew_mean"]) for row in logged()] == [(64, 20.0), (128, 21.5)]
    report = load("ppo.reward-report.yaml")
    (metric,) = report.optimization_intent.metrics
    assert metric.observations_from.path == "runs/ppo/metrics.jsonl"
    assert "PPO" in report.implementation.algorithmic_details.algorithm


def test_a_second_run_with_the_same_logger_writes_once(callback_class, caplog):
    model = Model()
    model.learn([20.0], callback_class("ppo.reward-report.yaml", "runs/ppo"))
    caplog.clear()
    model.learn([21.0], callback_class("ppo.reward-report.yaml", "runs/ppo"))
    assert [row["step"] for row in logged()] == [64, 128]
    assert caplog.text == ""


def test_a_report_that_differs_is_named_and_not_changed(callback_class, caplog):
    Model().learn([20.0], callback_class("ppo.reward-report.yaml", "runs/ppo"))
    report = Path("ppo.reward-report.yaml")
    changed = report.read_text("utf-8").replace("discount: 0.98", "discount: 0.5")
    report.write_text(changed, "utf-8")
    Model().learn([20.0], callback_class(report, "runs/ppo"))
    assert "discount" in caplog.text
    assert report.read_text("utf-8") == changed


def test_a_folder_that_cannot_be_written_does_not_stop_the_run(callback_class, caplog):
    Path("runs").write_text("", "utf-8")
    Model().learn([20.0, 21.0], callback_class("ppo.reward-report.yaml", "runs/ppo"))
    assert caplog.text.count("runs/ppo/metrics.jsonl cannot be written") == 1
    assert not Path("ppo.reward-report.yaml").exists()


def test_without_the_library_the_import_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "stable_baselines3", None)
    monkeypatch.delitem(sys.modules, MODULE, raising=False)
    with pytest.raises(MissingToolError, match="pip install stable-baselines3"):
        importlib.import_module(MODULE)

"""A callback for stable-baselines3."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from reward_reports.base.discovery import PathLike
from reward_reports.base.installing import needed
from reward_reports.integrations.conclusion import conclude, warn
from reward_reports.integrations.run_log import RunLog
from reward_reports.runs.drafting.sources import METRICS

with needed(f"{__name__} needs the library stable-baselines3", "pip install stable-baselines3"):
    from stable_baselines3.common.callbacks import BaseCallback
    from stable_baselines3.common.logger import KVWriter

MODEL = "reward-report-model.zip"


class RewardReportCallback(BaseCallback):
    """Keeps what a model logs where `check` reads it, and drafts or checks the report when `learn` ends.

    The numbers that the model logs go into `metrics.jsonl` in the folder of the run, with step and time. At the end the model is
    saved there as `reward-report-model.zip`, for its settings. A report that does not exist is drafted from the folder; one that
    exists is compared with it, as `draft --check` and `check` do, and differences are logged as warnings. Nothing in an existing
    report is changed, and no problem with a report stops a run.
    """

    def __init__(
        self, report: PathLike, folder: PathLike, *, sources: Iterable[PathLike] = (), verbose: int = 0
    ) -> None:
        """Name the report and the folder of the run.

        Args:
            report: the report, which need not exist yet.
            folder: where metrics and model are kept.
            sources: files and folders to read besides, such as the statistics of VecNormalize.
            verbose: as in every callback of stable-baselines3; nothing depends on it.
        """
        super().__init__(verbose)
        self._report, self._folder = Path(report), Path(folder)
        self._sources = [Path(source) for source in sources]
        self._writer = _Writer(RunLog(self._folder / METRICS))

    def _on_training_start(self) -> None:
        self.logger.output_formats.append(self._writer)

    def _on_step(self) -> bool:
        return True

    def _on_training_end(self) -> None:
        self.logger.output_formats.remove(self._writer)  # a logger of the user's own outlives the run
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self.model.save(self._folder / MODEL)
        except OSError as error:
            warn(self._folder / MODEL, error)
        conclude(self._report, [*self._sources, self._folder])


class _Writer(KVWriter):
    """An output of the logger of stable-baselines3 that writes into the log of the run."""

    def __init__(self, log: RunLog) -> None:
        self._log: RunLog | None = log

    def write(self, key_values: Mapping[str, Any], key_excluded: Mapping[str, tuple[str, ...]], step: int = 0) -> None:
        """Keep the numbers of a dump."""
        if self._log is None:
            return
        try:
            self._log.add(step, key_values)
        except OSError as error:
            warn(self._log.path, error)
            self._log = None

    def close(self) -> None:
        """Do nothing: the file is closed after every row."""

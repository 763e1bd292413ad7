"""A callback for the trainers of TRL and transformers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from reward_reports.base.discovery import PathLike
from reward_reports.base.installing import needed
from reward_reports.integrations.conclusion import conclude, warn
from reward_reports.integrations.run_log import RunLog
from reward_reports.runs.drafting.sources import METRICS

with needed(f"{__name__} needs the library transformers", "pip install trl, or pip install transformers"):
    from transformers import TrainerCallback


class RewardReportCallback(TrainerCallback):
    """Keeps what a trainer logs where `check` reads it, and drafts or checks the report when the run ends.

    The numbers that the trainer logs go into `metrics.jsonl` in its output folder, with step and time. At the end a report that does not
    exist is drafted from that folder; one that exists is compared with it, as `draft --check` and `check` do, and differences are
    logged as warnings. Nothing in an existing report is changed, and no problem with a report stops a run. In a run of
    several processes the main one does this.
    """

    def __init__(self, report: PathLike, *, sources: Iterable[PathLike] = (), log: PathLike | None = None) -> None:
        """Name the report.

        Args:
            report: the report, which need not exist yet.
            sources: files and folders to read besides the output folder, such as the recipe.
            log: where to keep the metrics, a path ending in `.jsonl`; by default `metrics.jsonl` in the output folder.
        """
        self._report, self._sources = Path(report), [Path(source) for source in sources]
        self._path = Path(log) if log is not None else None
        self._log: RunLog | None = None

    def on_train_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Open the log of the run."""
        self._log = RunLog(self._path or Path(args.output_dir, METRICS))

    def on_log(
        self, args: Any, state: Any, control: Any, logs: Mapping[str, object] | None = None, **kwargs: Any
    ) -> None:
        """Keep what was logged."""
        if self._log is None or not state.is_world_process_zero:
            return
        try:
            self._log.add(state.global_step, logs or {})
        except OSError as error:
            warn(self._log.path, error)
            self._log = None

    def on_train_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Draft the report, or check it."""
        if state.is_world_process_zero:
            log = [self._path] if self._path and self._path.exists() else []
            conclude(self._report, [*self._sources, *log, Path(args.output_dir)])

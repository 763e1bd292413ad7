"""What runs the parts: threads of this process, each with a process that reads documents; or Ray."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict
from queue import SimpleQueue
from typing import Any

from reward_reports.base.errors import RewardReportsError
from reward_reports.base.installing import how_to_install, needed
from reward_reports.survey.batch import guard_of
from reward_reports.survey.guard import Guard
from reward_reports.survey.parts import SurveyPart, first_line
from reward_reports.survey.working import Job, PartResult, work_off

_BLOCKS = 2_000
"""Tasks of Ray; each works off one part or more."""


def run_local(parts: Sequence[SurveyPart], job: Job, jobs: int) -> Iterator[PartResult]:
    """Work off the parts on this machine and give what became of each, in their order.

    Args:
        parts: the parts.
        job: what is the same for all.
        jobs: how many processes read documents.
    """
    guards = [Guard(job.options) for _ in range(jobs)]
    free: SimpleQueue[Guard] = SimpleQueue()
    for guard in guards:
        free.put(guard)

    def work(number: int, part: SurveyPart) -> PartResult:
        guard = free.get()
        try:
            return work_off(number, part, job, guard)
        finally:
            free.put(guard)

    pool = ThreadPoolExecutor(jobs)
    waiting: deque[Future[PartResult]] = deque()
    try:
        for number, part in enumerate(parts):
            waiting.append(pool.submit(work, number, part))
            if len(waiting) > 2 * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for guard in guards:
            guard.stop()
        pool.shutdown(cancel_futures=True)


def run_ray(parts: Sequence[SurveyPart], job: Job, jobs: int, address: str | None) -> Iterator[PartResult]:
    """Work off the parts with Ray Data and give what became of each, as they are finished.

    Args:
        parts: the parts; every machine must reach their files and the output under the same names.
        job: what is the same for all.
        jobs: how many tasks run at once; 0 for as many as there are processors.
        address: a cluster; None for this machine alone.

    Raises:
        MissingToolError: if Ray is not installed.
        RewardReportsError: if Ray fails.
    """
    with needed("--engine ray needs the package ray", how_to_install("survey")):
        import ray
        import ray.data
    rows = [{"number": number, "part": json.dumps(asdict(part))} for number, part in enumerate(parts)]
    started = not ray.is_initialized()
    try:
        if started:
            _start(ray, address)
        ray.data.DataContext.get_current().enable_progress_bars = False
        table = ray.data.from_items(rows, override_num_blocks=min(len(rows), _BLOCKS))
        on_ray: Any = _on_ray
        done = table.map_batches(
            on_ray, batch_size=1, fn_kwargs={"job": job.to_json()}, concurrency=jobs or None, num_cpus=1
        )
        for row in done.iter_rows():
            yield PartResult(**json.loads(row["outcome"]))
    except ray.exceptions.RayError as error:
        raise RewardReportsError(f"Ray failed: {first_line(getattr(error, 'cause', None) or error)}") from error
    finally:
        if started:
            ray.shutdown()


def _start(ray: Any, address: str | None) -> None:
    """Start Ray on this machine, or join a cluster.

    Raises:
        RewardReportsError: if it does not start; Ray gives up after some seconds, which a busy machine may need.
    """
    try:
        ray.init(address=address, log_to_driver=False, include_dashboard=False, configure_logging=False)
    except Exception as error:  # Ray raises the plainest one
        ray.shutdown()
        raise RewardReportsError(f"Ray did not start: {first_line(error)}") from error


def _on_ray(rows: dict[str, Any], job: str) -> dict[str, list[str]]:
    known = Job.from_json(job)
    finished: list[str] = []
    for number, text in zip(rows["number"], rows["part"], strict=True):
        given = json.loads(text)
        part = SurveyPart(**(given | {"names": tuple(given["names"])}))
        finished.append(json.dumps(asdict(work_off(int(number), part, known, guard_of(known.options)))))
    return {"outcome": finished}

"""A survey from end to end: the parts, the engine, and the summary beside the rows."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from reward_reports._version import __version__
from reward_reports.base.errors import ConfigError, OutputError
from reward_reports.survey.engines import run_local, run_ray
from reward_reports.survey.pages import as_html, as_markdown
from reward_reports.survey.parts import SurveyPart, is_uri, parts_of
from reward_reports.survey.store import Bucket, LocalFolder, store_at
from reward_reports.survey.summary import SurveySummary, summed
from reward_reports.survey.tables import SCHEMA_VERSION
from reward_reports.survey.working import TABLES, Job, PartResult

Engine: TypeAlias = Literal["local", "ray"]
MANIFEST = "survey.json"
"""Says that a folder is that of a survey, and on which day it began."""
_PART = re.compile(r"\d{6,}-[0-9a-f]{16}\.parquet")
_OURS = (*TABLES, "summary.md", "index.html")


@dataclass(frozen=True, slots=True)
class Workers:
    """Who does the work: the engine, how many processes, and the cluster of Ray."""

    engine: Engine = "local"
    jobs: int = 0
    address: str | None = None


Progress: TypeAlias = Callable[[PartResult, int], None]
"""Receives what became of a part, and how many parts there are."""


def survey(named: Sequence[str], job: Job, workers: Workers, progress: Progress) -> SurveySummary:
    """Survey the documents of files and folders, and write the rows and their summary.

    Parts that were finished before, of the same documents by the same version, are not done again.

    Args:
        named: files, folders and URIs.
        job: how, and where to.
        workers: who does the work.
        progress: receives what became of each part.

    Raises:
        InputError: if there is no document, or a column is missing.
        OutputError: if the output cannot be written, lies in the input, or holds files that are not from a survey.
        MissingToolError: if the engine is not installed.
    """
    _check_apart(named, job.output)
    store = store_at(job.output)
    job = replace(job, options=replace(job.options, today=job.options.today or _day_before(store) or _now()))
    parts = parts_of(named)
    store.write(MANIFEST, _manifest(named, job))
    done: dict[str, PartResult] = {}
    for outcome in _run(parts, job, workers):
        done[outcome.name] = outcome
        progress(outcome, len(parts))
    _remove_stale(store, done.keys())
    summary = summed((done[name].counts for name in sorted(done)), _notes(named, job))
    store.write("summary.md", as_markdown(summary).encode())
    store.write("index.html", as_html(summary).encode())
    return summary


def _run(parts: Sequence[SurveyPart], job: Job, workers: Workers) -> Iterator[PartResult]:
    if workers.engine == "ray":
        return run_ray(parts, job, workers.jobs, workers.address)
    if workers.address:
        raise ConfigError("--address is the address of a Ray cluster; add --engine ray")
    return run_local(parts, job, workers.jobs or os.cpu_count() or 1)


def _check_apart(named: Sequence[str], output: str) -> None:
    """Refuse an output that lies in the input, where the next run would read it, or the other way round."""
    for root in named:
        inner, outer = _absolute(output), _absolute(root)
        if inner == outer or inner.startswith(outer + "/"):
            raise OutputError(f"{output} lies in {root}, which is read; choose a folder outside it")
        if outer.startswith(inner + "/"):
            raise OutputError(f"{root}, which is read, lies in {output}; choose another folder to write to")


def _absolute(name: str) -> str:
    return name.rstrip("/") if is_uri(name) else os.path.realpath(name).replace(os.sep, "/").rstrip("/")


def _day_before(store: LocalFolder | Bucket) -> date | None:
    """Return the day that counted as today when a survey in this place began, so that one that continues finds the same.

    Raises:
        OutputError: if there are files in the way that are not from a survey.
    """
    raw = store.read(MANIFEST)
    there = [name for name in store.names() if name in _OURS]
    if raw is None:
        if there:
            raise OutputError(f"{there[0]} is there and not from a survey; choose another folder, or move it elsewhere")
        return None
    try:
        return date.fromisoformat(json.loads(raw)["today"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise OutputError(f"{MANIFEST} is not from a survey; choose another folder, or move it elsewhere") from None


def _now() -> date:
    return date.today()  # noqa: DTZ011 the author's own calendar day


def _manifest(named: Sequence[str], job: Job) -> bytes:
    """Return what says how the survey was made."""
    manifest = {
        "schema_version": SCHEMA_VERSION,
        "version": __version__,
        "today": job.options.today and job.options.today.isoformat(),
        "inputs": list(named),
        "columns": job.columns,
        "options": json.loads(job.options.to_json()),
    }
    return (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _notes(named: Sequence[str], job: Job) -> tuple[tuple[str, str], ...]:
    options = job.options
    return (
        ("Input", ", ".join(named)),
        ("Made with", f"reward-reports {__version__}, schema {SCHEMA_VERSION}"),
        ("Today, for documents without a date", str(options.today)),
        ("Rules", f"strictness {options.strictness}{', with preview rules' if options.preview else ''}"),
        ("Limits for one document", f"{options.max_bytes:,} bytes, {options.seconds:g} s of the processor's time, {options.memory // 2**20:,} MiB"),
    )  # fmt: skip


def _remove_stale(store: LocalFolder | Bucket, names: Collection[str]) -> None:
    """Remove the parts of an earlier run that this one did not make; other files stay."""
    for folder in TABLES:
        for name in store.names(folder):
            if name not in names and _PART.fullmatch(name):
                store.remove(f"{folder}/{name}")

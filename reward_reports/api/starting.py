"""Reports begun with what is there already: old reports, and what a training run left behind."""

from __future__ import annotations

import os
from pathlib import Path

from reward_reports.base.discovery import PathLike
from reward_reports.exchange.importing import Converted
from reward_reports.runs.drafting import Draft


def convert(*paths: PathLike, title: str = "", identity: str = "") -> tuple[Converted, ...]:
    """Turn old reports and model cards into the YAML of this format.

    Args:
        paths: Markdown, LaTeX, a model card, a zip archive or a folder of them. Files whose names differ by a date alone are
            versions of one report.
        title: the title of the report; by default the source's own.
        identity: the id of the report; by default made from the title.

    Returns:
        What became of each report: `yaml` loads, `rows` say where each text went, `notes` what was left out.

    Raises:
        InputError: if a file cannot be read, or holds none of the fields of a report.
    """
    from reward_reports.exchange.importing import convert as convert_versions
    from reward_reports.exchange.importing import gather

    reports = gather([os.fspath(path) for path in paths])
    return tuple(convert_versions(versions, title=title, identity=identity) for versions in reports)


def draft(
    *sources: PathLike, title: str = "", identity: str = "", profile: str = "", folder: PathLike | None = None
) -> Draft:
    """Draft a report from what a training run left behind. Nothing in the sources is run.

    Args:
        sources: files and folders of TRL, transformers, stable-baselines3, CleanRL, OpenRLHF, verl, TensorBoard, W&B or MLflow.
        title: the title of the report; by default the name of the first source.
        identity: the id of the report; by default made from the title.
        profile: `rlhf`, `recommender`, `control` or `game`; by default `rlhf` where a source shows training on feedback.
        folder: where the report will lie, from which it names logs; by default the working folder.

    Returns:
        The draft: `yaml` loads, `conflicts` are the places where sources differ.

    Raises:
        InputError: if a source cannot be read, or none of them holds anything that belongs into a report.
    """
    from reward_reports.runs.drafting import draft as draft_report

    return draft_report(
        map(Path, sources),
        title=title,
        identity=identity,
        profile=profile,
        folder=None if folder is None else Path(folder),
    )

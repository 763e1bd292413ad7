"""`reward-reports draft`: a first draft from what a training run left behind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reward_reports.base.writing import check_new
from reward_reports.cli.options import write_back, write_file
from reward_reports.cli.printing import echo, say

if TYPE_CHECKING:
    from reward_reports.runs.drafting.fact import Found

_EPILOG = """\b
Examples:
  reward-reports draft runs/grpo/ -o grpo.reward-report.yaml
  reward-reports draft ppo_cartpole.zip vecnormalize.pkl monitor.csv
  reward-reports draft config.yaml mlruns/0/1f3a/ --title "Shelf, a recommender of books"
  reward-reports draft runs/first/events.out.tfevents.1 wandb/run-1/run-1.wandb
  reward-reports draft --env CartPole-v1
  reward-reports draft --env pettingzoo:sisl/pursuit-v5
  reward-reports draft --update reward-report.yaml runs/grpo/
"""


@click.command(epilog=_EPILOG)
@click.argument("sources", metavar="SOURCE...", nargs=-1)
@click.option("--output", "-o", metavar="FILE", help="The new report. Default: standard output.")
@click.option("--update", "report", metavar="REPORT", help="Write the values of an older draft anew, and nothing else.")
@click.option(
    "--env",
    "environment",
    metavar="ID",
    help="An environment of gymnasium, or `pettingzoo:ID`, told by its registration alone.",
)
@click.option(
    "--make",
    is_flag=True,
    help="Also make the environment and step through it. That runs its code: do it with code you trust.",
)
@click.option("--title", default="", help="The title of the report. Default: the name of the first source.")
@click.option("--id", "identity", default="", help="The id of the report. Default: made from the title.")
@click.option(
    "--profile",
    type=click.Choice(["rlhf", "recommender", "control", "game"]),
    help="The profile. Default: rlhf where a source tells of training on feedback.",
)
@click.option("--quiet", "-q", is_flag=True, help="Do not tell on standard error what was read.")
def command(
    sources: tuple[str, ...],
    output: str | None,
    report: str | None,
    environment: str | None,
    make: bool,
    title: str,
    identity: str,
    profile: str | None,
    quiet: bool,
) -> int:
    """Begin a report with what a training run left behind: what a machine can know, each value with its source.

    A SOURCE is a folder or a file of TRL, transformers, stable-baselines3, CleanRL, OpenRLHF, verl, TensorBoard, W&B or
    MLflow. Nothing in it
    is run. Where two sources differ, both are shown. What only people can answer stays open, with the question above it.
    """
    if not sources and not environment:
        raise click.UsageError("name a SOURCE, or an environment with --env")
    if make and not environment:
        raise click.UsageError("--make needs --env")
    if report and output:
        raise click.UsageError("--update writes into the report; leave out --output")
    paths, extra = [Path(source) for source in sources], _extra(environment, make)
    if report:
        told = _update(Path(report), paths, extra)
    else:
        name = title or (environment.removeprefix("pettingzoo:") if environment and not paths else "")
        told = _draft(paths, extra, output, name, identity, profile or "")
    if not quiet:
        for line in told:
            say(line)
    return 0


def _draft(
    paths: list[Path], extra: list[Found], output: str | None, title: str, identity: str, profile: str
) -> list[str]:
    from reward_reports.runs.drafting import draft

    target = Path(output) if output and output != "-" else None
    if target:
        check_new(target, "or --update it")
    folder = target.parent if target else None
    made = draft(paths, extra, title=title, identity=identity, profile=profile, folder=folder)
    if target:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_file(target, made.yaml, new=True)
    else:
        echo(made.yaml, form="yaml")
    return [f"{made.facts} values were read.", *(f"Sources differ on {one}." for one in made.conflicts), *made.notes]


def _update(report: Path, paths: list[Path], extra: list[Found]) -> list[str]:
    from reward_reports.runs.drafting import update

    done = update(report, paths, extra)
    if done.changed:
        write_back(done.document, done.text)
    told = [*(f"changed: {one}" for one in done.changed), *(f"kept: {one}" for one in done.kept), *done.notes]
    return told or ["Nothing has changed."]


def _extra(environment: str | None, make: bool) -> list[Found]:
    if not environment:
        return []
    from reward_reports.runs.drafting import from_gymnasium, from_pettingzoo

    if environment.startswith(from_pettingzoo.PREFIX):
        return [from_pettingzoo.read_environment(environment.removeprefix(from_pettingzoo.PREFIX), make=make)]
    return [from_gymnasium.read_environment(environment, make=make)]

"""`reward-reports draft`: a first draft from the files of a training run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reward_reports.base.writing import check_new
from reward_reports.cli.options import write_back, write_file
from reward_reports.cli.printing import echo, say

if TYPE_CHECKING:
    from reward_reports.runs.drafting import Updated
    from reward_reports.runs.drafting.fact import SourceFacts

_EPILOG = """\b
Examples:
  reward-reports draft runs/grpo/ -o grpo.reward-report.yaml
  reward-reports draft ppo_cartpole.zip vecnormalize.pkl monitor.csv
  reward-reports draft config.yaml mlruns/0/1f3a/ --title "Shelf, a recommender of books"
  reward-reports draft runs/first/events.out.tfevents.1 wandb/run-1/run-1.wandb
  reward-reports draft --env CartPole-v1
  reward-reports draft --env pettingzoo:sisl/pursuit-v5
  reward-reports draft --update reward-report.yaml runs/grpo/
  reward-reports draft --check reward-report.yaml train/grpo.yaml

\b
Exit codes: 0 the draft was written or updated, or --check found no difference;
1 --check found one; 2 the command failed.
"""


@click.command(epilog=_EPILOG)
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@click.option("--output", "-o", metavar="FILE", help="The new report. Default: standard output.")
@click.option("--update", "report", metavar="REPORT", help="Update the values in an earlier draft, and nothing else.")
@click.option(
    "--check",
    "checked",
    metavar="REPORT",
    help="Write nothing; show how drafted values and weights differ from what the sources say now. Exit code 1 if they do.",
)
@click.option(
    "--env",
    "environment",
    metavar="ID",
    help="A Gymnasium environment, or `pettingzoo:ID`. Only its registration is read.",
)
@click.option(
    "--make",
    is_flag=True,
    help="Also create the environment and step through it. This runs its code: use it only with code you trust.",
)
@click.option("--title", default="", help="The title of the report. Default: the name of the first source.")
@click.option("--id", "identity", default="", help="The id of the report. Default: made from the title.")
@click.option(
    "--profile",
    type=click.Choice(["rlhf", "recommender", "control", "game"]),
    help="The profile. Default: rlhf if a source shows training on feedback.",
)
@click.option("--quiet", "-q", is_flag=True, help="Do not report what was read on standard error.")
def command(
    sources: tuple[str, ...],
    output: str | None,
    report: str | None,
    checked: str | None,
    environment: str | None,
    make: bool,
    title: str,
    identity: str,
    profile: str | None,
    quiet: bool,
) -> int:
    """Start a report from the files of a training run, with the source of each value.

    A SOURCE is a file or folder written by TRL, transformers, stable-baselines3, RL-Zoo, CleanRL, OpenRLHF, verl, trlx,
    prime-rl, hydra, TensorBoard, W&B or MLflow, or results of Inspect, lm-evaluation-harness, HELM or Every Eval Ever.
    Nothing in it is executed. If two sources differ, both values are shown. Questions that only people can answer are left
    open. Name a SOURCE, --env, or both.
    """
    if not sources and not environment:
        raise click.UsageError("name a SOURCE, or an environment with --env")
    if make and not environment:
        raise click.UsageError("--make needs --env")
    if report and output:
        raise click.UsageError("--update writes into the report; leave out --output")
    if checked and (report or output):
        raise click.UsageError("--check writes nothing; leave out --update and --output")
    paths, extra = [Path(source) for source in sources], _extra(environment, make)
    code = 0
    if checked:
        code, messages = _check(Path(checked), paths, extra)
    elif report:
        messages = _update(Path(report), paths, extra)
    else:
        name = title or (environment.removeprefix("pettingzoo:") if environment and not paths else "")
        messages = _draft(paths, extra, output, name, identity, profile or "")
    if not quiet:
        for line in messages:
            say(line)
    return code


def _draft(
    paths: list[Path], extra: list[SourceFacts], output: str | None, title: str, identity: str, profile: str
) -> list[str]:
    from reward_reports.runs.drafting import draft

    target = Path(output) if output and output != "-" else None
    if target:
        check_new(target, "or --update it")
    folder = target.parent if target else None
    drafted = draft(paths, extra, title=title, identity=identity, profile=profile, folder=folder)
    if target:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_file(target, drafted.yaml, new=True)
    else:
        echo(drafted.yaml, form="yaml")
    return [
        f"{drafted.facts} values were read.",
        *(f"Sources differ on {one}." for one in drafted.conflicts),
        *drafted.notes,
    ]


def _update(report: Path, paths: list[Path], extra: list[SourceFacts]) -> list[str]:
    from reward_reports.runs.drafting import update

    done = update(report, paths, extra)
    if done.changed:
        write_back(done.document, done.text)
    messages = [*(f"changed: {one}" for one in done.changed), *_left(done), *done.notes]
    return messages or ["Nothing has changed."]


def _check(report: Path, paths: list[Path], extra: list[SourceFacts]) -> tuple[int, list[str]]:
    from reward_reports.cli.options import diff_of
    from reward_reports.runs.drafting import update

    done = update(report, paths, extra, values_only=True)
    echo(diff_of(done.document.name, done.document.text, done.proposed))
    if not done.differs:
        return 0, [*_left(done), "The report says what the sources say."]
    drafted = "Run `reward-reports draft --update` to take the drafted values from the sources."
    by_hand = (
        "Correct the weights that were written by hand in the report, or in the source; `--update` leaves them alone."
    )
    advice = [*([drafted] if done.changed or done.gone else []), *([by_hand] if done.weights else [])]
    return 1, [*(f"differs: {one}" for one in (*done.changed, *done.weights)), *_left(done, done.weights), *advice]


def _left(done: Updated, besides: tuple[str, ...] = ()) -> list[str]:
    return [*(f"kept: {one}" for one in done.kept if one not in besides), *(f"gone: {one}" for one in done.gone)]


def _extra(environment: str | None, make: bool) -> list[SourceFacts]:
    if not environment:
        return []
    from reward_reports.runs.drafting import from_gymnasium, from_pettingzoo

    if environment.startswith(from_pettingzoo.PREFIX):
        return [from_pettingzoo.read_environment(environment.removeprefix(from_pettingzoo.PREFIX), make=make)]
    return [from_gymnasium.read_environment(environment, make=make)]

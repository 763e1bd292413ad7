"""Every example that `--help` shows is run: it does its job (0), or finds something (1), and never fails (2)."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import click
import pytest

from reward_reports.cli import group

ROOT = Path(__file__).resolve().parent.parent.parent
REPORTS = sorted((ROOT / "examples").glob("*/reward-report.yaml"))
OLD = ROOT / "tests" / "exchange" / "importing" / "samples" / "paper.md"
RUNS = ROOT / "tests" / "runs" / "drafting" / "fixtures"
_BLOCK = re.compile(r"Examples:\n((?: +\S.*\n?)+)")
_REMARK = re.compile(r" {3,}\S.*")
_TO_A_FILE = {"-o", "--output", ">", ">>"}
_UNTIL_STOPPED = {"edit", "server"}
_COMMIT = "git -c user.name=A -c user.email=a@b.example commit --quiet --message"


def commands(command: click.Command, name: str = "reward-reports") -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            assert found is not None
            yield from commands(found, f"{name} {child}")


def examples_of(command: click.Command) -> list[str]:
    found = _BLOCK.search(command.epilog or "")
    return [_REMARK.sub("", line.strip()) for line in found[1].splitlines()] if found else []


COMMANDS = dict(commands(group))
IN_WHEEL = os.environ.get("REWARD_REPORTS_WHEEL") == "1"
EXAMPLES = sorted({line for command in COMMANDS.values() for line in examples_of(command)[: 1 if IN_WHEEL else None]})
"""All of them; of a wheel the first of each command, since what it lacks or cannot import fails there too."""


def prepare(folder: Path, line: str) -> None:
    """Put reports where an example looks for them, in two commits, and make the folders that it writes to."""
    words = shlex.split(line)
    put(folder / "reward-report.yaml", 0)
    for before, word in zip(["", *words], words, strict=False):
        path = folder / word.removeprefix("~/")
        if before in _TO_A_FILE:
            path.parent.mkdir(parents=True, exist_ok=True)
        elif word.endswith("/"):
            put(path / "reward-report.yaml", 0)
        elif path.suffix in (".yaml", ".yml"):
            put(path, words.index(word))
        elif path.suffix == ".md" and "import" in words:
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(OLD, path)
        elif path.suffix and (found := sorted(ROOT.glob(f"examples/**/*{path.suffix}"))):
            shutil.copy(found[0], path)
    if "--dataset" in words:
        shutil.copy(ROOT / "examples" / "instructgpt" / "reward-report.yaml", folder)  # it has data of that name
    if "--into" in words:
        (folder / words[words.index("--into") + 1]).write_text("# A model\n")
    if "draft" in words:
        put_runs(folder)
    script = f"git init --quiet && git add . && {_COMMIT} one && {_COMMIT} two --allow-empty && git tag v1.0"
    subprocess.run(["bash", "-c", script], cwd=folder, check=True, env=surroundings(folder))


def put_runs(folder: Path) -> None:
    """Put there what training runs leave."""
    shutil.copytree(RUNS / "grpo", folder / "runs" / "grpo", dirs_exist_ok=True)
    for source, target in (("ppo.zip", "ppo_cartpole.zip"), ("vecnormalize.pkl",) * 2, ("monitor.csv",) * 2):
        shutil.copy(RUNS / "sb3" / source, folder / target)
    for source, target in (
        ("cleanrl/events.out.tfevents.1.host", "runs/first/events.out.tfevents.1"),
        ("wandb/run.wandb", "wandb/run-1/run-1.wandb"),
    ):
        (folder / target).parent.mkdir(parents=True)
        shutil.copy(RUNS / source, folder / target)
    (folder / "config.yaml").write_text("gamma: 0.9\n")
    run = folder / "mlruns" / "0" / "1f3a"
    (run / "params").mkdir(parents=True, exist_ok=True)
    (run / "params" / "gamma").write_text("0.9")
    (run / "meta.yaml").write_text("run_id: 1f3a\n")


def put(path: Path, number: int) -> None:
    """Copy an example report, and the logs that lie beside it."""
    report = REPORTS[number % len(REPORTS)]
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(report, path)
    if (report.parent / "made-up").is_dir():
        shutil.copytree(report.parent / "made-up", path.parent / "made-up", dirs_exist_ok=True)


def surroundings(folder: Path) -> dict[str, str]:
    """Return the environment of an example: a home of its own, and a browser that shows nothing."""
    return os.environ | {"HOME": str(folder), "BROWSER": "true"}


@pytest.fixture
def call(warm: Callable[..., list[str]]) -> Callable[[str, Path], tuple[int, str]]:
    """Run a line as a shell does. What goes on until it is stopped gets a process of its own, the rest a warm one."""

    def run(line: str, folder: Path) -> tuple[int, str]:
        is_alone = shlex.split(line)[1] in _UNTIL_STOPPED
        command = [sys.executable, "-m", "reward_reports"] if is_alone else warm("reward_reports", "reward_reports.cli")
        return run_in_shell(f'reward-reports() {{ {shlex.join(command)} "$@"; }}; {line}', folder)

    return run


def run_in_shell(line: str, folder: Path) -> tuple[int, str]:
    """Return the exit code and the output of a line; what says that it goes on until Ctrl-C is stopped by it."""
    running = subprocess.Popen(
        ["bash", "-o", "pipefail", "-c", line],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env=surroundings(folder),
        start_new_session=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 a run in the background ignores it
    )
    said = ""
    with running:
        for text in running.stdout or ():
            said += text
            if "Ctrl-C" in text:
                os.killpg(running.pid, signal.SIGINT)
    stopped = "Ctrl-C" in said and running.wait() in (-signal.SIGINT, 128 + signal.SIGINT)
    return 0 if stopped else running.wait(), said


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_examples_of_itself(name):
    lines = examples_of(COMMANDS[name])
    assert lines, f"{name} --help shows no example"
    assert all(f"{name}" in line for line in lines)


@pytest.mark.tool("bash")
@pytest.mark.tool("git")
@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_does_its_job(tmp_path, call, line):
    prepare(tmp_path, line)
    code, said = call(line, tmp_path)
    if code == 2 and "exists already" in said:
        (tmp_path / "empty").mkdir()
        code, said = call(line, tmp_path / "empty")
    if "--export" in line and find_spec("reward_reports_editor") is None:
        assert (code, "`make editor`" in said) == (2, True), "without the package, the message says how to get it"
    else:
        assert code in (0, 1), f"{line}\n{said}"
    assert "Traceback" not in said


def test_an_example_that_fails_would_be_noticed(tmp_path, call):
    assert call("reward-reports lint --no-such-option", tmp_path)[0] == 2
    assert call("reward-reports lint nothing.yaml", tmp_path)[0] == 2

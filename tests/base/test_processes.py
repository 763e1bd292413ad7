"""Work in several processes: in order, and none is left or waited for in vain, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from reward_reports.base.errors import RewardReportsError
from reward_reports.base.processes import CAN_FORK, in_processes, worth_forking

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="processes are forked on Linux alone")
AS_A_COMMAND = r"""
import os, signal, sys, time
from reward_reports.__main__ import _stop
from reward_reports.base.processes import in_processes

signal.signal(signal.SIGTERM, _stop)
signal.signal(signal.SIGINT, _stop)

def fail(number):
    raise ValueError(number)

def wait(number):
    os.write(1, f"{os.getpid()}\n".encode())
    time.sleep(0.2)
"""


def double(number):
    return 2 * number


def end(number):
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def running(number):
    try:
        os.kill(number, 0)
        with open(f"/proc/{number}/stat") as state:
            return state.read().rsplit(")", 1)[1].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def until(true):
    for _ in range(200):
        if true():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("chunk", [1, 7])
def test_results_come_in_the_order_of_the_items(chunk):
    assert list(in_processes(double, range(50), 2, chunk)) == [2 * number for number in range(50)]


def test_a_process_that_is_ended_from_outside_is_told():
    with pytest.raises(RewardReportsError, match="--jobs 1"):
        list(in_processes(end, range(50), 2))


def test_work_that_fails_ends_the_run_every_time():
    # Ended in the midst of their work, processes were now and then waited for without end: once in some hundred runs.
    call = """
for _ in range(150):
    try:
        list(in_processes(fail, range(20), 2))
    except ValueError as error:
        assert error.args == (0,)
"""
    done = subprocess.run([sys.executable, "-c", AS_A_COMMAND + call], capture_output=True, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_no_process_is_left_when_the_command_is_stopped(number, code):
    call = """
try:
    for _ in in_processes(wait, range(10_000), 2):
        pass
except KeyboardInterrupt:
    sys.exit(130)
"""
    command = subprocess.Popen([sys.executable, "-c", AS_A_COMMAND + call], stdout=subprocess.PIPE, text=True)
    assert command.stdout is not None
    workers = {int(command.stdout.readline()) for _ in range(6)}
    command.send_signal(number)
    assert command.wait(60) == code
    assert until(lambda: not any(map(running, workers)))
    command.stdout.close()


@pytest.mark.parametrize(
    ("items", "jobs", "expected"),
    [
        (100, 1, 0),  # the user wants one
        (100, 4, 4),
        (100, 50, 10),  # no more than there are chunks
        (20, 4, 2),
        (19, 4, 0),  # too few to make up for the start
    ],
)
def test_processes_are_started_where_they_pay(items, jobs, expected):
    assert worth_forking(items, jobs, chunk=10, least=20) == expected


def test_as_many_processes_as_processors_unless_the_user_says_how_many(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    assert worth_forking(100, 0, chunk=10, least=20) == 3
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert worth_forking(100, 0, chunk=10, least=20) == 0

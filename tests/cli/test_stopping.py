"""A command that is stopped ends with the code that shells expect and without a traceback, whatever it was doing."""

from __future__ import annotations

import subprocess
import sys

import pytest

STOPPED = """
import os, signal, sys
from reward_reports import __main__, cli

def busy(_arguments):
    try:
        os.kill(os.getpid(), signal.{name})
        signal.pause()
    except BaseException as error:
        raise {raised}

cli.run = busy
sys.argv = ["reward-reports", "lint"]
__main__.main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signals between processes")
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_library_may_make_an_error_of_its_own_of_the_signal(name, code):
    done = subprocess.run(
        [sys.executable, "-c", STOPPED.format(name=name, raised="ValueError('no validator')")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (code, "")


def test_an_error_without_a_signal_is_told():
    call = STOPPED.replace("os.kill(os.getpid(), signal.{name})", "raise OSError").format(
        name="", raised="ValueError('x')"
    )
    done = subprocess.run([sys.executable, "-c", call], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "ValueError: x" in done.stderr

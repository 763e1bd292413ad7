"""A process that has imported what a command needs, and copies itself for each run of it: a start costs a second, a copy next to nothing.

Run as `python warm.py FOLDER MODULE IMPORT...`, it listens in the folder. `Warm` starts it, and writes the program that asks it for a
run with that program's own arguments, folder, environment and streams. The start of the command itself is tested elsewhere.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import runpy
import select
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

REPORT = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0", kind: hypothetical}\n'

CLIENT = """#!{python} -IS
import json, os, socket, sys
told = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
os.chdir({folder!r})  # the name of a socket may have a hundred characters
with socket.socket(socket.AF_UNIX) as asked:
    asked.connect("asked")
    socket.send_fds(asked, [len(told).to_bytes(8, "big")], [0, 1, 2])
    asked.sendall(told)
    code = asked.recv(1)
sys.exit(code[0] if code else 70)
"""


class Warm:
    """A process that waits to run a module as a command. Where processes cannot be copied, each run starts one."""

    def __init__(self, folder: Path, module: str, imports: Sequence[str], options: Sequence[str] = ()) -> None:
        self.program = folder / module
        self._process: subprocess.Popen[bytes] | None = None
        start = [sys.executable, *options]
        if not hasattr(os, "fork"):
            self.call = [*start, "-m", module]
            return
        self.call = [str(self.program)]
        self.program.write_text(CLIENT.format(python=sys.executable, folder=str(folder)), "utf-8")
        self.program.chmod(0o755)
        self._process = subprocess.Popen(
            [*start, __file__, str(folder), module, *imports], stdout=subprocess.PIPE, stdin=subprocess.PIPE
        )
        assert self._process.stdout
        assert self._process.stdout.readline() == b"ready\n"

    def close(self) -> None:
        """End the process."""
        if self._process:
            self._process.kill()
            self._process.communicate()


def _serve(folder: str, module: str) -> None:
    os.chdir(folder)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("asked")
        listening.listen()
        print("ready", flush=True)
        while True:
            if sys.stdin in select.select([listening, sys.stdin], [], [])[0]:
                return  # the process of the tests is gone
            asked, _ = listening.accept()
            child = os.fork()
            if not child:
                listening.close()
                break
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) % 256
            with asked, suppress(OSError):  # who asked may have been ended
                asked.sendall(bytes([code]))
    _become(asked, module)


def _use_the_package() -> None:
    """Do what most commands do, so that it is imported and compiled."""
    from reward_reports import lint_text, loads, render

    lint_text(REPORT)
    render(loads(REPORT), "html")


def _become(asked: socket.socket, module: str) -> None:
    """Run the module as the command that asked."""
    with asked:
        head, streams, _, _ = socket.recv_fds(asked, 8, 3)
        request = b""
        while len(request) < int.from_bytes(head, "big") and (part := asked.recv(1 << 20)):
            request += part
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    # They keep what they know of a stream, such as whether it can be wound back.
    sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)
    sys.stderr = open(2, "w", buffering=1, errors="backslashreplace", closefd=False)
    arguments, folder, surroundings = json.loads(request)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(surroundings)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    for name in sys.argv[3:]:
        importlib.import_module(name)
    _use_the_package()
    gc.freeze()  # a copy that looked at all of it for garbage would have to be a copy of all of it
    _serve(*sys.argv[1:3])

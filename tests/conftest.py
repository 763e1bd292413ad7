"""What all tests share: golden files, outside tools, a command line to call."""

from __future__ import annotations

import gc
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from .warm import Warm

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("REWARD_REPORTS_CI") == "1"
IN_WHEEL = os.environ.get("REWARD_REPORTS_WHEEL") == "1"
NODE_MODULES = Path(__file__).resolve().parent / "node" / "node_modules"

# No deadline: a busy machine is no fault of the code.
hypothesis.settings.register_profile("local", deadline=None, max_examples=50)
hypothesis.settings.register_profile("ci", deadline=None, max_examples=100)
hypothesis.settings.register_profile("wheel", deadline=None, max_examples=20)
hypothesis.settings.load_profile("wheel" if IN_WHEEL else "ci" if IN_CI else "local")


def pytest_collection_finish() -> None:
    """Have the garbage collector pass over thousands of collected tests, which would slow down each test and each fork."""
    gc.collect()
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is made now into the golden files")
    parser.addoption("--pictures", metavar="FOLDER", help="write pictures of every kind of page, to look at")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with `golden/NAME` beside the test, or write it there with --update-golden."""

    def compare(text: str, name: str) -> None:
        file = request.path.parent / "golden" / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")
            return
        assert file.is_file(), f"no golden file {name}; make it with --update-golden and read it"
        assert text == file.read_text("utf-8"), f"differs from golden/{name}; if that is right, use --update-golden"

    return compare


def find_tool(name: str) -> Path | None:
    """Return an outside program: on the PATH, beside this Python, or among the Node.js packages of the tests."""
    places = os.pathsep.join([os.environ.get("PATH", ""), str(Path(sys.executable).parent), str(NODE_MODULES / ".bin")])
    found = shutil.which(name, path=places)
    if found is None and (NODE_MODULES / name).is_dir():
        return NODE_MODULES / name
    return Path(found) if found else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip tests whose tool is missing; in CI such a test runs and fails. What is judged once is not judged again.

    Long tests start first: one that starts when all others are done would leave the other processors idle.
    """
    items.sort(key=lambda item: item.get_closest_marker("first") is None)
    if IN_WHEEL:
        items[:] = [item for item in items if item.get_closest_marker("once") is None]
    if not config.getoption("--pictures"):
        items[:] = [item for item in items if item.get_closest_marker("pictures") is None]
    if IN_CI:
        return
    for item in items:
        for mark in item.iter_markers("tool"):
            if find_tool(mark.args[0]) is None:
                item.add_marker(pytest.mark.skip(reason=f"needs {mark.args[0]}, which is not installed here"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # type: ignore[no-untyped-def]
    """In CI every tool is installed, so a skip is a failure; only the corpus is data that a checkout does not bring."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail") and "the corpus" not in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI, where everything is installed: {report.longrepr}"
    return report


@pytest.fixture
def tool() -> Callable[[str], Path]:
    """Give the path of an outside program, or fail."""

    def find(name: str) -> Path:
        found = find_tool(name)
        assert found is not None, f"{name} is not installed"
        return found

    return find


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command line in this process, from an empty folder: a start of Python each would double the time of all tests."""

    def call(
        *arguments: str, cwd: Path = tmp_path, stdin: str | bytes = "", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        from reward_reports import cli

        raw = stdin if isinstance(stdin, bytes) else stdin.encode()
        streams = {"stdin": _stream(raw), "stdout": _stream(), "stderr": _stream()}
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(cwd)
            for name, stream in streams.items():
                patch.setattr(sys, name, stream)
            for name in ("NO_COLOR", "FORCE_COLOR"):
                patch.delenv(name, raising=False)
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            code = cli.run(list(arguments))
            said, complained = (_written(streams[name]) for name in ("stdout", "stderr"))
        return subprocess.CompletedProcess(arguments, code, said, complained)

    return call


def _stream(raw: bytes = b"") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8", newline="\n", write_through=True)


def _written(stream: io.TextIOWrapper) -> str:
    """Return what went into a stream, also one that was closed on the way, as after a broken pipe."""
    return "" if stream.closed else stream.buffer.getvalue().decode()  # type: ignore[attr-defined]


@pytest.fixture
def run_process(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command line in a process of its own, where its start, its signals or its pipes are the subject."""

    def call(
        *arguments: str, cwd: Path = tmp_path, stdin: str | bytes = "", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        surroundings = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")} | (
            env or {}
        )
        raw = stdin if isinstance(stdin, bytes) else stdin.encode()
        done = subprocess.run(
            [sys.executable, "-m", "reward_reports", *arguments],
            cwd=cwd,
            input=raw,
            env=surroundings,
            capture_output=True,
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., list[str]]]:
    """Give the call of a module as a command that starts at once: for tests of what calls a command, and not of its start."""
    started: dict[str, Warm] = {}

    def call(module: str, *imports: str, options: tuple[str, ...] = ()) -> list[str]:
        if module not in started:
            started[module] = Warm(tmp_path_factory.mktemp("warm"), module, imports, options)
        return started[module].call

    yield call
    for one in started.values():
        one.close()

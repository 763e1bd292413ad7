"""A headless Chromium, spoken to in its DevTools protocol over a pipe, so that no further package is needed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO, Any

import pytest
from pydantic import ValidationError

from reward_reports.changes.git.writing import Commit, create
from reward_reports.cli import run as run_command
from reward_reports.demo import build as build_demo
from reward_reports.demo import versions
from reward_reports.publishing.rendering.data import as_json
from reward_reports.publishing.site import build
from reward_reports.publishing.site.kinds import all_kinds
from reward_reports.report.loading import load_text
from reward_reports.report.model import Report

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
PATIENCE = 300
"""Seconds on a page after which a browser that hangs is ended, so that its test fails."""
HOSTILE = (
    """<script>document.title = "taken"; alert(1)</script><img src=x onerror="document.title = 'taken'">
</h3></div></section></main></html> <svg onload="alert(1)"></svg> [a](javascript:alert(1)) ]]> --> {{ 7 * 7 }} \u202e"""
    + "w" * 300
)
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--remote-debugging-pipe",
    "about:blank",
]
_BAD = {"Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded", "Page.javascriptDialogOpening"}


class Browser:
    """A running browser with one empty profile. It reads commands on the file descriptor 3 and answers on 4."""

    def __init__(self, program: Path, profile: Path) -> None:
        read_commands, commands = os.pipe()
        answers, write_answers = os.pipe()
        call = f'exec "$0" "$@" 3<&{read_commands} 4>&{write_answers}'
        self._process = subprocess.Popen(
            ["bash", "-c", call, program, f"--user-data-dir={profile}", *_FLAGS],
            pass_fds=(read_commands, write_answers),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"HOME": str(profile)},
        )
        os.close(read_commands)
        os.close(write_answers)
        self._commands: IO[bytes] = open(commands, "wb", buffering=0)
        self._answers: IO[bytes] = open(answers, "rb")
        self._sent = 0
        self.begin()

    def begin(self) -> None:
        """Begin as if with a new profile, as each test does."""
        self._alarm = self._watch()
        self._free: list[tuple[str, str]] = []
        self._profile = self.call("Target.createBrowserContext", [])["browserContextId"]

    def end(self) -> None:
        """Close all pages, and forget what they have kept."""
        if not self.is_gone():
            self.call("Target.disposeBrowserContext", [], browserContextId=self._profile)
        self._alarm.cancel()

    def _watch(self) -> threading.Timer:
        alarm = threading.Timer(PATIENCE, self._process.kill)
        alarm.start()
        return alarm

    def is_gone(self) -> bool:
        return self._process.poll() is not None

    def close(self) -> None:
        self._alarm.cancel()
        self._process.terminate()
        self._process.wait()
        self._commands.close()
        self._answers.close()

    def call(self, method: str, events: list[dict[str, Any]], session: str | None = None, **given: Any) -> Any:
        """Send a command and return its result; what happens meanwhile is added to the events."""
        self._sent += 1
        message = {"id": self._sent, "method": method, "params": given} | ({"sessionId": session} if session else {})
        self._commands.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self._sent:
                assert "error" not in answer, f"{method}: {answer['error']}"
                return answer["result"]
            events.append(answer)

    def read(self) -> dict[str, Any]:
        raw = bytearray()
        while (byte := self._answers.read(1)) != b"\0":
            assert byte, "the browser is gone"
            raw += byte
        message: dict[str, Any] = json.loads(raw)
        return message

    def open(self, address: str, *, width: int = 1200, dark: bool = False) -> Page:
        """Open a page, in the tab of one that was closed if there is any, and wait until it is loaded."""
        self._alarm.cancel()
        self._alarm = self._watch()
        page = Page(self, *(self._free.pop() if self._free else self._new_tab()))
        page.prefer("dark" if dark else "light")
        page.resize(width)
        if "loaderId" not in page.call("Page.navigate", url=address):
            page.call("Page.reload")  # the tab showed another place on this page
        page.wait_until_loaded(0)
        return page

    def _new_tab(self) -> tuple[str, str]:
        """Open a tab; it costs as much as two pages do, since it starts a process."""
        target = self.call("Target.createTarget", [], url="about:blank", browserContextId=self._profile)["targetId"]
        session = self.call("Target.attachToTarget", [], targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable", [], session)
        return session, target

    def close_page(self, page: Page) -> None:
        """Give the tab of a page to the next that is opened."""
        self._free.append((page.session, page.target))


@dataclass
class Page:
    """A page that is open, with all that happened on it."""

    browser: Browser
    session: str
    target: str
    events: list[dict[str, Any]] = field(default_factory=list)

    def call(self, method: str, **given: Any) -> Any:
        return self.browser.call(method, self.events, self.session, **given)

    def reload(self) -> None:
        """Load the page again, and wait until it is loaded: what is asked before then, the page that goes away may not answer."""
        before = len(self.events)
        self.call("Page.reload")
        self.wait_until_loaded(before)

    def wait_until_loaded(self, since: int) -> None:
        """Wait until the page is loaded, if that is not among its events from a number on."""
        while not any(event["method"] == "Page.loadEventFired" for event in self.events[since:]):
            self.events.append(self.browser.read())
            if self.events[-1]["method"] == "Page.javascriptDialogOpening":
                self.call("Page.handleJavaScriptDialog", accept=True)  # it is noted; the page waits for it

    def prefer(self, colours: str) -> None:
        """Let the reader prefer `dark` colours or `light` ones."""
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": colours}])

    def resize(self, width: int) -> None:
        """Make the window as wide as this, in CSS pixels; a narrow one is a phone's."""
        phone = width < 600
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=phone)

    def value(self, expression: str) -> Any:
        """Return the value of an expression in the page."""
        return self.call("Runtime.evaluate", expression=expression, returnByValue=True)["result"]["value"]

    @property
    def requests(self) -> list[str]:
        return [
            event["params"]["request"]["url"] for event in self.events if event["method"] == "Network.requestWillBeSent"
        ]

    @property
    def complaints(self) -> list[Any]:
        """What stands in the console, errors, and dialogs that a script opened."""
        return [event["params"] for event in self.events if event["method"] in _BAD]


@pytest.fixture(scope="session")
def browsers() -> Iterator[list[Browser]]:
    """Keep the browser that runs for all tests, and those before it that a test has brought down."""
    started: list[Browser] = []
    yield started
    for one in started:
        one.close()


@pytest.fixture
def browser(
    tool: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory, browsers: list[Browser]
) -> Iterator[Browser]:
    """Give a browser with an empty profile."""
    if browsers and not browsers[-1].is_gone():
        browsers[-1].begin()
    else:
        browsers.append(Browser(tool("chromium"), tmp_path_factory.mktemp("profile")))
    yield browsers[-1]
    browsers[-1].end()


def poisoned(value: Any, payload: str, path: tuple[str, ...] = ()) -> Any:
    """Put the payload into every text of a report's data that may hold any text."""
    if isinstance(value, dict):
        return {key: poisoned(child, payload, (*path, key)) for key, child in value.items()}
    if isinstance(value, list):
        return [poisoned(child, payload, path) for child in value]
    if isinstance(value, str) and path[-1] not in ("schema_version", "id", "date"):
        return f"{payload} {value}"
    return value


@pytest.fixture(scope="session")
def veiled() -> Callable[[str], str]:
    """Return what puts a report into other letters."""
    return _veiled


def _veiled(text: str) -> str:
    """Return a report in which every text of its authors is in Arabic letters, so that the words in Latin ones are ours."""
    data = load_text(text).data
    return as_json(accepted(_in_arabic(data), data))


def _in_arabic(value: Any, path: tuple[str, ...] = ()) -> Any:
    if isinstance(value, dict):
        return {key: _in_arabic(child, (*path, key)) for key, child in value.items()}
    if isinstance(value, list):
        return [_in_arabic(child, path) for child in value]
    if isinstance(value, str) and path[-1] not in ("schema_version", "id", "date", "language"):
        return re.sub("[A-Za-z]", "\u0646", value)
    return value


def accepted(data: Any, original: Any) -> Report:
    """Return the report, with the values taken back that the model refuses to hold such text."""
    for _ in range(20):
        try:
            return Report.model_validate(data)
        except ValidationError as error:
            for problem in error.errors():
                restore(data, original, [step for step in problem["loc"] if step != "text"])
    raise AssertionError("no report could be made")


def restore(data: Any, original: Any, loc: list[Any]) -> None:
    for step in loc[:-1]:
        if isinstance(data, list) and step == "items":
            continue
        if not isinstance(data, dict | list):
            return
        try:
            data, original = data[step], original[step]
        except (KeyError, IndexError, TypeError):
            return
    try:
        data[loc[-1]] = original[loc[-1]]
    except (KeyError, IndexError, TypeError):
        return


@pytest.fixture(scope="session")
def poisoned_report() -> Callable[[str, str], Report]:
    """Return the report of an example, a payload standing in every text of it that may hold any text."""

    def make(name: str, payload: str) -> Report:
        text = (EXAMPLES / name / "reward-report.yaml").read_text("utf-8")
        return accepted(poisoned(load_text(text).data, payload), load_text(text).data)

    return make


@pytest.fixture(scope="session")
def site_in() -> Callable[..., dict[str, Path]]:
    """Return what makes a site in a language, and gives a page of every kind."""
    return _site_in


def _site_in(folder: Path, tag: str, written: Callable[[str], str] = str) -> dict[str, Path]:
    """Make a site in a language of two examples, one of them with its earlier versions, and return a page of every kind.

    Args:
        folder: where.
        tag: the language.
        written: makes another report of each, such as one in other letters.
    """
    (folder / "reports").mkdir()
    story = [
        Commit(
            f"v{one.name}",
            one.day,
            one.message,
            {"reward-report.yaml": written(_marked(one.text.decode(), tag)).encode()},
        )
        for one in versions()
    ]
    create(folder / "reports", story, "A <a@b.example>")
    text = (EXAMPLES / "instructgpt" / "reward-report.yaml").read_text("utf-8")
    (folder / "reports" / "instructgpt.reward-report.yaml").write_text(written(_marked(text, tag)), "utf-8")
    site = folder / "site"
    build([folder / "reports"], site, history=True, today=date(2026, 1, 1), jobs=1, language=tag)
    return _pages_in(site) | {"changes": site / "project-flow" / "changes-newest.html"}


def _pages_in(site: Path) -> dict[str, Path]:
    """Return a page of each kind by what it is, in a site of Project Flow and another report or more."""
    return {
        "index": site / "index.html",
        "evidence": site / "evidence.html",
        "side by side": site / "compare.html",
        "report": site / "project-flow.html",
        "rlhf": site / "instructgpt.html",
        **{kind.name: site / kind.name / "project-flow.html" for kind in all_kinds()},
        "auditors": site / "for-auditors" / "project-flow.html",
        "metric": site / "project-flow" / "metric-complaints.html",
        "person": site / "project-flow" / "stakeholder-residents.html",
        "missing": site / "404.html",
        "version": site / "project-flow" / "version-0.3.html",
    }


def _marked(text: str, tag: str) -> str:
    assert "\nreport:\n" in text
    return text.replace("\nreport:\n", f"\nreport:\n  language: {tag}\n", 1)


@pytest.fixture(scope="session")
def kinds(tmp_path_factory: pytest.TempPathFactory, poisoned_report: Callable[[str, str], Report]) -> dict[str, Path]:
    """Make a page of every kind, and return them by what they are. The reports stand in git, so that they have a history."""
    folder = tmp_path_factory.mktemp("kinds")
    build_demo(folder / "reports")
    for name in ("movielens", "instructgpt"):
        shutil.copytree(EXAMPLES / name, folder / "reports" / name)
    for name in ("movielens", "instructgpt"):
        hostile = as_json(poisoned_report(name, HOSTILE)).replace(f'"id": "{name}"', f'"id": "hostile-{name}"', 1)
        (folder / "reports" / f"hostile-{name}.reward-report.yaml").write_text(hostile, "utf-8")
    for words in (["add", "-A"], ["-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-qm", "More"]):
        subprocess.run(["git", *words], cwd=folder / "reports", check=True)
    site = folder / "site"
    build([folder / "reports"], site, history=True, today=date(2026, 1, 1))
    made = _pages_in(site) | {
        **{f"hostile {kind.name}": site / kind.name / "hostile-movielens.html" for kind in all_kinds()},
        "hostile": site / "hostile-movielens.html",
        "hostile metric": site / "hostile-movielens" / "metric-members.html",
        "hostile person": site / "hostile-movielens" / "stakeholder-members.html",
        "hostile rlhf": site / "for-auditors" / "hostile-instructgpt.html",
        "developers": site / "for-developers" / "movielens.html",
        "changes": site / "project-flow" / "changes-0.4.html",
    }
    reports = [folder / "reports" / name / "reward-report.yaml" for name in ("movielens", "instructgpt")]
    for name, command in {
        "file": ["render", str(reports[0])],
        "compare": ["compare", *map(str, reports)],
        "diff": ["diff", *map(str, reports)],
        "arabic": ["render", str(Path(__file__).parent / "languages" / "ar.reward-report.yaml")],
    }.items():
        made[name] = folder / f"{name}.html"
        assert run_command([*command, "-o", str(made[name])]) in (0, 1)
    return made

"""Nothing that a file, a name, an option or a repository says acts on the terminal or on the program that reads a CI log.

Hostile words go through every command in every format, through every option and through every kind of error. The commands,
their formats and their options are those of the command line itself: a new one is tried without being named here, or fails.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import click
import pytest

from reward_reports import cli
from reward_reports.base import errors
from reward_reports.report.frameworks import FRAMEWORKS
from reward_reports.report.loading import load_text

from ..publishing.rendering import conftest as poison
from .commands import command_of, formats_of

ROOT = Path(__file__).resolve().parents[2]

LINE = "::error file=x,line=1::PWN"
COMMANDS = "\u3000##[add-mask]x ##vso[task.setvariable variable=a]b ##teamcity[x] #\u200d#[error]x"
INVISIBLE = "\u202e\u2066\u200b\u3164\U000e0041\ufe0f"
CONTROL = "\x1b[31m\x1b]0;x\x07\x9b2J\x7f\r\x85\u2028"
WRAPPED = " ".join(f"{'w' * width} ::stop-commands::t" for width in range(1, 80))
TEXT = f"word\nBREAK\n{LINE}\n  ::stop-commands::tok\n{COMMANDS}{INVISIBLE}\n--- BREAK\nBREAK"
"""What a report can hold."""
WORDS = f"{TEXT}{CONTROL}"
"""What the other sources can hold."""
NAME = WORDS.replace("/", "")[:200]
"""What a file can be called."""

ACTS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff"
    "\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]|(?<![^\x00-\x7f])[\ufe00-\ufe0f]"
    r"|(?m:^\s*::)|##\[|##[a-z]+\[|(?m:^(?:---|\+\+\+|~~~)[ \t](?!a/|b/))"
)
"""What would act on a terminal or a runner. (`re` knows the blanks that .NET trims.)"""
OUR_COLOURS = re.compile(r"\x1b\[(?:0|1|34|32|1;3[136])m")
OUR_ANNOTATIONS = re.compile(r"(?m)^::(?:error|warning|notice) file=[^\n]+$")
DOCUMENTS = frozenset({"html", "latex", "markdown", "model-card", *FRAMEWORKS})
BINARY = frozenset({"pdf", "docx"})


def acting(text: str, form: str = "text") -> list[str]:
    """Return the pieces of printed text that would act, each with what stands around it."""
    if form == "github":
        text = OUR_ANNOTATIONS.sub("(an annotation)", text)
    if form == "ics":
        text = text.replace("\r\n", "\n")
    if form in DOCUMENTS:
        text = re.sub(r"(?m)^(?:---|~~~) ", "", text).replace("\t", " ")
    plain = OUR_COLOURS.sub("", text)
    return [ascii(plain[max(0, one.start() - 40) : one.end() + 20]) for one in ACTS.finditer(plain)]


def check(done: subprocess.CompletedProcess[str], form: str = "text") -> None:
    """Hold what a command printed to that nothing in it acts, and that no line of it was begun by somebody else."""
    assert "Traceback" not in done.stderr
    assert acting(done.stdout, form) == []
    assert acting(done.stderr) == []
    printed = done.stderr if form in DOCUMENTS else done.stdout + done.stderr
    assert not re.search(r"(?m)^BREAK", printed)


# -- every command, with hostile files

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows takes none of these names")


def git(folder: Path, *words: str) -> None:
    made = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", f"Zoë {COMMANDS}{INVISIBLE}"), ("EMAIL", "z@example.org"), ("DATE", "2026-01-01T12:00:00Z"))}  # fmt: skip
    subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *words],
        cwd=folder,
        env=os.environ | made,
        check=True,
        capture_output=True,
    )


def hostile_report(example: str) -> str:
    """Return an example as YAML, the hostile text in every place that may hold any text."""
    data = load_text((ROOT / "examples" / example / "reward-report.yaml").read_text("utf-8")).data
    accepted = poison.accepted(poison.poisoned(data, TEXT), data)
    return poison.as_json(accepted)


PLAIN = f"""\
schema_version: "1.0"
report: {{id: plain, title: "Plain {INVISIBLE}", version: "VERSION", kind: hypothetical}}{" " * 3}
# {COMMANDS}{INVISIBLE}
optimization_intent:
  goal_of_reinforcement: |
    ANSWER

    {LINE}
      ::stop-commands::tok
    {COMMANDS}{INVISIBLE}
    {WRAPPED}
x-a: NO
system_maintenance:
  changelog:
  - {{id: c1, version: "VERSION", date: 2026-01-01, summary: "{LINE} ANSWER", motivation: "::x"}}
# {LINE}
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository in which everything has hostile names and says hostile things."""
    folder = tmp_path_factory.mktemp("hostile") / "work"
    folder.mkdir()
    named = folder / f"::set-output name=x::y {NAME}"
    for version in range(2):
        file = folder / ("plain.reward-report.yaml" if version else f"{NAME}.reward-report.yaml")
        if not version:
            git(folder, "init", "-q")
        else:
            (folder / f"{NAME}.reward-report.yaml").rename(file)
        file.write_text(PLAIN.replace("VERSION", f"1.{version}").replace("ANSWER", str(version) * 9), "utf-8")
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", WORDS)
    git(folder, "branch", f"odd{INVISIBLE}##x")
    versions = named / "versions"
    versions.mkdir(parents=True)
    for version in range(2):
        text = PLAIN.replace("VERSION", f"1.{version}").replace("ANSWER", str(version) * 9)
        (versions / f"--- {NAME} 2026-01-0{version + 1}.reward-report.yaml").write_text(text, "utf-8")
    shutil.copytree(ROOT / "examples" / "project-flow" / "made-up", named / "made-up")
    (named / f"{NAME}.reward-report.yaml").write_text(hostile_report("project-flow"), "utf-8")
    (named / "rlhf.reward-report.yaml").write_text(hostile_report("instructgpt"), "utf-8")
    (named / f"{NAME}.csv").write_text(f'date,complaints,"{WORDS}"\n2026-01-01,3,4\n', "utf-8")
    broken = folder / "broken" / NAME
    broken.mkdir(parents=True)
    (broken / "reward-report.yaml").write_text(PLAIN + f'"{LINE}": [ "##vso[x]{INVISIBLE}"\n', "utf-8")
    (broken / f"{NAME}.reward-report.yaml").write_text(PLAIN.replace("kind: hyp", f'"{COMMANDS}": hyp'), "utf-8")
    card = folder / "cards" / f"{NAME}.md"
    card.parent.mkdir()
    title = json.dumps(TEXT, ensure_ascii=False)
    card.write_text(
        f"---\nlanguage: en\nlicense: {title}\ntags: [{title}]\n---\n# {LINE}\n\n## Intended use\n\n{TEXT}\n\n## {COMMANDS}\n\n{TEXT}\n",
        "utf-8",
    )
    run = folder / "runs" / NAME
    run.mkdir(parents=True)
    said = {"_name_or_path": WORDS, "model_type": WORDS, WORDS[:60]: WORDS, "architectures": [WORDS]}
    (run / "config.json").write_text(json.dumps(said), "utf-8")
    settings = {"env_id": TEXT, "model": TEXT, TEXT[:60]: 1, "learning_rate": 0.1, "gamma": TEXT, "dataset_name": TEXT}
    (run / "hyperparameters.json").write_text(json.dumps(settings), "utf-8")
    state = {"log_history": [{"step": 1, WORDS: 0.5, "loss": 1.0}], "best_model_checkpoint": WORDS}
    (run / "trainer_state.json").write_text(json.dumps(state), "utf-8")
    return folder


NOW = ("--today", "2026-06-01")
BROKEN, CARDS, RUNS = "broken", "cards", "runs"
CALLS: dict[str, list[list[str]]] = {
    "new": [["-o", "-", "--title", WORDS, "--id", "a", "--schema", WORDS], ["new.yaml", "--title", WORDS, "--id", "a"]],
    "import": [["{card}", "-o", "-"], ["{card}", "-o", "-", "--title", WORDS, "--id", "a"], ["{card}", "-o", f"x {NAME}.yaml", "--report", "account.json"], ["{card}", "--as-history", f"history {NAME}"]],
    "draft": [["{run}"], ["{run}", "-o", f"y {NAME}.yaml"], ["{run}", "--title", WORDS, "--id", "a"], ["--update", "{flow}", "{run}"]],
    "lint": [[".", "--preview", "--strictness", "publishable", *NOW], ["broken"], [".", "--diff", "--unsafe-fixes", *NOW], [".", "--color", "always", *NOW], ["plain.reward-report.yaml", "--since", "HEAD~1", "--diff", *NOW]],
    "explain": [["goal_of_reinforcement"], ["CMP003"], ["--all"]],
    "diff": [["{old}", "{new}"], ["{old}", "{new}", "--color", "always"], ["HEAD~1", "plain.reward-report.yaml"], ["{flow}", "{rlhf}"], ["--since", "HEAD~1", "plain.reward-report.yaml", "broken"]],
    "compare": [["{flow}", "{rlhf}", "plain.reward-report.yaml", "--audience", "internal"]],
    "log": [["plain.reward-report.yaml"], ["{versions}"], ["{versions}", "--color", "always"]],
    "survey": [[".", "-o", f"../survey {NAME}", "--jobs", "1"], [".", "-o", "../s", "--column", WORDS]],
    "render": [["{flow}", *NOW], ["{rlhf}", "--layout", "builder"], ["plain.reward-report.yaml"]],
    "export": [["{flow}"], ["{rlhf}"], ["plain.reward-report.yaml"]],
    "build": [["{flow}", "plain.reward-report.yaml", "-o", f"site {NAME}", "--history", "--no-cache"]],
    "fmt": [["--check"], ["--diff"], ["broken"]],
    "upgrade": [["{flow}", "{rlhf}", "--diff"], ["plain.reward-report.yaml", "--check"], ["broken"]],
    "attest": [["plain.reward-report.yaml", WORDS, "--by", WORDS], ["plain.reward-report.yaml", "optimization_intent.goal_of_reinforcement", "--by", WORDS], ["{flow}", "--verify"]],
    "check": [["."], ["{flow}", "--log", "{log}", "--diff", *NOW], ["{flow}", "--log", "{log}", "--color", "always", *NOW], ["{flow}", "--log", "complaints={log}", *NOW], ["broken"]],
    "status": [["."], ["{flow}", "--color", "always", *NOW], ["broken"]],
    "outcomes": [["."], ["{flow}", "--color", "always", *NOW], ["broken"]],
    "due": [["."], ["{flow}", "--color", "always", *NOW], ["broken"]],
    "schema": [[]],
    "demo": [[f"demo {NAME}"]],
    "completion": [["bash"], ["zsh"], ["fish"]],
    "server": [["--help"]],
    "edit": [["--help"], [f"no {NAME}/r.yaml"]],
}  # fmt: skip
"""What each command is tried with; every format it knows is added."""
OURS_ALONE = {"explain", "schema", "completion", "server"}
"""Commands that print nothing of anybody else."""


def test_every_command_is_tried():
    assert set(CALLS) == set(cli.COMMANDS)


def test_the_hostile_reports_are_reports():
    """Else the commands would say nothing of them."""
    for text in (PLAIN.replace("VERSION", "1.0"), hostile_report("project-flow"), hostile_report("instructgpt")):
        assert load_text(text).report is not None


@pytest.fixture
def work(place: Path, tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A copy of the repository to work in, and what the files in it are called."""
    here = tmp_path / "work"
    shutil.copytree(place, here, symlinks=True)
    named = next(here.glob("::set*"))
    old, new = sorted((named / "versions").iterdir())
    at = {
        "flow": named / f"{NAME}.reward-report.yaml",
        "rlhf": named / "rlhf.reward-report.yaml",
        "log": named / f"{NAME}.csv",
        "versions": named / "versions",
        "old": old,
        "new": new,
        "card": next((here / "cards").iterdir()),
        "run": next((here / "runs").iterdir()),
    }
    return here, {f"{{{key}}}": str(file.relative_to(here)) for key, file in at.items()}


def words_of(call: list[str], shown: dict[str, str]) -> list[str]:
    """Return a call with the names of the files in their places."""
    return [re.sub(r"\{\w+\}", lambda found: shown[found[0]], one) for one in call]


@POSIX
@pytest.mark.tool("git")
@pytest.mark.parametrize("name", cli.COMMANDS)
def test_nothing_of_hostile_files_acts_when_a_command_prints(name, work, run):
    here, shown = work
    printed = ""
    for call in CALLS[name]:
        for form in formats_of(name):
            if form[1:] and form[1] in BINARY:
                continue
            done = run(name, *words_of(call, shown), *form, cwd=here)
            try:
                check(done, form[1] if form else "text")
            except AssertionError as error:
                raise AssertionError(f"{name} {call} {form}: {error}") from error
            printed += done.stdout + done.stderr
    assert ("PWN" in printed) == (name not in OURS_ALONE)


SHOWN = {"text", "concise", "markdown", "model-card", *FRAMEWORKS}
"""The formats that people read as they are, also from a file."""
ON_A_TERMINAL = re.compile(ACTS.pattern.split("|(?m:")[0])


@POSIX
@pytest.mark.tool("git")
@pytest.mark.parametrize("name", ["lint", "diff", "compare", "log", "render", "export", "check", "status", "outcomes"])
def test_nothing_acts_on_the_terminal_that_shows_a_file(name, work, run):
    here, shown = work
    for number, form in enumerate(formats_of(name)):
        if form[1] in SHOWN:
            check(run(name, *words_of(CALLS[name][0], shown), *form, "-o", f"made {number}", cwd=here))
            made = (here / f"made {number}").read_text("utf-8")
            assert "word" in made
            assert not ON_A_TERMINAL.search(made.replace("\n", "").replace("\t", ""))


def test_a_filter_passes_on_the_file_as_it_is(run):
    """What is piped through is the author's own, and nothing of it may be lost."""
    text = PLAIN.replace("VERSION", "1.0").replace('" * 3', "").replace("   \n", "\n")
    assert run("fmt", "-", stdin=text).stdout == text
    assert run("lint", "-", "--fix", "--select", "SYN001", stdin=text).stdout == text


@POSIX
def test_a_document_that_is_redirected_into_a_file_stays_what_it_is(run_process, tmp_path):
    """Of code, Markdown has no other way to say `::`."""
    text = PLAIN.replace("VERSION", "1.0").replace("    ::stop", "        ::stop")
    (tmp_path / "reward-report.yaml").write_text(text, "utf-8")
    call = [sys.executable, "-m", "reward_reports", "render", "reward-report.yaml", "--to", "markdown"]
    with (tmp_path / "made.md").open("wb") as stream:
        subprocess.run(call, cwd=tmp_path, stdout=stream, check=True)
    kept = (tmp_path / "made.md").read_text("utf-8")
    printed = run_process("render", "reward-report.yaml", "--to", "markdown").stdout
    assert acting(printed, "markdown") == []
    assert "::error" in kept
    assert not ON_A_TERMINAL.search(kept.replace("\n", "").replace("\t", ""))
    assert len(kept) < len(printed)


# -- what stands beside reports: settings, schemas, baselines, bibliographies, templates

IN_TOML = json.dumps(TEXT, ensure_ascii=False)
SCHEMA = {"title": WORDS, "description": WORDS, "properties": {"x-a": {"const": WORDS, "description": WORDS}, WORDS: False}, "required": [WORDS]}  # fmt: skip
BESIDE: dict[str, dict[str, str]] = {
    "an unknown setting": {".reward-reports.toml": f"{IN_TOML} = 1\n"},
    "a wrong setting": {".reward-reports.toml": f"strictness = {IN_TOML}\n"},
    "no TOML": {".reward-reports.toml": f"a = {LINE}\n{COMMANDS}\n"},
    "another table": {"pyproject.toml": f"[tool.reward-reports]\n{IN_TOML} = {IN_TOML}\n"},
    "codes": {".reward-reports.toml": f"select = [{IN_TOML}]\n"},
    "codes of files": {".reward-reports.toml": f"[per-file-ignores]\n{IN_TOML} = [{IN_TOML}]\n"},
    "severities": {".reward-reports.toml": f'[severity]\n{IN_TOML} = "error"\n'},
    "a baseline": {".reward-reports.toml": f"baseline = {IN_TOML}\n"},
    "no baseline": {".reward-reports.toml": 'baseline = "b.json"\n', "b.json": json.dumps({"version": WORDS})},
    "a schema": {".reward-reports.toml": 'schemas = ["s.json"]\n', "s.json": json.dumps(SCHEMA)},
    "no schema": {".reward-reports.toml": 'schemas = ["s.json"]\n', "s.json": json.dumps({"type": WORDS, "$ref": WORDS})},
    "no schema there": {".reward-reports.toml": f"schemas = [{IN_TOML}]\n"},
    "templates": {".reward-reports.toml": f"templates = {IN_TOML}\n"},
    "a template": {".reward-reports.toml": 'templates = "t"\n', "t/html/report.html": f"{{% {LINE} %}}\n{COMMANDS}"},
    "a bibliography": {"refs.bib": f"@misc{{{LINE},\n title = {{{TEXT}}} }} @book{{ {COMMANDS}", "reward-report.yaml": PLAIN + "bibliography: refs.bib\n"},
}  # fmt: skip


@pytest.mark.parametrize("files", BESIDE.values(), ids=BESIDE)
def test_nothing_acts_of_what_stands_beside_a_report(files, run, tmp_path):
    (tmp_path / "reward-report.yaml").write_text(PLAIN.replace("VERSION", "1.0"), "utf-8")
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    for form in formats_of("lint"):
        check(run("lint", "--no-cache", *form, cwd=tmp_path), form[1])
    check(run("render", "reward-report.yaml", cwd=tmp_path), "html")
    for call in (
        ["build", ".", "-o", "site"],
        ["status"],
        ["check"],
        ["fmt", "--diff"],
        ["diff", "reward-report.yaml", "reward-report.yaml"],
    ):
        check(run(*call, cwd=tmp_path))


@pytest.fixture(autouse=True)
def closed_at_once(monkeypatch):
    """Close a form as soon as it is open, as Ctrl-C does, and open no browser for it."""

    def serve_forever(_self):
        raise KeyboardInterrupt

    monkeypatch.setattr("socketserver.BaseServer.serve_forever", serve_forever)
    monkeypatch.setattr("webbrowser.open", lambda _address: False)


# -- every option and every argument of every command


def values_of(name: str) -> list[list[str]]:
    """Return a call with hostile words in the place of each value that a command takes."""
    taking = [one for one in command_of(name).params if not getattr(one, "is_flag", False)]
    calls = [[f"{one.opts[0]}={WORDS}"] if isinstance(one, click.Option) else [WORDS] for one in taking]
    return [*calls, [f"--{WORDS}"], [f"-{WORDS}"], [WORDS, WORDS, WORDS, WORDS]]


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_nothing_of_hostile_options_acts(name, run, tmp_path):
    for number, call in enumerate(values_of(name)):
        for file in (False, True):
            here = tmp_path / f"{number}{file}"
            here.mkdir()
            (here / "reward-report.yaml").write_text(PLAIN, "utf-8")
            takes = any(isinstance(one, click.Argument) for one in command_of(name).params)
            check(
                run(name, *call, *(["reward-report.yaml"] if file and takes else []), cwd=here),
                "markdown" if name == "explain" else "html" if name == "render" else "text",
            )


def test_no_word_in_the_place_of_a_command_acts(run):
    for call in ([WORDS], [f"--{WORDS}"], ["lint\n::error::x"]):
        done = run(*call)
        check(done)
        assert done.returncode == 2


# -- every kind of error


def kinds_of(root: type[BaseException]) -> list[type[BaseException]]:
    return [root, *(kind for one in root.__subclasses__() for kind in kinds_of(one))]


CLICK = {
    "NoSuchOption": lambda: click.NoSuchOption(WORDS, possibilities=[WORDS]),
    "BadOptionUsage": lambda: click.BadOptionUsage(WORDS, WORDS),
    "FileError": lambda: click.FileError(WORDS, WORDS),
    "MissingParameter": lambda: click.MissingParameter(WORDS, param_hint=WORDS, param_type="option"),
    "NoArgsIsHelpError": lambda: click.exceptions.NoArgsIsHelpError(click.Context(cli.group)),
    "NoSuchCommand": lambda: click.exceptions.NoSuchCommand(WORDS),
}
ERRORS = [
    *(lambda kind=kind: kind(WORDS) for kind in kinds_of(errors.RewardReportsError)),
    *(CLICK.get(kind.__name__, lambda kind=kind: kind(WORDS)) for kind in kinds_of(click.ClickException)),
    lambda: OSError(2, WORDS, WORDS),
    lambda: OSError(2, WORDS, WORDS.encode()),
    lambda: OSError(WORDS),
    lambda: KeyboardInterrupt(WORDS),
]


@pytest.mark.parametrize("error", ERRORS)
def test_nothing_of_the_words_of_an_error_acts(error, run, monkeypatch):
    def fail(*_words: object, **_more: object) -> None:
        raise error()

    monkeypatch.setattr(cli.group, "main", fail)
    done = run("lint")
    check(done)
    assert done.returncode in (2, 130)
    assert done.stderr.endswith("\n")


def test_nothing_of_a_warning_acts(run, monkeypatch):
    def warn(*_words: object, **_more: object) -> None:
        warnings.warn(WORDS, stacklevel=1)

    monkeypatch.setattr(cli.group, "main", warn)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        done = run("lint")
    check(done)
    assert done.stderr.startswith("warning: word")


def test_nothing_of_a_crash_acts(capsys):
    from reward_reports.__main__ import _crash

    try:
        raise ValueError(WORDS)
    except ValueError as error:
        _crash(error)
    said = capsys.readouterr().err
    assert "ValueError: word" in said
    assert said.endswith("this is a fault of reward-reports; please report it with the lines above\n")
    assert acting(said) == []


class _Unread(io.StringIO):
    """The error stream where the program behind the pipe has ended."""

    def write(self, text: str) -> int:
        raise BrokenPipeError(text)


@pytest.mark.parametrize("arguments", [["check", "--format", "xml"], ["lint", "missing.yaml"]])
def test_an_error_stream_that_nobody_reads_does_not_change_the_exit_code(monkeypatch, arguments):
    monkeypatch.setattr(sys, "stderr", _Unread())
    assert cli.run(arguments) == 2

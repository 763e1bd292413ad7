"""All commands that write, known from the list of commands: what they refuse, and what is left when they are stopped.

`build` is left out where nothing else is said: how its site takes the place of an older one is tested in
`tests/publishing/site`.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from reward_reports import cli

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "reward_reports"
FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system forks no processes")

REPORT = """\
schema_version: "1.0"
report: {id: shop, title: Shop, version: "1.0", kind: first_party}@@
bibliography: refs.bib
figures: [{id: plan, path: plan.png, alt: A plan of the shop., caption: The shop.}]
optimization_intent:
  goal_of_reinforcement: To answer letters [@a]; see ![a plan](plan.png).
  oversight_metrics:
    - id: letters
      name: Letters a week
      unit: letters
      observations_from: {path: letters.csv, tag: letters}
x-note: NO
""".replace("@@", "  ")
FILES = {
    "r.reward-report.yaml": REPORT,
    "other.yaml": REPORT.replace("letters", "calls").replace("id: shop", "id: shop2"),
    "old.yaml": REPORT.replace(', version: "1.0"', ', version: "0.9"'),
    "refs.bib": "@book{a, title = {A}, year = 2020}\n",
    "letters.csv": "date,letters,calls\n2026-05-01,5,7\n",
    "card.md": "# Card\n\n## Intended Use\n\nTo answer letters.\n",
    "2023-09-01.md": "# Reward Report\n\n## Goal of Reinforcement\n\nOne.\n",
    "second.md": "# Reward Report\n\n## Goal of Reinforcement\n\nOther.\n",
    "2023-10-01.md": "# Reward Report\n\n## Goal of Reinforcement\n\nTwo.\n",
    "run/args.yaml": "gamma: 0.95\nseed: 1\n",
    "drafted.yaml": "",  # filled in below
    "base.json": '{"version": 2, "findings": {}}\n',
    "schema.json": '{"type": "object"}\n',
    "own.toml": 'schemas = ["schema.json"]\nbaseline = "base.json"\n',
    "mine/markdown/paper.md": "{{ page.version }}\n",
}
REPORTS = "r.reward-report.yaml"


@dataclass(frozen=True)
class Way:
    """One way in which a command writes.

    Attributes:
        arguments: of the command; OUT stands for a file that may be any.
        kind: `output` (a file that may be there), `new` (a file or folder that may not), `back` (an input).
        files: what it writes; OUT is `out`.
        inputs: what it reads.
    """

    arguments: tuple[str, ...]
    kind: str
    files: tuple[str, ...]
    inputs: tuple[str, ...] = ()

    def call(self, out: str = "out") -> list[str]:
        return [out if argument == "OUT" else argument for argument in self.arguments]


def output(line: str, *inputs: str, beside: tuple[str, ...] = ()) -> Way:
    return Way(tuple(line.split()), "output", ("out", *beside), inputs or (REPORTS,))


def back(line: str, file: str) -> Way:
    return Way(tuple(line.split()), "back", (file,))


def new(line: str, *files: str) -> Way:
    return Way(tuple(line.split()), "new", files)


WAYS = [
    output("lint r.reward-report.yaml --no-cache --format text --output OUT --today 2026-06-01"),
    output("lint . -f json --no-cache --output OUT --today 2026-06-01"),
    output("lint r.reward-report.yaml --no-cache --format text --output OUT --config own.toml", "own.toml", "base.json", "schema.json"),
    output("lint r.reward-report.yaml --no-cache --since ./old.yaml --format text --output OUT", "old.yaml"),
    output("lint r.reward-report.yaml --no-cache --write-baseline OUT --today 2026-06-01", REPORTS, "refs.bib"),
    output("diff old.yaml r.reward-report.yaml --format text --output OUT", "old.yaml", REPORTS),
    output("diff r.reward-report.yaml --format text --output OUT"),
    output("diff r.reward-report.yaml --since ./old.yaml --format text --output OUT", "old.yaml", REPORTS),
    output("compare r.reward-report.yaml other.yaml --format text --output OUT", "other.yaml", REPORTS),
    output("log r.reward-report.yaml --format text --output OUT"),
    output("render r.reward-report.yaml --to html --output OUT", REPORTS, "refs.bib", "plan.png"),
    output(
        "render r.reward-report.yaml --to markdown --templates mine --output OUT",
        "mine/markdown/paper.md",
        beside=("out.reward-map.svg",),
    ),
    output("render r.reward-report.yaml --format json --output OUT", REPORTS, "letters.csv"),
    output("export r.reward-report.yaml --format model-card --output OUT"),
    output("check r.reward-report.yaml --format text --output OUT --today 2026-06-01", REPORTS, "letters.csv"),
    output("check r.reward-report.yaml --log letters.csv --format text --output OUT --today 2026-06-01", "letters.csv"),
    output("status r.reward-report.yaml --format text --output OUT --today 2026-06-01"),
    output("status r.reward-report.yaml --badge OUT --today 2026-06-01", REPORTS, "letters.csv", "plan.png", "refs.bib"),
    output("status r.reward-report.yaml --badge-json OUT --today 2026-06-01"),
    output("outcomes r.reward-report.yaml --format text --output OUT --today 2026-06-01", REPORTS, "letters.csv"),
    output("due r.reward-report.yaml --format text --output OUT --today 2026-06-01"),
    output("schema --output OUT", "nothing"),
    output("explain CMP006 --format markdown --output OUT", "nothing"),
    back("lint r.reward-report.yaml --no-cache --fix --unsafe-fixes --today 2026-06-01", REPORTS),
    back("fmt r.reward-report.yaml", REPORTS),
    back("upgrade r.reward-report.yaml", REPORTS),
    back("attest r.reward-report.yaml optimization_intent.goal_of_reinforcement --by audit --today 2026-06-01", REPORTS),
    back("check r.reward-report.yaml --write --today 2026-06-01", REPORTS),
    back("draft --update drafted.yaml run/args.yaml", "drafted.yaml"),
    back("export r.reward-report.yaml --into card.md", "card.md"),
    new("new --output new.yaml", "new.yaml"),
    new("draft run/args.yaml --output new.yaml", "new.yaml"),
    new("import 2023-09-01.md --output new.yaml --report account.json", "new.yaml", "account.json"),
    new("import 2023-09-01.md second.md --output folder/", "folder/2023-09-01.reward-report.yaml", "folder/second.reward-report.yaml"),
    new("import 2023-09-01.md 2023-10-01.md --as-history history", "history"),
    new("demo story", "story"),
]  # fmt: skip
ELSEWHERE = {"build", "edit", "survey"}
PRINT_ONLY = {"completion", "server"}
READ = {
    ("lint", "--baseline"), ("lint", "--config"), ("render", "--templates"), ("build", "--templates"), ("build", "--output"), ("survey", "--output"),
    ("draft", "--update"), ("draft", "--check"), ("new", "--schema"), ("new", "path"),
}  # fmt: skip
"""Options that name files and write none, or are tested under another name."""
IDS = ["_".join(way.arguments[:1] + tuple(word for word in way.arguments if word[:2] == "--"))[:60] for way in WAYS]


def ways(*kinds: str) -> pytest.MarkDecorator:
    chosen = [
        pytest.param(way, id=name, marks=[pytest.mark.tool("git")])
        for way, name in zip(WAYS, IDS, strict=True)
        if way.kind in kinds
    ]
    return pytest.mark.parametrize("way", chosen)


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    """A repository with every file that a command reads."""
    from reward_reports.changes.git.running import run
    from reward_reports.runs.drafting import draft

    folder = tmp_path_factory.mktemp("template") / "work"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    shutil.copy(ROOT / "docs" / "images" / "report.png", folder / "plan.png")
    (folder / "run" / "args.yaml").write_text("gamma: 0.9\nseed: 1\n")
    with contextlib.chdir(folder):
        (folder / "drafted.yaml").write_bytes(draft([Path("run/args.yaml")], title="T", folder=Path()).yaml.encode())
    (folder / "run" / "args.yaml").write_text(FILES["run/args.yaml"])
    run(folder, "init", "--quiet", "--template=")
    run(folder, "add", ".")
    run(folder, "-c", "user.name=a", "-c", "user.email=b", "commit", "--quiet", "-m", "One")
    return folder


@pytest.fixture
def work(template, tmp_path) -> Path:
    return shutil.copytree(template, tmp_path / "work")


def state(folder: Path) -> dict[str, bytes]:
    """Return all files but those of git and of caches; the repositories that commands make by what they hold."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not {".git", ".reward-reports-cache"} & set(file.relative_to(folder).parts)
    }


def test_every_command_is_known():
    """A new command is put into one of the tables above, and so is each of its options that names a file."""
    known = {way.arguments[0] for way in WAYS} | ELSEWHERE | PRINT_ONLY
    assert known == set(cli.COMMANDS)
    for name in cli.COMMANDS:
        command = cli.group.get_command(None, name)
        options = {
            way.arguments[way.arguments.index(word)]
            for way in WAYS
            if way.arguments[0] == name
            for word in way.arguments
        }
        for parameter in command.params:
            if parameter.param_type_name == "option" and parameter.metavar in (
                "FILE",
                "PATH",
                "FOLDER",
                "CARD",
                "REPORT",
            ):
                assert {*parameter.opts} & options or (name, parameter.opts[0]) in READ, f"{name} {parameter.opts[0]}"


def test_every_command_that_changes_an_input_is_raced():
    changing = {way.arguments[0] for way in WAYS if way.kind == "back"}
    found = {
        file.stem.rstrip("_")
        for file in (SOURCE / "cli").glob("*.py")
        if re.search(r"write_back\(|seen=|\brewrite\(", file.read_text("utf-8"))
        and file.name not in ("options.py", "rewriting.py")
    }
    assert found == changing


WRITING = re.compile(
    r"\.write_(?:text|bytes)\(|open\([^)]*[\"'][wxa]b?\+?[\"']|os\.(?:open|replace|rename|link|symlink|truncate)\b"
    r"|shutil\.(?:copy|move)|NamedTemporary|mkstemp|\.(?:rename|touch|symlink_to|hardlink_to)\("
)
WRITERS = {
    "base/atomic.py", "base/streams.py", "base/writing.py",
    "base/reading.py", "base/caching.py", "publishing/rendering/template_process.py",  # open to read
    "demo.py", "changes/git/writing.py",  # in a folder that takes its place when it is whole
    "publishing/rendering/docx.py",  # in a temporary folder
    "editing/lsp/answers.py", "editing/protocol.py",  # `session.rename` renames an id
    "integrations/run_log.py",  # adds lines to the log of a run that goes on
}  # fmt: skip


def test_there_is_one_writer():
    """What writes by itself can follow a link, leave half a file, or overwrite what somebody has just saved."""
    found = {
        file.relative_to(SOURCE).as_posix() for file in SOURCE.rglob("*.py") if WRITING.search(file.read_text("utf-8"))
    }
    assert {name for name in found if not name.startswith("publishing/site/")} <= WRITERS


@ways("output", "back", "new")
def test_each_does_its_job(run, work, way):
    before = state(work)
    done = run(*way.call(), cwd=work)
    assert done.returncode in (0, 1), done.stderr
    after = state(work)
    assert {name.partition("/")[0] for name in after.keys() - before.keys()} == {
        name.partition("/")[0] for name in way.files if name not in before
    }
    changed = {name for name in before if after[name] != before[name]}
    assert changed == ({*way.files} if way.kind == "back" else set())


@ways("output")
def test_no_input_is_overwritten(run, work, way):
    if way.inputs == ("nothing",):
        return
    for name in way.inputs:
        (work / "link").unlink(missing_ok=True)
        (work / "link").symlink_to(name)
        for spelling in (name, f"../{work.name}/{name}", str(work / name), "link"):
            before = state(work)
            done = run(*way.call(spelling), cwd=work)
            assert (done.returncode, state(work) == before) == (2, True), f"{spelling}: {done.stderr}"
            assert "is not overwritten" in done.stderr
            assert (work / "link").is_symlink()


@ways("output")
def test_no_input_is_overwritten_by_its_second_name(run, work, way):
    """A hard link to an input, which its name does not tell."""
    for name in way.inputs:
        if name != "nothing":
            os.link(work / name, work / "twin")
            before = state(work)
            assert run(*way.call("twin"), cwd=work).returncode == 2
            assert state(work) == before
            (work / "twin").unlink()


def test_what_standard_input_comes_from_is_not_overwritten(work):
    before = state(work)
    with open(work / REPORTS) as given:
        call = [sys.executable, "-m", "reward_reports", "lint", "-", "-o", REPORTS]
        done = subprocess.run(call, cwd=work, stdin=given, capture_output=True, check=False)
    assert done.returncode == 2
    assert state(work) == before


def test_the_file_that_standard_input_stands_for_is_not_overwritten(run, work):
    before = state(work)
    done = run("lint", "-", "--stdin-filename", REPORTS, "-o", f"./{REPORTS}", cwd=work, stdin=REPORT)
    assert (done.returncode, state(work) == before) == (2, True)


def test_two_outputs_are_two_files(run, work):
    done = run("status", REPORTS, "--badge", "out", "--badge-json", "./out", cwd=work)
    assert done.returncode == 2
    assert (work / "out").read_text().startswith("<svg")


SAVED = b"# what its author has just saved\n"


def in_place(file: Path) -> None:
    file.write_bytes(SAVED)


def by_renaming(file: Path) -> None:
    (file.parent / ".saved").write_bytes(SAVED)
    os.replace(file.parent / ".saved", file)


def appended(file: Path) -> None:
    with file.open("ab") as stream:
        stream.write(SAVED)


def deleted(file: Path) -> None:
    file.unlink()


@ways("back")
@pytest.mark.parametrize("save", [in_place, by_renaming, appended, deleted])
def test_a_save_between_reading_and_writing_is_kept(run, work, monkeypatch, way, save):
    sync, before = os.fsync, state(work)
    monkeypatch.setattr(os, "fsync", lambda handle: (save(work / way.files[0]), sync(handle)))
    done = run(*way.call(), cwd=work)
    monkeypatch.undo()
    after = state(work)
    assert done.returncode == 2
    assert f"{way.files[0]} has changed since it was read, so nothing was written; run the command again" in done.stderr
    copy = work / "copy"
    copy.write_bytes(before[way.files[0]])
    save(copy)
    expected = copy.read_bytes() if copy.exists() else None
    assert after.pop(way.files[0], None) == expected
    assert after == {name: content for name, content in before.items() if name != way.files[0]}


@ways("back")
def test_line_ends_and_the_byte_order_mark_stay(run, work, way):
    file = work / way.files[0]
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes()
    assert run(*way.call(), cwd=work).returncode in (0, 1)
    after = file.read_bytes()
    assert after != before
    if way.arguments[0] != "fmt":  # it writes all reports alike
        assert after.startswith(b"\xef\xbb\xbf")
        assert after.count(b"\xef\xbb\xbf") == 1
        assert after.replace(b"\r\n", b"").count(b"\n") == 0


@ways("back")
@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such permissions and owners")
def test_permissions_owner_and_links_stay(run, work, way):
    (work / "real").mkdir()
    file = (work / way.files[0]).rename(work / "real" / "kept.yaml")
    file.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(file, 12345, 23456)
    (work / way.files[0]).symlink_to("real/kept.yaml")
    before = file.stat(), file.read_bytes()
    assert run(*way.call(), cwd=work).returncode in (0, 1)
    after = file.stat(), file.read_bytes()
    assert after[1] != before[1]
    assert [getattr(after[0], name) for name in ("st_mode", "st_uid", "st_gid")] == [
        getattr(before[0], name) for name in ("st_mode", "st_uid", "st_gid")
    ]
    assert (work / way.files[0]).is_symlink()


@ways("back")
@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_nothing_is_changed_through_a_link_that_leads_out(run, work, way):
    victim = (work / way.files[0]).rename(work.parent / "victim.yaml")
    (work / way.files[0]).symlink_to("../victim.yaml")
    before = victim.read_bytes()
    done = run(*way.call(), cwd=work)
    assert (done.returncode, victim.read_bytes() == before) == (2, True)
    assert "leads out of its folder" in done.stderr
    assert "victim.yaml itself" in done.stderr


@pytest.mark.parametrize(
    "arguments", [("fmt",), ("lint", "--fix", "--unsafe-fixes"), ("check", "--write"), ("fmt", ".")]
)
@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_nothing_is_changed_through_a_link_that_a_search_found(run, work, arguments):
    real = (work / REPORTS).rename(work / "kept.yaml")
    (work / REPORTS).symlink_to("kept.yaml")
    before = real.read_bytes()
    done = run(*arguments, cwd=work)
    assert (done.returncode in (0, 1), real.read_bytes() == before) == (True, True)
    assert f"note: {REPORTS} is a link found in a folder, so it was not changed" in done.stderr


@ways("back")
@pytest.mark.skipif(os.name == "nt", reason="tested where hard links are common")
def test_a_file_with_two_names_is_not_parted(run, work, way):
    os.link(work / way.files[0], work / "twin")
    before = (work / "twin").read_bytes()
    done = run(*way.call(), cwd=work)
    assert (done.returncode, (work / "twin").read_bytes() == before) == (2, True)
    assert (work / "twin").samefile(work / way.files[0])
    assert "2 names (hard links)" in done.stderr


@ways("new")
def test_nothing_new_is_written_over_what_is_there(run, work, way):
    for name in way.files:
        file = work / name
        file.parent.mkdir(exist_ok=True)
        for place in (lambda file: file.write_bytes(b"mine"), lambda file: file.symlink_to("nowhere")):
            place(file)
            before = state(work)
            done = run(*way.call(), cwd=work)
            assert (done.returncode, state(work) == before) == (2, True)
            assert "exists already" in done.stderr
            file.unlink()


@pytest.mark.skipif(os.name == "nt", reason="Windows names no such files")
@ways("output", "new")
def test_a_device_is_written_into(run, work, way):
    """`-o /dev/null` is what people write who want the exit code alone."""
    before = state(work)
    arguments = [os.devnull if one in ("OUT", *way.files) else one for one in way.arguments]
    if os.devnull in arguments and way.files != ("history",) and way.files != ("story",):
        assert run(*arguments, cwd=work).returncode in (0, 1)
    assert {name: content for name, content in state(work).items() if name != "account.json"} == before
    assert Path(os.devnull).is_char_device()


def in_child(folder: Path, arguments: list[str], prepare: Callable[[], None] = lambda: None) -> int:
    """Start a command in a process of its own, in which something is done first, and return the number of the process."""
    child = os.fork()
    if child:
        return child
    try:
        os.chdir(folder)
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silent, stream)
        sys.stdout, sys.stderr = (open(os.devnull, "w", encoding="utf-8") for _ in range(2))
        prepare()
        os._exit(cli.run(arguments))
    finally:
        os._exit(99)


def result(child: int) -> int:
    """Return the exit code of a process, or the negative number of the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def no_room() -> None:
    """Let no file grow, as on a disk that is full."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def obey_permissions() -> None:
    """Let even root obey the permissions of files, as everybody else does."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        header, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
        assert libc.capset(header, none) == 0


def prepared(way: Way, work: Path) -> None:
    """Put an older file in the place of an output."""
    if way.kind == "output":
        (work / "out").write_bytes(b"older\n")


@FORKS
@ways("output", "back", "new")
def test_a_full_disk_leaves_everything_as_it_was(work, way):
    prepared(way, work)
    before = state(work)
    assert result(in_child(work, way.call(), no_room)) == 2
    assert state(work) == before
    assert not [
        name for name in os.listdir(work) if name.startswith(".reward-reports-") and name != ".reward-reports-cache"
    ]
    assert result(in_child(work, way.call())) in (0, 1), "the failed try is in the way of the next"


@FORKS
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere root obeys no permissions")
@ways("output", "back", "new")
def test_a_folder_that_cannot_be_written_is_an_error(work, way):
    prepared(way, work)
    before = state(work)
    work.chmod(0o555)
    code = result(in_child(work, way.call(), obey_permissions))
    work.chmod(0o755)
    assert (code, state(work) == before) == (2, True)


def dies_writing() -> None:
    """Let a process be killed when it has written half of its data."""

    def write(handle: int, data: bytes) -> int:
        real(handle, data[: len(data) // 2])
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    real, os.write = os.write, write


def dies_naming() -> None:
    """Let a process be killed before what it has made gets its name."""

    def name(*_arguments: object, **_more: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    os.replace = os.rename = os.link = name


@FORKS
@ways("output", "back", "new")
def test_a_run_that_is_killed_leaves_everything_as_it_was(work, way):
    """At every other moment: `tests/base/test_writing.py`."""
    prepared(way, work)
    before = state(work)
    for death in (dies_writing, dies_naming):
        assert result(in_child(work, way.call(), death)) == -signal.SIGKILL
        left = {name: content for name, content in state(work).items() if not name.startswith(".reward-reports-")}
        assert left == before
    assert result(in_child(work, way.call())) in (0, 1), "what was left is in the way of the next run"


@FORKS
@ways("output", "back", "new")
def test_two_runs_at_once_do_not_mix(template, tmp_path, way):
    shutil.copytree(template, tmp_path / "whole")
    assert result(in_child(tmp_path / "whole", way.call())) in (0, 1)
    whole = state(tmp_path / "whole")
    work = shutil.copytree(template, tmp_path / "work")
    codes = [result(child) for child in [in_child(work, way.call()) for _ in range(4)]]
    assert set(codes) <= {0, 1, 2}
    assert min(codes) < 2
    if way.kind == "output":
        assert max(codes) < 2
    if way.kind == "new":
        assert codes.count(0) == 1
    if way.arguments[0] != "attest":  # each run takes a salt of its own
        assert state(work) == whole

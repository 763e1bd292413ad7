"""A build that is ended at any moment leaves the old site or the new one, whole, and what it leaves beside them the next one clears away."""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from reward_reports.__main__ import main
from reward_reports.base.errors import InvalidReportError, OutputError
from reward_reports.publishing.site import build, foreign, pages, staging

pytestmark = [
    pytest.mark.first,
    pytest.mark.skipif(sys.platform != "linux", reason="a test process can be copied on Linux alone"),
]
REPORT = """schema_version: "1.0"
report: {{id: a, title: "{title}", version: "1.0", kind: hypothetical}}
institutional_interface: {{stakeholders: [{{id: g, name: "{title}"}}]}}
"""
STEPS = ["open", "mkdir", "rmdir", "rename", "replace", "link", "unlink", "chmod", "lstat"]
"""What a build asks of the file system; `open` for files and locks."""


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A site with things in it that are not from a build, and a report that has changed since."""
    monkeypatch.setattr(pages, "package_state", lambda: "the same in all of the hundreds of builds")
    (tmp_path / "in").mkdir()
    write(tmp_path, "old")
    monkeypatch.chdir(tmp_path)
    build("in", "site", cache="cache")
    git = tmp_path / "site" / ".git"
    (git / "refs").mkdir(parents=True)
    (git / "HEAD").write_text("ref")
    (git / "refs" / "main").write_text("1234")
    (tmp_path / "site" / "CNAME").write_text("reports.example")
    (tmp_path / "site" / "people" / "notes.txt").write_text("mine")
    return tmp_path


def write(place, title):
    (place / "in" / "reward-report.yaml").write_text(REPORT.format(title=title))


def build_old(place):
    write(place, "old")
    build("in", "site", cache="cache")


def contents(site):
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def hidden(place):
    return [path.name for path in place.iterdir() if path.name.startswith(".")]


class Fault:
    """Does something before the step number `at` of those that name the site, or right after it."""

    def __init__(self, monkeypatch, act, at, atomic, *, after=False):
        self.act, self.at, self.after, self.count = act, at, after, 0
        for name in STEPS:
            monkeypatch.setattr(os, name, self.instead_of(getattr(os, name)))
        exchanged = foreign.exchanged if atomic else lambda *_: False
        for module in (foreign, staging):
            monkeypatch.setattr(module, "exchanged", self.instead_of(exchanged))

    def instead_of(self, step):
        def call(*given, **more):
            is_ours = any(self.is_of_the_site(one) for one in given)
            self.count += is_ours
            is_due = is_ours and self.count == self.at
            if is_due and not self.after:
                self.act()
            done = step(*given, **more)
            if is_due and self.after:
                self.act()
            return done

        return call

    @staticmethod
    def is_of_the_site(path):
        if not isinstance(path, str | os.PathLike):
            return False
        here, whole = os.getcwd(), os.path.abspath(path)
        return whole.startswith(here + os.sep) and "site" in whole.removeprefix(here)


def steps_of(place, monkeypatch, atomic):
    """Return how many steps a build takes."""
    with monkeypatch.context() as patch:
        fault = Fault(patch, None, 0, atomic)
        build("in", "site", cache="cache")
    return fault.count


def in_a_copy(work):
    """Run something in a copy of this process, and return how that ended."""
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(1)
    return os.waitpid(child, 0)[1]


def killed_at(monkeypatch, at, atomic):
    """Build, and kill the process at a step; return whether it came to that."""

    def work():
        Fault(monkeypatch, lambda: os.kill(os.getpid(), signal.SIGKILL), at, atomic)
        build("in", "site", cache="cache")
        os._exit(0)

    status = in_a_copy(work)
    assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == 0
    return os.WIFSIGNALED(status)


def two_sites(place, monkeypatch):
    """Return what the old and the new site hold, with what is not ours, and make the old one be there."""
    old = contents(place / "site")
    write(place, "new")
    in_a_copy(lambda: (build("in", "site"), os._exit(0)))
    new = contents(place / "site")
    build_old(place)
    assert contents(place / "site") == old
    assert old != new
    assert {name for name in old if name not in new} == set()
    return old, new


@pytest.mark.parametrize("atomic", [True, False], ids=["in one step", "in two steps"])
def test_a_build_that_is_killed_at_any_step_leaves_a_whole_site(place, monkeypatch, atomic):
    old, new = two_sites(place, monkeypatch)
    seen, at = set(), 0
    number = os.lstat(place / "site" / ".git").st_ino
    while True:
        at += 1
        write(place, "new")
        if not killed_at(monkeypatch, at, atomic):
            break
        if atomic or (place / "site").exists():
            found = contents(place / "site")
            assert found in (old, new) or (not atomic and without_git(found) in map(without_git, (old, new))), at
            seen.add(found == new)
        build_old(place)
        assert contents(place / "site") == old, at
        assert hidden(place) == [], at
        assert os.lstat(place / "site" / ".git").st_ino == number, at
    assert seen == {True, False}
    assert at > 60


def without_git(found):
    return {name: what for name, what in found.items() if not name.startswith(".git")}


class _StoppedError(BaseException):
    pass


def no_room():
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def stop():
    raise _StoppedError


def ended_by(monkeypatch, number, at, atomic, *, after):
    """Run the command, and send it a signal at a step; return its exit code."""

    def work():
        os.dup2(os.open(os.devnull, os.O_RDWR), 2)
        os.dup2(2, 1)
        monkeypatch.setattr(sys, "argv", ["reward-reports", "build", "in", "-o", "site", "--no-cache"])
        Fault(monkeypatch, lambda: os.kill(os.getpid(), number), at, atomic, after=after)
        try:
            main()
        except SystemExit as ended:
            os._exit(ended.code or 0)
        os._exit(0)

    return os.waitstatus_to_exitcode(in_a_copy(work))


@pytest.mark.parametrize(
    ("number", "code", "atomic"),
    [(signal.SIGINT, 130, False), (signal.SIGTERM, 143, True)],
    ids=["Ctrl-C, in two steps", "SIGTERM"],
)
def test_a_build_that_is_stopped_at_many_steps_leaves_a_whole_site(place, monkeypatch, number, code, atomic):
    old, new = two_sites(place, monkeypatch)
    steps = steps_of(place, monkeypatch, atomic)
    stopped = 0
    for at in range(1, steps + 1, 3):
        write(place, "new")
        ended = ended_by(monkeypatch, number, at, atomic, after=bool(at % 2))
        assert ended in (0, code), at
        stopped += ended == code
        assert contents(place / "site") in (old, new), at
        build_old(place)
        assert contents(place / "site") == old, at
        assert hidden(place) == [], at
    assert stopped > 20


@pytest.mark.parametrize("most", [0, 1, 300, 3_000, 9_000, 20_000])
def test_a_file_that_cannot_be_written_to_its_end_leaves_the_old_site(place, most):
    """As on a full disk: the first bytes of a file are written, the rest is not."""
    old = contents(place / "site")
    largest = max(map(len, old.values()))
    assert largest > most
    write(place, "new")

    def work():
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        try:
            build("in", "site")
        except OutputError:
            os._exit(2)
        os._exit(0)

    assert os.waitstatus_to_exitcode(in_a_copy(work)) == 2
    assert contents(place / "site") == old
    assert hidden(place) == []


def read_only():
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


def test_a_read_only_folder_is_an_error_and_the_site_stays(place, monkeypatch, run):
    old = contents(place / "site")
    write(place, "new")
    with monkeypatch.context() as patch:
        for name in ("mkdir", "rmdir", "rename", "replace", "link", "unlink", "chmod"):
            patch.setattr(os, name, lambda *_, **__: read_only())
        done = run("build", "in", "-o", "site", "--no-cache")
    assert (done.returncode, done.stdout) == (2, "")
    assert "site cannot be written: Read-only file system" in done.stderr
    assert contents(place / "site") == old


@pytest.mark.parametrize(
    ("act", "atomic", "after"),
    [(no_room, True, False), (stop, False, True)],
    ids=["no room", "stopped after, in two steps"],
)
def test_a_build_that_fails_at_many_steps_leaves_a_whole_site(place, monkeypatch, act, atomic, after):
    """Being stopped after a step is being stopped before the next one, so that one of the two is tried."""
    old, new = two_sites(place, monkeypatch)
    write(place, "new")
    failed = 0
    for at in range(1, steps_of(place, monkeypatch, atomic) + 1, 2):
        build_old(place)
        assert contents(place / "site") == old, at
        assert hidden(place) == [], at
        write(place, "new")
        with monkeypatch.context() as patch:
            Fault(patch, act, at, atomic, after=after)
            try:
                build("in", "site", cache="cache")
            except (OutputError, _StoppedError):
                failed += 1
        assert contents(place / "site") in (old, new), at
    assert failed > 10  # every second step is tried


def test_the_old_site_is_put_back_where_the_new_one_cannot_be_put_in_its_place(place, monkeypatch):
    old = contents(place / "site")
    write(place, "new")
    rename, tried = os.rename, []

    def refuse(one, other):
        if Path(one).name == "new":
            tried.append(one)
            assert not (place / "site").exists()
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        rename(one, other)

    monkeypatch.setattr(staging, "exchanged", lambda *_: False)
    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(OutputError, match="Permission denied"):
        build("in", "site")
    assert len(tried) == 1
    assert contents(place / "site") == old
    assert hidden(place) == []


def test_a_site_that_a_killed_build_has_taken_away_is_put_back_before_anything_is_read(place, monkeypatch):
    old = contents(place / "site")

    def work():
        monkeypatch.setattr(staging, "exchanged", lambda *_: False)
        rename = os.rename

        def kill(one, other):
            if Path(one).name == "new":
                os.kill(os.getpid(), signal.SIGKILL)
            rename(one, other)

        monkeypatch.setattr(os, "rename", kill)
        build("in", "site")

    assert os.WIFSIGNALED(in_a_copy(work))
    assert not (place / "site").exists()
    (place / "in" / "reward-report.yaml").write_text("nonsense: [")
    with pytest.raises(InvalidReportError):
        build("in", "site")
    assert contents(place / "site") == old
    assert hidden(place) == []


def test_what_is_put_into_the_old_site_in_the_last_moment_is_kept_and_named(place, monkeypatch):
    said = []
    swap = staging.Staging.swap

    def swap_late(self):
        (place / "site" / "late.txt").write_text("mine")
        (place / "site" / "folder").mkdir()
        swap(self)

    monkeypatch.setattr(staging.Staging, "swap", swap_late)
    build("in", "site", note=said.append)
    assert len(said) == 1
    named = said[0].partition(" was put into")[0].split(", ")
    assert [Path(name).name for name in named] == ["folder", "late.txt"]
    assert Path(named[1]).read_text() == "mine"
    monkeypatch.undo()
    monkeypatch.chdir(place)
    build("in", "site", note=said.append)
    assert len(said) == 2
    assert Path(named[1]).read_text() == "mine"


def test_a_file_that_is_replaced_in_the_last_moment_is_the_new_one(place, monkeypatch):
    swap = staging.Staging.swap

    def swap_late(self):
        (place / "cname").write_text("other.example")
        (place / "cname").replace(place / "site" / "CNAME")
        (place / "site" / ".git" / "index.lock").write_text("at work")
        swap(self)

    monkeypatch.setattr(staging.Staging, "swap", swap_late)
    build("in", "site")
    assert (place / "site" / "CNAME").read_text() == "other.example"
    assert (place / "site" / ".git" / "index.lock").read_text() == "at work"
    assert hidden(place) == []


NAME = ".site.0123456789abcdef"
MARK = '["reward-reports build", "site", {folder}, {draft}, {{}}]'


@pytest.mark.parametrize(
    "mark",
    [
        None,
        "",
        "x",
        MARK.format(folder=1, draft=1),
        '["reward-reports build", "other", 1, 1, {}]',
        "[" * 100_000,
        "[1]",
    ],
    ids=["no mark", "empty", "other", "a copy", "another site", "deep", "other JSON"],
)
def test_a_folder_that_only_looks_like_that_of_a_build_stays(place, mark):
    (place / NAME / "new").mkdir(parents=True)
    (place / NAME / "new" / "thesis.html").write_text("mine")
    (place / NAME / "old").mkdir()
    if mark is not None:
        (place / NAME / "build.json").write_text(mark)
    before = contents(place / NAME)
    build("in", "site")
    assert contents(place / NAME) == before


def test_a_link_that_looks_like_the_folder_of_a_build_is_not_followed(place):
    (place / "elsewhere" / "new").mkdir(parents=True)
    (place / "elsewhere" / "new" / "x").write_text("mine")
    (place / NAME).symlink_to("elsewhere", target_is_directory=True)
    mark = MARK.format(folder=os.lstat(place / "elsewhere").st_ino, draft=os.lstat(place / "elsewhere" / "new").st_ino)
    (place / "elsewhere" / "build.json").write_text(mark)
    build("in", "site")
    assert (place / "elsewhere" / "new" / "x").read_text() == "mine"


def test_the_folder_of_a_build_that_lives_stays(place):
    other = staging.Staging.begin(place / "site")
    (other.new / "a.html").write_text("half")
    build("in", "site")
    assert (other.new / "a.html").read_text() == "half"
    assert other.end() == []
    assert hidden(place) == []


def test_where_there_are_no_locks_only_what_is_old_is_cleared_away(place, monkeypatch):
    monkeypatch.setattr(staging, "_lock", lambda *_, **__: None)
    young, old = staging.Staging.begin(place / "site"), staging.Staging.begin(place / "site")
    os.utime(old.folder, (0, 0))
    build("in", "site")
    assert hidden(place) == [young.folder.name]


def test_builds_at_once_keep_what_is_not_ours(place):
    number = os.lstat(place / "site" / ".git").st_ino
    before = {
        name: what for name, what in contents(place / "site").items() if not name.endswith((".html", ".json", "site"))
    }
    failed = []

    def often(audience):
        try:
            for _ in range(6):
                build("in", "site", audience=audience, cache="cache")
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=often, args=[audience]) for audience in ("public", "auditor", "internal")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    after = contents(place / "site")
    assert {name: after[name] for name in before} == before
    assert os.lstat(place / "site" / ".git").st_ino == number
    assert hidden(place) == []

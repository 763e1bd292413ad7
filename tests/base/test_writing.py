"""The one writer: a file is whole, keeps what it had besides its content, and nothing else is touched."""

from __future__ import annotations

import os
import re
import signal
import socket
import stat
import subprocess
import sys

import pytest

from reward_reports.base import atomic, inputs
from reward_reports.base.errors import OutputError
from reward_reports.base.writing import check_new, new_folder, write_file

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


@pytest.fixture(params=["without a name", "with a name"], autouse=True)
def way(request, monkeypatch):
    """A file is made without a name where the system can do that; both ways must do the same."""
    if request.param == "with a name":
        monkeypatch.setattr(atomic, "_UNNAMED", 0)
    elif not atomic._UNNAMED:
        pytest.skip("this system makes no files without a name")


def names(folder):
    return sorted(file.name for file in folder.iterdir())


def test_a_new_file_has_the_usual_permissions(tmp_path):
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "a", b"x")
        write_file(tmp_path / "b", b"x", new=True)
    finally:
        os.umask(before)
    assert names(tmp_path) == ["a", "b"]
    assert os.name == "nt" or {(tmp_path / name).stat().st_mode & 0o777 for name in "ab"} == {0o640}


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o664, 0o755, 0o444])
def test_a_file_keeps_its_permissions(tmp_path, mode):
    file = tmp_path / "a"
    file.write_bytes(b"old")
    file.chmod(mode)
    write_file(file, b"new")
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"new", mode)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_a_file_keeps_its_owner_and_group(tmp_path):
    file = tmp_path / "a"
    file.write_bytes(b"old")
    os.chown(file, 12345, 23456)
    file.chmod(0o640)
    write_file(file, b"new", seen=b"old")
    state = file.stat()
    assert (state.st_uid, state.st_gid, stat.S_IMODE(state.st_mode)) == (12345, 23456, 0o640)


@POSIX
def test_what_a_group_may_do_is_not_given_to_another(tmp_path, monkeypatch):
    """A user who may write a file but not give it to its group gives no other group what that group may do."""

    def refuse(*_):
        raise PermissionError

    file = tmp_path / "a"
    file.write_bytes(b"old")
    file.chmod(0o664)
    monkeypatch.setattr(os, "fchown", refuse)
    write_file(file, b"new")
    assert stat.S_IMODE(file.stat().st_mode) == 0o644


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="this system keeps no attributes")
def test_a_file_keeps_its_attributes(tmp_path):
    file = tmp_path / "a"
    file.write_bytes(b"old")
    try:
        os.setxattr(file, "user.origin", b"here")
    except OSError:
        pytest.skip("this file system keeps no attributes")
    write_file(file, b"new")
    assert os.getxattr(file, "user.origin") == b"here"


@POSIX
def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "there").mkdir()
    real = tmp_path / "there" / "real"
    real.write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to("there/real")
    write_file(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert names(tmp_path / "there") == ["real"]


@POSIX
def test_a_link_in_a_circle_is_an_error(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OutputError, match="cannot be written"):
        write_file(tmp_path / "a", b"x")
    assert (tmp_path / "a").is_symlink()


@POSIX
def test_a_file_with_two_names_is_left_alone(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    os.link(tmp_path / "a", tmp_path / "b")
    for seen in (None, b"old"):
        with pytest.raises(OutputError, match=r"a is not written, because it has 2 names"):
            write_file(tmp_path / "a", b"new", seen=seen)
    assert (tmp_path / "a").samefile(tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"old"


def test_nothing_is_written_over_a_new_file(tmp_path):
    (tmp_path / "a").write_bytes(b"mine")
    with pytest.raises(OutputError, match="exists already"):
        write_file(tmp_path / "a", b"new", new=True)
    assert (tmp_path / "a").read_bytes() == b"mine"
    assert names(tmp_path) == ["a"]


@POSIX
def test_a_link_to_nowhere_is_not_followed_by_a_new_file(tmp_path):
    (tmp_path / "a").symlink_to("elsewhere")
    with pytest.raises(OutputError, match="exists already"):
        write_file(tmp_path / "a", b"new", new=True)
    with pytest.raises(OutputError, match="exists already"):
        check_new(tmp_path / "a")
    assert names(tmp_path) == ["a"]


def test_a_file_system_without_hard_links(tmp_path, monkeypatch):
    def refuse(*_args, **_more):
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    write_file(tmp_path / "a", b"one", new=True)
    write_file(tmp_path / "b", b"two")
    write_file(tmp_path / "b", b"three")
    with pytest.raises(OutputError, match="exists already"):
        write_file(tmp_path / "a", b"new", new=True)
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "b").read_bytes()) == (b"one", b"three")
    assert names(tmp_path) == ["a", "b"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "name a file"),
        ("a/", "name a file"),
        ("a\0b", "cannot be written"),
        ("no/such/a", "its folder does not exist"),
    ],
)
def test_a_place_that_cannot_be_written(tmp_path, monkeypatch, name, words):
    monkeypatch.chdir(tmp_path)
    for new in (False, True):
        with pytest.raises(OutputError, match=words):
            write_file(name, b"x", new=new)
    assert names(tmp_path) == []


def test_a_name_as_long_as_names_can_be(tmp_path):
    write_file(tmp_path / ("a" * 255), b"x")
    write_file(tmp_path / ("a" * 255), b"y")
    assert (tmp_path / ("a" * 255)).read_bytes() == b"y"


def test_a_folder_is_not_replaced(tmp_path):
    with pytest.raises(OutputError, match="is a folder"):
        write_file(tmp_path, b"x")


@POSIX
def test_a_socket_is_not_replaced(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("s")
        with pytest.raises(OutputError, match="is not a regular file"):
            write_file("s", b"x")
    assert stat.S_ISSOCK(os.stat("s").st_mode)


@POSIX
def test_a_pipe_and_a_device_are_written_into(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        write_file(pipe, b"words", new=True)
        assert reader.communicate(timeout=60)[0] == b"words"
    write_file(os.devnull, b"words")
    assert pipe.is_fifo()
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)
    with pytest.raises(OutputError, match="is a pipe or a device"):
        write_file(pipe, b"x", seen=b"y")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no device that is always full")
def test_a_full_device_is_an_error():
    with pytest.raises(OutputError, match="No space left"):
        write_file("/dev/full", b"x" * 10_000)


@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="this system does not name its standard output")
@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "link"])
def test_standard_output_by_its_name(tmp_path, name):
    """What comes before and after in the same file is not lost, as it was when that file was replaced or begun again."""
    (tmp_path / "link").symlink_to("/dev/stdout")
    program = f"""if True:
        from reward_reports.base.writing import write_file
        print("before", flush=True)
        write_file({name!r}, b"result\\n")
        print("after", flush=True)
    """
    said = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert said.stdout == "before\nresult\nafter\n"
    with open(tmp_path / "out", "w") as out:
        subprocess.run([sys.executable, "-c", program], cwd=tmp_path, stdout=out, check=True)
    assert (tmp_path / "out").read_text() == "before\nresult\nafter\n"
    assert (tmp_path / "link").is_symlink()


def save(file):
    file.write_bytes(b"saved")


def save_anew(file):
    (file.parent / "other").write_bytes(b"saved")
    os.replace(file.parent / "other", file)


def save_shorter(file):
    file.write_bytes(b"ol")


def save_longer(file):
    file.write_bytes(b"old and more")


def remove(file):
    file.unlink()


def replace_by_link(file):
    file.unlink()
    file.symlink_to("victim")


@pytest.mark.parametrize("change", [save, save_anew, save_shorter, save_longer, remove])
def test_what_somebody_saved_meanwhile_is_not_overwritten(tmp_path, monkeypatch, change):
    file = tmp_path / "a"
    file.write_bytes(b"old")
    sync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (sync(handle), change(file)))
    with pytest.raises(
        OutputError, match="has changed since it was read, so nothing was written; run the command again"
    ):
        write_file(file, b"new", seen=b"old")
    expected = tmp_path / "expected"
    expected.write_bytes(b"old")
    change(expected)
    assert file.exists() == expected.exists()
    assert not file.exists() or file.read_bytes() == expected.read_bytes()


def test_a_link_that_takes_its_place_meanwhile_is_not_followed(tmp_path, monkeypatch):
    file, victim = tmp_path / "a", tmp_path / "victim"
    file.write_bytes(b"old")
    victim.write_bytes(b"precious")
    sync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (sync(handle), replace_by_link(file)))
    with pytest.raises(OutputError, match="has changed"):
        write_file(file, b"new", seen=b"old")
    write_file(tmp_path / "b", b"new")
    assert victim.read_bytes() == b"precious"


def test_another_run_that_wrote_the_same_is_no_reason_to_fail(tmp_path):
    file = tmp_path / "a"
    file.write_bytes(b"new")
    inode = file.stat().st_ino
    write_file(file, b"new", seen=b"old")
    assert file.stat().st_ino == inode
    assert names(tmp_path) == ["a"]


@POSIX
@pytest.mark.parametrize(
    ("leads", "fine"), [("real", True), ("in/real", True), ("../out", False), ("../folder2/out", False)]
)
def test_a_file_that_was_read_through_a_link_is_changed_only_in_its_folder(tmp_path, leads, fine):
    here = tmp_path / "folder"
    (here / "in").mkdir(parents=True)
    (tmp_path / "folder2").mkdir()
    (here / leads).write_bytes(b"old")
    (here / "link").symlink_to(leads)
    if fine:
        write_file(here / "link", b"new", seen=b"old")
    else:
        with pytest.raises(OutputError, match=f"leads out of its folder.*name .*{os.path.basename(leads)} itself"):
            write_file(here / "link", b"new", seen=b"old")
    assert (here / leads).read_bytes() == (b"new" if fine else b"old")
    assert (here / "link").is_symlink()


@POSIX
def test_planted_links_are_not_followed(tmp_path, monkeypatch):
    """The names that earlier versions gave to what they were about to write, and every name that could be given now."""
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    for name in (f".a.{os.getpid()}.tmp", "a.tmp", ".a.tmp"):
        (tmp_path / name).symlink_to("victim")
    monkeypatch.setattr(os, "urandom", bytes)
    (tmp_path / f".reward-reports-{bytes(16).hex()}.tmp").symlink_to("victim")
    with pytest.raises(OutputError):
        write_file(tmp_path / "a", b"new")
    monkeypatch.undo()
    write_file(tmp_path / "a", b"new")
    assert victim.read_bytes() == b"precious"
    assert not victim.is_symlink()


def test_the_name_of_a_draft_is_another_each_time(tmp_path, monkeypatch):
    seen = []
    replace = os.replace
    monkeypatch.setattr(
        os, "replace", lambda draft, target: (seen.append(os.path.basename(draft)), replace(draft, target))
    )
    for _ in range(20):
        write_file(tmp_path / "a", b"x")
    assert len(set(seen)) == 20
    assert all(re.fullmatch(r"\.reward-reports-[0-9a-f]{32}\.tmp", name) for name in seen)


@pytest.mark.parametrize("stopped", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_nothing_is_left_of_a_try_that_failed(tmp_path, monkeypatch, step, stopped):
    def fail(*_args):
        raise stopped

    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(os, step, fail)
    with pytest.raises((OutputError, KeyboardInterrupt)):
        write_file(tmp_path / "a", b"new")
    if step != "replace":
        with pytest.raises((OutputError, KeyboardInterrupt)):
            write_file(tmp_path / "b", b"new", new=True)
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


def spellings(folder):
    """Other names of the file `input` in a folder."""
    (folder / "below").mkdir()
    yield "input"
    yield f"..{os.sep}{folder.name}{os.sep}input"
    yield f"below{os.sep}..{os.sep}input"
    yield str(folder / "input")
    yield f"input{os.sep}."
    yield f"input{os.sep}..{os.sep}input"
    if os.name != "nt":
        (folder / "link").symlink_to("input")
        os.link(folder / "input", folder / "twin")
        (folder / "there").symlink_to(".")
        yield from ("link", "twin", "there/input")
    if (folder / "INPUT").exists():  # a file system that ignores case
        yield "INPUT"


def test_no_input_is_overwritten_whatever_it_is_called(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "input").write_bytes(b"precious")
    with inputs.noted():
        inputs.note("input")
        for name in spellings(tmp_path):
            with pytest.raises(
                OutputError, match="is not overwritten, because this command already reads or writes it"
            ):
                write_file(name, b"new")
        write_file("output", b"new")
        with pytest.raises(OutputError, match="already reads or writes it"):
            write_file("output", b"twice")
        write_file("input", b"changed", seen=b"precious") if os.name == "nt" else None
    write_file("output", b"later")


def fill(folder, then):
    """Make a new folder, and do something before it is whole."""
    with new_folder(folder) as draft:
        (draft / "a").write_bytes(b"x")
        then()


def test_a_new_folder_is_there_whole_or_not_at_all(tmp_path):
    with new_folder(tmp_path / "deep" / "made") as draft:
        (draft / "a").write_bytes(b"x")
        assert not (tmp_path / "deep" / "made").exists()
    assert names(tmp_path / "deep") == ["made"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(ZeroDivisionError):
        fill(tmp_path / "empty", lambda: 1 / 0)
    assert names(tmp_path) == ["deep", "empty"]
    assert names(tmp_path / "empty") == []


def test_a_folder_that_holds_something_is_not_replaced(tmp_path):
    made = tmp_path / "made"
    for quicker in (lambda: (made.mkdir(), (made / "b").write_bytes(b"y")), lambda: None):
        with pytest.raises(OutputError, match="exists already"):
            fill(made, quicker)
    assert (names(tmp_path), names(made)) == (["made"], ["b"])


def dies_at(step):
    """Let this process be killed when it makes, fills, names or removes a file for the nth time."""
    left = [step]

    def wrap(name):
        real = getattr(os, name)

        def call(*arguments, **more):
            if name != "open" or arguments[1] & (os.O_WRONLY | os.O_RDWR):
                left[0] -= 1
                if left[0] == 0:
                    if name == "write":
                        real(arguments[0], arguments[1][:5])
                    os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **more)

        setattr(os, name, call)

    for name in ("open", "write", "fchmod", "fsync", "link", "replace", "rename", "unlink", "close"):
        wrap(name)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system forks no processes")
@pytest.mark.parametrize("more", [{}, {"seen": b"the old text"}, {"new": True}], ids=["output", "back", "new"])
def test_a_writer_that_is_killed_leaves_the_old_file_or_the_new_one(tmp_path, more):
    for step in range(1, 30):
        folder = tmp_path / str(step)
        folder.mkdir()
        file = folder / "a"
        old = None if "new" in more else b"the old text"
        if old:
            file.write_bytes(old)
        child = os.fork()
        if not child:
            try:
                dies_at(step)
                write_file(file, b"the new text", **more)
                os._exit(0)
            finally:
                os._exit(1)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert (file.read_bytes() if file.exists() else None) in (old, b"the new text")
        drafts = [name for name in names(folder) if name != "a"]
        assert len(drafts) <= 1
        if atomic._UNNAMED:
            assert all((folder / name).read_bytes() == b"the new text" for name in drafts), "half a file has a name"
        if code == 0:
            assert step > 5
            assert names(folder) == ["a"]
            return
        assert code == -signal.SIGKILL
    pytest.fail("it never ends")

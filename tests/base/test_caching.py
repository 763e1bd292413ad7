"""What is kept between runs: no link is followed, nothing of somebody else's is touched or believed."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from reward_reports.base import caching

REPORT = 'schema_version: "1.0"\nreport: {id: a, title: A, version: "1.0", kind: hypothetical}\n'
FOLDER = caching.FOLDER
NEEDS_PIPES = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
COMMANDS = [("lint", "in"), ("build", "in", "-o", "site")]


@pytest.fixture
def place(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "reward-report.yaml").write_text(REPORT)
    return tmp_path


def somebodys(folder):
    """Put files into a folder that are named as caches are, more or less, and return what they hold."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"data{n}.json" for n in range(8)] + [f"run{n}.jsonl" for n in range(16)]
    names += [f"{n:020x}.json" for n in range(8)] + [f"{n:020x}.jsonl" for n in range(16)]
    names += [f".reward-reports-{n:032x}.tmp" for n in range(4)]
    for n, name in enumerate(names):
        (folder / name).write_text(f'{{"mine": {n}}}')
        os.utime(folder / name, (n, n))
    return contents(folder)


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def both(run, place, times=2):
    """Run what keeps something, with options that change from run to run, so that each keeps a file of its own."""
    for n in range(times):
        assert run("lint", "in", "--today", f"2026-01-{n + 1:02}", cwd=place).returncode in (0, 1)
        assert run("build", "in", "-o", f"site{n}", cwd=place).returncode == 0


@pytest.mark.parametrize("target", [".", "elsewhere"])
def test_a_folder_that_is_a_link_is_not_used(place, run, target):
    (place / FOLDER).symlink_to(target, target_is_directory=True)
    before = somebodys(place / target)
    below = somebodys(place / target / "sites")
    both(run, place)
    after = contents(place / target)
    assert {name: after[name] for name in before} == before
    assert not (place / target / "CACHEDIR.TAG").exists()
    assert len(contents(place / target / "sites")) == len(below)


def test_a_link_to_a_folder_of_ours_is_not_used(place, run, tmp_path_factory):
    both(run, place)
    other = tmp_path_factory.mktemp("other")
    shutil.move(place / FOLDER, other / FOLDER)
    (place / FOLDER).symlink_to(other / FOLDER, target_is_directory=True)
    before = contents(other / FOLDER)
    both(run, place)
    assert contents(other / FOLDER) == before


def test_a_folder_below_that_is_a_link_is_not_used(place, run):
    assert run("lint", "in", cwd=place).returncode in (0, 1)
    (place / FOLDER / "sites").symlink_to("../elsewhere", target_is_directory=True)
    before = somebodys(place / "elsewhere")
    both(run, place)
    assert contents(place / "elsewhere") == before


@pytest.mark.parametrize("what", ["files", "a tag of another tool", "a file"])
def test_what_is_not_ours_is_not_used(place, run, what):
    if what == "a file":
        (place / FOLDER).write_text("mine")
        both(run, place)
        assert (place / FOLDER).read_text() == "mine"
        return
    somebodys(place / FOLDER)
    if what == "a tag of another tool":
        (place / FOLDER / "CACHEDIR.TAG").write_text("Signature: 8a477f597d28d172789f06886806bc55\n# By another tool\n")
    before = contents(place / FOLDER)
    both(run, place)
    assert contents(place / FOLDER) == before


@pytest.mark.parametrize("words", ["", "# This folder is a cache of reward-reports, format 0.\n"])
def test_a_folder_of_another_version_begins_anew(place, run, words):
    both(run, place)
    tag = place / FOLDER / "CACHEDIR.TAG"
    ours, identity = tag.read_text(), caching.identity(str(place / FOLDER))
    tag.write_text(ours.partition("\n")[0] + "\n" + words)
    before = contents(place / FOLDER)
    assert caching.identity(str(place / FOLDER)) == ""
    both(run, place)
    assert tag.read_text() == ours
    assert caching.identity(str(place / FOLDER)) not in ("", identity)
    assert len(contents(place / FOLDER)) > len(before), "what was kept before was used again"


def test_files_of_somebody_else_in_a_folder_of_ours_stay(place, run):
    both(run, place)
    before = somebodys(place / "elsewhere")
    for folder in (place / FOLDER, place / FOLDER / "sites"):
        somebodys(folder)
    both(run, place)
    for folder in (place / FOLDER, place / FOLDER / "sites"):
        after = contents(folder)
        assert {name: after[name] for name in before} == before


def test_of_ours_the_newest_stay(place, run):
    both(run, place, times=10)
    kept = contents(place / FOLDER)
    assert len([name for name in kept if re.fullmatch(r"[0-9a-f]{20}\.json", name)]) == 4
    assert len([name for name in kept if re.fullmatch(r"sites/[0-9a-f]{20}\.jsonl", name)]) == 8
    assert not [name for name in kept if name.endswith(".tmp")]


def test_what_a_run_that_was_ended_has_left_is_removed_in_time(place, run):
    both(run, place)
    for age, head in ((0, "reward-reports findings "), (7200, "reward-reports findings "), (7200, "")):
        draft = place / FOLDER / f".reward-reports-{age:016x}{len(head):016x}.tmp"
        draft.write_text(head)
        os.utime(draft, (draft.stat().st_mtime - age,) * 2)
    assert run("lint", "in", "--today", "2027-01-01", cwd=place).returncode in (0, 1)
    assert [name for name in contents(place / FOLDER) if name.endswith(".tmp")] == [
        f".reward-reports-{0:016x}{24:016x}.tmp"
    ]


@pytest.mark.parametrize("left", [[], [".gitignore"], [f".reward-reports-{0:032x}.tmp"]], ids=str)
def test_a_folder_that_a_run_began_to_make_is_used(place, run, left):
    (place / FOLDER).mkdir()
    for name in left:
        (place / FOLDER / name).write_text("")
    both(run, place)
    assert (place / FOLDER / ".gitignore").read_text() == "*\n"
    assert [name for name in contents(place / FOLDER) if name.startswith("sites/")]


def test_a_link_in_the_place_of_a_cache_is_replaced_and_not_written_through(tmp_path):
    (tmp_path / "victim").write_text("PRECIOUS")
    (tmp_path / "cache.json").symlink_to("victim")
    caching.write(str(tmp_path / "cache.json"), "new")
    assert (tmp_path / "victim").read_text() == "PRECIOUS"
    assert (tmp_path / "cache.json").read_text() == "new"


def test_a_write_that_fails_leaves_nothing(tmp_path):
    (tmp_path / "cache.json").mkdir()
    with pytest.raises(OSError):
        caching.write(str(tmp_path / "cache.json"), "new")
    assert [path.name for path in tmp_path.iterdir()] == ["cache.json"]


def test_results_that_came_with_a_repository_are_not_believed(place, run):
    """A copy of a folder of caches, as a clone or an archive brings it, cannot say what was found here."""
    (place / "in" / "reward-report.yaml").write_text(REPORT + "nonsense: 1\n")
    assert run("lint", "in", cwd=place).returncode == 1
    for file in (place / FOLDER).glob("*.json"):
        text = caching.unsealed("reward-reports findings ", file.read_text("utf-8"))
        forged = re.sub(r"\[\[\"SCH.*?null\]\]", "[]", text)
        file.write_text(caching.sealed("reward-reports findings ", forged), "utf-8")
    shutil.copytree(place / FOLDER, place / "copy", copy_function=shutil.copy2)
    shutil.rmtree(place / FOLDER)
    (place / "copy").rename(place / FOLDER)
    assert run("lint", "in", cwd=place).returncode == 1


@pytest.fixture
def broken(place, run):
    """Break every cache in the same way, and hold what is found and built against a run without one."""

    def check(spoil):
        for command in COMMANDS:
            run(*command, cwd=place)
        for file in [path for path in (place / FOLDER).rglob("*.json*") if path.is_file()]:
            spoil(file)
        for command in COMMANDS:
            spoilt = run(*command, cwd=place)
            fresh = run(*command, "--no-cache", cwd=place)
            assert (spoilt.returncode, spoilt.stdout) == (fresh.returncode, fresh.stdout)

    return check


HEADS = {".json": "reward-reports findings ", ".jsonl": "reward-reports site "}
TEXTS = {
    "nothing": "",
    "no JSON": "{",
    "other JSON": "[1, {}]",
    "wrong types": '[1, {"in/reward-report.yaml": [1, 2, 3, 4]}]',
    "wrong places": '[1, {"in/reward-report.yaml": "abcd"}]',
    "deep": "[" * 200_000,
    "a large number": f"[{'9' * 5000}, {{}}]",
    "not a number": "[NaN, {}]",
    "control characters": "\x00\x1b[2J",
    "many lines": "\n" * 100_000,
}


@pytest.mark.parametrize("sealed", [False, True], ids=["as it is", "with the right head"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_cache_with_other_contents_is_ignored(broken, text, sealed):
    def spoil(file):
        file.write_text(caching.sealed(HEADS[file.suffix], text) if sealed else text, "utf-8")

    broken(spoil)


def replaced_by_folder(file):
    file.unlink()
    file.mkdir()


def replaced_by_link(file):
    file.unlink()
    file.symlink_to("/dev/zero")


def replaced_by_pipe(file):
    file.unlink()
    os.mkfifo(file)


def cut(file):
    file.write_bytes(file.read_bytes()[:-20])


def huge(file):
    os.truncate(file, 2_000_000_000)


def not_utf8(file):
    file.write_bytes(b"\xff\xfe" + file.read_bytes())


@pytest.mark.parametrize("spoil", [replaced_by_folder, replaced_by_link, cut, huge, not_utf8])
def test_a_cache_that_is_something_else_is_ignored(broken, spoil):
    broken(spoil)


@NEEDS_PIPES
def test_a_cache_that_is_a_pipe_is_not_waited_for(broken):
    broken(replaced_by_pipe)


@NEEDS_PIPES
def test_a_cache_that_is_a_pipe_is_not_left_open(tmp_path):
    def next_handle():
        handle = os.open(os.devnull, os.O_RDONLY)
        os.close(handle)
        return handle

    os.mkfifo(tmp_path / "pipe")
    free = next_handle()
    with pytest.raises(OSError, match="is not a regular file"):
        caching.read(str(tmp_path / "pipe"), 100)
    assert next_handle() == free


@NEEDS_PIPES
def test_a_tag_that_is_a_pipe_is_not_waited_for(place, run):
    both(run, place)
    (place / FOLDER / "CACHEDIR.TAG").unlink()
    os.mkfifo(place / FOLDER / "CACHEDIR.TAG")
    both(run, place)


@pytest.mark.skipif(sys.platform != "linux", reason="file systems elsewhere take UTF-8 only")
def test_a_file_name_that_is_not_text_is_no_reason_to_fail(place, run):
    Path(place / "in" / os.fsdecode(b"\xff.reward-report.yaml")).write_text(REPORT.replace("id: a", "id: b"))
    assert run("lint", "in", cwd=place).returncode in (0, 1)


def test_a_file_name_with_line_breaks_is_remembered_too(place, run):
    for name in ("a\nb", "a\u2028b"):
        (place / "in" / f"{name}.reward-report.yaml").write_text(
            REPORT.replace("id: a", f"id: b{len(name)}{ord(name[1])}")
        )
    for _ in range(2):
        assert run("build", "in", "-o", "site", cwd=place).returncode == 0
    stamp = (place / "site" / "a.html").stat().st_mtime_ns
    assert run("build", "in", "-o", "site", cwd=place).returncode == 0
    assert (place / "site" / "a.html").stat().st_mtime_ns == stamp

"""Archives, folders and the command: hostile ones are refused, and nothing is written by halves."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from reward_reports.exchange.importing import archives

SAMPLES = Path(__file__).parent / "samples"
BUILDER = (SAMPLES / "builder.md").read_text("utf-8")
FIRST = BUILDER.format(description="Begun", owner="The library.")
SECOND = BUILDER.format(description="", owner="The city.")


def archive(file, members):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in members:
            made.writestr(name, text)


def versions(folder):
    folder.mkdir()
    (folder / "report_2023-09-01_10-00-00.md").write_text(FIRST, "utf-8")
    (folder / "report_2023-09-08_09-00-00.md").write_text(SECOND, "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_dated_versions_become_entries_of_the_changelog(run, tmp_path, kind):
    versions(tmp_path / "old")
    if kind == "zip":
        shutil.make_archive(str(tmp_path / "old"), "zip", tmp_path / "old")
    done = run("import", "old.zip" if kind == "zip" else "old", "-o", "new.yaml")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "new.yaml").read_text("utf-8")
    assert "system_owner: The city." in text
    assert "summary: Begun. (The version report_2023-09-01_10-00-00.md by Ada Example.)" in text
    assert "fields_changed: [system_details.system_owner]" in text
    assert "--as-history keeps their full text" in done.stderr


@pytest.mark.tool("git")
def test_dated_versions_become_commits(run, tmp_path):
    versions(tmp_path / "old")
    assert run("import", "old", "--as-history", "new").returncode == 0
    said = run("log", "new/reward-report.yaml").stdout
    assert "0.1" in said
    assert "0.2" in said
    shown = subprocess.run(
        ["git", "show", "v0.1:reward-report.yaml"], cwd=tmp_path / "new", capture_output=True, check=True
    )
    assert b"system_owner: The library." in shown.stdout
    again = run("import", "old", "--as-history", "new")
    assert again.returncode == 2
    assert "not overwritten" in again.stderr


@pytest.mark.tool("git")
def test_a_day_that_git_cannot_keep_is_refused(run, tmp_path):
    versions(tmp_path / "old")
    (tmp_path / "old" / "report_2023-09-01_10-00-00.md").rename(tmp_path / "old" / "report_1000-01-01_10-00-00.md")
    done = run("import", "old", "--as-history", "new")
    assert done.returncode == 2
    assert "git keeps no dates before 1970, and a version is of 1000-01-01" in done.stderr
    assert not (tmp_path / "new").exists()


def refused(run, name):
    done = run("import", name, "-o", "new.yaml")
    assert done.returncode == 2, done.stdout
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ([("../a.md", FIRST)], "leads out of the archive"),
        ([("/a.md", FIRST)], "leads out of the archive"),
        ([("C:/a.md", FIRST)], "leads out of the archive"),
        ([("a\nb.md", FIRST)], "leads out of the archive"),
        ([("a\\..\\..\\b.md", FIRST)], "leads out of the archive"),
        ([("\\\\host\\share\\b.md", FIRST)], "leads out of the archive"),
        ([("C:\\b.md", FIRST)], "leads out of the archive"),
        ([("a/b.md", FIRST), ("a\\b.md", FIRST)], "appears twice"),
        ([("a.md", b"0" * 2_000_000)], "larger than"),
        ([(f"{n}.txt", "") for n in range(2_001)], "more than 2,000 files"),
        ([("a.png", b"")], "holds no Markdown"),
        ([], "holds no Markdown"),
    ],
)
def test_hostile_archives_are_refused(run, tmp_path, members, said):
    archive(tmp_path / "a.zip", members)
    assert said in refused(run, "a.zip")
    assert not (tmp_path / "new.yaml").exists()


def test_texts_that_are_too_large_together_are_refused(run, tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_ARCHIVE", 10_000)
    archive(tmp_path / "two.zip", [("a.md", b"0" * 5_000), ("b.md", b"0" * 5_000)])
    assert "larger than" not in run("import", "two.zip", "-o", "new.yaml").stderr
    archive(tmp_path / "three.zip", [(f"{name}.md", b"0" * 5_000) for name in "abc"])
    assert "its texts are larger than 10,000 bytes together; import them one by one" in refused(run, "three.zip")


def test_a_name_with_a_zero_byte_a_link_a_lock_and_a_double_are_refused(run, tmp_path):
    archive(tmp_path / "a.zip", [("aXb.md", FIRST)])
    raw = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "zero.zip").write_bytes(raw.replace(b"aXb.md", b"a\0b.md"))
    assert "leads out" in refused(run, "zero.zip")
    link = zipfile.ZipInfo("a.md")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive(tmp_path / "link.zip", [(link, "/etc/passwd")])
    assert "is a link" in refused(run, "link.zip")
    locked = bytearray(raw)
    locked[raw.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(bytes(locked))
    assert "is encrypted" in refused(run, "locked.zip")
    archive(tmp_path / "twice.zip", [("a.md", FIRST), ("b.md", FIRST)])
    both = (tmp_path / "twice.zip").read_bytes().replace(b"b.md", b"a.md")
    (tmp_path / "twice.zip").write_bytes(both)
    assert "appears twice" in refused(run, "twice.zip")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(run, tmp_path, method):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as made:
        made.writestr("a.md", FIRST)
    assert "uses a compression method that is not supported" in refused(run, "a.zip")


def test_a_name_that_is_not_utf_8_is_refused_and_one_of_an_old_program_is_read(run, tmp_path):
    archive(tmp_path / "a.zip", [("é.md", FIRST)])
    raw = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "bad.zip").write_bytes(raw.replace("é".encode(), b"\xff\xff"))
    assert "a file name in it is not UTF-8" in refused(run, "bad.zip")
    archive(tmp_path / "old.zip", [("aX.md", FIRST)])
    (tmp_path / "old.zip").write_bytes((tmp_path / "old.zip").read_bytes().replace(b"aX.md", b"a\x84.md"))
    assert run("import", "old.zip", "-q").returncode == 0


def test_names_with_backslashes_are_read_as_folders(run, tmp_path):
    archive(tmp_path / "a.zip", [("old\\", ""), ("old\\r_2023-09-01.md", FIRST), ("old\\r_2023-09-08.md", SECOND)])
    done = run("import", "a.zip")
    assert done.returncode == 0, done.stderr
    assert "system_owner: The city." in done.stdout
    assert "a.zip/old/r_2023-09-08.md" in done.stderr


BESIDE = {
    "README.md": ("# The city\n\nTwo versions of a report.\n", "no heading names a field"),
    "LICENSE.txt": ("Do as you like.", "no heading names a field"),
    "template.md": (BUILDER.format(description="", owner="").partition("# Overview")[0], "no heading names a field"),
    "empty.md": ("", "no heading names a field"),
    "questions.md": ("# Overview\n\n## System Owner\n\n", "holds only the questions of a template"),
    "my-template.md": ("## System Owner\n\nYour name.\n", "looks like a README or a template"),
    "docs/README.md": ("## Limitations\n\nFew.\n", "looks like a README or a template"),
    "latin.txt": (b"caf\xe9", "cannot be read: latin.txt:1:4: the byte 0xe9"),
    "README.en.md": (b"caf\xe9", "cannot be read: README.en.md:1:4: the byte 0xe9"),
    "merges.txt": (b"a b\n" * 300_000, "larger than"),
}


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_what_lies_beside_reports_is_passed_over_and_told(run, tmp_path, kind):
    versions(tmp_path / "old")
    for name, (text, _) in BESIDE.items():
        file = tmp_path / "old" / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    if kind == "zip":
        shutil.make_archive(str(tmp_path / "old"), "zip", tmp_path / "old")
    done = run("import", "old.zip" if kind == "zip" else "old", "--report", "account.json")
    assert done.returncode == 0, done.stderr
    assert "system_owner: The city." in done.stdout
    notes = json.loads((tmp_path / "account.json").read_text("utf-8"))[0]["notes"]
    for name, (_, reason) in BESIDE.items():
        (said,) = [one for one in notes if name in re.split(", |: | ", one)]
        assert reason in said


@pytest.mark.tool("git")
def test_a_history_tells_too_what_was_passed_over(run, tmp_path):
    versions(tmp_path / "old")
    (tmp_path / "old" / "README.md").write_text("# About\n")
    assert "note: skipped README.md: no heading names a field" in run("import", "old", "--as-history", "new").stderr


def test_a_readme_alone_is_read_and_a_broken_version_is_not_passed_over(run, tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "README.md").write_text("## Limitations\n\nFew.\n")
    assert "limitations: Few." in run("import", "one").stdout
    versions(tmp_path / "old")
    (tmp_path / "old" / "report_2023-09-09_09-00-00.md").write_bytes(b"caf\xe9")
    assert "report_2023-09-09_09-00-00.md:1:4: the byte 0xe9" in refused(run, "old")


def test_a_folder_without_reports_says_what_lies_there(run, tmp_path):
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "README.md").write_text("# About\n")
    (tmp_path / "old" / "t.md").write_text("# System Owner\n")
    said = refused(run, "old")
    assert "old holds no report; skipped README.md: no heading names a field" in said
    assert "t.md" in said


def test_folders_are_searched_below_but_hidden_ones_are_not(run, tmp_path):
    versions(tmp_path / "old")
    (tmp_path / "old" / "2023").mkdir()
    for file in (tmp_path / "old").glob("*.md"):
        file.rename(tmp_path / "old" / "2023" / file.name)
    for hidden in (".git", "node_modules"):
        (tmp_path / "old" / hidden).mkdir()
        (tmp_path / "old" / hidden / "other.md").write_text(FIRST)
    done = run("import", "old")
    assert (done.returncode, "other.md" in done.stderr) == (0, False)
    assert "old/2023/report_2023-09-08_09-00-00.md" in done.stderr


def test_nothing_of_an_archive_is_written(run, tmp_path):
    archive(tmp_path / "a.zip", [("a/b.md", FIRST), ("__MACOSX/a/._b.md", b"\0\5"), (".x.md", FIRST)])
    assert run("import", "a.zip", "-o", "new.yaml").returncode == 0
    assert sorted(file.name for file in tmp_path.rglob("*")) == ["a.zip", "new.yaml"]


def test_ten_gigabytes_of_zeros_that_claim_to_be_small_are_not_read(run, tmp_path):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as one:
        one.writestr("a.md", b"\0" * 50_000_000)
    raw = bytearray(made.getvalue())
    at = raw.index(b"PK\x01\x02")
    raw[at + 24 : at + 28] = (100).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(bytes(raw))
    refused(run, "a.zip")


@pytest.mark.parametrize("kept", [0, 10, 200, -1, -10])
def test_truncated_archives_are_refused(run, tmp_path, kept):
    archive(tmp_path / "a.zip", [("a.md", FIRST)])
    raw = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(raw[:kept])
    assert "is not a complete zip archive" in refused(run, "a.zip")


def test_links_in_a_folder_are_not_followed(run, tmp_path):
    (tmp_path / "old").mkdir()
    (tmp_path / "secret.md").write_text(FIRST)
    (tmp_path / "old" / "a.md").symlink_to(tmp_path / "secret.md")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "b.md").write_text(FIRST)
    (tmp_path / "old" / "below").symlink_to(tmp_path / "outside", target_is_directory=True)
    assert "skipped a.md, below: is a link; name it to import it" in refused(run, "old")
    (tmp_path / "old" / "c.md").write_text(SECOND)
    done = run("import", "old")
    assert (done.returncode, "system_owner: The city." in done.stdout) == (0, True)
    assert "skipped a.md, below: is a link; name it to import it" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
@pytest.mark.parametrize("name", ["a.md", "a.zip"])
def test_a_pipe_is_refused_and_not_waited_for(run, tmp_path, name):
    (tmp_path / "old").mkdir()
    os.mkfifo(tmp_path / "old" / name)
    assert "is not a regular file" in refused(run, f"old/{name}")
    if name == "a.md":
        assert "skipped a.md: is not a regular file" in refused(run, "old")


def test_nothing_is_overwritten_and_several_reports_need_a_folder(run, tmp_path):
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(FIRST)
    several = run("import", "a.md", "b.md")
    assert (several.returncode, several.stdout) == (2, "")
    assert "2 different reports" in several.stderr
    assert run("import", "a.md", "b.md", "-o", "new/").returncode == 0
    assert sorted(file.name for file in (tmp_path / "new").iterdir()) == [
        "a.reward-report.yaml",
        "b.reward-report.yaml",
    ]
    before = (tmp_path / "new" / "a.reward-report.yaml").read_bytes()
    again = run("import", "a.md", "-o", "new/a.reward-report.yaml", "--title", "Other")
    assert (again.returncode, (tmp_path / "new" / "a.reward-report.yaml").read_bytes()) == (2, before)


def test_the_account_as_json_and_the_same_bytes_each_time(run, tmp_path):
    (tmp_path / "a.md").write_text(FIRST)
    one = run("import", "a.md", "--report", "account.json", "--quiet")
    assert one.stderr == ""
    assert one.stdout == run("import", "a.md").stdout
    (account,) = json.loads((tmp_path / "account.json").read_text("utf-8"))
    assert {row["state"] for row in account["rows"] if "comments_on_performance" in row["place"]} == {
        "no answer: the template's question was left"
    }

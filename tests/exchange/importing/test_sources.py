"""Archives, folders and the command: hostile ones are refused, and nothing is written by halves."""

from __future__ import annotations

import io
import json
import shutil
import stat
import subprocess
import zipfile
from pathlib import Path

import pytest

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
    assert "--as-history keeps all" in done.stderr


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
        ([("a.md", b"0" * 2_000_000)], "which no report is"),
        ([(f"{n}.txt", "") for n in range(2_001)], "more than 2,000 files"),
        ([("a.png", b"")], "holds no Markdown"),
        ([], "holds no Markdown"),
    ],
)
def test_hostile_archives_are_refused(run, tmp_path, members, said):
    archive(tmp_path / "a.zip", members)
    assert said in refused(run, "a.zip")
    assert not (tmp_path / "new.yaml").exists()


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
    assert "there twice" in refused(run, "twice.zip")


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
    assert "is no whole zip archive" in refused(run, "a.zip")


def test_links_in_a_folder_are_not_followed(run, tmp_path):
    (tmp_path / "old").mkdir()
    (tmp_path / "secret.md").write_text(FIRST)
    (tmp_path / "old" / "a.md").symlink_to(tmp_path / "secret.md")
    assert "is a link" in refused(run, "old")


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
